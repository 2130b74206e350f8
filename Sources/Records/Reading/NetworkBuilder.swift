/// Builds a network from tables of cells, whatever file they come from, and lists every problem on the way.
///
/// Tables are given in the order of ``TableName``, so that what a row refers to is there before it.
///
/// - Complexity: O(bytes) expected, in memory of the network plus about 20 bytes an id.
public struct NetworkBuilder {
  /// What is built so far.
  public private(set) var network = Network()
  /// What was wrong so far.
  public private(set) var problems: ProblemList
  private var ids = IDTables()
  private var lastTable = -1

  /// A builder for a network of which `about` speaks; keeps at most `limit` problems of each severity.
  public init(about: About, limit: Int = 100) {
    network.about = about
    problems = ProblemList(limit: limit)
  }

  /// A builder of a few rows that refer to those of a network there is: their source names these by their places, except
  /// techniques, which stand in lists.
  package init(revising known: Network) {
    self.init(about: known.about)
    for (row, technique) in known.techniques.rows.enumerated() {
      _ = ids[.techniques].insert(technique.id.utf8.span, row: row)
    }
  }

  /// Adds a problem found outside the tables.
  public mutating func report(_ problem: Problem) { problems.add(problem) }

  /// Adds people of whom only a name is known, which is their id too: the ends of an edge list.
  ///
  /// The names must be different from each other, and are not checked, since the edges that name them are.
  public mutating func addPeople(named names: [String]) {
    precondition(network.people.count == 0, "people are added once")
    for (row, name) in names.enumerated() {
      var person = Person()
      person.id = name
      person.name = name
      _ = ids[.people].insert(Array(name.utf8).span, row: row)
      network.people.rows.append(person)
    }
  }

  /// The network, unless anything was wrong.
  ///
  /// - Throws: ``InvalidInput`` with every problem.
  public consuming func finish() throws(InvalidInput) -> (network: Network, problems: ProblemList) {
    guard problems.errors == 0 else { throw InvalidInput(problems) }
    return (network, problems)
  }

  /// Reads the table called `name`.
  ///
  /// One call a row goes through the source's protocol; what is done with its cells is made for each table.
  public mutating func read(_ name: TableName, from source: any RowSource) {
    precondition(name.ordinal > lastTable, "tables are read in the order of TableName")
    lastTable = name.ordinal
    switch name {
    case .organisations: network.organisations = table(source, finishing: { $0.resolveParents(&$1) })
    case .people: network.people = table(source)
    case .teams: network.teams = table(source)
    case .memberships: network.memberships = table(source)
    case .techniques: network.techniques = table(source)
    case .cohorts: network.cohorts = table(source)
    case .enrolments: network.enrolments = table(source)
    case .events: network.events = table(source)
    case .uses: network.uses = table(source)
    case .engagements: network.engagements = table(source)
    case .transfers: network.transfers = table(source)
    case .ties: network.ties = table(source)
    case .outcomes: network.outcomes = table(source)
    }
  }

  private mutating func table<Row: TableRow>(
    _ rows: any RowSource,
    finishing: (inout TableReading<Row>, inout Cells<Row.Column>) -> Void = { _, _ in }
  ) -> Table<Row> {
    var source = rows
    var header = CellRow()
    let before = problems.errors
    guard source.next(&header, &problems) else {
      if problems.errors == before { reportEmpty(source.file, Row.self) }
      return Table()
    }
    guard let layout = Layout<Row.Column>(header, file: source.file, problems: &problems) else { return Table() }
    var reading = TableReading<Row>(layout, expecting: source.expectedCount)
    var cells = Cells<Row.Column>(
      file: source.file, scale: network.scale, positions: layout.positions, ids: IDTables(),
      problems: ProblemList())
    swap(&cells.ids, &ids)
    swap(&cells.problems, &problems)
    while source.next(&cells.row, &cells.problems) {
      reading.take(&cells)
    }
    finishing(&reading, &cells)
    swap(&cells.ids, &ids)
    swap(&cells.problems, &problems)
    return reading.table
  }

