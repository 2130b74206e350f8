import GRDB

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file open to be changed, by the one process that may.
final class SQLiteWriting: WritableStore {
  private let file: StoreFile
  let pool: DatabasePool
  private let commits = GroupCommit()
  // In this order, in which they are given up: a loan is returned when nothing is held any more.
  private let lock: OwnerLock
  private let loan: StoreLoan?

  /// - Parameter isOpenHere: Whether this process has the store open already, to read it.
  init(
    _ file: StoreFile, makingNew isNew: Bool, borrowing isBorrowing: Bool, isOpenHere: Bool
  ) throws {
    let path = file.path
    var exists = file.isThere(orEmpty: isNew)
    let wasBrokenOff = !isOpenHere && file.wasBrokenOff
    if !isOpenHere, !wasBrokenOff, exists || !isNew { try file.checkHeader() }
    if exists, unsafe access(path, W_OK) != 0 {
      throw StoreError(.write, "\(path) may not be written: check its permissions")
    }
    self.file = file
    (lock, loan) = try Self.right(path, borrowing: isBorrowing)
    if wasBrokenOff {
      try Self.undoMaking(path)
      exists = file.isThere(orEmpty: isNew)
      if exists || !isNew { try file.checkHeader() }
    }
    // Looked through before anything may write to it, so that a damaged file is left as it is.
    if exists { try Self.refuseUnsound(path, unlessEmpty: isNew) }
    pool = try describingErrors(path) {
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      configuration.label = "ripple.owner"
      let pool = try DatabasePool(path: path, configuration: configuration)
      // Setting the pool up for its log lowers this to NORMAL, under which a power cut loses what was acknowledged.
      // What is deleted is overwritten with zeros, whatever SQLite was built with.
      // Room for a large import, which else is written page by page as often as it is changed.
      try pool.writeWithoutTransaction {
        try $0.execute(
          sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -\(Self.mostCached >> 10)")
      }
      try Schema.migrator.migrate(pool)
      return pool
    }
    // What is held of people is for its keeper's eyes.
    if !exists { _ = unsafe chmod(path, 0o600) }
  }

  /// Bytes of the file that are kept in memory while it is written, and are given up after many changes.
  private static let mostCached = 128 << 20

  /// The right to write, one's own or a service's.
  private static func right(_ path: String, borrowing: Bool) throws(StoreError) -> (OwnerLock, StoreLoan?) {
    do {
      return (try OwnerLock(path), nil)
    } catch {
      guard borrowing, let loan = StoreLoan(ofStoreAt: path) else { throw error }
      return (try OwnerLock(path), loan)
    }
  }

  /// Lets SQLite undo what it had begun to make.
  private static func undoMaking(_ path: String) throws {
    try describingErrors(path) {
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      _ = try DatabaseQueue(path: path, configuration: configuration).read { try $0.tableExists("changes") }
    }
  }

  /// Refuses a file that is damaged, another program's, or a later version's.
  private static func refuseUnsound(_ path: String, unlessEmpty: Bool) throws {
    try describingErrors(path) {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(10)
      try DatabaseQueue(path: path, configuration: configuration).read { database in
        guard try String.fetchOne(database, sql: "PRAGMA quick_check(1)") == "ok" else {
          throw StoreError(.data, "\(path) is damaged: restore a backup with 'ripple restore'")
        }
        // One that was being made when the power went holds nothing, and is made again.
        let tables = try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
        if unlessEmpty, tables.allSatisfy({ $0 == "grdb_migrations" }) { return }
        try checkOrigin(database, path)
      }
    }
  }

  var reading: any ReadableStore { SQLiteReading(file, pool) }

  func lastingReading() throws -> any ReadableStore { try SQLiteReading(file, isOpenHere: true) }

  func write<Result>(_ body: (any StoreSession) throws -> StoreOutcome<Result>) throws -> Result {
    try describingErrors(file.path) {
      var result: Result?
      try commits.write(pool) { database in
        switch try body(SQLiteSession(database)) {
        case .commit(let value):
          result = value
          return .commit
        case .rollback(let value):
          result = value
          return .rollback
        }
      }
      guard let result else { throw StoreError(.write, "\(file.path) was not changed: try again") }
      return result
    }
  }

  /// What is deleted is overwritten, since the store is opened so; a file written anew leaves no doubt, where there is room.
  func scrub() throws {
    try? pool.writeWithoutTransaction { try $0.execute(sql: "VACUUM") }
    do {
      _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    } catch {
      throw StoreError(
        .write,
        "the person was erased, but the log beside \(file.path) holds remains and could not be emptied: end what reads "
          + "the store, and change anything in it")
    }
  }
}
