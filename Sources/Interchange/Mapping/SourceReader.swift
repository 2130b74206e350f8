import FoundationEssentials
import Records

/// Reads every table of a path, whatever its columns are called: a CSV file, a folder of them, a workbook, or the nodes and
/// edges of a GraphML or GEXF file.
///
/// - Throws: ``MissingInput`` when nothing is there.
func readSources(at path: String, _ problems: inout ProblemList) throws -> [SourceTable] {
  switch PathKind(at: path) {
  case .nothing:
    throw MissingInput(description: "cannot read \(path): there is no such file or folder: check the name")
  case .folder:
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? []
    var tables: [SourceTable] = []
    for name in names where name.lowercased().hasSuffix(".csv") {
      if let table = csvTable(file: name, bytes: try readFile("\(path)/\(name)"), &problems) { tables.append(table) }
    }
    if tables.isEmpty, problems.errors == 0 {
      problems.add(
        Problem(
          .error, file: fileName(path), line: 1, message: "the folder holds no CSV file",
          remedy: "name a folder of CSV files, or a single file"))
    }
    return tables
  case .file:
    let bytes = try readFile(path)
    let file = fileName(path)
    if looksLikeWorkbook(bytes) { return readWorkbook(file: file, bytes: bytes, &problems) }
    if looksLikeXML(bytes) { return try xmlTables(file: file, bytes: bytes, &problems) }
    return csvTable(file: file, bytes: bytes, &problems).map { [$0] } ?? []
  }
}

/// The rows of a CSV file, all of whose rows must be as long as its header.
private func csvTable(file: String, bytes: [UInt8], _ problems: inout ProblemList) -> SourceTable? {
  var rows = CSVRows(file: file, bytes: bytes)
  var row = CellRow()
  let before = problems.errors
  guard rows.next(&row, &problems) else {
    if problems.errors == before {
      problems.add(
        Problem(.error, file: file, line: 1, message: "the file is empty", remedy: "begin it with a header row"))
    }
    return nil
  }
  let header = (0..<row.count).map { row.text($0).trimmedOfSpace }
  if header.count == 1, header[0].contains(";") || header[0].contains("\t") {
    problems.add(
      Problem(
        .error, file: file, line: row.line, message: "the columns are not separated by commas",
        remedy: "save the file with commas between the columns"))
    return nil
  }
  var table = SourceTable(file: file, header: header, line: row.line)
  while rows.next(&row, &problems) {
    let cells = (0..<row.count).map { row.text($0) }
    if cells.count != header.count,
      cells.count < header.count || cells[header.count...].contains(where: { !$0.isEmpty })
    {
      problems.add(
        Problem(
          .error, file: file, line: row.line,
          message: "the row has \(cells.count) cells where the header has \(header.count)",
          remedy: "put cells that contain commas in quotes, and write one cell a column"))
      continue
    }
    // A row of nothing but commas is what a spreadsheet writes of an empty line.
    if cells.allSatisfy(\.isEmpty) { continue }
    table.append(cells, line: row.line)
  }
  return table
}
