import Records

/// The rows of Ripple's tables as they come out of somebody else's, each knowing where it came from.
struct MappedTables {
  /// Where a row came from.
  struct Origin {
    let source: Int
    let row: Int
    /// What made it; -1 for one that was only referred to, by `column`.
    var maker = -1
    var column: Int?
  }

  /// A row: its known cells by column, and its attributes by name.
  struct Row {
    var cells: [String: String]
    var attributes: [(name: String, value: String)] = []
    let origin: Origin
  }

  let sources: [MatchedSource]
  private(set) var makers: [RowMaker] = []
  private(set) var rows = [[Row]](repeating: [], count: TableName.allCases.count)
  private(set) var problems: ProblemList
  private var directories = [NameDirectory](repeating: NameDirectory(), count: TableName.allCases.count)
  /// Of the tables whose rows have names, those that some source makes.
  private var isMade: Set<TableName> = []
  /// For each source, by table, the id that each of its rows made there.
  private var madeIDs: [[TableName: [String]]] = []
  private var equated: Set<String> = []
  /// By table the rows of a network there is, by their ids.
  private var lent = [[String: Int]](repeating: [:], count: TableName.allCases.count)
  private var known: Network?

  /// - Parameter known: The network that the sources tell of a part of, whose records they may name.
  init(_ sources: [MatchedSource], mappingFile: String, partOf known: Network?, problems found: ProblemList) {
    self.sources = sources
    problems = found
    if let known { lend(known) }
    for (index, source) in sources.enumerated() {
      makers += source.makers(index, mappingFile: mappingFile, &problems)
    }
    madeIDs = sources.map { _ in [:] }
    guard problems.errors == 0 else { return }
    isMade = Set(makers.filter { $0.table.isNamed }.map(\.table))
    for index in makers.indices where makers[index].table.isNamed { makeNamed(index) }
    for table in TableName.allCases where table.isNamed { resolveReferences(table) }
    for index in makers.indices where !makers[index].table.isNamed { makeOthers(index) }
    closeInstants()
  }

  // MARK: Rows with names

  /// Lets rows be referred to that are known from before.
  private mutating func lend(_ known: Network) {
    self.known = known
    for table in TableName.allCases where table.isNamed {
      let cells = known.cells(of: table)
      let columns = table.columns.map(\.name)
      let telling = ["id", "name", "email", "aliases"].compactMap { name in
        columns.firstIndex(of: name).map { (name: name, place: $0) }
      }
      for row in 0..<cells.count {
        let texts = Dictionary(uniqueKeysWithValues: telling.map { ($0.name, cells.cell(row, $0.place)) })
        guard let id = texts["id"] else { continue }
        directories[table.ordinal].add(id: id, names: names(texts, table))
        lent[table.ordinal][id] = row
      }
    }
  }

  private mutating func makeNamed(_ index: Int) {
    let maker = makers[index]
    let source = sources[maker.source]
    let table = maker.table
    var ids: [String] = []
    var rowOfID: [String: Int] = [:]
    for (row, made) in rows[table.ordinal].enumerated() {
      if let id = made.cells["id"], rowOfID[id] == nil { rowOfID[id] = row }
    }
    for row in 0..<source.table.rowCount {
      guard source.reads(row), var made = self.row(index, row) else {
        ids.append("")
        continue
      }
      let name = made.cells["name"] ?? ""
      if maker.recipes["id"] == nil {
        guard let id = idOfName(name, of: table, isMain: maker.isMain, row, maker) else {
          ids.append("")
          continue
        }
        made.cells["id"] = id
        // Whoever was found by a name is called as before, however that was written.
        if lent[table.ordinal][id] != nil { made.cells["name"] = nil }
      }
      let id = made.cells["id"] ?? ""
      ids.append(id)
      if let known = rowOfID[id], !id.isEmpty {
        let first = rows[table.ordinal][known]
        if first.cells == made.cells || !maker.isMain {
          reportDifference(first, made, row, maker)
          continue
        }
      } else {
        rowOfID[id] = rows[table.ordinal].count
      }
      directories[table.ordinal].add(
        id: id, names: names(made.cells, table), isAlsoCalled: lent[table.ordinal][id] != nil)
      rows[table.ordinal].append(made)
    }
    madeIDs[maker.source][table] = ids
  }

