public import Records

/// An import that was worked out: what it changes, and, once it is done, as which change set.
public struct ImportResult: Sendable {
  /// What it changes.
  public let difference: Difference
  /// The change set; `nil` when nothing was to be changed, or nothing should be yet.
  public let change: ChangeSet?
  /// A result.
  public init(difference: Difference, change: ChangeSet?) {
    self.difference = difference
    self.change = change
  }
}

extension StoreReader {
  /// What importing a network would change.
  ///
  /// - Parameters: As of ``StoreOwner/importNetwork(_:from:partOf:by:note:)``.
  /// - Complexity: as ``StoreOwner/importNetwork(_:from:partOf:by:note:)``.
  public func difference(
    of network: Network, from source: ImportSource, partOf known: Network? = nil
  ) throws -> Difference {
    try read { session in
      if try isKnown(source, session) { return Difference() }
      return try ImportPlan(network, partOf: known, source, session, erasureKey: database.erasureKey).difference
    }
  }
}

extension StoreOwner {
  /// Takes in what a source says now, in one transaction.
  ///
  /// What the source said the last time is compared with what it says now, and the difference alone is applied: records are
  /// added, changed, ended, or taken out. The same again changes nothing.
  ///
  /// A part says nothing of what it leaves out, be it records or columns: it adds and changes, and takes nothing out.
  ///
  /// - Parameters:
  ///   - network: What the source says, validated.
  ///   - source: The source, and its files as they are.
  ///   - known: What the store held when `network` was read as a part of it; `nil` for a network that stands by itself.
  ///   - author: Who imports it.
  ///   - note: Why, in their words.
  /// - Throws: ``StoreError`` when nothing can be changed so: the times are counted otherwise, or a record would be taken
  ///   out that others refer to.
  /// - Complexity: O(records of the network and versions in the store), in memory of the larger table's contents.
  public func importNetwork(
    _ network: Network, from source: ImportSource, partOf known: Network? = nil, by author: String, note: String = ""
  ) throws -> ImportResult {
    var difference = Difference()
    let change = try change(.import, by: author, source: source.name, note: note) { session, change in
      if try isKnown(source, session, before: change) { return nil }
      var plan = try ImportPlan(
        network, partOf: known, source, session, erasureKey: database.reading.erasureKey)
      difference = plan.difference
      if difference.isEmpty { return nil }
      try plan.apply(session, change: change)
      return difference.counts
    }
    return ImportResult(difference: difference, change: change)
  }
}

/// True when the last import of the source was of the very same files, and nothing was undone since.
private func isKnown(_ source: ImportSource, _ session: any StoreSession, before change: Int64 = .max) throws -> Bool {
  let last = try session.number(
    "SELECT max(id) FROM changes WHERE action = 'import' AND source = ? AND id < ?",
    [source.name, change])
  guard let last, !source.files.isEmpty else { return false }
  let undone = try session.number(
    "SELECT count(*) FROM changes WHERE id > ? AND id < ? AND action NOT IN ('import', 'edit')",
    [last, change])
  guard undone == 0 else { return false }
  let rows = try session.rows("SELECT file, bytes, sha256 FROM source_files WHERE change = ? ORDER BY file", [last])
  let files = source.files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  return try rows.count == files.count
    && zip(rows, files).allSatisfy { row, file in
      try row.text("file") == file.name && row.number("bytes") == file.bytes && row.text("sha256") == file.sha256
    }
}

/// An import worked out over all tables.
private struct ImportPlan {
  private var tables: [TablePlan] = []
  private var ids: RecordIDs
  private let source: ImportSource
  private let sourceNumber: Int64?
  private let members: [String: String]
  private let isPart: Bool
  let difference: Difference

