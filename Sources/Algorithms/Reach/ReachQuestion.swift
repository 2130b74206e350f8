public import Graph

/// Where influence begins.
public struct ReachSeed: Sendable {
  /// The node.
  public var node: Int
  /// When influence leaves a source, or when a participant was reached.
  public var time: Moment
  /// True for a source, which passes on without lag and never fades; false for somebody who counts as reached at
  /// generation 0 and passes on as others do.
  public var isSource: Bool

  /// A seed.
  public init(node: Int, time: Moment, isSource: Bool) {
    self.node = node
    self.time = time
    self.isSource = isSource
  }
}

/// What limits the way of influence.
public struct ReachLimits: Sendable {
  /// Least time between receiving and passing on; at least 0.
  public var lag: Int64 = 0
  /// Longest time between some arrival and passing on; `nil` when it never fades.
  public var maxGap: Int64?
  /// Most steps of a route from a source, or from a participant; `nil` for any number.
  public var maxGenerations: Int?
  /// The least certain contacts to use.
  public var level: Certainty = .possible
  /// No limits.
  public init() {}
}

/// Which of the routes to a node is the best.
public enum RouteKind: String, Sendable, CaseIterable {
  /// The one that arrives first.
  case foremost
  /// The one with the least time between leaving the source and arriving.
  case fastest
  /// The one of the fewest steps; of these, the one that arrives first.
  case shortest
  /// The one that leaves the source last.
  case latest
}

/// The best route to every node that can be reached.
public struct Routes: Sendable {
  /// When each node is reached; `Int64.max` where it is not.
  public let arrival: [Moment]
  /// Number of steps to each reached node.
  public let generation: [Int32]
  /// When the best route to each node leaves its seed, for fastest and latest routes; `nil` where it is not known, where
  /// there is no last moment, and at seeds. Empty for other kinds.
  public let departure: [Moment?]
  /// The label that ends the best route to each node; ``none`` where there is none. Empty when labels are nodes.
  let best: [UInt32]
  /// Node of each label; empty when label and node are the same number.
  let labelNode: [UInt32]
  /// The label before; ``none`` at the beginning of a route.
  let previous: [UInt32]
  /// The team passed through on the way from the label before, or `Contacts.direct`; empty when there are none.
  let through: [UInt32]

  static let none = UInt32.max

  /// True when the node is reached, or a seed.
  public func reaches(_ node: Int) -> Bool { best.isEmpty ? arrival[node] != .max : best[node] != Self.none }

  /// The nodes of the route to `node`, from the seed to `node` itself; empty when it is not reached.
  ///
  /// - Complexity: O(length).
  public func path(to node: Int) -> [Int] {
    var path: [Int] = []
    guard reaches(node) else { return [] }
    var label = best.isEmpty ? UInt32(node) : best[node]
    while label != Self.none {
      path.append(labelNode.isEmpty ? Int(label) : Int(labelNode[Int(label)]))
      if !through.isEmpty, through[Int(label)] != Contacts.direct { path.append(Int(through[Int(label)])) }
      label = previous[Int(label)]
    }
    path.reverse()
    return path
  }
}

/// The best time-respecting route from any seed to every node.
///
/// Influence moves along contacts in the order of time: a contact with span [a, b) carries at the moment
/// max(a, arrival + lag) if that is before b. For people: *whom can something learnt by these people have got to, by
/// when, and through whom?*
///
/// Without `maxGap` and `maxGenerations` every step of a foremost route is itself foremost; equal arrivals are decided by
/// the smaller generation, then by the smaller `rank` of the node before. Who is reached does not depend on `kind`.
///
/// - Parameters:
///   - contacts: The dated contacts.
///   - seeds: Where influence begins.
///   - limits: Lag, fading, length and certainty. Fastest and latest routes take no `maxGap` and no `maxGenerations`,
///     shortest ones no `maxGap`.
///   - kind: Which routes are the best.
///   - rank: For each node its place in the order of ids; nodes' own order when empty.
/// - Complexity: O(m + n log n) time, O(n) space for foremost routes without `maxGap` and `maxGenerations`; O(m) a
///   generation with `maxGenerations` and for shortest routes; with `maxGap` proportional to the distinct stretches of
///   time at which nodes are reached; for fastest and latest routes O(l log l + l d) for l pairs of departure and
///   arrival of which neither is better in both, summed over nodes, and d contacts a node.
/// - Source: Wu et al. 2014, doi:10.14778/2732939.2732945.
public func routes(
  in contacts: Contacts, from seeds: [ReachSeed], limits: ReachLimits, kind: RouteKind = .foremost, rank: [UInt32] = []
) -> Routes {
  precondition(kind == .foremost || limits.maxGap == nil, "fading is for foremost routes")
  switch kind {
  case .foremost where limits.maxGap == nil && limits.maxGenerations == nil:
    return foremostRoutes(contacts, seeds, limits, rank)
  case .foremost, .shortest:
    return walkRoutes(contacts, seeds, limits, rank, kind)
  case .fastest, .latest:
    precondition(limits.maxGenerations == nil, "a number of steps is for foremost and shortest routes")
    return profileRoutes(contacts, seeds, limits, rank, kind)
  }
}