  /// What is known from before in a column of a row that says nothing in it, which stays so.
  func stays(_ column: String, of row: Row, _ table: TableName) -> String {
    guard let known, let id = row.cells["id"], let place = lent[table.ordinal][id] else { return "" }
    let cells = known.cells(of: table)
    let names = table.columns.map(\.name) + cells.further
    return names.firstIndex(of: column).map { cells.cell(place, $0) } ?? ""
  }

  /// The names by which others may refer to a row.
  private func names(_ cells: [String: String], _ table: TableName) -> [String] {
    var names = [cells["name"] ?? ""]
    if table == .people { names.append(cells["email"] ?? "") }
    if table == .techniques { names += (cells["aliases"] ?? "").entries(";") }
    return names
  }

  /// The id of a row that has only a name; `nil` when there is nothing to make one from.
  private mutating func idOfName(
    _ name: String, of table: TableName, isMain: Bool, _ row: Int, _ maker: RowMaker
  ) -> String? {
    let column = maker.origin(of: "name")
    guard !name.isEmpty else {
      problems.add(
        sources[maker.source].table.problem(
          .error, row: row, column: column, "the cell is empty, and nothing else says who or what the row is about",
          "write a name, or leave the row out"))
      return nil
    }
    let match = directories[table.ordinal].match(name)
    switch match {
    case .unknown: return directories[table.ordinal].freshID(for: name)
    case .exact(let id), .alike(let id, _):
      if isMain, lent[table.ordinal][id] == nil {
        problems.add(
          sources[maker.source].table.problem(
            .error, row: row, column: column, "'\(name.prefix(60))' is the name of an earlier row too",
            "let a column of ids become \(table.rawValue).id, or make the names different"))
        return nil
      }
      if case .alike(_, let other) = match { reportAlike(name, other, id, table, row, column, maker.source) }
      return id
    case .ambiguous(let ids):
      reportAmbiguous(name, ids, table, row, column, maker.source)
      return nil
    }
  }

  /// Warns where a row that repeats an earlier one says something else.
  private mutating func reportDifference(_ first: Row, _ second: Row, _ row: Int, _ maker: RowMaker) {
    let differing =
      second.cells.keys.sorted().first { first.cells[$0] != second.cells[$0] && second.cells[$0] != "" }
      ?? zip(first.attributes, second.attributes).first { $0.value != $1.value }?.1.name
    guard let differing, first.origin.source == second.origin.source else { return }
    problems.add(
      sources[maker.source].table.problem(
        .warning, row: row, column: maker.origin(of: differing),
        "this row is about '\(second.cells["id"] ?? "")' as an earlier one is, and says something else here",
        "what the first says is kept: make them the same, or give each its own id"))
  }

  // MARK: Rows that refer to others

  private mutating func makeOthers(_ index: Int) {
    let maker = makers[index]
    let source = sources[maker.source]
    for row in 0..<source.table.rowCount where source.reads(row) {
      guard maker.condition.map({ isYes($0, row, source) }) ?? true, let made = self.row(index, row) else { continue }
      if let repeated = maker.repeated {
        for entry in (made.cells[repeated.column] ?? "").entries(repeated.separator) {
          var single = made
          single.cells[repeated.column] = entry
          append(single, maker)
        }
      } else {
        append(made, maker)
      }
    }
  }

  private mutating func append(_ row: Row, _ maker: RowMaker) {
    var row = row
    resolve(&row, maker.table)
    rows[maker.table.ordinal].append(row)
  }

  private mutating func resolveReferences(_ table: TableName) {
    for index in rows[table.ordinal].indices {
      var row = rows[table.ordinal][index]
      guard row.origin.maker >= 0 else { continue }
      resolve(&row, table)
      rows[table.ordinal][index] = row
    }
  }

  /// Turns the names in a row's references into ids.
  private mutating func resolve(_ row: inout Row, _ table: TableName) {
    let maker = makers[row.origin.maker]
    for cell in maker.cells {
      guard let wanted = cell.refersTo, let text = row.cells[cell.column], !text.isEmpty else { continue }
      if case .link = cell.recipe { continue }
      let adds = maker.adds.contains(cell.column) || !isMade.contains(wanted)
      let place = maker.origin(of: cell.column) ?? maker.condition
      let entries = cell.type == .list ? text.entries(";") : [text]
      row.cells[cell.column] = entries.map { id($0, of: wanted, adds: adds, row.origin, place) }.joined(separator: ";")
    }
  }

