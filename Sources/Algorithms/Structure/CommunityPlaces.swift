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

  /// The neighbour of a node that has just one.
  private static func onlyNeighbour(of node: Int, _ graph: Adjacency, _ incoming: Adjacency?) -> Int? {
    guard graph.degree(node) <= 1, incoming?.degree(node) ?? 0 <= 1 else { return nil }
    let (ahead, behind) = (firstTie(of: node, graph), incoming.flatMap { firstTie(of: node, $0) })
    guard let one = ahead ?? behind, one == behind ?? one else { return nil }
    return one
  }

  /// The first neighbour of a node, unless the edge weighs nothing.
  private static func firstTie(of node: Int, _ graph: Adjacency) -> Int? {
    let slot = graph.offsets[node]
    guard graph.degree(node) > 0, graph.weights.isEmpty || graph.weights[slot] > 0 else { return nil }
    return Int(graph.targets[slot])
  }
}

extension CommunityLevel {
  /// The level of `places`.
  ///
  /// - Parameter incoming: The graph reversed, when directed.
  init(_ graph: Adjacency, incoming: Adjacency?, _ places: CommunityPlaces, resolution: Double) {
    var strengths = [SIMD2<Double>](repeating: .zero, count: places.nodes.count)
    var total = 0.0
    for node in 0..<graph.nodeCount where places.places[node] != CommunityPlaces.none {
      let leaving = Self.strength(of: node, graph)
      let entering = incoming.map { Self.strength(of: node, $0) } ?? leaving
      strengths[Int(places.places[node])] += SIMD2(leaving, entering)
      total += leaving
    }
    self.strengths = strengths
    // Undirected, both products are the same, and the weight of every edge is in `total` twice.
    expectation = total > 0 ? resolution / (graph.isDirected ? total : 2 * total) : 0
    worth = total > 0 ? (graph.isDirected ? 1 : 2) / total : 0
    (offsets, arcs) = Self.rows(graph, incoming, places)
  }

  private static func strength(of node: Int, _ graph: Adjacency) -> Double {
    graph.weights.isEmpty
      ? Double(graph.degree(node)) : graph.weights[graph.offsets[node]..<graph.offsets[node + 1]].reduce(0, +)
  }

  private static func rows(
    _ graph: Adjacency, _ incoming: Adjacency?, _ places: CommunityPlaces
  ) -> (offsets: [Int], arcs: [Arc]) {
    var offsets = [0]
    offsets.reserveCapacity(places.nodes.count + 1)
    // Each edge is an arc in its row at most, and each arc is set before it is counted.
    let capacity = graph.targets.count + (incoming?.targets.count ?? 0)
    let arcs = unsafe [Arc](unsafeUninitializedCapacity: capacity) { arcs, count in
      guard let start = arcs.baseAddress else { return }
      for (own, node) in places.nodes.enumerated() {
        unsafe append(graph, Int(node), places, own, start, &count)
        if let incoming { unsafe append(incoming, Int(node), places, own, start, &count) }
        offsets.append(count)
      }
    }
    return (offsets, arcs)
  }

  /// Adds what runs to other places and weighs something.
  @inline(__always)
  private static func append(
    _ graph: Adjacency, _ node: Int, _ places: CommunityPlaces, _ own: Int, _ arcs: UnsafeMutablePointer<Arc>,
    _ count: inout Int
  ) {
    let (offsets, targets, weights) = (graph.offsets.span, graph.targets.span, graph.weights.span)
    let place = places.places.span
    var slot = offsets[node]
    let end = offsets[node &+ 1]
    while slot < end {
      let target = unsafe place[unchecked: Int(targets[unchecked: slot])]
      let weight = unsafe weights.isEmpty ? 1 : weights[unchecked: slot]
      unsafe (arcs + count).initialize(to: Arc(target: target, weight: Weight(weight: weight)))
      count &+= Int(target) != own && weight > 0 ? 1 : 0
      slot &+= 1
    }
  }
}
