import Records

/// Reads a network from a workbook whose sheets are Ripple's tables, by their names.
///
/// - Parameter known: The network that the tables are a part of.
func readWorkbookNetwork(
  file: String, bytes: [UInt8], partOf known: Network?, problemLimit: Int
) throws(InvalidInput) -> ReadNetwork {
  var problems = ProblemList(limit: problemLimit)
  let sheets = readWorkbook(file: file, bytes: bytes, &problems)
  var tables: [TableName: SourceTable] = [:]
  for sheet in sheets {
    let name = (sheet.part ?? "").trimmedOfSpace.lowercased()
    if let table = TableName(rawValue: name), tables[table] == nil {
      tables[table] = sheet
    } else {
      let near = nearest(to: name, among: TableName.allCases.map(\.rawValue)).first
      problems.add(
        sheet.problem(
          .warning, row: -1, column: nil, "this sheet is not one of Ripple's tables, so it was not read",
          near.map { "rename it to \($0) if that is what it is" } ?? "let ripple map draft a mapping to have it read"))
    }
  }
  if tables.isEmpty, problems.errors == 0 {
    problems.add(
      Problem(
        .error, file: file, line: 1, message: "no sheet of the workbook is one of Ripple's tables",
        remedy: "name sheets people, ties and so on, or let ripple map draft a mapping"))
  }
  guard problems.errors == 0 else { throw InvalidInput(problems) }
  var builder = NetworkBuilder(partOf: known, about: About(), problems, limit: problemLimit)
  let mark = "\u{0}"
  for name in TableName.allCases {
    guard let table = tables[name] else { continue }
    let rows = PlayedRows(file: mark + name.rawValue, header: table.columns, count: table.rowCount) { index, row in
      row.line = index + 2
      for column in table.columns.indices { row.append(cell: table.cell(index, column)) }
    }
    builder.read(name, from: rows)
  }
  func located(_ problem: Problem) -> Problem {
    guard problem.file.hasPrefix(mark), let name = TableName(rawValue: String(problem.file.dropFirst())),
      let table = tables[name]
    else { return problem }
    let column = problem.column.flatMap { table.columns.firstIndex(of: $0) }
    var moved = table.problem(
      problem.severity, row: problem.line - 2, column: column, sentence(problem.message), sentence(problem.remedy))
    if column == nil { moved.column = problem.column }
    return moved
  }
  func sentence(_ text: String) -> String {
    var text = text.replacing(mark, with: "")
    for name in TableName.allCases { text.replace(name.file, with: "the sheet \(name.rawValue)") }
    return text
  }
  do {
    let result = try builder.finish()
    var network = result.network
    network.locate { name in
      tables[name].map { table in (table.name, (0..<table.rowCount).map { table.line($0) }) }
    }
    return ReadNetwork(network: network, problems: result.problems.relocated(located))
  } catch {
    throw InvalidInput(error.problems.relocated(located))
  }
}

extension Network {
  /// Says of the rows of each table which file and lines they came from.
  mutating func locate(_ place: (TableName) -> (file: String?, lines: [Int])?) {
    func locate<Row: TableRow>(_ table: inout Table<Row>) {
      guard let found = place(Row.table) else { return }
      table.file = found.file
      // Rows of a network that these are a part of were not read.
      let before = [UInt32](repeating: 0, count: found.lines.isEmpty ? 0 : max(0, table.count - found.lines.count))
      table.lines = before + found.lines.map { UInt32(clamping: $0) }
    }
    locate(&organisations)
    locate(&people)
    locate(&teams)
    locate(&memberships)
    locate(&techniques)
    locate(&cohorts)
    locate(&enrolments)
    locate(&events)
    locate(&uses)
    locate(&engagements)
    locate(&transfers)
    locate(&ties)
    locate(&outcomes)
  }
}
