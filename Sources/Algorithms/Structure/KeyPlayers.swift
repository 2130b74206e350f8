public import Graph

/// A set of nodes that together matter most, and how much.
public struct KeyPlayers: Sendable {
  /// The nodes, in the order in which they were chosen.
  public let nodes: [Int]
  /// What the whole set comes to.
  public let value: Double
}

/// The nodes whose loss breaks a network up most, chosen one after another, then exchanged for others as long as that helps.
///
/// The value is the distance-weighted fragmentation of what is left, from 0, everybody next to everybody, to 1. For people:
/// *whose leaving would break it*; there is no promise that no other set is worse.
///
/// - Parameters:
///   - graph: The graph; weights do not matter.
///   - count: How many to choose.
///   - candidates: The nodes to choose from.
///   - exchanging: Whether to exchange at the end.
/// - Complexity: count times candidates times ``distanceSums(of:lengths:)``, exchanging as much again for each time round.
/// - Source: Borgatti 2006, doi:10.1007/s10588-006-7084-x (KPP-Neg).
public func breakingPlayers(
  of graph: Adjacency, count: Int, among candidates: [Int], exchanging: Bool
) -> KeyPlayers {
  func value(_ removed: [Int]) -> Double {
    distanceFragmentation(
      harmonic: distanceSums(of: graph.isolating(removed)).harmonic, count: graph.nodeCount - removed.count) ?? 1
  }
  var chosen: [Int] = []
  for _ in 0..<min(count, candidates.count) {
    var best: (value: Double, node: Int)?
    for node in candidates where !chosen.contains(node) {
      let value = value(chosen + [node])
      if value > (best?.value ?? -.infinity) { best = (value, node) }
    }
    if let best { chosen.append(best.node) }
  }
  if exchanging { exchange(&chosen, for: candidates, value) }
  return KeyPlayers(nodes: chosen, value: value(chosen))
}

/// The nodes from which all others are nearest, chosen one after another, then exchanged for others as long as that helps.
///
/// The value is Borgatti's distance-weighted reach: the mean over all nodes of the inverse of the steps from the nearest of
/// the set, its own counting 1; between 0 and 1. For people: *whom to tell, so that everybody soon knows*. Choosing one after
/// another comes to at least 63% of the best set there is (Nemhauser, Wolsey and Fisher 1978).
///
/// - Parameters:
///   - graph: The graph; weights do not matter.
///   - count: How many to choose.
///   - exchanging: Whether to exchange at the end.
/// - Complexity: ``distanceSums(of:lengths:)``, then a search for each node that may be next, cut off where someone chosen
///   is as near; exchanging costs a search for each pair of a chosen node and another.
/// - Source: Borgatti 2006, doi:10.1007/s10588-006-7084-x (KPP-Pos); lazy choice: Leskovec et al. 2007,
///   doi:10.1145/1281192.1281239.
public func reachingPlayers(of graph: Adjacency, count: Int, exchanging: Bool) -> KeyPlayers {
  let n = graph.nodeCount
  // What a node adds never grows as others are chosen, so that only those who may be next are looked at again.
  var atMost = distanceSums(of: graph).harmonic.map { $0 + 1 }
  var search = NearestChosen(graph)
  for _ in 0..<min(count, n) {
    var best: (gain: Double, node: Int)?
    for node in (0..<n).sorted(by: { (atMost[$1], $0) < (atMost[$0], $1) }) where !search.chosen.contains(node) {
      if let best, atMost[node] < best.gain - 1e-9 { break }
      atMost[node] = search.gain(node)
      if atMost[node] > (best?.gain ?? -.infinity) { best = (atMost[node], node) }
    }
    if let best { search.choose(best.node) }
  }
  var chosen = search.chosen
  func value(_ nodes: [Int]) -> Double {
    var search = NearestChosen(graph)
    return nodes.reduce(0) { sum, node in
      let gain = search.gain(node)
      search.choose(node)
      return sum + gain
    } / Double(max(n, 1))
  }
  if exchanging { exchange(&chosen, for: Array(0..<n), value) }
  return KeyPlayers(nodes: chosen, value: value(chosen))
}

/// Exchanges one of a set for one outside it as long as the value rises, the best exchange first.
private func exchange(_ chosen: inout [Int], for others: [Int], _ value: ([Int]) -> Double) {
  var now = value(chosen)
  while true {
    var best = (value: now, nodes: chosen)
    for place in chosen.indices {
      for node in others where !chosen.contains(node) {
        var nodes = chosen
        nodes[place] = node
        let value = value(nodes)
        // What differs by rounding alone is no rise, or there might be no end.
        if value > best.value + 1e-12 { best = (value, nodes) }
      }
    }
    guard best.value > now else { return }
    (now, chosen) = (best.value, best.nodes)
  }
}

/// For each node the steps from the nearest of a set that grows.
private struct NearestChosen {
  private let graph: Adjacency
  private var nearest: [UInt32]
  private var distance: [UInt32]
  private(set) var chosen: [Int] = []

  init(_ graph: Adjacency) {
    self.graph = graph
    nearest = [UInt32](repeating: .max, count: graph.nodeCount)
    distance = nearest
  }

  /// What one more node adds to the sum of inverse steps, those chosen counting 1.
  mutating func gain(_ node: Int) -> Double {
    var gain = 0.0
    search(from: node) { there, steps, before in
      gain += Self.inverse(steps) - (before == .max ? 0 : Self.inverse(before))
    }
    return gain
  }

  mutating func choose(_ node: Int) {
    var found: [(Int, UInt32)] = []
    search(from: node) { there, steps, _ in found.append((there, steps)) }
    for (there, steps) in found { nearest[there] = steps }
    chosen.append(node)
  }

  private static func inverse(_ steps: UInt32) -> Double { 1 / Double(max(steps, 1)) }

  /// Goes on only where nobody chosen is as near: behind such a node nobody is nearer either.
  private mutating func search(from node: Int, _ body: (_ there: Int, _ steps: UInt32, _ before: UInt32) -> Void) {
    guard nearest[node] != 0 else { return }
    var queue = [node]
    distance[node] = 0
    var next = 0
    while next < queue.count {
      let u = queue[next]
      next += 1
      body(u, distance[u], nearest[u])
      for slot in graph.slots(of: u) {
        let v = Int(graph.targets[slot])
        if distance[v] == .max, distance[u] + 1 < nearest[v] {
          distance[v] = distance[u] + 1
          queue.append(v)
        }
      }
    }
    for node in queue { distance[node] = .max }
  }
}
