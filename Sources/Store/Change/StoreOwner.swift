import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A store opened to be changed.
///
/// Every change is one transaction and one change set: it is there whole, and for good, when the call returns, or nothing of
/// it is. Safe to use from several threads; changes are made one after another. A file is open to one owner at a time; in a
/// server the owners take turns, change by change.
public final class StoreOwner: Sendable {
  /// Where the store is.
  public let path: String
  let database: any WritableStore
  private let clock: @Sendable () -> Int64

  /// Opens the store at `path`.
  ///
  /// - Parameters:
  ///   - path: The file, or the address.
  ///   - isNew: Whether to make one where there is none.
  ///   - isBorrowing: Whether to ask a service that owns the store for the right to write, and wait for it.
  ///   - reader: A reader of this process's that has the store open: the file is opened by SQLite alone then, since
  ///     closing it in any other way drops the locks that the reader's connection holds (fcntl(2)).
  ///   - clock: The time in seconds since 1970; another one is of use in tests.
  /// - Throws: ``StoreError`` when another process has it open to write, it is damaged, or not a store.
  /// - Complexity: O(size of the file), which is looked through for damage; O(1) in a server.
  public init(
    _ path: String, makingNew isNew: Bool = false, borrowing isBorrowing: Bool = false,
    beside reader: StoreReader? = nil, clock: @escaping @Sendable () -> Int64 = secondsSince1970
  ) throws {
    self.path = path
    self.clock = clock
    database = try StoreEngines.engine(of: path).writing(
      path, makingNew: isNew, borrowing: isBorrowing, beside: reader?.database)
  }

  /// The time, in seconds since 1970.
  func now() -> Int64 { clock() }

  /// The same store to read from, by a connection that outlives this owner.
  public func lastingReader() throws -> StoreReader { StoreReader(path, try database.lastingReading()) }

  /// The same store to read from.
  public var reader: StoreReader { StoreReader(path, database.reading) }

  /// Makes one change set of what `body` does.
  ///
  /// - Returns: The change set, or `nil` when `body` says that nothing was to be changed; nothing is written then.
  func change(
    _ kind: ChangeKind, by author: String, source: String? = nil, note: String = "", undoing: Int64? = nil,
    _ body: (any StoreSession, Int64) throws -> ChangeCounts?
  ) throws -> ChangeSet? {
    try database.write { session in
      let last = try session.row("SELECT id, at FROM changes ORDER BY id DESC LIMIT 1")
      let id = (try last?.number("id") ?? 0) + 1
      // Clocks are set back; the order of change sets is the order of their times all the same.
      let moment = max(clock(), try last?.number("at") ?? .min)
      let before = try Totals(session, of: "administration") - Totals.sources(session)
      var change = ChangeSet(
        id: id, moment: moment, author: author, kind: kind, source: source, note: note, undoes: undoing,
        counts: [:])
      try change.insert(session)
      guard let counts = try body(session, id)?.filter({ !$0.value.isEmpty }) else { return .rollback(nil) }
      try ChangeSet.note(counts, of: id, session)
      try Audit.append(session, moment: moment, actor: author, kind.rawValue, subject: "change \(id)", purpose: "")
      // Erasing alone rewrites what was; everything else adds to it, and takes no longer for all that was changed before.
      let after =
        kind == .erase
        ? try Totals.administration(session)
        : try before + Totals.changes(session, only: id) + Totals.sources(session)
      try after.write(session, of: "administration")
      try session.announce()
      change.counts = counts
      return .commit(change)
    }
  }
}

/// The system's time.
@Sendable public func secondsSince1970() -> Int64 { Int64(time(nil)) }
