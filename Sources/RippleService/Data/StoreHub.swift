import NIOPosix
import Records
import Store

/// The store, and the newest snapshot of it.
///
/// A change that was acknowledged is in every answer that is begun after it: a snapshot that has become too old is read
/// anew, once for all who wait for it, while the old one goes on serving those who have it.
///
/// The right to write can be lent to a command on this machine, which has it alone meanwhile: reading goes on, changes wait.
actor StoreHub {
  /// The store to read; its calls block, and are made through ``blocking(_:)``.
  nonisolated let reader: StoreReader
  /// Accounts that were looked up, forgotten with every change.
  nonisolated let accounts = AccountCache()
  private let path: String
  private var owner: StoreOwner?
  private var changing = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var newest: Snapshot
  private var latest: Int64
  private var refreshing: Task<Snapshot, any Error>?

  /// Opens a store and reads it.
  init(_ path: String) throws {
    self.path = path
    let owner = try StoreOwner(path)
    self.owner = owner
    reader = try owner.lastingReader()
    let version = try reader.lastChange()
    latest = version
    newest = Snapshot(version: version, network: try Self.network(reader, version))
  }

  /// The network at a change set; a store without one is a network with nothing in it.
  private static func network(_ reader: StoreReader, _ version: Int64) throws -> Network {
    version == 0 ? Network() : try reader.network(asKnown: .change(version))
  }

  /// The network with every change that was acknowledged.
  func snapshot() async throws -> Snapshot {
    while newest.version < latest {
      let task = refreshing ?? refresh(to: latest)
      refreshing = task
      defer { refreshing = nil }
      let snapshot = try await task.value
      if snapshot.version > newest.version { newest = snapshot }
    }
    return newest
  }

  private func refresh(to version: Int64) -> Task<Snapshot, any Error> {
    let reader = reader
    return Task {
      try await Self.blocking { Snapshot(version: version, network: try Self.network(reader, version)) }
    }
  }

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
    let (result, version) = try await Self.blocking { (try body(owner), try reader.lastChange()) }
    accounts.forget()
    latest = max(latest, version)
    return result
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
    let (returned, version) = try await Self.blocking {
      (try StoreOwner(path, beside: reader), try reader.lastChange())
    }
    owner = returned
    accounts.forget()
    latest = max(latest, version)
    wake()
  }

  /// Runs what blocks on a thread of its own kind, never on those that answer requests.
  static func blocking<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await NIOThreadPool.singleton.runIfActive(body)
  }
}