  private mutating func reportEmpty<Row: TableRow>(_ file: String, _: Row.Type) {
    let columns = Row.Column.allCases.map(\.info.name).joined(separator: ",")
    problems.add(
      Problem(
        .error, file: file, line: 1, message: "the file is empty",
        remedy: "begin it with a header row such as \(columns), or remove it"))
  }
}

/// Where each column of a table lies in its file.
struct Layout<Column: TableColumn> {
  var positions = [Int](repeating: -1, count: Column.allCases.count)
  var extras: [(position: Int, name: String)] = []
  var width = 0

  /// Understands a header row; `nil`, with the problems reported, when the table cannot be read with it.
  init?(_ header: CellRow, file: String, problems: inout ProblemList) {
    var errors: [(column: String?, message: String, remedy: String)] = []
    width = header.count
    var names: [String] = []
    for position in 0..<header.count {
      let name = header.text(position)
      if unprintable(in: Array(name.utf8).span) != nil {
        errors.append((nil, "the name of column \(position + 1) contains a control character", "remove it"))
      } else if name.isEmpty {
        errors.append((nil, "column \(position + 1) has no name", "name it in the header row, or remove it"))
      } else if names.contains(name) {
        errors.append((name, "two columns are called '\(name)'", "rename or remove one of them"))
      } else if let column = Column.allCases.first(where: { $0.info.name == name }) {
        positions[column.rawValue] = position
      } else {
        extras.append((position, name))
      }
      names.append(name)
    }
    func alike(_ wanted: String) -> String? {
      names.first { $0.lowercased().filter { !" _-".contains($0) } == wanted.filter { $0 != "_" } }
    }
    for column in Column.allCases where !column.info.isRequired && positions[column.rawValue] < 0 {
      guard let like = alike(column.info.name) else { continue }
      problems.add(
        Problem(
          .warning, file: file, line: header.line, column: like, message: "this column is kept as an attribute",
          remedy: "rename it to '\(column.info.name)' if that is what it is"))
    }
    for column in Column.allCases where column.info.isRequired && positions[column.rawValue] < 0 {
      let wanted = column.info.name
      var remedy = "add it; the columns of \(file) are \(Column.allCases.map(\.info.name).joined(separator: ","))"
      if let like = names.first(where: { $0.lowercased().filter { !" _-".contains($0) } == wanted.filter { $0 != "_" } }
      ) {
        remedy = "rename '\(like)' to '\(wanted)'"
      } else if width == 1, names.first?.contains(";") == true || names.first?.contains("\t") == true {
        remedy = "save the file with commas between the columns"
      }
      errors.append((wanted, "there is no column '\(wanted)'", remedy))
    }
    for error in errors {
      problems.add(
        Problem(
          .error, file: file, line: header.line, column: error.column, message: error.message,
          remedy: error.remedy))
    }
    if !errors.isEmpty { return nil }
  }
}

/// The rows of a table while they are read.
struct TableReading<Row: TableRow> {
  var table = Table<Row>()
  let layout: Layout<Row.Column>
  private let columnNames: [String]
  /// The texts of each unknown column.
  private var words: [WordPool]

  /// - Parameter count: About how many rows there are; 0 where that is not known.
  init(_ layout: Layout<Row.Column>, expecting count: Int) {
    self.layout = layout
    table.extraColumns = layout.extras.map { ExtraColumn(name: $0.name, values: []) }
    var names = [String](repeating: "", count: layout.width)
    for column in Row.Column.allCases where layout.positions[column.rawValue] >= 0 {
      names[layout.positions[column.rawValue]] = column.info.name
    }
    for extra in layout.extras { names[extra.position] = extra.name }
    columnNames = names
    words = layout.extras.map { _ in WordPool() }
    table.rows.reserveCapacity(count)
    table.lines.reserveCapacity(count)
    for extra in layout.extras.indices { table.extraColumns[extra].values.reserveCapacity(count) }
  }

