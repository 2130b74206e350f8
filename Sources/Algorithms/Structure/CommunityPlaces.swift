import Graph

/// Where each person stands in the first ``CommunityLevel``: those with most neighbours first, so that what is looked at most
/// stands together, and in an order drawn by lot among those with a like number, between one power of two and the next.
///
/// Whoever has a single neighbour stands in that one's place, as no grouping is better than one that has them together, as
/// long as the resolution is no more than 1; whoever has none has no place.
struct CommunityPlaces {
  static let none = UInt32.max
  /// The place of each node.
  let places: [UInt32]
  /// The node of each place, without those that stand in another's.
  let nodes: [UInt32]

  init(_ graph: Adjacency, incoming: Adjacency?, resolution: Double, seed: UInt64) {
    let n = graph.nodeCount
    var places = [UInt32](repeating: Self.none, count: n)
    // The one neighbour of whoever has just one, where the two are to stand together.
    var hosts: [(guest: Int, host: Int)] = []
    var classes = [[UInt32]](repeating: [], count: Int.bitWidth)
    for node in 0..<n {
      let degree = graph.degree(node) + (incoming?.degree(node) ?? 0)
      guard degree > 0 else { continue }
      if resolution <= 1, let host = Self.onlyNeighbour(of: node, graph, incoming),
        host < node || Self.onlyNeighbour(of: host, graph, incoming) == nil
      {
        hosts.append((node, host))
      } else {
        classes[Int.bitWidth - 1 - degree.leadingZeroBitCount].append(UInt32(node))
      }
    }
    var nodes: [UInt32] = []
    nodes.reserveCapacity(n - hosts.count)
    for index in classes.indices.reversed() {
      let start = scrambled(seed ^ scrambled(UInt64(index)))
      for last in stride(from: classes[index].count - 1, to: 0, by: -1) {
        let chosen = scrambled(start &+ UInt64(last)).multipliedFullWidth(by: UInt64(last + 1)).high
        classes[index].swapAt(last, Int(chosen))
      }
      nodes += classes[index]
    }
    for (place, node) in nodes.enumerated() { places[Int(node)] = UInt32(place) }
    for (guest, host) in hosts { places[guest] = places[host] }
    self.places = places
    self.nodes = nodes
  }

  private static func onlyNeighbour(of node: Int, _ graph: Adjacency, _ incoming: Adjacency?) -> Int? {
    var only: UInt32?
    for rows in [graph, incoming ?? graph] {
      guard rows.degree(node) <= 1 else { return nil }
      let slot = rows.offsets[node]
      if rows.degree(node) == 0 { continue }
      guard only ?? rows.targets[slot] == rows.targets[slot], rows.weights.isEmpty || rows.weights[slot] > 0 else {
        return nil
      }
      only = rows.targets[slot]
    }
    return only.map { Int($0) }
  }
}

extension CommunityLevel {
  /// The level of `places`.
  ///
  /// - Parameter incoming: The graph reversed, when directed.
  init(_ graph: Adjacency, incoming: Adjacency?, _ places: CommunityPlaces, resolution: Double) {
    strengths = [SIMD2<Double>](repeating: .zero, count: places.nodes.count)
    expectation = 0
    offsets.reserveCapacity(places.nodes.count + 1)
    arcs.reserveCapacity(graph.targets.count * (graph.isDirected ? 2 : 1))
    for node in places.nodes {
      append(Int(node), graph, places)
      if let incoming { append(Int(node), incoming, places) }
      offsets.append(arcs.count)
    }
    var total = 0.0
    for node in 0..<graph.nodeCount where places.places[node] != CommunityPlaces.none {
      let leaving = Self.strength(of: node, graph)
      let entering = incoming.map { Self.strength(of: node, $0) } ?? leaving
      strengths[Int(places.places[node])] += SIMD2(leaving, entering)
      total += leaving
    }
    // Undirected, both products are the same, and the weight of every edge is in `total` twice.
    expectation = total > 0 ? resolution / (graph.isDirected ? total : 2 * total) : 0
  }

  private mutating func append(_ node: Int, _ graph: Adjacency, _ places: CommunityPlaces) {
    let place = places.places[node]
    let (targets, weights, place0) = (graph.targets.span, graph.weights.span, places.places.span)
    for slot in graph.offsets[node]..<graph.offsets[node + 1] {
      let target = place0[Int(targets[slot])]
      let weight = weights.isEmpty ? 1 : weights[slot]
      if target != place, weight > 0 { arcs.append(Arc(target: target, weight: Weight(weight: weight))) }
    }
  }

  private static func strength(of node: Int, _ graph: Adjacency) -> Double {
    graph.weights.isEmpty
      ? Double(graph.degree(node)) : graph.weights[graph.offsets[node]..<graph.offsets[node + 1]].reduce(0, +)
  }
}
