public import Graph

/// For each node the share of shortest prefix-foremost routes between other nodes that run through it.
///
/// A route is prefix-foremost when it comes to every node on it, not only to the last, as early as can be; of these the
/// ones with the fewest steps count, and those of a pair share 1. They are the routes ``routes(in:from:limits:kind:rank:)``
/// chooses from. Foremost routes at large cannot be counted in reasonable time (Buss et al. prove it #P-hard); these can,
/// with same-moment chains and with a lag. Parallel contacts count once. For people: *whose passing on is it that things
/// got to others first?* It says nothing of what did pass.
///
/// - Parameters:
///   - contacts: The dated contacts.
///   - starts: When influence leaves each source; source i is node i.
///   - counted: The nodes between which routes count, for example the people; sources among them.
///   - limits: Lag and certainty; the others are not used.
/// - Returns: One value for each counted node, pairs in both directions added; the same on any number of cores.
/// - Complexity: O(s (m log d + n log n)) for s sources and d contacts a node, on all cores; O(n) a core and 64 n doubles.
/// - Source: Buss, Molter, Niedermeier and Rymar 2020, doi:10.1145/3394486.3403259; the sum over routes as Brandes 2001.
public func temporalBetweenness(
  in contacts: Contacts, starts: [Moment], counted: Range<Int>, limits: ReachLimits = ReachLimits()
) -> [Double] {
  let parts = mapChunks(of: starts.count, size: max(1, (starts.count + 63) / 64)) { sources in
    var flow = RouteFlow(contacts, counted, limits)
    for source in sources { flow.add(from: source, at: starts[source]) }
    return flow.through
  }
  var total = [Double](repeating: 0, count: counted.count)
  for part in parts {
    for (place, node) in counted.enumerated() { total[place] += part[node] }
  }
  return total
}

/// Adds up what flows through each node, one source after another.
private struct RouteFlow {
  private let contacts: Contacts
  private let counted: Range<Int>
  private let limits: ReachLimits
  /// For each node the routes of all pairs that run through it, so far.
  private(set) var through: [Double]
  private var count: [Double]
  private var share: [Double]

  init(_ contacts: Contacts, _ counted: Range<Int>, _ limits: ReachLimits) {
    self.contacts = contacts
    self.counted = counted
    self.limits = limits
    through = [Double](repeating: 0, count: contacts.nodeCount)
    count = through
    share = through
  }

  mutating func add(from source: Int, at start: Moment) {
    let seed = ReachSeed(node: source, time: start, isSource: true)
    let found = foremostRoutes(contacts, [seed], limits, [])
    let order = (0..<contacts.nodeCount).filter { found.reaches($0) }.sorted { a, b in
      (found.arrival[a], found.generation[a], a) < (found.arrival[b], found.generation[b], b)
    }
    var steps: [(from: Int, to: Int)] = []
    count[source] = 1
    for u in order {
      for (v, _) in next(u, found) {
        steps.append((u, v))
        count[v] += count[u]
      }
    }
    for (u, v) in steps.reversed() {
      share[u] += count[u] / count[v] * ((counted.contains(v) ? 1 : 0) + share[v])
    }
    for node in order {
      if node != source { through[node] += share[node] }
      count[node] = 0
      share[node] = 0
    }
  }

  /// The nodes that some best route comes to straight from `u`, once for each team passed through.
  private func next(_ u: Int, _ found: Routes) -> [(node: Int, team: UInt32)] {
    let moments = contacts.axis.moments
    let ready = found.arrival[u] &+ limits.lag
    var next: [(node: Int, team: UInt32)] = []
    for slot in contacts.offsets[u]..<contacts.offsets[u + 1] {
      let v = Int(contacts.heads[slot])
      if contacts.certainty[slot] > limits.level.rawValue || ready >= moments[Int(contacts.ends[slot])] { continue }
      let team = contacts.through[slot]
      let arrival = max(moments[Int(contacts.starts[slot])], ready)
      let generation = found.generation[u] + (team == Contacts.direct ? 1 : 2)
      if arrival == found.arrival[v], generation == found.generation[v] { next.append((v, team)) }
    }
    next.sort { ($0.node, $0.team) < ($1.node, $1.team) }
    var distinct: [(node: Int, team: UInt32)] = []
    for step in next where distinct.isEmpty || distinct[distinct.count - 1] != step { distinct.append(step) }
    return distinct
  }
}
