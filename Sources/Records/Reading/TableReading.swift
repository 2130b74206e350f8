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
  var table: Table<Row>
  let layout: Layout<Row.Column>
  private let columnNames: [String]
  /// The texts of each unknown column.
  private var words: [WordPool]
  /// Position of each unknown column in a row; -1 for one that only the rows before have.
  private let extraPositions: [Int]

  /// - Parameters:
  ///   - before: Rows that come first.
  ///   - count: About how many rows there are; 0 where that is not known.
  init(_ layout: Layout<Row.Column>, after before: Table<Row>, expecting count: Int) {
    self.layout = layout
    table = before
    table.absentColumns = layout.positions.indices.filter { layout.positions[$0] < 0 }
    for extra in layout.extras where !before.extraColumns.contains(where: { $0.name == extra.name }) {
      table.extraColumns.append(ExtraColumn(name: extra.name, values: Array(repeating: "", count: before.count)))
    }
    var names = [String](repeating: "", count: layout.width)
    for column in Row.Column.allCases where layout.positions[column.rawValue] >= 0 {
      names[layout.positions[column.rawValue]] = column.info.name
    }
    for extra in layout.extras { names[extra.position] = extra.name }
    columnNames = names
    extraPositions = table.extraColumns.map { extra in layout.extras.first { $0.name == extra.name }?.position ?? -1 }
    words = table.extraColumns.map { _ in WordPool() }
    table.absentColumns += extraPositions.indices.filter { extraPositions[$0] < 0 }.map { layout.positions.count + $0 }
    table.rows.reserveCapacity(before.count + count)
    table.lines.reserveCapacity(before.count + count)
    for extra in table.extraColumns.indices { table.extraColumns[extra].values.reserveCapacity(before.count + count) }
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
    for extra in table.extraColumns.indices {
      let position = extraPositions[extra]
      let text =
        position >= 0 && position < cells.row.count ? words[extra].text(cells.row, position) : ""
      table.extraColumns[extra].values.append(text)
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

extension TableReading where Row == Organisation {
  /// Turns parents' ids into rows, now that all are known, and refuses rings of parents.
  mutating func resolveParents(_ cells: inout Cells<Organisation.Column>) {
    var lines: [Int: Int] = [:]
    for (row, place) in cells.deferred {
      cells.row = place
      lines[row] = place.line
      table.rows[row].parent = cells.reference(.parentID, Organisation.self)
    }
    // A parent that was there before may have a row that stands for it now.
    for row in 0..<cells.lent {
      guard let parent = table.rows[row].parent, let now = cells.ids[.organisations].row(of: table[parent].id.utf8.span)
      else { continue }
      table.rows[row].parent = RowIndex(now)
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
