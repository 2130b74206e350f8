/// How sure it is that a contact took place; lower is surer, and every level includes the surer ones.
public enum Certainty: UInt8, Sendable, CaseIterable, Comparable {
  /// Records of the practice itself: enrolments, uses learnt from someone, transfers, engagements.
  case confirmed
  /// Also inferred records, and members of a team while it is supported.
  case probable
  /// Also ties.
  case possible

  /// Surer comes first.
  public static func < (a: Certainty, b: Certainty) -> Bool { a.rawValue < b.rawValue }
}

/// Dated one-way contacts in compressed sparse rows by tail: the form time-respecting reach runs on.
///
/// 17 bytes a contact and 8 a node: 32-bit heads, 32-bit time ranks, one byte of certainty and, for contacts
/// that pass through a team, the team. Rows keep the order of insertion.
public struct Contacts: Sendable {
  /// Row `v` is `offsets[v]..<offsets[v + 1]`.
  public let offsets: [Int]
  /// The node each contact can reach.
  public let heads: [UInt32]
  /// Rank on ``axis`` of the first moment the contact can carry.
  public let starts: [UInt32]
  /// Rank on ``axis`` of the first moment it no longer can.
  public let ends: [UInt32]
  /// ``Certainty`` of each contact.
  public let certainty: [UInt8]
  /// The team a contact passes through, counted as a step of its own, or ``direct``.
  public let through: [UInt32]
  /// The moments `starts` and `ends` point to.
  public let axis: TimeAxis

  /// Marks a contact that passes through no team.
  public static let direct = UInt32.max

  /// Number of nodes.
  public var nodeCount: Int { offsets.count - 1 }
  /// Number of one-way contacts.
  public var count: Int { heads.count }

  /// Collects contacts before they are frozen.
  public struct Builder {
    private let nodeCount: Int
    private var tails: [UInt32] = []
    private var heads: [UInt32] = []
    private var spans: [Interval] = []
    private var certainty: [UInt8] = []
    private var through: [UInt32] = []

    /// A builder for contacts among `nodeCount` nodes.
    public init(nodeCount: Int) { self.nodeCount = nodeCount }

    /// Reserves room for `capacity` contacts.
    public mutating func reserve(_ capacity: Int) {
      tails.reserveCapacity(capacity)
      heads.reserveCapacity(capacity)
      spans.reserveCapacity(capacity)
      certainty.reserveCapacity(capacity)
      through.reserveCapacity(capacity)
    }

    /// Adds a contact that can carry from `tail` to `head` at any moment of `span`.
    ///
    /// Contacts from a node to itself and empty spans are left out.
    public mutating func add(
      _ tail: Int, _ head: Int, during span: Interval, _ level: Certainty, through team: Int? = nil
    ) {
      precondition(tail >= 0 && tail < nodeCount && head >= 0 && head < nodeCount, "a contact must join nodes")
      guard tail != head, !span.isEmpty else { return }
      tails.append(UInt32(tail))
      heads.append(UInt32(head))
      spans.append(span)
      certainty.append(level.rawValue)
      through.append(team.map(UInt32.init) ?? Contacts.direct)
    }

    /// Freezes what was added.
    ///
    /// - Complexity: O(n + m log m) time.
    public consuming func freeze() -> Contacts {
      var offsets = [Int](repeating: 0, count: nodeCount + 1)
      for tail in tails { offsets[Int(tail) + 1] += 1 }
      for v in 0..<nodeCount { offsets[v + 1] += offsets[v] }
      let ranks = TimeRanks(of: spans)
      var fill = offsets
      var sortedHeads = [UInt32](repeating: 0, count: tails.count)
      var starts = sortedHeads
      var ends = sortedHeads
      var sortedThrough = sortedHeads
      var sortedCertainty = [UInt8](repeating: 0, count: tails.count)
      for contact in tails.indices {
        let tail = Int(tails[contact])
        let slot = fill[tail]
        fill[tail] += 1
        sortedHeads[slot] = heads[contact]
        starts[slot] = ranks.rank(of: spans[contact].lower)
        ends[slot] = ranks.rank(of: spans[contact].upper)
        sortedThrough[slot] = through[contact]
        sortedCertainty[slot] = certainty[contact]
      }
      return Contacts(
        offsets: offsets, heads: sortedHeads, starts: starts, ends: ends, certainty: sortedCertainty,
        through: sortedThrough, axis: ranks.axis)
    }
  }

  /// True when at least one contact begins or ends at a known moment.
  public var isDated: Bool { axis.moments.count > 2 }
}
