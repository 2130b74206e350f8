import Synchronization

/// Where stores are kept: one of these for each way.
package protocol StoreEngine: Sendable {
  /// True when a place is this engine's, as a person writes it.
  func isMeant(by place: String) -> Bool
  /// True when a place is a store, as far as can be told without opening it.
  func isStore(_ place: String) -> Bool
  /// The file of a name that belongs to a store and is not in it, such as a key.
  func companion(_ name: String, of place: String) -> String
  /// True when there is a store, or something else, at a place.
  func isThere(_ place: String) throws -> Bool
  /// Opens a store to read it.
  func reading(_ place: String) throws -> any ReadableStore
  /// Opens a store to change it.
  ///
  /// - Parameters:
  ///   - isNew: Whether to make one where there is none.
  ///   - isBorrowing: Whether to ask a service that owns the store for the right to write.
  ///   - reader: A reader of this process's that has the store open.
  func writing(
    _ place: String, makingNew isNew: Bool, borrowing isBorrowing: Bool, beside reader: (any ReadableStore)?
  ) throws -> any WritableStore
  /// Makes the store at a place what a backup holds.
  func restore(_ backup: String, to place: String, replacing isReplacing: Bool) throws -> Backup
}

/// A store open to be read. What it throws are sentences.
package protocol ReadableStore: Sendable {
  /// The file with the key by which erased people are known again, apart from the store and its backups.
  var erasureKey: String { get }
  /// Runs `body` on the contents at one moment.
  func read<Result>(_ body: (any StoreSession) throws -> Result) throws -> Result
  /// What is wrong beneath the tables, one sentence each, as far as the engine can tell.
  func findings() throws -> [String]
  /// Waits until something may have changed, or some time has passed.
  func awaitNews(atMost seconds: Double) throws
  /// Copies the store into a file.
  func backUp(to file: String) throws -> Backup
}

/// A store open to be changed. What it throws are sentences.
package protocol WritableStore: Sendable {
  /// The same store to read from, for as long as this is held.
  var reading: any ReadableStore { get }
  /// The same store to read from, by a connection that outlives this.
  func lastingReading() throws -> any ReadableStore
  /// Runs `body` as one transaction, with no other beside it: when this returns, it is there whole and for good.
  func write<Result>(_ body: (any StoreSession) throws -> StoreOutcome<Result>) throws -> Result
  /// Leaves no remains of what was deleted.
  func scrub() throws
}

/// How a transaction ends.
package enum StoreOutcome<Result> {
  case commit(Result)
  case rollback(Result)
}

/// The engines of this program: files, and whatever else was installed.
package enum StoreEngines {
  private static let installed = Mutex<[any StoreEngine]>([])

  /// Makes an engine known.
  package static func install(_ engine: any StoreEngine) { installed.withLock { $0.append(engine) } }

  /// The engine that a place is of.
  static func engine(of place: String) -> any StoreEngine {
    installed.withLock { $0.first { $0.isMeant(by: place) } } ?? SQLiteEngine()
  }
}
