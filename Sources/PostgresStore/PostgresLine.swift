import Foundation
import Store
import Synchronization

/// A connection that is made anew when it is lost, lent to one thread after another.
final class PostgresLine: @unchecked Sendable {
  // The lock stands for the state, which is used by whoever holds it alone.
  private let gate = NSLock()
  private var connection: PostgresConnection?
  private var wasGood = false
  let address: PostgresAddress
  private let connect: @Sendable (PostgresAddress) throws -> PostgresConnection

  /// Seconds for which a lost server, or the one that takes its place, is tried again.
  static let patience: Double = 15

  /// - Parameter connect: Connects, and makes the connection ready.
  init(_ address: PostgresAddress, _ connect: @escaping @Sendable (PostgresAddress) throws -> PostgresConnection) {
    self.address = address
    self.connect = connect
  }

  /// Begins a transaction and lends the connection to `body`, which ends it. What is lost before it has begun is begun again.
  func use<Result>(_ begin: String, _ body: (PostgresConnection) throws -> Result) throws -> Result {
    try gate.withLock {
      try describingErrors(address.name) {
        let connection = try begun(begin)
        do {
          return try body(connection)
        } catch {
          // A connection on which nothing can be taken back is of no use any more.
          do { try connection.run("ROLLBACK") } catch { self.connection = nil }
          throw error
        }
      }
    }
  }

  /// A connection on which a transaction was begun. One that was good is tried again for a while, one that never was is told
  /// at once.
  func begun(_ begin: String) throws -> PostgresConnection {
    let end = Date.now + Self.patience
    var pause = 0.05
    while true {
      do {
        let connection = try connection ?? connect(address)
        self.connection = connection
        wasGood = true
        try connection.run(begin)
        return connection
      } catch {
        connection = nil
        let isPassing = (error as? PostgresFailure)?.isPassing ?? ((error as? StoreError)?.kind == .unavailable)
        guard wasGood, isPassing, Date.now < end else { throw error }
      }
      Thread.sleep(forTimeInterval: pause)
      pause = min(0.5, pause * 2)
    }
  }

  /// Waits until the server tells of something, or some time has passed. What may have been missed is not waited for.
  func listen(atMost seconds: Double) throws {
    try gate.withLock {
      try describingErrors(address.name) {
        let wasListening = connection != nil
        let connection = try begun("SELECT 1")
        guard wasListening else { return }
        do { try connection.listen(atMost: seconds) } catch {
          self.connection = nil
          throw error
        }
      }
    }
  }

  /// Gives a connection up that cannot be trusted any more.
  func forget() { connection = nil }
}

extension PostgresLine {
  /// What every connection is told: how long to wait, and for what.
  static let settings = """
    SET client_min_messages = warning; SET statement_timeout = '600s'; SET lock_timeout = '30s';
    SET idle_in_transaction_session_timeout = '300s'; SET extra_float_digits = 1; SET work_mem = '64MB'
    """
}
