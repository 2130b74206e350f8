import Records

/// Writes versions of one table's records, and keeps account of how many there are and what their checksums come to.
struct VersionWriter {
  private let table: StoredTable
  private let change: Int64
  private let insertion: any BulkStatement
  private let ending: any BulkStatement
  private var versions: Int64 = 0
  private var sum: Int64 = 0

  /// A writer for change set `change`.
  init(_ table: StoredTable, _ session: any StoreSession, change: Int64) throws {
    self.table = table
    self.change = change
    insertion = try table.writing(session)
    ending = try session.writing(
      """
      UPDATE \(table.name.rawValue) SET known_until = ?1, checksum = checksum + ?2
      WHERE record = ?3 AND known_from = ?4 AND known_until IS NULL
      """)
  }

  /// Writes what is known of a record from the change set on.
  mutating func write<IDs: IDSource>(
    _ row: CellRow, record: Int64, source: Int64?, said: String? = nil, _ ids: IDs
  ) throws {
    let version = Version(record: record, knownFrom: change, knownUntil: nil, source: source, said: said)
    sum &+= try table.write(row, as: version, insertion, ids)
    versions += 1
  }

  /// Says that from the change set on a version is no longer what is known.
  mutating func end(record: Int64, knownFrom: Int64) throws {
    let added = Checksum.ended(at: change)
    ending.bind(1, change)
    ending.bind(2, added)
    ending.bind(3, record)
    ending.bind(4, knownFrom)
    try ending.run()
    sum &+= added
  }

  /// Brings the account up to date.
  func finish(_ session: any StoreSession) throws {
    try ending.finish()
    try insertion.finish()
    guard versions != 0 || sum != 0 else { return }
    let before = try Totals(session, of: table.name.rawValue)
    try Totals(versions: before.versions &+ versions, sum: before.sum &+ sum).write(session, of: table.name.rawValue)
  }
}

/// How many rows a table has and what their checksums come to, by which rows that were lost are missed.
struct Totals: Equatable {
  var versions: Int64
  var sum: Int64

  init(versions: Int64, sum: Int64) {
    self.versions = versions
    self.sum = sum
  }

  init(_ session: any StoreSession, of table: String) throws {
    let row = try session.row("SELECT versions, sum FROM totals WHERE of_table = ?", [table])
    versions = try row?.number("versions") ?? 0
    sum = try row?.number("sum") ?? 0
  }

  /// For how many rows to make room at once where a store, which may be damaged, says that there are so many.
  static func room(for count: Int64) -> Int { Int(min(max(0, count), 1 << 20)) }

  func write(_ session: any StoreSession, of table: String) throws {
    try session.run(
      """
      INSERT INTO totals (of_table, versions, sum) VALUES (?, ?, ?)
      ON CONFLICT (of_table) DO UPDATE SET versions = excluded.versions, sum = excluded.sum
      """, [table, versions, sum])
  }

  /// The totals of what is not a record: change sets, sources, what the network says of itself.
  static func administration(_ session: any StoreSession) throws -> Totals {
    try changes(session) + sources(session)
  }

  /// The part of ``administration(_:)`` that grows with every change set, of one of them or of all.
  static func changes(_ session: any StoreSession, only change: Int64? = nil) throws -> Totals {
    func narrowed(_ column: String) -> String { change == nil ? "" : " WHERE \(column) = ?" }
    return try sum(
      session,
      [
        "SELECT id, at, author, action, source, note, undoes, counts FROM changes" + narrowed("id"),
        "SELECT change, file, bytes, sha256 FROM source_files" + narrowed("change"),
      ], change.map { [$0] } ?? [])
  }

  /// The rest of ``administration(_:)``: sources, what the network says of itself, further columns. It stays small, however
  /// long a store is used.
  static func sources(_ session: any StoreSession) throws -> Totals {
    try sum(
      session,
      [
        "SELECT id, name FROM sources", "SELECT member, known_from, known_until, value FROM about",
        "SELECT of_table, place, name, known_from FROM further_columns",
      ], [])
  }

  static func + (_ one: Totals, _ other: Totals) -> Totals {
    Totals(versions: one.versions + other.versions, sum: one.sum &+ other.sum)
  }

  static func - (_ one: Totals, _ other: Totals) -> Totals {
    Totals(versions: one.versions - other.versions, sum: one.sum &- other.sum)
  }

  private static func sum(_ session: any StoreSession, _ queries: [String], _ arguments: SQLArguments) throws -> Totals
  {
    var totals = Totals(versions: 0, sum: 0)
    for sql in queries {
      try session.each(sql, arguments) { row in
        var checksum = Checksum()
        for value in row.values {
          switch value {
          case .number(let number): checksum.add(number)
          case .text(let text): checksum.add(text.utf8.span)
          default: checksum.addNothing()
          }
        }
        totals.versions += 1
        totals.sum &+= checksum.value
      }
    }
    return totals
  }
}
