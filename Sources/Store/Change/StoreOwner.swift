import GRDB
import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A store opened to be changed, by the one process that may.
///
/// Every change is one transaction and one change set: it is there whole, on the disk, when the call returns, or nothing of
/// it is. Safe to use from several threads; changes are made one after another.
public final class StoreOwner: Sendable {
  /// Where the file is.
  public let path: String
  let pool: DatabasePool
  // In this order, in which they are given up: a loan is returned when nothing is held any more.
  private let lock: OwnerLock
  private let loan: StoreLoan?
  private let clock: @Sendable () -> Int64

  /// Opens the store at `path`.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - isNew: Whether to make one where there is none.
  ///   - isBorrowing: Whether to ask a service that owns the store for the right to write, and wait for it.
  ///   - reader: A reader of this process's that has the store open: the file is opened by SQLite alone then, since
  ///     closing it in any other way drops the locks that the reader's connection holds (fcntl(2)).
  ///   - clock: The time in seconds since 1970; another one is of use in tests.
  /// - Throws: ``StoreError`` when another process has it open to write, it is damaged, or not a store.
  /// - Complexity: O(size of the file), which is looked through for damage.
  public init(
    _ path: String, makingNew isNew: Bool = false, borrowing isBorrowing: Bool = false,
    beside reader: StoreReader? = nil, clock: @escaping @Sendable () -> Int64 = secondsSince1970
  ) throws {
    let exists = Self.isThere(path, orEmpty: isNew)
    if reader == nil, exists || !isNew { try StoreReader.checkHeader(path) }
    if exists, unsafe access(path, W_OK) != 0 {
      throw StoreError(.write, "\(path) may not be written: check its permissions")
    }
    self.path = path
    self.clock = clock
    (lock, loan) = try Self.right(path, borrowing: isBorrowing)
    // Looked through before anything may write to it, so that a damaged file is left as it is.
    if exists { try Self.refuseUnsound(path, unlessEmpty: isNew) }
    pool = try describingErrors(path) {
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      configuration.label = "ripple.owner"
      let pool = try DatabasePool(path: path, configuration: configuration)
      // Setting the pool up for its log lowers this to NORMAL, under which a power cut loses what was acknowledged.
      // What is deleted is overwritten with zeros, whatever SQLite was built with.
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON") }
      try Schema.migrator.migrate(pool)
      return pool
    }
    // What is held of people is for its keeper's eyes.
    if !exists { _ = unsafe chmod(path, 0o600) }
  }

  /// The right to write, one's own or a service's.
  private static func right(_ path: String, borrowing: Bool) throws(StoreError) -> (OwnerLock, StoreLoan?) {
    do {
      return (try OwnerLock(path), nil)
    } catch {
      guard borrowing, let loan = StoreLoan(ofStoreAt: path) else { throw error }
      return (try OwnerLock(path), loan)
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

  /// True when there is a file, which a store that is to be made may be as long as nothing is in it.
  private static func isThere(_ path: String, orEmpty: Bool) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return false }
    return !(orEmpty && status.st_size == 0)
  }

  /// The time, in seconds since 1970.
  func now() -> Int64 { clock() }

  /// The same store to read from, by a connection that outlives this owner.
  public func lastingReader() throws -> StoreReader { try StoreReader(path, isOpenHere: true) }

  /// The same store to read from.
  public var reader: StoreReader { StoreReader(path, pool) }

  /// Makes one change set of what `body` does.
  ///
  /// - Returns: The change set, or `nil` when `body` says that nothing was to be changed; nothing is written then.
  func change(
    _ kind: ChangeKind, by author: String, source: String? = nil, note: String = "", undoing: Int64? = nil,
    _ body: (Database, Int64) throws -> ChangeCounts?
  ) throws -> ChangeSet? {
    try describingErrors(path) {
      var made: ChangeSet?
      try pool.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          let last = try Row.fetchOne(database, sql: "SELECT max(id) AS id, max(at) AS at FROM changes")
          let id = (try last?.numberIfAny("id") ?? 0) + 1
          // Clocks are set back; the order of change sets is the order of their times all the same.
          let moment = max(clock(), try last?.numberIfAny("at") ?? .min)
          let change = ChangeSet(
            id: id, moment: moment, author: author, kind: kind, source: source, note: note, undoes: undoing,
            counts: [:])
          try change.insert(database)
          guard let counts = try body(database, id)?.filter({ !$0.value.isEmpty }) else { return .rollback }
          try ChangeSet.note(counts, of: id, database)
          try Audit.append(database, moment: moment, actor: author, kind.rawValue, subject: "change \(id)", purpose: "")
          try Totals.administration(database).write(database, of: "administration")
          var whole = change
          whole.counts = counts
          made = whole
          return .commit
        }
      }
      return made
    }
  }
}

/// The system's time.
@Sendable public func secondsSince1970() -> Int64 { Int64(time(nil)) }
