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
        try Revision(session, from: earlier.change, to: change).map { try $0.network(from: earlier.network) } ?? nil
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
  static let few = 1000

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
      guard let rows = try ChangedRows(table, session, KnownRows(network), after: from, asOf: to) else { return nil }
      var builder = NetworkBuilder(revising: network)
      builder.read(table, from: rows)
      if let failure = rows.failure { throw failure }
      guard let changed = try? builder.finish().network else { return nil }
      let isDone = network.revise(
        table, with: changed, without: Set(rows.gone.map { UInt32(clamping: $0) }), mayMove: !Schema.hasIDs(table))
      if !isDone { return nil }
    }
    return network
  }
}

/// The rows of a table that are others now, or new.
private final class ChangedRows: RowSource {
  let file: String
  private let table: StoredTable
  private let versions: any BulkRows
  private let ids: AskedIDs
  private let knownRows: KnownRows
  private let change: Int64
  private let further: [String]
  private var isBegun = false
  private var sum: Int64 = 0
  /// Records of which nothing is known any more.
  private(set) var gone: Set<Int64>
  /// What kept the rows from being read to the end.
  private(set) var failure: (any Error)?

  init?(_ name: TableName, _ session: any StoreSession, _ knownRows: KnownRows, after known: Int64, asOf change: Int64)
    throws
  {
    let records = try session.rows(
      "SELECT DISTINCT record FROM \(name.rawValue) WHERE known_from > ?1 OR known_until > ?1", [known]
    ).map { try $0.number("record") }
    guard records.count <= Revision.few else { return nil }
    file = name.rawValue
    table = StoredTable(name)
    self.knownRows = knownRows
    self.change = change
    further = try furtherColumns(of: name, session, asOf: change)
    ids = AskedIDs(session)
    try ids.learn(records, of: table)
    gone = Set(records)
    versions = try table.reading(session, where: "WHERE record IN (\(Schema.list(records)))")
  }

  func next(_ row: inout CellRow, _ problems: inout ProblemList) -> Bool {
    guard isBegun else {
      isBegun = true
      table.header(into: &row, further: further)
      return true
    }
    do {
      while try versions.next() {
        var isKnown = false
        let version = try table.read(
          versions, ids, furtherCount: further.count, into: &row, sum: &sum, among: knownRows
        ) {
          isKnown = $0.isKnown(asOf: change)
          return isKnown
        }
        if isKnown {
          gone.remove(version.record)
          return true
        }
      }
    } catch {
      failure = error
    }
    return false
  }
}
