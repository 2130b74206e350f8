import Dispatch
import GRDB
import Synchronization

/// Changes that are made at the same time wait for the disk together.
///
/// A commit that must outlast a power cut takes as long as the disk does, whatever is in it. The first change to come leads:
/// those that come while the disk is waited for are made in one transaction by the next leader, each in a savepoint of its
/// own, so that one that fails takes nothing of the others with it. All return when all are on the disk.
///
/// Described as group commit in DeWitt et al., "Implementation techniques for main memory database systems", SIGMOD 1984.
final class GroupCommit: Sendable {
  /// One change, by the thread that waits for it.
  private final class Turn: @unchecked Sendable {
    // Touched by the leader alone, while the thread it belongs to waits.
    private var body: ((Database) throws -> Database.TransactionCompletion)?
    var failure: (any Error)?
    var isDone = false
    let turn = DispatchSemaphore(value: 0)

    init(_ body: @escaping (Database) throws -> Database.TransactionCompletion) { self.body = body }

    /// Makes the change, which is gone before the thread it belongs to goes on.
    func run(_ database: Database) throws -> Database.TransactionCompletion {
      guard let body else { return .rollback }
      self.body = nil
      return try body(database)
    }

    /// Lets the thread go on.
    func end() {
      body = nil
      isDone = true
      turn.signal()
    }
  }

  private struct State {
    var waiting: [Turn] = []
    var isLed = false
  }

  private let state = Mutex(State())
  /// Changes of one transaction: those that come later are not kept from the disk for long.
  private static let most = 64
  /// Rows written after which the memory that was taken to write them is given up.
  private static let manyChanges = 10_000

  /// Makes a change, alone or with others, and returns once it is on the disk, or throws, when nothing of it is.
  ///
  /// - Parameters:
  ///   - pool: What is written to.
  ///   - body: The change, called once, in a transaction.
  func write(_ pool: DatabasePool, _ body: (Database) throws -> Database.TransactionCompletion) throws {
    try withoutActuallyEscaping(body) { body in
      let own = Turn(body)
      let leads = state.withLock { state in
        state.waiting.append(own)
        defer { state.isLed = true }
        return !state.isLed
      }
      if !leads { own.turn.wait() }
      if !own.isDone { lead(pool) }
      if let failure = own.failure { throw failure }
    }
  }

  /// Makes the changes that wait, and lets the first of those that came meanwhile lead.
  private func lead(_ pool: DatabasePool) {
    let group = state.withLock { state in
      let group = Array(state.waiting.prefix(Self.most))
      state.waiting.removeFirst(group.count)
      return group
    }
    do {
      try pool.writeWithoutTransaction { database in
        let before = database.totalChangesCount
        defer { if database.totalChangesCount - before > Self.manyChanges { database.releaseMemory() } }
        try database.inTransaction(.immediate) {
          if group.count == 1 { return try group[0].run(database) }
          for turn in group { try Self.run(turn, database) }
          return .commit
        }
      }
    } catch {
      for turn in group { turn.failure = turn.failure ?? error }
    }
    let next = state.withLock { state in
      state.isLed = !state.waiting.isEmpty
      return state.waiting.first
    }
    for turn in group { turn.end() }
    next?.turn.signal()
  }

  /// Makes one change of several; throws only what undoes the others as well.
  private static func run(_ turn: Turn, _ database: Database) throws {
    do {
      try database.inSavepoint { try turn.run(database) }
    } catch {
      turn.failure = error
      // A full disk, for one, ends the whole transaction.
      if !database.isInsideTransaction { throw error }
    }
  }
}
