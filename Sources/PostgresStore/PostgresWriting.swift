import Foundation
import Store

/// A store in PostgreSQL open to be changed.
///
/// Owners take turns: each transaction locks one table first, before it looks at anything, so that changes are made one after
/// another and each sees all those before it, whichever process or server makes them. The right to write is the
/// transaction's and goes with its connection.
final class PostgresWriting: WritableStore {
  private let line: PostgresLine
  let reading: any ReadableStore

  /// Seconds for which a commit may wait for the standby.
  private static let patience: Double = 30
  private static let begin =
    "BEGIN ISOLATION LEVEL REPEATABLE READ; LOCK TABLE \(PostgresSchema.steps) IN EXCLUSIVE MODE"

  init(_ address: PostgresAddress, makingNew isNew: Bool) throws {
    line = PostgresLine(address) { address in
      do {
        let connection = try PostgresConnection(address, "read-write")
        try connection.run(PostgresLine.settings)
        try Self.refuseForgetful(connection, address.name)
        return connection
      } catch let failure as PostgresFailure { throw failure.sentenceOfConnecting(address.name) }
    }
    try Self.bringUp(line, makingNew: isNew)
    reading = try PostgresReading(address)
  }

  /// Makes the tables where there are none, one process at a time.
  private static func bringUp(_ line: PostgresLine, makingNew isNew: Bool) throws {
    // The lock is on a number, since the table to be locked may not be there yet: "Ripp".
    try line.use("BEGIN; SELECT pg_advisory_xact_lock(1382640752)") { connection in
      let session = PostgresSession(connection)
      switch try PostgresSchema.condition(session) {
      case .whole: break
      case .older: try PostgresSchema.bringUp(session, connection)
      case .missing where isNew: try PostgresSchema.bringUp(session, connection)
      case let condition: try condition.refuseUnlessWhole(line.address.name)
      }
      try connection.run("COMMIT")
    }
  }

  /// Refuses a server that acknowledges what a failure can take back.
  private static func refuseForgetful(_ connection: PostgresConnection, _ name: String) throws {
    var settings: [String: String] = [:]
    let wanted = "('fsync', 'full_page_writes', 'synchronous_commit', 'synchronous_standby_names', 'server_encoding')"
    try connection.each("SELECT name, setting FROM pg_settings WHERE name IN \(wanted)", []) { row in
      settings[try row.text("name")] = try row.text("setting")
    }
    let commit = settings["synchronous_commit"] ?? "on"
    let hasStandby = !(settings["synchronous_standby_names"] ?? "").isEmpty
    if commit == "off" || (commit == "local" && hasStandby) {
      throw StoreError(
        .write,
        "\(name) acknowledges changes before they are safe (synchronous_commit is \(commit)): set it to on, as with "
          + "ALTER DATABASE ... SET synchronous_commit = on")
    }
    for setting in ["fsync", "full_page_writes"] where settings[setting] == "off" {
      throw StoreError(.write, "\(name) loses data with the power (\(setting) is off): set it to on in postgresql.conf")
    }
    guard settings["server_encoding"] == "UTF8" else {
      throw StoreError(.write, "the database at \(name) is not in UTF8: make one with createdb --encoding UTF8")
    }
  }

  func lastingReading() throws -> any ReadableStore { try PostgresReading(line.address) }

  func write<Result>(_ body: (any StoreSession) throws -> StoreOutcome<Result>) throws -> Result {
    try line.use(Self.begin) { connection in
      switch try body(PostgresSession(connection)) {
      case .rollback(let result):
        try connection.run("ROLLBACK")
        return result
      case .commit(let result):
        try commit(connection)
        return result
      }
    }
  }

  /// Ends a transaction so that it is known how it ended.
  private func commit(_ connection: PostgresConnection) throws {
    let mark = randomText(bytes: 16)
    let session = PostgresSession(connection)
    try session.run("DELETE FROM \(PostgresSchema.commits) WHERE at < now() - INTERVAL '1 hour'")
    try session.run("INSERT INTO \(PostgresSchema.commits) (mark) VALUES (?)", [mark])
    do {
      guard try connection.commit(within: Self.patience) else {
        throw StoreError(.write, "\(line.address.name) took the change back: try again")
      }
      if !connection.isCommitDoubtful { return }
    } catch let failure as PostgresFailure {
      guard failure.isLost else { throw failure }
    }
    line.forget()
    try lookUp(mark)
  }

  /// Finds out whether a transaction was committed whose end was not heard.
  ///
  /// The lock waits for one that is still under way. What was found is written again, so that it is on the standby as well
  /// when this returns.
  private func lookUp(_ mark: String) throws {
    let unknown = StoreError(
      .unavailable,
      "the connection to \(line.address.name) was lost while a change was made, and whether it was made is not known: look "
        + "at 'ripple history' before you make it again")
    let isThere: Bool
    do {
      let connection = try line.begun(Self.begin)
      let session = PostgresSession(connection)
      isThere = try session.run("UPDATE \(PostgresSchema.commits) SET at = at WHERE mark = ?", [mark]) > 0
      guard try connection.commit(within: Self.patience), !connection.isCommitDoubtful else { throw unknown }
    } catch {
      line.forget()
      throw unknown
    }
    guard isThere else {
      throw StoreError(
        .unavailable, "the connection to \(line.address.name) was lost, and nothing was changed: make the change again")
    }
  }

  /// Dead rows are taken out of the tables' files, once nobody reads who may still see them; the server's log holds them until
  /// it is written over.
  func scrub() throws {
    let remains = "the person was erased, but the files of \(line.address.name) hold remains"
    do {
      try line.use("SELECT 1") { connection in
        let session = PostgresSession(connection)
        let last = try session.text("SELECT CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT)")
        let end = Date.now + Self.patience
        while try Self.isRead(before: last ?? "", session) {
          guard Date.now < end else {
            throw StoreError(.write, "\(remains): end what reads the store, and run VACUUM FULL in it")
          }
          Thread.sleep(forTimeInterval: 0.05)
        }
        for table in Schema.tables { try connection.run("VACUUM (FULL) \(table.name)") }
      }
    } catch let error as StoreError where error.kind != .write {
      throw StoreError(.write, "\(remains) (\(error)): run VACUUM FULL in it")
    }
  }

  /// True while somebody may see what was deleted before a transaction, standbys that say what they see among them; or while
  /// a transaction that was begun before it goes on, beside which the server counts nothing later as gone.
  private static func isRead(before transaction: String, _ session: PostgresSession) throws -> Bool {
    try session.has(
      """
      SELECT pid FROM pg_stat_activity WHERE pid != pg_backend_pid() AND coalesce(datname, current_database()) = current_database()
      AND greatest(age(backend_xmin), age(backend_xid)) > age(CAST(CAST(CAST(? AS TEXT) AS XID8) AS XID)) LIMIT 1
      """, [transaction])
  }
}
