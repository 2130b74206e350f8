import HTTPTypes
import NIOPosix
import Records
import Store
import Synchronization

/// The store, and the newest snapshot of it.
///
/// A change that was acknowledged is in every answer that is begun after it: a snapshot that has become too old is read
/// anew, once for all who wait for it, while the old one goes on serving those who have it.
///
/// The right to write can be lent to a command on this machine, which has it alone meanwhile: reading goes on, changes wait.
actor StoreHub {
  /// The store to read; its calls block, and are made through ``reading(_:)``.
  nonisolated let reader: StoreReader
  /// The same, for networks, which take long to read: who somebody is must be found out meanwhile.
  private let networks: StoreReader
  /// Accounts that were looked up, forgotten with every change.
  nonisolated let accounts = AccountCache()
  private let path: String
  private let isShared: Bool
  private var owner: StoreOwner?
  private var changing = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []
  /// Looked at by every request, which waits for no turn on the actor; changed on the actor alone.
  private nonisolated let standing: Mutex<Standing>
  private var refreshing: Task<Void, any Error>?
  private var lastHeard = ContinuousClock.now

  /// Opens a store and reads it.
  init(_ path: String) throws {
    self.path = path
    isShared = !StoreLoan.isNeeded(ofStoreAt: path)
    let owner = try StoreOwner(path)
    self.owner = owner
    reader = try owner.lastingReader()
    networks = try owner.lastingReader()
    let version = try reader.lastChange()
    standing = Mutex(
      Standing(
        newest: Snapshot(version: version, network: try Self.network(networks, version)), acknowledged: version,
        announced: version))
  }

  /// How far the store has come, and how far what is held of it.
  private struct Standing {
    var newest: Snapshot
    /// The last change that was acknowledged here, without which nothing is answered.
    var acknowledged: Int64
    /// The last change there is, as far as is known; others made it where it is not acknowledged here.
    var announced: Int64

    /// The last change that is in every answer begun from now on.
    var version: Int64 { max(newest.version, acknowledged) }
  }

  /// The network at a change set; a store without one is a network with nothing in it.
  private static func network(_ reader: StoreReader, _ version: Int64, from earlier: Snapshot? = nil) throws -> Network
  {
    version == 0
      ? Network() : try reader.network(asKnown: version, from: earlier.map { ($0.network, $0.version) })
  }

  /// The network with every change that was acknowledged here.
  nonisolated func snapshot() async throws -> Snapshot {
    let (newest, wanted) = standing.withLock { ($0.newest, $0.acknowledged) }
    return newest.version >= wanted ? newest : try await snapshot(atLeast: wanted)
  }

  private func snapshot(atLeast version: Int64) async throws -> Snapshot {
    while true {
      let newest = standing.withLock { $0.newest }
      if newest.version >= version { return newest }
      try await refresh()
    }
  }

  /// Reads all changes that are known of; whoever else wants to waits for the same reading.
  private func refresh() async throws {
    let task =
      refreshing
      ?? Task {
        defer { refreshing = nil }
        let networks = networks
        let (earlier, version) = standing.withLock { ($0.newest, max($0.acknowledged, $0.announced)) }
        let newest = try await Self.blocking {
          Snapshot(version: version, network: try Self.network(networks, version, from: earlier))
        }
        standing.withLock { $0.newest = newest }
      }
    refreshing = task
    try await task.value
  }

  /// The last change that is in every answer begun from now on.
  nonisolated var version: Int64 { standing.withLock { $0.version } }

  /// The last change there is, as far as is known here.
  nonisolated var lastKnown: Int64 { standing.withLock { max($0.announced, $0.version) } }

  /// True while it has not been known for a while how far the store has come, so that answers may be old.
  var isCutOff: Bool { isShared && ContinuousClock.now - lastHeard > .seconds(10) }

  /// Takes in how far the store has come by what others changed: accounts are looked up anew, and the network is read, for
  /// which those who ask meanwhile do not wait.
  func hear(_ news: StoreNews, isNew: Bool) {
    lastHeard = .now
    let isBehind = standing.withLock { standing in
      standing.announced = max(standing.announced, news.change)
      return standing.announced > standing.newest.version
    }
    if isNew { accounts.forget() }
    // What fails is tried again when the store is heard of next.
    if isBehind { Task { try? await refresh() } }
  }

  /// Waits until a change is in every answer begun from then on, whoever made it: for clients that read here what they
  /// changed by another server.
  ///
  /// - Throws: ``Problem`` when it is not there in time.
  func wait(for version: Int64) async throws {
    let end = ContinuousClock.now + Self.patience
    while self.version < version {
      let last = try await reading { try $0.lastChange() }
      let announced = standing.withLock { standing in
        standing.announced = max(standing.announced, last)
        return standing.announced
      }
      if announced >= version {
        _ = try await snapshot(atLeast: version)
      } else {
        guard ContinuousClock.now < end else {
          throw Problem(
            .serviceUnavailable, "there is no change set \(version) here, or not yet: try again", retryAfter: 1)
        }
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  /// How long a change is waited for that is not in the store.
  private static let patience = Duration.seconds(3)

  /// Changes the store; what is asked from now on is answered with the change.
  func change<Result: Sendable>(_ body: @escaping @Sendable (StoreOwner) throws -> Result) async throws -> Result {
    while owner == nil { await withCheckedContinuation { waiting.append($0) } }
    guard let owner else { throw Problem.fault }
    changing += 1
    defer {
      changing -= 1
      wake()
    }
    let reader = reader
    let (result, version) = try await Self.changers.runIfActive { (try body(owner), try reader.lastChange()) }
    accounts.forget()
    acknowledge(version)
    return result
  }

  private func acknowledge(_ version: Int64) {
    standing.withLock { $0.acknowledged = max($0.acknowledged, version) }
  }

  private func wake() {
    let all = waiting
    waiting = []
    for continuation in all { continuation.resume() }
  }

  /// Gives the right to write up, once all changes that were begun are through.
  func lend() async {
    while owner == nil || changing > 0 { await withCheckedContinuation { waiting.append($0) } }
    owner = nil
  }

  /// Takes the right to write back after it was lent, and sees what was changed.
  func takeBack() async throws {
    let path = path
    let reader = reader
    let (returned, version) = try await Self.asking {
      (try StoreOwner(path, beside: reader), try reader.lastChange())
    }
    owner = returned
    accounts.forget()
    acknowledge(version)
    wake()
  }

  /// Runs what blocks on a thread of its own kind, never on those that answer requests.
  static func blocking<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await NIOThreadPool.singleton.runIfActive(body)
  }

  /// Asks the store what is soon answered.
  nonisolated func reading<Result: Sendable>(
    _ body: @escaping @Sendable (StoreReader) throws -> Result
  ) async throws -> Result {
    let reader = reader
    return try await Self.asking { try body(reader) }
  }

  /// Asks the store what takes as long as a network to read.
  func comparing<Result: Sendable>(
    _ body: @escaping @Sendable (StoreReader) throws -> Result
  ) async throws -> Result {
    let networks = networks
    return try await Self.blocking { try body(networks) }
  }

  /// Runs what waits for the store: a server that is away for a while holds up nobody who does not need it.
  private static func asking<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    try await askers.runIfActive(body)
  }

  private static let askers = threads(4)
  /// Changes wait for the disk: as many as can wait for it together.
  private static let changers = threads(16)

  private static func threads(_ count: Int) -> NIOThreadPool {
    let pool = NIOThreadPool(numberOfThreads: count)
    pool.start()
    return pool
  }
}
