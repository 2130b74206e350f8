/// One-way contacts in the order in which they begin: the form on which sweeps for everybody at once run.
///
/// 16 bytes a contact. Contacts that begin at one moment keep the order of the rows they came from.
public struct ContactStream: Sendable {
  /// Number of nodes.
  public let nodeCount: Int
  /// The node each contact comes from.
  public let tails: [UInt32]
  /// The node each contact can reach.
  public let heads: [UInt32]
  /// Rank on ``axis`` of the first moment each contact can carry; never falls from one contact to the next.
  public let starts: [UInt32]
  /// Rank on ``axis`` of the first moment each contact no longer can.
  public let ends: [UInt32]
  /// The moments `starts` and `ends` point to.
  public let axis: TimeAxis
  /// True when every contact is over before the next moment at which any begins.
  public let isDisjoint: Bool
  /// Length of the longest contact; `Int64.max` when one has no end or no beginning.
  public let longestContact: Int64
  /// Least time from one moment at which contacts begin to the next; `Int64.max` when there is only one.
  public let shortestGap: Int64

  /// Number of contacts.
  public var count: Int { tails.count }

  /// The contacts that are at least as sure as `level`, in the order of time.
  ///
  /// - Complexity: O(n + m + moments), by counting.
  public init(_ contacts: Contacts, level: Certainty = .possible) {
    var rows = [UInt32](repeating: 0, count: contacts.count)
    for node in 0..<contacts.nodeCount {
      for slot in contacts.offsets[node]..<contacts.offsets[node + 1] { rows[slot] = UInt32(node) }
    }
    self.init(
      nodeCount: contacts.nodeCount, tails: rows, heads: contacts.heads, starts: contacts.starts, ends: contacts.ends,
      axis: contacts.axis
    ) { contacts.certainty[$0] <= level.rawValue }
  }

  private init(
    nodeCount: Int, tails: [UInt32], heads: [UInt32], starts: [UInt32], ends: [UInt32], axis: TimeAxis,
    keeping isKept: (Int) -> Bool
  ) {
    var fill = [Int](repeating: 0, count: axis.moments.count + 1)
    for contact in tails.indices where isKept(contact) { fill[Int(starts[contact]) + 1] += 1 }
    for rank in 1..<fill.count { fill[rank] += fill[rank - 1] }
    let count = fill.last ?? 0
    var sorted = [[UInt32]](repeating: [UInt32](repeating: 0, count: count), count: 4)
    for contact in tails.indices where isKept(contact) {
      let slot = fill[Int(starts[contact])]
      fill[Int(starts[contact])] += 1
      sorted[0][slot] = tails[contact]
      sorted[1][slot] = heads[contact]
      sorted[2][slot] = starts[contact]
      sorted[3][slot] = ends[contact]
    }
    self.nodeCount = nodeCount
    (self.tails, self.heads, self.starts, self.ends) = (sorted[0], sorted[1], sorted[2], sorted[3])
    self.axis = axis
    (isDisjoint, longestContact, shortestGap) = Self.measure(self.starts, self.ends, axis.moments)
  }

  private static func measure(
    _ starts: [UInt32], _ ends: [UInt32], _ moments: [Moment]
  ) -> (isDisjoint: Bool, longest: Int64, shortestGap: Int64) {
    var isDisjoint = true
    var longest: Int64 = 0
    var shortestGap = Int64.max
    var latestEnd: UInt32 = 0
    for contact in starts.indices {
      let start = starts[contact]
      if contact > 0, starts[contact - 1] != start {
        if latestEnd > start { isDisjoint = false }
        let (gap, overflow) = moments[Int(start)].subtractingReportingOverflow(moments[Int(starts[contact - 1])])
        if !overflow { shortestGap = min(shortestGap, gap) }
      }
      latestEnd = max(latestEnd, ends[contact])
      let (length, overflow) = moments[Int(ends[contact])].subtractingReportingOverflow(moments[Int(start)])
      longest = overflow ? .max : max(longest, length)
    }
    return (isDisjoint, longest, shortestGap)
  }

  /// The same contacts seen with time running backwards and every contact turned round, so that whoever can be
  /// reached from a node here can reach it there.
  ///
  /// Moment t becomes -t; a contact over [a, b) carries at the whole moments of [1 - b, 1 - a).
  ///
  /// - Complexity: O(n + m + moments).
  public func reversed() -> ContactStream {
    let last = UInt32(axis.moments.count - 1)
    let moments = axis.moments.reversed().map { moment in
      moment == .min ? .max : moment == .max ? .min : 1 - moment
    }
    return ContactStream(
      nodeCount: nodeCount, tails: heads, heads: tails, starts: ends.map { last - $0 }, ends: starts.map { last - $0 },
      axis: TimeAxis(moments: moments)
    ) { _ in true }
  }

  /// The contacts that neither come from nor reach any of some nodes.
  ///
  /// - Parameter isLeftOut: For each node whether it is left out.
  /// - Complexity: O(m + moments).
  public func leavingOut(_ isLeftOut: [Bool]) -> ContactStream {
    ContactStream(nodeCount: nodeCount, tails: tails, heads: heads, starts: starts, ends: ends, axis: axis) {
      !isLeftOut[Int(tails[$0])] && !isLeftOut[Int(heads[$0])]
    }
  }

  /// The contacts that begin at one moment, from `first` on; empty at the end.
  public func group(at first: Int) -> Range<Int> {
    var end = first
    while end < starts.count, starts[end] == starts[first] { end += 1 }
    return first..<end
  }
}
