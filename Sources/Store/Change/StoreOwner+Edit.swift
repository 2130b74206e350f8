import Records

extension StoreOwner {
  /// Changes one record, under the rules by which tables are read.
  ///
  /// - Parameters:
  ///   - edit: What to do.
  ///   - version: The change set that the record was last changed by when the author looked at it; `nil` to overwrite
  ///     whatever is there.
  ///   - author: Who does it.
  ///   - note: Why, in their words.
  /// - Throws: `InvalidInput` when the record would break a rule; ``StoreError`` when there is no such record, it was
  ///   changed in between, or others refer to one that is to be taken out.
  /// - Complexity: O(1) records are looked at, of which tables without ids of their own are searched for one; all, for one that
  ///   is taken out.
  public func edit(
    _ edit: RecordEdit, expecting version: Int64? = nil, by author: String, note: String = ""
  ) throws -> EditResult {
    let (change, records, problems) = try self.edit([edit], expecting: version, by: author, note: note)
    return EditResult(change: change, record: records.first ?? 0, problems: problems)
  }

  /// Changes records, and what belongs to that besides, as one change set.
  ///
  /// - Parameters:
  ///   - edits: What to do, in this order.
  ///   - version: The change set that each record was last changed by when the author looked at it.
  ///   - author: Who does it.
  ///   - note: Why, in their words.
  ///   - more: Told the numbers of the records once they are written; what it throws undoes all.
  func edit(
    _ edits: [RecordEdit], expecting version: Int64? = nil, by author: String, note: String,
    and more: (any StoreSession, [Int64]) throws -> Void = { _, _ in }
  ) throws -> (change: ChangeSet, records: [Int64], problems: [Problem]) {
    var records: [Int64] = []
    var problems: [Problem] = []
    let change = try change(.edit, by: author, note: note) { session, change in
      var all: ChangeCounts = [:]
      for edit in edits {
        var editing = try Editing(edit.table, session)
        let counts: RecordCounts?
        switch edit {
        case .add(_, let cells):
          counts = try editing.add(cells, change: change)
        case .change(_, let address, let cells):
          counts = try editing.change(address, cells, expecting: version, change: change)
        case .remove(_, let address):
          counts = try editing.remove(address, expecting: version, change: change)
          try refuseDangling(session)
        }
        records.append(editing.record)
        problems += editing.problems
        if let counts { all[edit.table, default: RecordCounts()].add(counts) }
      }
      guard !all.isEmpty else { return nil }
      try more(session, records)
      return all
    }
    guard let change else { throw StoreError(.unchanged, "that is what the record holds already: nothing was changed") }
    return (change, records, problems)
  }
}

/// One edit on its way.
private struct Editing {
  private let table: StoredTable
  private let session: any StoreSession
  private let ids: AskedIDs
  private let further: [String]
  private(set) var record: Int64 = 0
  private(set) var problems: [Problem] = []

  init(_ name: TableName, _ session: any StoreSession) throws {
    table = StoredTable(name)
    self.session = session
    ids = AskedIDs(session)
    further = try furtherColumns(of: name, session)
  }

  private var names: [String] { table.columns.map(\.name) + further }

  mutating func add(_ cells: [String: String], change: Int64) throws -> RecordCounts {
    let row = try validated(try texts(cells, over: nil))
    let id = table.columns.firstIndex { $0.name == "id" }.map { row.text($0) } ?? ""
    if !id.isEmpty, try isTaken(id) {
      throw StoreError(.question, "the id '\(id)' is already used in \(table.name.rawValue): choose another")
    }
    if Schema.hasIDs(table.name) {
      record = try ids.insert(table.name, id)
    } else {
      record = (try session.number("SELECT max(record) FROM \(table.name.rawValue)") ?? 0) + 1
    }
    var writer = try VersionWriter(table, session, change: change)
    try writer.write(row, record: record, source: nil, ids)
    try writer.finish(session)
    var counts = RecordCounts()
    counts.added = 1
    return counts
  }

  mutating func change(
    _ address: RecordAddress, _ cells: [String: String], expecting version: Int64?, change: Int64
  ) throws -> RecordCounts? {
    let (current, before) = try find(address, expecting: version)
    let after = try texts(cells, over: before)
    if let column = table.columns.firstIndex(where: { $0.name == "id" }), after[column] != before[column] {
      throw StoreError(.question, "an id stays what it is: add a record of the other id, and take this one out")
    }
    let row = try validated(after)
    let written = (0..<row.count).map { row.text($0) }
    if written == before { return nil }
    var writer = try VersionWriter(table, session, change: change)
    try writer.end(record: record, knownFrom: current.knownFrom)
    try writer.write(row, record: record, source: nil, ids)
    try writer.finish(session)
    let changed = names.indices.filter { written[$0] != before[$0] }
    var counts = RecordCounts()
    if changed.allSatisfy({ names[$0] == "end" && before[$0].isEmpty }) { counts.ended = 1 } else { counts.changed = 1 }
    return counts
  }

  mutating func remove(_ address: RecordAddress, expecting version: Int64?, change: Int64) throws -> RecordCounts {
    let (current, _) = try find(address, expecting: version)
    var writer = try VersionWriter(table, session, change: change)
    try writer.end(record: record, knownFrom: current.knownFrom)
    try writer.finish(session)
    var counts = RecordCounts()
    counts.removed = 1
    return counts
  }

