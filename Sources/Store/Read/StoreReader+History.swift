public import Records

/// What was known of one record, from the first to the last.
public struct RecordHistory: Sendable {
  /// The table it is of.
  public let table: TableName
  /// Its number in the table, by which a record without an id is called.
  public let record: Int64
  /// What was done to it, oldest first.
  public let steps: [Step]

  /// One change to the record.
  public struct Step: Sendable {
    /// The change set.
    public let change: Int64
    /// What was done.
    public let action: RecordChange.Action
    /// The cells that became others; of a record that was added, those that hold something.
    public let cells: [CellChange]
  }
}

extension StoreReader {
  /// Every change set, oldest first.
  public func history() throws -> [ChangeSet] {
    try read { session in
      try session.rows("SELECT * FROM changes ORDER BY id").map { try ChangeSet($0) }
    }
  }

  /// The newest change sets, oldest first.
  public func history(last count: Int) throws -> [ChangeSet] {
    try read { session in
      try session.rows("SELECT * FROM changes ORDER BY id DESC LIMIT ?", [Int64(count)]).reversed().map {
        try ChangeSet($0)
      }
    }
  }

  /// The change sets that histories name.
  public func changes(in histories: [RecordHistory]) throws -> [ChangeSet] {
    let named = Set(histories.flatMap { $0.steps.map(\.change) }).sorted()
    if named.isEmpty { return [] }
    return try read { session in
      try session.rows("SELECT * FROM changes WHERE id IN (\(Schema.list(named))) ORDER BY id").map {
        try ChangeSet($0)
      }
    }
  }

  /// The names of all sources that were imported.
  public func sources() throws -> [String] { try read { try $0.texts("SELECT name FROM sources ORDER BY name") } }

  /// What was known of the records that have an id, in all tables.
  ///
  /// - Throws: ``StoreError`` when no record ever had it.
  /// - Complexity: O(versions in tables whose ids stand with their records).
  public func history(of id: String) throws -> [RecordHistory] {
    try read { session in
      let ids = AskedIDs(session)
      var found: [RecordHistory] = []
      for name in TableName.allCases {
        let table = StoredTable(name)
        for record in try table.records(withID: id, session, ids) {
          found.append(try table.history(of: record, session, ids))
        }
      }
      if found.isEmpty { throw StoreError(.question, "no record has the id '\(id)', or ever had: check it") }
      return found
    }
  }
}

extension StoreReader {
  /// What was known of one record.
  ///
  /// - Throws: ``StoreError`` when there never was such a record.
  public func history(of address: RecordAddress, in name: TableName) throws -> RecordHistory {
    try read { session in
      let ids = AskedIDs(session)
      let table = StoredTable(name)
      let numbers =
        switch address {
        case .id(let id): try table.records(withID: id, session, ids)
        case .number(let number): [number]
        }
      if let number = numbers.first {
        let history = try table.history(of: number, session, ids)
        if !history.steps.isEmpty { return history }
      }
      throw StoreError(.question, "there is no record '\(address)' in \(name.rawValue), and never was: check it")
    }
  }
}

extension StoredTable {
  /// Numbers of the records that have an id, or had it.
  func records<IDs: IDSource>(withID id: String, _ session: any StoreSession, _ ids: IDs) throws -> [Int64] {
    if Schema.hasIDs(name) { return try ids.record(name, id.utf8.span).map { [$0] } ?? [] }
    guard columns.contains(where: { $0.name == "id" }) else { return [] }
    return try session.numbers("SELECT DISTINCT record FROM \(name.rawValue) WHERE id = ? ORDER BY record", [id])
  }

  func history<IDs: IDSource>(of record: Int64, _ session: any StoreSession, _ ids: IDs) throws -> RecordHistory {
    let names = try columns.map(\.name) + furtherColumns(of: name, session)
    try ids.learn([record], of: self)
    let versions = try reading(session, where: "WHERE record = ?", [record])
    var row = CellRow()
    var sum: Int64 = 0
    var before: [String]?
    var endedAt: Int64?
    var steps: [RecordHistory.Step] = []
    while try versions.next() {
      let version = try read(versions, ids, furtherCount: names.count - columns.count, into: &row, sum: &sum)
      let cells = (0..<row.count).map { row.text($0) }
      if let ended = endedAt, ended < version.knownFrom {
        steps.append(RecordHistory.Step(change: ended, action: .removed, cells: []))
        before = nil
      }
      let changes = names.indices.compactMap { column in
        let was = before?[column] ?? ""
        return was == cells[column] ? nil : CellChange(column: names[column], before: was, after: cells[column])
      }
      let isEnd = before != nil && changes.allSatisfy { $0.column == "end" && $0.before.isEmpty }
      steps.append(
        RecordHistory.Step(
          change: version.knownFrom, action: before == nil ? .added : isEnd ? .ended : .changed, cells: changes))
      before = cells
      endedAt = version.knownUntil
    }
    if let endedAt { steps.append(RecordHistory.Step(change: endedAt, action: .removed, cells: [])) }
    return RecordHistory(table: name, record: record, steps: steps)
  }
}
