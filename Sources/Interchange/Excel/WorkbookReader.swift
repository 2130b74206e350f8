import Records

/// True for the beginning of a zip container, which a workbook is.
func looksLikeWorkbook(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || isCompound(bytes) }

/// True for the container of Excel before 2007, in which workbooks with a password are hidden too.
private func isCompound(_ bytes: [UInt8]) -> Bool {
  bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
}

/// The sheets of an Excel workbook as tables, each under its first row of headers.
///
/// Values are those that Excel saved: formulas are not reckoned. Numbers that are shown as dates are dates.
func readWorkbook(file: String, bytes: [UInt8], _ problems: inout ProblemList) -> [SourceTable] {
  do throws(ZipFault) {
    if isCompound(bytes) {
      throw ZipFault(
        message: "this is a workbook with a password, or one of Excel before 2007",
        remedy: "save it without a password as .xlsx")
    }
    return try WorkbookReading(file: file, archive: ZipArchive(bytes)).read(&problems)
  } catch {
    problems.add(Problem(.error, file: file, line: 1, message: error.message, remedy: error.remedy))
    return []
  }
}

private struct WorkbookReading {
  let file: String
  let archive: ZipArchive

  /// Fills a collector from a part; false, with the problem reported, where the part is broken.
  private func fill<Collector: PartCollector>(
    _ collector: inout Collector, from part: String, _ problems: inout ProblemList
  ) throws(ZipFault) -> Bool {
    guard let bytes = try archive.contents(part) else { throw .damaged("'\(part)' is missing") }
    var source = BytesInMemory(bytes)
    parseXML(&source, into: &collector)
    for problem in collector.problems.kept {
      var problem = problem
      if problem.cell == nil { problem.message = "'\(part)': \(problem.message)" }
      problems.add(problem)
    }
    return collector.problems.errors == 0
  }

  func read(_ problems: inout ProblemList) throws(ZipFault) -> [SourceTable] {
    var top = RelationsCollector(file: file)
    guard try archive.contents("_rels/.rels") != nil else {
      throw ZipFault(message: "this is a zip file, not an Excel workbook", remedy: "unpack it, or save it as .xlsx")
    }
    guard try fill(&top, from: "_rels/.rels", &problems) else { return [] }
    let book = (top.target("officeDocument") ?? "").split(separator: "/").joined(separator: "/")
    guard book.hasSuffix("workbook.xml") else {
      throw ZipFault(message: "this is no .xlsx workbook", remedy: "save it as .xlsx, not as .xlsb or another format")
    }
    let folder = book.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    var relations = RelationsCollector(file: file)
    var list = SheetListCollector(file: file)
    guard try fill(&list, from: book, &problems),
      try fill(&relations, from: "\(folder)_rels/workbook.xml.rels", &problems)
    else { return [] }
    func part(_ target: String) -> String {
      target.hasPrefix("/") ? String(target.dropFirst()) : folder + target
    }
    var texts = SharedTextsCollector(file: file)
    if let target = relations.target("sharedStrings") {
      guard try fill(&texts, from: part(target), &problems) else { return [] }
    }
    var formats = FormatsCollector(file: file)
    if let target = relations.target("styles") {
      guard try fill(&formats, from: part(target), &problems) else { return [] }
    }
    var tables: [SourceTable] = []
    for sheet in list.sheets {
      // Charts on sheets of their own are sheets too, and hold no cells.
      guard let relation = relations.relations.first(where: { $0.id == sheet.id }), relation.type == "worksheet" else {
        continue
      }
      var cells = SheetCollector(
        file: file, sheet: sheet.name, texts: texts.texts, areDates: formats.areDates,
        countsFrom1904: list.countsFrom1904)
      guard try fill(&cells, from: part(relation.target), &problems) else { continue }
      guard let table = table(sheet.name, cells, &problems) else { continue }
      if sheet.isHidden {
        problems.add(
          table.problem(
            .warning, row: -1, column: nil, "this sheet is hidden",
            "it is read all the same: remove it if it should not be"))
      }
      tables.append(table)
    }
    return tables
  }

  /// The rows of a sheet under its header; `nil` for an empty sheet.
  private func table(_ name: String, _ sheet: SheetCollector, _ problems: inout ProblemList) -> SourceTable? {
    let rows = spread(sheet, name, &problems).filter { !$0.cells.isEmpty }
    // What stands above the header, such as a title, fills fewer cells than half of it.
    let fullest = rows.prefix(20).map(\.cells.count).max() ?? 0
    guard let top = rows.firstIndex(where: { $0.cells.count * 2 > fullest }) else { return nil }
    let header = rows[top].cells
    let places = header.map(\.column)
    var table = SourceTable(
      file: file, part: name, header: header.map { $0.text.trimmedOfSpace }, line: rows[top].number, places: places)
    table.isSheet = true
    if top > 0 {
      problems.add(
        table.problem(
          .warning, row: -1, column: nil, "what stands above this row was left out, as the row is taken for the header",
          "remove it if it should be read"))
    }
    var slots = [Int](repeating: -1, count: (places.max() ?? 0) + 1)
    for (slot, place) in places.enumerated() { slots[place] = slot }
    for row in rows[(top + 1)...] {
      var cells = [String](repeating: "", count: header.count)
      for cell in row.cells {
        if cell.column < slots.count, slots[cell.column] >= 0 {
          cells[slots[cell.column]] = cell.text
        } else {
          var problem = Problem(
            .error, file: file, line: row.number, message: "the cell stands in a column without a header",
            remedy: "write a header above it, or empty the cell")
          problem.cell = "\(name)!\(SourceTable.letters(cell.column))\(row.number)"
          problems.add(problem)
        }
      }
      table.append(cells, line: row.number)
    }
    return table
  }

  /// The rows, what stands in merged cells written into each of them.
  private func spread(
    _ sheet: SheetCollector, _ name: String, _ problems: inout ProblemList
  ) -> [SheetCollector.Row] {
    var rows = sheet.rows
    // Merged cells of a title lie above, those of whole columns beyond what is written.
    for range in sheet.merged.prefix(10_000) where range.rows.count > 1 {
      guard let first = rows.first(where: { $0.number == range.rows.lowerBound }),
        let cell = first.cells.first(where: { $0.column == range.columns.lowerBound })
      else { continue }
      var filled = 0
      for index in rows.indices where range.rows.contains(rows[index].number) && rows[index].number != first.number {
        guard !rows[index].cells.isEmpty, !rows[index].cells.contains(where: { $0.column == cell.column }) else {
          continue
        }
        rows[index].cells.append(cell)
        filled += 1
      }
      guard filled > 0 else { continue }
      var problem = Problem(
        .warning, file: file, line: first.number, message: "the cell is merged with those below",
        remedy: "what it says is taken for each of these rows: write it into each to be sure")
      problem.cell = "\(name)!\(SourceTable.letters(cell.column))\(first.number)"
      problems.add(problem)
    }
    return rows
  }
}
