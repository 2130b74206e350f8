import GRDB
import Records

/// Writes versions of one table's records, and keeps account of how many there are and what their checksums come to.
struct VersionWriter {
  private let table: StoredTable
  private let change: Int64
  private let insertion: BulkStatement
  private let ending: BulkStatement
  private var versions: Int64 = 0
  private var sum: Int64 = 0

  /// A writer for change set `change`.
  init(_ table: StoredTable, _ database: Database, change: Int64) throws {
    self.table = table
    self.change = change
    insertion = try table.writing(database)
    ending = try BulkStatement(
      database,
      """
      UPDATE \(table.name.rawValue) SET known_until = ?1, checksum = checksum + ?2
      WHERE record = ?3 AND known_from = ?4 AND known_until IS NULL
      """)
  }

  /// Writes what is known of a record from the change set on.
  mutating func write(_ row: CellRow, record: Int64, source: Int64?, said: String? = nil, _ ids: RecordIDs) throws {
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
  func finish(_ database: Database) throws {
    guard versions != 0 || sum != 0 else { return }
    let before = try Totals(database, of: table.name.rawValue)
    try Totals(versions: before.versions + versions, sum: before.sum &+ sum).write(database, of: table.name.rawValue)
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

  init(_ database: Database, of table: String) throws {
    let row = try Row.fetchOne(database, sql: "SELECT versions, sum FROM totals WHERE of_table = ?", arguments: [table])
    versions = try row?.number("versions") ?? 0
    sum = try row?.number("sum") ?? 0
  }

  func write(_ database: Database, of table: String) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO totals (of_table, versions, sum) VALUES (?, ?, ?)",
      arguments: [table, versions, sum])
  }

  /// The totals of what is not a record: change sets, sources, what the network says of itself.
  static func administration(_ database: Database) throws -> Totals {
    var totals = Totals(versions: 0, sum: 0)
    for sql in [
      "SELECT id, at, author, action, source, note, undoes, counts FROM changes",
      "SELECT change, file, bytes, sha256 FROM source_files", "SELECT id, name FROM sources",
      "SELECT member, known_from, known_until, value FROM about",
      "SELECT of_table, place, name, known_from FROM further_columns",
    ] {
      let rows = try Row.fetchCursor(database, sql: sql)
      while let row = try rows.next() {
        var checksum = Checksum()
        for value in row.databaseValues {
          switch value.storage {
          case .int64(let number): checksum.add(number)
          case .string(let text): checksum.add(Array(text.utf8).span)
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