  init(
    _ network: Network, partOf known: Network?, _ source: ImportSource, _ session: any StoreSession, erasureKey: String
  ) throws {
    self.source = source
    isPart = known != nil
    ids = try RecordIDs(session)
    sourceNumber = try session.number("SELECT id FROM sources WHERE name = ?", [source.name])
    members = network.about.members
    var difference = Difference()
    let before = try ImportPlan.members(session)
    if let time = before["time"], time != members["time"], try Self.hasRecords(session) {
      throw StoreError(
        .question,
        "the store counts time as '\(time)' and \(source.name) as '\(members["time"] ?? "")': make a store of its own for it"
      )
    }
    // A source that says nothing about the whole leaves what is said.
    for (member, value) in members.sorted(by: { $0.key < $1.key }) where before[member] != value {
      if member == "time", before.isEmpty, value == TimeScale.calendar.rawValue { continue }
      difference.about.append(CellChange(column: member, before: before[member] ?? "", after: value))
    }
    let past = try PastChanges(session)
    let erased = try ErasedPeople(among: network, session, erasureKey)
    for name in TableName.allCases {
      let plan = try TablePlan(
        network.cells(of: name), after: known.map { name.isReferredTo ? $0.cells(of: name).count : 0 }, session, ids,
        source: sourceNumber, past: past, withholding: erased)
      difference.withheld += plan.withheld
      tables.append(plan)
      if plan.difference.unchanged > 0 || !plan.difference.counts.isEmpty { difference.tables.append(plan.difference) }
    }
    self.difference = difference
  }

  mutating func apply(_ session: any StoreSession, change: Int64) throws {
    for file in source.files {
      try session.run(
        "INSERT INTO source_files (change, file, bytes, sha256) VALUES (?, ?, ?, ?)",
        [change, file.name, file.bytes, file.sha256])
    }
    try session.run(
      """
      INSERT INTO sources (id, name) VALUES ((SELECT coalesce(max(id), 0) + 1 FROM sources), ?) ON CONFLICT DO NOTHING
      """, [source.name])
    let number = try session.number("SELECT id FROM sources WHERE name = ?", [source.name])
    try Self.write(members, session, change: change)
    for index in tables.indices { try tables[index].number(session, &ids) }
    for table in tables { try table.apply(session, ids, change: change, source: number ?? 0) }
    let hasRemovals = tables.contains { !$0.removals.isEmpty && Schema.hasIDs($0.table.name) }
    // What a part refers to may have been taken out since it was read.
    if hasRemovals || isPart { try refuseDangling(session) }
    // Cells of two hands may not fit together.
    if tables.contains(where: \.isMerging) { _ = try StoredNetwork(session, isWhole: false).network(asOf: change) }
  }

  private static func hasRecords(_ session: any StoreSession) throws -> Bool {
    try session.number("SELECT sum(versions) FROM totals WHERE of_table != 'administration'") ?? 0 > 0
  }

  private static func members(_ session: any StoreSession) throws -> [String: String] {
    let rows = try session.rows("SELECT member, value FROM about WHERE known_until IS NULL")
    return try Dictionary(rows.map { (try $0.text("member"), try $0.text("value")) }) { $1 }
  }

  private static func write(_ members: [String: String], _ session: any StoreSession, change: Int64) throws {
    let before = try Self.members(session)
    for (member, value) in members where before[member] != value {
      try session.run("UPDATE about SET known_until = ? WHERE member = ? AND known_until IS NULL", [change, member])
      try session.run("INSERT INTO about (member, known_from, value) VALUES (?, ?, ?)", [member, change, value])
    }
  }
}

/// Refuses a change after which a record that is known refers to one that is not.
func refuseDangling(_ session: any StoreSession) throws {
  for table in TableName.allCases {
    for column in table.columns {
      guard case .reference(let target) = column.type else { continue }
      let found = try session.row(
        """
        SELECT a.record AS record, i.id AS id FROM \(table.rawValue) AS a JOIN \(Schema.ids(of: target)) AS i
        ON i.record = a."\(column.name)" WHERE a.known_until IS NULL AND NOT EXISTS
        (SELECT 1 FROM \(target.rawValue) AS b WHERE b.record = i.record AND b.known_until IS NULL) LIMIT 1
        """)
      if let found {
        let id = try found.textIfAny("id") ?? ""
        throw StoreError(
          .question,
          "'\(id)' of \(target.rawValue) cannot be taken out: record \(try found.number("record")) of \(table.rawValue) refers to "
            + "it in \(column.name): take that out first, or keep both")
      }
    }
  }
}
