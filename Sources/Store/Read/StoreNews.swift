/// How far a store has come: what those who follow it compare.
public struct StoreNews: Sendable, Equatable {
  /// Number of the last change set; 0 when there is none.
  public let change: Int64
  /// Number of the audit's last entry: accounts and requests are changed with it as well. 0 when there is none.
  public let entry: Int64

  /// News of the numbers.
  package init(change: Int64, entry: Int64) {
    self.change = change
    self.entry = entry
  }

  /// How far a store has come.
  package init(_ session: any StoreSession) throws {
    change = try session.number("SELECT max(id) FROM changes") ?? 0
    entry = try session.number("SELECT max(id) FROM audit") ?? 0
  }
}

extension StoreReader {
  /// How far the store has come.
  ///
  /// - Complexity: O(1).
  public func news() throws -> StoreNews { try read { try StoreNews($0) } }

  /// Waits until the store has come further than is known.
  ///
  /// A server's store tells of a change as it is made; a file, and a server that does not tell, are looked at several times
  /// a second.
  ///
  /// - Parameters:
  ///   - known: What is known already.
  ///   - seconds: How long to wait.
  /// - Returns: `nil` when nothing happened in that time.
  public func news(after known: StoreNews, within seconds: Double) throws -> StoreNews? {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      let news = try news()
      if news != known { return news }
      let left = (end - .now) / .seconds(1)
      guard left > 0 else { return nil }
      try database.awaitNews(atMost: min(left, 0.5))
    }
  }
}
