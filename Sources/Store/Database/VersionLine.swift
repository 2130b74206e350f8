/// Which change set undid which.
struct Undone {
  private let undone: [Int64: Int64]

  init(_ session: any StoreSession) throws {
    let rows = try session.rows("SELECT id, undoes FROM changes WHERE undoes IS NOT NULL")
    undone = try Dictionary(rows.map { (try $0.number("id"), try $0.number("undoes")) }) { $1 }
  }

  /// The change set that `change` undid; `nil` when it is no undoing.
  subscript(change: Int64) -> Int64? { undone[change] }
}

/// The versions of one record as if nothing that was undone had ever been: what was written and undone is left out, and what
/// an undoing brought back goes on from where it had been ended.
struct VersionLine<Payload> {
  struct Entry {
    /// The version as it stands in the store; the last one, where it was brought back.
    var version: Version
    /// The change set that first brought it.
    var since: Int64
    var payload: Payload
  }

  private(set) var entries: [Entry] = []
  private let undone: Undone

  init(_ undone: Undone) { self.undone = undone }

  mutating func forget() { entries.removeAll(keepingCapacity: true) }

  /// Adds the next version, in the order in which they were written.
  mutating func add(_ version: Version, _ payload: Payload) {
    if let target = undone[version.knownFrom], let last = entries.last, last.version.knownUntil == target {
      entries[entries.count - 1].version = version
      entries[entries.count - 1].payload = payload
    } else {
      entries.append(Entry(version: version, since: version.knownFrom, payload: payload))
    }
    if let until = version.knownUntil, let last = entries.last, undone[until] == last.since { entries.removeLast() }
  }
}
