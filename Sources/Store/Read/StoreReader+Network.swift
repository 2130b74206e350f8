public import Records

/// What was known when: a moment, or a change set by its number.
public enum Knowledge: Sendable, Equatable {
  /// All that is known now.
  case now
  /// What was known after this change set.
  case change(Int64)
  /// What was known at this moment, in seconds since 1970.
  case moment(Int64)
}

extension StoreReader {
  /// The network as it was known at some time.
  ///
  /// - Throws: ``StoreError`` when nothing was known yet, or the store is damaged: every row is compared with the sum that
  ///   was written with it, and every table with the number of its rows.
  /// - Complexity: O(versions of all records), in memory of the network and its ids.
  public func network(asKnown knowledge: Knowledge = .now, problemLimit: Int = 100) throws -> Network {
    try read { session in
      try StoredNetwork(session).network(asOf: try changeSet(knowledge, in: session), problemLimit)
    }
  }

  /// The number of the last change set that `knowledge` takes in.
  func changeSet(_ knowledge: Knowledge, in session: any StoreSession) throws -> Int64 {
    let last = try session.number("SELECT max(id) FROM changes") ?? 0
    switch knowledge {
    case .now: return last
    case .change(let number):
      guard (1...max(1, last)).contains(number), last > 0 else {
        throw StoreError(.question, "there is no change set \(number): 'ripple history' lists those there are")
      }
      return number
    case .moment(let moment):
      guard
        let number = try session.number("SELECT max(id) FROM changes WHERE at <= ?", [moment])
      else {
        let first = try session.number("SELECT min(at) FROM changes")
        let since = first.map { " before \(Stamp.text($0, daysOnly: false))" } ?? ""
        throw StoreError(.question, "nothing was known\(since): give a later time with --as-known")
      }
      return number
    }
  }
}

/// A store's records on their way into a network.
struct StoredNetwork {
  private let session: any StoreSession
  private let checksTotals: Bool
  private let ids: RecordIDs

  /// - Parameter checksTotals: Whether sums are to be compared, which are not there before a change is whole.
  init(_ session: any StoreSession, isWhole checksTotals: Bool = true) throws {
    self.session = session
    self.checksTotals = checksTotals
    ids = try RecordIDs(session)
  }

  /// The network after change set `change`.
  func network(asOf change: Int64, _ problemLimit: Int = 100) throws -> Network {
    var builder = NetworkBuilder(about: try about(asOf: change), limit: problemLimit)
    let knownRows = KnownRows()
    for name in TableName.allCases {
      let rows = try VersionRows(name, session, ids, knownRows, asOf: change)
      builder.read(name, from: rows)
      if let failure = rows.failure { throw failure }
      if checksTotals { try rows.checkTotals() }
    }
    return try builder.finish().network
  }

  private func about(asOf change: Int64) throws -> About {
    var about = About()
    let rows = try session.rows(
      """
      SELECT member, value FROM about WHERE known_from <= ?1 AND (known_until IS NULL OR known_until > ?1)
      """, [change])
    for row in rows { try about.set(row.text("member"), to: row.text("value")) }
    return about
  }
}

/// The versions of a table's records that were known at some time, as the rows of a table.
final class VersionRows<IDs: IDSource>: RowSource {
  let file: String
  let expectedCount: Int
  private let table: StoredTable
  private let versions: any BulkRows
  private let ids: IDs
  private let knownRows: KnownRows
  private let change: Int64
  private let further: [String]
  /// What the store says there is.
  private let written: Totals
  // A builder takes one row after another: nobody else comes to these meanwhile.
  @exclusivity(unchecked) private var isBegun = false
  @exclusivity(unchecked) private var seen = Totals(versions: 0, sum: 0)
  /// What kept the rows from being read to the end.
  private(set) var failure: (any Error)?

  /// - Parameters:
  ///   - name: Which table.
  ///   - session: Where it is.
  ///   - ids: The ids of its records.
  ///   - knownRows: Where the records that these refer to stand.
  ///   - change: The change set after which it is looked at.
  ///   - records: The records to read; `nil` for all.
  init(
    _ name: TableName, _ session: any StoreSession, _ ids: IDs, _ knownRows: KnownRows, asOf change: Int64,
    only records: [Int64]? = nil
  ) throws {
    file = name.rawValue
    self.ids = ids
    self.knownRows = knownRows
    self.change = change
    table = StoredTable(name)
    written = try Totals(session, of: name.rawValue)
    expectedCount = records?.count ?? Totals.room(for: written.versions)
    versions = try table.reading(session, where: records.map { "WHERE record IN (\(Schema.list($0)))" } ?? "")
    further = try furtherColumns(of: name, session, asOf: change)
  }

  func next(_ row: inout CellRow, _ problems: inout ProblemList) -> Bool {
    guard unsafe isBegun else {
      unsafe isBegun = true
      table.header(into: &row, further: further)
      return true
    }
    do {
      while try versions.next() {
        unsafe seen.versions += 1
        var isKnown = false
        _ = unsafe try table.read(
          versions, ids, furtherCount: further.count, into: &row, sum: &seen.sum, among: knownRows
        ) {
          isKnown = $0.isKnown(asOf: change)
          return isKnown
        }
        if isKnown { return true }
      }
    } catch {
      failure = error
    }
    return false
  }

  /// Compares what was read with what was written.
  func checkTotals() throws {
    guard unsafe written == seen else {
      throw StoreError.damaged("rows of \(table.name.rawValue) are missing")
    }
  }
}

/// The headers of columns Ripple does not know, in their order.
func furtherColumns(of table: TableName, _ session: any StoreSession, asOf change: Int64 = .max) throws -> [String] {
  try session.texts(
    "SELECT name FROM further_columns WHERE of_table = ? AND known_from <= ? ORDER BY place",
    [table.rawValue, change])
}

extension About {
  private static let texts: [(member: String, path: any WritableKeyPath<About, String> & Sendable)] = [
    ("title", \.title), ("description", \.description), ("citation", \.citation), ("licence", \.licence),
  ]

  /// What is said, by member; members that say nothing are left out.
  var members: [String: String] {
    var members = ["time": time.rawValue]
    for (member, path) in Self.texts where !self[keyPath: path].isEmpty { members[member] = self[keyPath: path] }
    for (member, value) in further { members["+" + member] = value }
    return members
  }

  mutating func set(_ member: String, to value: String) throws {
    if let text = Self.texts.first(where: { $0.member == member }) {
      self[keyPath: text.path] = value
    } else if member.hasPrefix("+") {
      further[String(member.dropFirst())] = value
    } else if member == "time", let scale = TimeScale(rawValue: value) {
      time = scale
    } else {
      throw StoreError.damaged("'\(member)' is nothing a network says about itself")
    }
  }
}
