/// How far a store has come: what those who follow it compare.
public struct StoreNews: Sendable, Equatable {
  /// Number of the last change set; 0 when there is none.
  public private(set) var change: Int64
  /// Number of the audit's last entry that is no reading: accounts and requests are changed with one as well. 0 when there is
  /// none.
  public private(set) var entry: Int64
  /// Up to which entry the audit was looked at.
  private var seen: Int64 = 0

  /// News of the numbers; those of a store of which nothing is known yet unless they are given.
  public init(change: Int64 = 0, entry: Int64 = 0) {
    self.change = change
    self.entry = entry
  }

  /// Looks on from here.
  mutating func look(_ session: any StoreSession) throws {
    change = try session.number("SELECT max(id) FROM changes") ?? 0
    entry =
      try session.number("SELECT max(id) FROM audit WHERE id > ? AND action NOT LIKE 'read %'", [seen]) ?? entry
    seen = try session.number("SELECT max(id) FROM audit") ?? 0
  }

  public static func == (one: StoreNews, other: StoreNews) -> Bool {
    one.change == other.change && one.entry == other.entry
  }
}

extension StoreReader {
  /// Waits until the store has come further than is known, and tells how far.
  ///
  /// A server's store tells of a change as it is made; a file, and a server that does not tell, are looked at several times
  /// a second.
  ///
  /// - Parameters:
  ///   - known: What is known already, and what is known then.
  ///   - seconds: How long to wait; 0 to look once.
  /// - Returns: False when nothing happened in that time.
  /// - Complexity: O(entries of the audit since it was looked at) a look.
  public func awaitNews(after known: inout StoreNews, within seconds: Double) throws -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      let before = known
      try read { try known.look($0) }
      if known != before { return true }
      let left = (end - .now) / .seconds(1)
      guard left > 0 else { return false }
      try database.awaitNews(atMost: min(left, 0.5))
    }
  }
}
