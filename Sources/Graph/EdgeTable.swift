/// The record a graph edge comes from.
public enum EdgeKind: UInt8, Sendable, CaseIterable {
  case tie, transfer, engagement, membership, use, enrolment
  /// Two people whose engagements with one team overlap in time.
  case coEngagement
  /// References between rows: a person to their organisation, a team to its organisation, an organisation to its parent,
  /// an event to its cohort, a person to an event, an event to a technique, an outcome to what it was observed on.
  case worksFor, belongsTo, partOf, heldFor, attends, teaches, observes
}

/// Which way an edge may be walked or carry influence.
public enum Way: UInt8, Sendable {
  /// From tail to head.
  case forward
  /// From head to tail.
  case backward
  /// Either way.
  case both
}

/// Edges with identity, in columns: the frozen list that views hand to the kernels, already cut to a window of time.
///
/// Parallel edges stay apart: `kind[e]` and `row[e]` name the record edge `e` comes from.
/// Costs 22 bytes an edge.
public struct EdgeTable: Sendable, Equatable {
  /// The nodes the edges run between.
  public let space: NodeSpace
  /// Index of the node each edge leaves.
  public private(set) var tail: [UInt32] = []
  /// Index of the node each edge enters.
  public private(set) var head: [UInt32] = []
  /// What each edge is.
  public private(set) var kind: [EdgeKind] = []
  /// Row of the edge's record in its table; for derived edges the row of the first record.
  public private(set) var row: [UInt32] = []
  /// Which way each edge runs when directions count.
  public private(set) var way: [Way] = []
  /// Strength as stated; 1 where none is.
  public private(set) var weight: [Double] = []

  /// An empty list of edges over `space`.
  public init(space: NodeSpace) { self.space = space }

  /// Number of edges.
  public var count: Int { tail.count }

  /// Reserves room for `capacity` edges.
  public mutating func reserve(_ capacity: Int) {
    tail.reserveCapacity(capacity)
    head.reserveCapacity(capacity)
    kind.reserveCapacity(capacity)
    row.reserveCapacity(capacity)
    way.reserveCapacity(capacity)
    weight.reserveCapacity(capacity)
  }

  /// Adds an edge. Both ends must be nodes of `space`.
  public mutating func add(
    _ kind: EdgeKind, row: Int, from tail: Int, to head: Int, way: Way = .forward, weight: Double = 1
  ) {
    precondition(tail >= 0 && tail < space.count && head >= 0 && head < space.count, "an edge must join nodes")
    self.tail.append(UInt32(tail))
    self.head.append(UInt32(head))
    self.kind.append(kind)
    self.row.append(UInt32(row))
    self.way.append(way)
    self.weight.append(weight)
  }
}
