import FoundationEssentials
import Graph
public import Records

/// What somebody else worked out of people, by their ids: a CSV table with a column `id` and others.
public struct ColumnTable: Sendable {
  /// What each column is called.
  public let names: [String]
  /// The cells of each column, one a person in the network's order; `nil` where there is nothing.
  public private(set) var cells: [[String?]]
  /// How many people the table has.
  public let rows: Int

  /// Reads the files of a table, each with the same header.
  ///
  /// - Throws: `MissingInput` when a file may not be read, `InvalidInput` with every problem: ids that are not those of
  ///   people, or stand there twice, names that are not written in small letters, digits and underscores.
  /// - Complexity: O(people + bytes); one file is in memory at a time.
  public init(_ files: [String], of network: Network, problemLimit: Int = 100) throws {
    var places = IDTable()
    for (row, person) in network.people.rows.enumerated() {
      _ = places.insert(Array(person.id.utf8).span, row: row)
    }
    var reader = ColumnReader(people: network.people.count, places, ProblemList(limit: problemLimit))
    for path in files { reader.read(CSVRows(file: fileName(path), bytes: try readFile(path))) }
    if reader.problems.errors > 0 { throw InvalidInput(reader.problems) }
    names = reader.names
    cells = reader.cells
    rows = reader.rows
  }

  /// Changes every cell of a column.
  public mutating func rewrite(_ name: String, _ change: (String) -> String?) {
    guard let column = names.firstIndex(of: name) else { return }
    cells[column] = cells[column].map { $0.flatMap(change) }
  }

  /// The columns of a view's nodes, which other nodes than people have nothing in: of whole numbers, numbers or times where
  /// all cells are such, else of text.
  ///
  /// - Parameters:
  ///   - view: The view whose nodes they are of.
  ///   - network: The network whose people the table is of.
  ///   - meaning: What a column says, in one line.
  public func columns(
    of view: View, in network: Network, meaning: (_ name: String) -> String
  ) -> [NodeColumn] {
    let space = network.space(of: view)
    let people = space.range(of: .person)
    return zip(names, cells).map { name, cells in
      let all = (0..<space.count).map { people.contains($0) ? cells[$0 - people.lowerBound] : nil }
      let isTime = network.scale == .calendar && holds(cells) { (try? Stamp.parse($0, .calendar)) != nil }
      let values: NodeColumn.Values =
        holds(cells) { Int($0) != nil }
        ? .whole(all.map { $0.flatMap { Int($0) } })
        : holds(cells) { Decimal.parse(Array($0.utf8).span) != nil }
          ? .decimal(all.map { $0.flatMap { Decimal.parse(Array($0.utf8).span) } }) : .text(all)
      return NodeColumn(name, values, isTime: isTime, meaning: meaning(name))
    }
  }

  private func holds(_ cells: [String?], _ test: (String) -> Bool) -> Bool {
    var isAny = false
    for case let cell? in cells {
      if !test(cell) { return false }
      isAny = true
    }
    return isAny
  }

  /// Writes the table: `id` and the columns, everybody in the network's order.
  public func write(of network: Network, to output: OutputFile) throws(OutputError) {
    var csv = CSVWriter(output, guardingFormulas: false)
    try csv.row(["id"] + names)
    for (row, person) in network.people.rows.enumerated() {
      try csv.row([person.id] + cells.map { $0[row] ?? "" })
    }
    try output.finish()
  }
}

/// Collects the cells of a table by person.
private struct ColumnReader {
  private let places: IDTable
  private var isSeen: [Bool]
  private(set) var names: [String] = []
  private(set) var cells: [[String?]] = []
  private(set) var rows = 0
  private(set) var problems: ProblemList
  private var header: [String]?

  init(people: Int, _ places: IDTable, _ problems: ProblemList) {
    self.places = places
    self.problems = problems
    isSeen = [Bool](repeating: false, count: people)
  }

  mutating func read(_ source: CSVRows) {
    var source = source
    var row = CellRow()
    guard source.next(&row, &problems) else { return }
    let header = (0..<row.count).map { row.text($0) }
    guard let id = take(header, source.file) else { return }
    while source.next(&row, &problems) {
      guard row.count == header.count else {
        report(
          source.file, row.line, nil, "the row has \(row.count) cells and the header \(header.count)",
          "give every row as many")
        continue
      }
      guard let person = places.row(of: row.bytes.span.extracting(row.range(id))) else {
        report(source.file, row.line, "id", "there is no person '\(row.text(id))'", "take the row out, or correct it")
        continue
      }
      if isSeen[person] {
        report(source.file, row.line, "id", "'\(row.text(id))' stands here a second time", "take one of the rows out")
        continue
      }
      isSeen[person] = true
      rows += 1
      var column = 0
      for cell in 0..<row.count where cell != id {
        if !row.range(cell).isEmpty { cells[column][person] = row.text(cell) }
        column += 1
      }
    }
  }

  /// Takes a header; gives where ids stand, or `nil` when it is not as it must be.
  private mutating func take(_ header: [String], _ file: String) -> Int? {
    if let first = self.header {
      if first == header { return header.firstIndex(of: "id") }
      report(file, 1, nil, "the header is not that of the first file", "give all files of a table one header")
      return nil
    }
    self.header = header
    names = header.filter { $0 != "id" }
    for name in names where !Self.isName(name) || names.count(where: { $0 == name }) > 1 {
      report(
        file, 1, name, "a column cannot be called so, or two are",
        "use small letters, digits and underscores, a letter first, and every name once")
    }
    guard let id = header.firstIndex(of: "id"), header.count == names.count + 1 else {
      report(file, 1, nil, "there must be one column id", "name the column with people's ids so")
      return nil
    }
    cells = [[String?]](repeating: [String?](repeating: nil, count: isSeen.count), count: names.count)
    return id
  }

  private static func isName(_ name: String) -> Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let others = [UInt8(ascii: "_")] + Array(UInt8(ascii: "0")...UInt8(ascii: "9"))
    return name.utf8.first.map(letters.contains) ?? false
      && name.utf8.allSatisfy { letters.contains($0) || others.contains($0) }
  }

  private mutating func report(_ file: String, _ line: Int, _ column: String?, _ message: String, _ remedy: String) {
    problems.add(Problem(.error, file: file, line: line, column: column, message: message, remedy: remedy))
  }
}