  /// What is known of the record at an address.
  private mutating func find(
    _ address: RecordAddress, expecting expected: Int64?
  ) throws -> (version: Version, cells: [String]) {
    let candidates: [Int64] =
      switch address {
      case .number(let number): [number]
      case .id(let id): try table.records(withID: id, session, ids)
      }
    for candidate in candidates {
      try ids.learn([candidate], of: table)
      let versions = try table.reading(session, where: "WHERE record = ? AND known_until IS NULL", [candidate])
      var row = CellRow()
      var sum: Int64 = 0
      guard try versions.next() else { continue }
      let version = try table.read(versions, ids, furtherCount: further.count, into: &row, sum: &sum)
      while try versions.next() {}
      if let expected, expected != version.knownFrom {
        throw StoreError(
          .conflict,
          "\(table.name.rawValue) \(address) was changed by change set \(version.knownFrom) since you looked at it: "
            + "look again")
      }
      record = candidate
      return (version, (0..<row.count).map { row.text($0) })
    }
    throw StoreError(.question, "there is no '\(address)' in \(table.name.rawValue): check it, or see 'ripple history'")
  }

  private func texts(_ cells: [String: String], over before: [String]?) throws -> [String] {
    var texts = before ?? [String](repeating: "", count: names.count)
    for (name, text) in cells.sorted(by: { $0.key < $1.key }) {
      guard let column = names.firstIndex(of: name) else {
        throw StoreError(
          .question,
          "\(table.name.rawValue) has no column '\(name)': its columns are \(names.joined(separator: ", "))")
      }
      texts[column] = text
    }
    return texts
  }

  private func isTaken(_ id: String) throws -> Bool {
    try table.records(withID: id, session, ids).contains { record in
      try session.has("SELECT 1 FROM \(table.name.rawValue) WHERE record = ? AND known_until IS NULL", [record])
    }
  }

  /// The row as reading a table would take it: beside the rows it refers to, and nothing else.
  private mutating func validated(_ texts: [String]) throws -> CellRow {
    var about = About()
    let time = try session.text("SELECT value FROM about WHERE member = 'time' AND known_until IS NULL")
    if let time { try about.set("time", to: time) }
    var referred: [TableName: Set<String>] = [:]
    for (index, column) in table.columns.enumerated() where !texts[index].isEmpty {
      switch column.type {
      case .reference(let target): referred[target, default: []].insert(texts[index])
      case .list where column.name == "techniques":
        referred[.techniques, default: []].formUnion(texts[index].split(separator: ";").map(String.init))
      default: break
      }
    }
    var builder = NetworkBuilder(about: about)
    for name in TableName.allCases {
      let known = try (referred[name] ?? []).filter { try isKnown($0, in: name) }.sorted()
      var rows = RowsInMemory(file: name.file)
      if name == table.name {
        rows.header = names
        // Only an organisation refers to its own table.
        rows.rows = known.map { [$0] + [String](repeating: "", count: names.count - 1) } + [texts]
      } else if !known.isEmpty {
        rows.header = name == .engagements ? ["id", "person_id", "team_id"] : ["id"]
        rows.rows = known.map { name == .engagements ? [$0, Self.stub, Self.stub] : [$0] }
      } else if name == .people || name == .teams, referred[.engagements] != nil {
        rows.header = ["id"]
      } else {
        continue
      }
      if name == .people || name == .teams, referred[.engagements] != nil { rows.rows.append([Self.stub]) }
      builder.read(name, from: rows)
    }
    let read = try builder.finish()
    problems = read.problems.kept
    let cells = read.network.cells(of: table.name)
    if table.name == .organisations { try refuseRing(texts) }
    var row = CellRow()
    for column in names.indices { row.append(cell: cells.cell(cells.count - 1, column)) }
    return row
  }

  /// An id that stands for somebody an engagement is of, whoever that is.
  private static let stub = "?"

  private func isKnown(_ id: String, in name: TableName) throws -> Bool {
    guard let record = try ids.record(name, id.utf8.span) else { return false }
    return try session.has("SELECT 1 FROM \(name.rawValue) WHERE record = ? AND known_until IS NULL", [record])
  }

  private func refuseRing(_ texts: [String]) throws {
    guard let own = try ids.record(.organisations, texts[0].utf8.span),
      let column = table.columns.firstIndex(where: { $0.name == "parent_id" }),
      let parent = try ids.record(.organisations, texts[column].utf8.span)
    else { return }
    let above = try session.numbers(
      """
      WITH RECURSIVE above(record) AS (
        VALUES (CAST(? AS BIGINT)) UNION SELECT o.parent_id FROM organisations AS o JOIN above ON o.record = above.record
        WHERE o.known_until IS NULL AND o.parent_id IS NOT NULL)
      SELECT record FROM above
      """, [parent])
    if above.contains(own) {
      throw StoreError(.question, "'\(texts[0])' would be, step by step, its own parent: choose another parent")
    }
  }
}

/// A few rows in memory, the header first.
private struct RowsInMemory: RowSource {
  let file: String
  var header: [String] = []
  var rows: [[String]] = []
  private var next = -1

  init(file: String) { self.file = file }

  mutating func next(_ row: inout CellRow, _ problems: inout ProblemList) -> Bool {
    guard next < rows.count else { return false }
    row.clear()
    row.line = next + 2
    for cell in next < 0 ? header : rows[next] { row.append(cell: cell) }
    next += 1
    return true
  }
}