  mutating func take(_ cells: inout Cells<Row.Column>) {
    cells.index = table.rows.count
    cells.errorsBefore = cells.problems.errors
    if cells.row.count != layout.width {
      cells.report(
        "the row has \(cells.row.count) cells where the header has \(layout.width)",
        "put cells that contain commas in quotes, and write one cell a column", at: nil)
    }
    reportControlCharacters(&cells)
    table.rows.append(Row(reading: &cells))
    table.lines.append(UInt32(clamping: cells.row.line))
    for extra in layout.extras.indices {
      let position = layout.extras[extra].position
      table.extraColumns[extra].values.append(
        position < cells.row.count ? words[extra].text(cells.row, position) : "")
    }
  }

  /// Reports cells with characters that no XML file, and few programs, can carry.
  private func reportControlCharacters(_ cells: inout Cells<Row.Column>) {
    guard let first = unprintable(in: cells.row.bytes.span) else { return }
    let position = cells.row.ends.firstIndex { first < $0 } ?? 0
    cells.problems.add(
      Problem(
        .error, file: cells.file, line: cells.row.line,
        column: position < columnNames.count ? columnNames[position] : nil,
        message: "the cell contains a control character", remedy: "remove it"))
  }
}

/// Position of the first control character other than tab and line ends, or noncharacter; `nil` when there is none.
package func unprintable(in bytes: Span<UInt8>) -> Int? {
  var position = 0
  while position < bytes.count {
    if position &+ 8 <= bytes.count {
      // There are eight bytes from here on: mostly printable ASCII, of which nothing is above 7E or below a space.
      let eight = unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self)
      let outside = (eight &+ 0x0101_0101_0101_0101) | (eight &- 0x2020_2020_2020_2020) | eight
      if outside & 0x8080_8080_8080_8080 == 0 {
        position &+= 8
        continue
      }
    }
    let byte = bytes[position]
    if byte < 0x20 {
      if byte != 0x09, byte != 0x0A, byte != 0x0D { return position }
    } else if byte == 0x7F {
      return position
    } else if byte == 0xC2, position + 1 < bytes.count {
      let next = bytes[position + 1]
      if next >= 0x80, next <= 0x9F, next != 0x85 { return position }
    } else if byte == 0xEF, position + 2 < bytes.count, bytes[position + 1] == 0xBF, bytes[position + 2] >= 0xBE {
      return position
    }
    position &+= 1
  }
  return nil
}

extension TableReading where Row == Organisation {
  /// Turns parents' ids into rows, now that all are known, and refuses rings of parents.
  mutating func resolveParents(_ cells: inout Cells<Organisation.Column>) {
    var lines: [Int: Int] = [:]
    for (row, place) in cells.deferred {
      cells.row = place
      lines[row] = place.line
      table.rows[row].parent = cells.reference(.parentID, Organisation.self)
    }
    // Each organisation is walked through once: 0 not yet, 1 on the present walk, 2 done.
    var state = [UInt8](repeating: 0, count: table.count)
    for start in table.rows.indices where state[start] == 0 {
      var walk: [Int] = []
      var next: Int? = start
      while let row = next, row < table.count, state[row] == 0 {
        state[row] = 1
        walk.append(row)
        next = table.rows[row].parent?.int
      }
      if let ring = next, ring < table.count, state[ring] == 1 {
        cells.problems.add(
          Problem(
            .error, file: cells.file, line: lines[ring] ?? 1, column: Organisation.Column.parentID.info.name,
            message: "'\(table.rows[ring].id)' is, step by step, its own parent",
            remedy: "correct one of the parents"))
      }
      for row in walk { state[row] = 2 }
    }
  }
}