  /// The id that a name stands for; the name itself where there is none, for the reader to report.
  private mutating func id(
    _ text: String, of table: TableName, adds: Bool, _ origin: Origin, _ column: Int?
  ) -> String {
    switch directories[table.ordinal].match(text) {
    case .exact(let id): return id
    case .alike(let id, let name):
      reportAlike(text, name, id, table, origin.row, column, origin.source)
      return id
    case .ambiguous(let ids):
      reportAmbiguous(text, ids, table, origin.row, column, origin.source)
      return text
    case .unknown:
      guard adds else { return text }
      let name = text.trimmedOfSpace
      let id = directories[table.ordinal].freshID(for: name)
      directories[table.ordinal].add(id: id, names: [name])
      rows[table.ordinal].append(
        Row(
          cells: ["id": id, "name": name],
          origin: Origin(source: origin.source, row: origin.row, column: column)))
      return id
    }
  }

  private mutating func reportAlike(
    _ text: String, _ name: String, _ id: String, _ table: TableName, _ row: Int, _ column: Int?, _ source: Int
  ) {
    guard equated.insert("\(table.rawValue) \(id) \(text)").inserted else { return }
    problems.add(
      sources[source].table.problem(
        .warning, row: row, column: column, "'\(text.prefix(60))' is taken for '\(name.prefix(60))' (\(id))",
        "write both the same way, or, if they are not the same, write the id"))
  }

  private mutating func reportAmbiguous(
    _ text: String, _ ids: [String], _ table: TableName, _ row: Int, _ column: Int?, _ source: Int
  ) {
    problems.add(
      sources[source].table.problem(
        .error, row: row, column: column,
        "'\(text.prefix(60))' can be any of \(ids.count) in \(table.rawValue): \(ids.prefix(5).joined(separator: ", "))",
        "write the id of the one that is meant"))
  }

  // MARK: Cells

  /// The row that a maker makes of a row of its source; `nil` where the source says nothing of it.
  private mutating func row(_ index: Int, _ row: Int) -> Row? {
    let maker = makers[index]
    let source = sources[maker.source]
    var made = Row(cells: [:], origin: Origin(source: maker.source, row: row, maker: index))
    var says = maker.condition != nil
    for cell in maker.cells {
      switch cell.recipe {
      case .constant(let text): made.cells[cell.column] = text
      case .link(let table):
        let ids = madeIDs[maker.source][table] ?? []
        made.cells[cell.column] = row < ids.count ? ids[row] : ""
      case .columns(let places):
        var texts: [String] = []
        for place in places {
          let text = source.text(row, place, cell.type, &problems)
          if !text.isEmpty { texts.append(text) }
        }
        if !texts.isEmpty, cell.isTelling { says = true }
        made.cells[cell.column] =
          texts.count == 1
          ? texts[0] : texts.map(\.trimmedOfSpace).joined(separator: cell.type == .list ? ";" : " ")
      }
    }
    if maker.isMain { made.attributes = maker.attributes.map { ($0.name, source.table.cell(row, $0.column)) } }
    return says ? made : nil
  }

  private mutating func isYes(_ place: Int, _ row: Int, _ source: MatchedSource) -> Bool {
    let text = source.table.cell(row, place).trimmedOfSpace
    if text.isEmpty { return false }
    switch source.columns[place]?.values[text] ?? text {
    case "yes": return true
    case "no": return false
    default:
      problems.add(
        source.table.problem(
          .error, row: row, column: place, "'\(text.prefix(60))' is neither yes nor no",
          "write yes, no or nothing, or say in the mapping's \"values\" what it means"))
      return false
    }
  }

  /// A meeting on one day stays one where another source's ties have ends.
  private mutating func closeInstants() {
    let made = makers.filter { $0.table == .ties }
    guard made.contains(where: { $0.recipes["end"] != nil }) else { return }
    for index in rows[TableName.ties.ordinal].indices {
      let row = rows[TableName.ties.ordinal][index]
      guard makers[row.origin.maker].recipes["end"] == nil, let start = row.cells["start"] else { continue }
      rows[TableName.ties.ordinal][index].cells["end"] = start
    }
  }
}
