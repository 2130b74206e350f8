public import Records

extension StoreReader {
  /// The network as it was known after a change set, made of what it was after an earlier one where little has changed since:
  /// a change of one record of a million is seen within the time it takes to look for it.
  ///
  /// - Parameters:
  ///   - change: The change set.
  ///   - earlier: A network that was read from this store, and the change set it is of; `nil` reads everything.
  /// - Throws: As ``network(asKnown:problemLimit:)``. Rows that are not read again are not compared with their sums again.
  /// - Complexity: O(versions of records of the tables in which something changed), to look for what did; O(rows of these
  ///   tables) in memory.
  public func network(asKnown change: Int64, from earlier: (network: Network, change: Int64)?) throws -> Network {
    if let earlier, earlier.change > 0, earlier.change <= change {
      let revised = try read { session in
        try Revision(session, from: earlier.change, to: change)?.network(from: earlier.network)
      }
      if let revised { return revised }
    }
    return try network(asKnown: .change(change))
  }
}

/// What few records a network differs by after some change sets.
struct Revision {
  private let session: any StoreSession
  private let from: Int64
  private let to: Int64
  private let tables: [TableName]
  /// Records that are read one by one at most.
  private static let few = 1000

  /// - Returns: `nil` where the network has to be read as a whole.
  init?(_ session: any StoreSession, from: Int64, to: Int64) throws {
    self.session = session
    self.from = from
    self.to = to
    let changes = try session.rows("SELECT * FROM changes WHERE id > ? AND id <= ? ORDER BY id", [from, to]).map(
      ChangeSet.init)
    let kinds: Set<ChangeKind> = [.edit, .import, .undo]
    let count = changes.reduce(0) { $0 + $1.counts.values.reduce(0) { $0 + $1.total } }
    guard changes.count == Int(to - from), changes.allSatisfy({ kinds.contains($0.kind) }), count <= Self.few else {
      return nil
    }
    let about = try session.number("SELECT count(*) FROM about WHERE known_from > ?1 OR known_until > ?1", [from])
    let columns = try session.number("SELECT count(*) FROM further_columns WHERE known_from > ?", [from])
    let touched = Set(changes.flatMap(\.counts.keys))
    // Organisations refer to one another, and are few.
    guard about == 0, columns == 0, !touched.contains(.organisations) else { return nil }
    tables = TableName.allCases.filter(touched.contains)
  }

  /// The network with the changes; `nil` where rows would have to move that others refer to.
  func network(from earlier: Network) throws -> Network? {
    var network = earlier
    for table in tables {
      let records = try session.numbers(
        "SELECT DISTINCT record FROM \(table.rawValue) WHERE known_from > ?1 OR known_until > ?1", [from])
      guard records.count <= Self.few else { return nil }
      let ids = AskedIDs(session)
      try ids.learn(records, of: StoredTable(table))
      let rows = try VersionRows(table, session, ids, KnownRows(network), asOf: to, only: records)
      var builder = NetworkBuilder(revising: network)
      builder.read(table, from: rows)
      if let failure = rows.failure { throw failure }
      guard let changed = try? builder.finish().network else { return nil }
      // Records of which nothing is known any more.
      let gone = Set(records.map { UInt32(clamping: $0) }).subtracting(changed.cells(of: table).lines)
      guard network.revise(table, with: changed, without: gone, mayMove: !Schema.hasIDs(table)) else { return nil }
    }
    return network
  }
}
