public import Graph

/// Sums over the distances from each node, from which closeness and harmonic centrality follow.
public struct DistanceSums: Sendable {
  /// Number of other nodes each node can get to.
  public let reached: [Int]
  /// Sum of the distances to them.
  public let total: [Double]
  /// Sum of the inverse distances to them: harmonic centrality (Marchiori and Latora 2000).
  public let harmonic: [Double]
  /// The greatest distance to any of them; 0 for a node that reaches nobody.
  public let farthest: [Double]

  /// Closeness as Wasserman and Faust (1994) define it for graphs that are not connected: the share of other nodes
  /// reached, divided by the mean distance to them. `nil` for a node that reaches nobody.
  ///
  /// For people: *how few steps away everybody is.*
  public var closeness: [Double?] {
    let others = Double(max(reached.count - 1, 1))
    return zip(reached, total).map { reached, total in
      reached == 0 ? nil : Double(reached) / others * (Double(reached) / total)
    }
  }
}

/// Distances from every node along the edges: steps when unweighted, sums of `lengths` otherwise.
///
/// - Parameters:
///   - graph: The graph.
///   - lengths: For each neighbour in `graph.targets` the length of the edge, above 0; `nil` counts steps.
/// - Complexity: O(n m log n) weighted, on all cores; unweighted O(n m / 512) rows of 64 bytes for each step of the longest
///   shortest path at most, 128 n bytes a core.
/// - Source: unweighted, Then et al. 2014, doi:10.14778/2735496.2735507 (many searches at once).
public func distanceSums(of graph: Adjacency, lengths: [Double]? = nil) -> DistanceSums {
  lengths.map { lengthSums(graph, $0) } ?? stepSums(graph)
}

private func lengthSums(_ graph: Adjacency, _ lengths: [Double]) -> DistanceSums {
  let parts = mapChunks(of: graph.nodeCount, size: max(1, graph.nodeCount / 64)) { sources in
    var search = ShortestPaths(graph, lengths)
    var reached: [Int] = []
    var total: [Double] = []
    var harmonic: [Double] = []
    var farthest: [Double] = []
    for source in sources {
      search.run(from: source)
      var sum = 0.0
      var inverse = 0.0
      for place in 1..<search.orderCount {
        let distance = search.distance[Int(search.order[place])]
        sum += distance
        inverse += 1 / distance
      }
      reached.append(search.orderCount - 1)
      total.append(sum)
      harmonic.append(inverse)
      farthest.append(search.distance[Int(search.order[search.orderCount - 1])])
    }
    return DistanceSums(reached: reached, total: total, harmonic: harmonic, farthest: farthest)
  }
  return DistanceSums(
    reached: parts.flatMap(\.reached), total: parts.flatMap(\.total), harmonic: parts.flatMap(\.harmonic),
    farthest: parts.flatMap(\.farthest))
}

/// Distances in steps from some distinct nodes alone, in the order of `sources`: enough for an estimate where a graph is too large for
/// ``distanceSums(of:lengths:)``.
///
/// - Complexity: as ``distanceSums(of:lengths:)`` for as many nodes.
public func distanceSums(of graph: Adjacency, from sources: [Int]) -> DistanceSums {
  let search = StepSearch(graph)
  var number = [UInt32](repeating: 0, count: graph.nodeCount)
  for (place, node) in search.ordered.nodes.enumerated() { number[Int(node)] = UInt32(place) }
  // Those near each other are searched from together.
  let order = sources.indices.sorted { number[sources[$0]] < number[sources[$1]] }
  let blocks = stride(from: 0, to: order.count, by: Lanes.count).map { first in
    order[first..<min(first + Lanes.count, order.count)].map { number[sources[$0]] }[...]
  }
  var sums = [StepSums](repeating: StepSums(), count: sources.count)
  for (place, sum) in zip(order, search.sums(blocks)) { sums[place] = sum }
  return DistanceSums(sums)
}

/// Steps are counted from 512 nodes near each other at once; from who has a single neighbour everything is one step
/// further than from that one.
private func stepSums(_ graph: Adjacency) -> DistanceSums {
  let search = StepSearch(graph)
  let blocks = search.ordered.blocks
  var sums = [StepSums](repeating: StepSums(), count: graph.nodeCount)
  for (node, sum) in zip(blocks.joined(), search.sums(blocks)) { sums[Int(search.ordered.nodes[Int(node)])] = sum }
  for node in 0..<graph.nodeCount where graph.isPendant(node) {
    let neighbour = Int(graph.targets[graph.offsets[node]])
    sums[node] = graph.isPendant(neighbour) ? .pair : sums[neighbour].fromPendant
  }
  return DistanceSums(sums)
}

/// Searches from many nodes at once, in numbers in which nodes near each other are near.
private struct StepSearch {
  let ordered: NeighbourOrder
  private let incoming: Adjacency

  init(_ graph: Adjacency) {
    ordered = NeighbourOrder(graph)
    incoming = ordered.graph.reversed()
  }

  /// The sums for blocks of nodes, by their new numbers, one after another.
  func sums(_ blocks: [ArraySlice<UInt32>]) -> [StepSums] {
    mapChunks(
      of: blocks.count, size: 1, with: { DistanceLanes(ordered.graph, incoming: incoming) }, ending: { $0.free() }
    ) { lanes, places in
      places.flatMap { block in
        var sums = [StepSums](repeating: StepSums(), count: blocks[block].count)
        lanes.run(from: blocks[block]) { distance, found in
          for lane in sums.indices { sums[lane].add(found.counts[lane], at: distance) }
        }
        return sums
      }
    }.flatMap { $0 }
  }
}

extension DistanceSums {
  fileprivate init(_ sums: [StepSums]) {
    reached = sums.map(\.reached)
    total = sums.map { Double($0.total) }
    harmonic = sums.map(\.harmonic)
    farthest = sums.map { Double($0.farthest) }
  }
}

/// Sums over the nodes that a search came to.
private struct StepSums {
  var reached = 0
  var total = 0
  var harmonic = 0.0
  /// The sum of the inverses of one step more.
  var harmonicBeyond = 0.0
  var farthest = 0

  /// Two nodes that are each other's only neighbour.
  static let pair = StepSums(reached: 1, total: 1, harmonic: 1, farthest: 1)

  mutating func add(_ count: Int, at distance: Int) {
    if count == 0 { return }
    farthest = distance
    reached += count
    total += distance * count
    harmonic += Double(count) / Double(distance)
    harmonicBeyond += Double(count) / Double(distance + 1)
  }

  /// The sums of a node whose only neighbour this is: the neighbour is one step away, the others one further than from it,
  /// and the node itself, two steps by way of the neighbour, is not among them.
  var fromPendant: StepSums {
    StepSums(
      reached: reached, total: total + reached + 1 - 2, harmonic: harmonicBeyond + 1 - 0.5, farthest: farthest + 1)
  }
}

/// Shortest paths from one node after another, over memory used again.
struct ShortestPaths {
  private let graph: Adjacency
  private let lengths: [Double]?
  /// Distance from the source; infinite where there is no path.
  private(set) var distance: [Double]
  /// Reached nodes by rising distance, the source first; `orderCount` of them.
  private(set) var order: [UInt32]
  private(set) var orderCount = 0
  private var heap = DistanceHeap()
  /// Where each node is in `order`, once its distance is certain.
  private var rank: [UInt32]
  private static let none = UInt32.max

  init(_ graph: Adjacency, _ lengths: [Double]?) {
    self.graph = graph
    self.lengths = lengths
    distance = [Double](repeating: .infinity, count: graph.nodeCount)
    order = [UInt32](repeating: 0, count: graph.nodeCount)
    rank = [UInt32](repeating: Self.none, count: lengths == nil ? 0 : graph.nodeCount)
  }

  mutating func run(from source: Int) {
    for place in 0..<orderCount {
      let node = Int(order[place])
      distance[node] = .infinity
      if lengths != nil { rank[node] = Self.none }
    }
    distance[source] = 0
    if let lengths { weighted(source, lengths) } else { breadthFirst(source) }
  }

  private mutating func breadthFirst(_ source: Int) {
    order[0] = UInt32(source)
    orderCount = 1
    var next = 0
    while next < orderCount {
      let u = Int(order[next])
      next &+= 1
      let step = distance[u] + 1
      for slot in graph.offsets[u]..<graph.offsets[u + 1] {
        let v = Int(graph.targets[slot])
        if distance[v] == .infinity {
          distance[v] = step
          order[orderCount] = UInt32(v)
          orderCount &+= 1
        }
      }
    }
  }

  private mutating func weighted(_ source: Int, _ lengths: [Double]) {
    orderCount = 0
    heap.push(0, UInt32(source))
    while let (length, node) = heap.pop() {
      let u = Int(node)
      if rank[u] != Self.none { continue }
      rank[u] = UInt32(orderCount)
      order[orderCount] = node
      orderCount &+= 1
      for slot in graph.offsets[u]..<graph.offsets[u + 1] {
        let v = Int(graph.targets[slot])
        let there = length + lengths[slot]
        if there < distance[v], !ShortestPaths.areEqual(there, distance[v]) {
          distance[v] = there
          heap.push(there, UInt32(v))
        }
      }
    }
  }

  /// Lengths that differ by rounding alone are the same length.
  static func areEqual(_ a: Double, _ b: Double) -> Bool {
    a == b || abs(a - b) <= 1e-12 * min(abs(a), abs(b))
  }

  /// True when the edge at `slot` from `u`, which has been reached, to `v` ends a shortest path.
  ///
  /// An edge too short to show beside its distance leads from the node settled first to the other.
  func isTight(_ u: Int, _ v: Int, _ slot: Int) -> Bool {
    guard let lengths else { return distance[v] == distance[u] + 1 }
    return rank[v] > rank[u] && rank[v] != Self.none && ShortestPaths.areEqual(distance[v], distance[u] + lengths[slot])
  }
}

/// A binary heap of (distance, node), smallest first; of equal distances the smaller node.
private struct DistanceHeap {
  private var items: [(length: Double, node: UInt32)] = []

  mutating func push(_ length: Double, _ node: UInt32) {
    var hole = items.count
    items.append((length, node))
    while hole > 0, (length, node) < items[(hole - 1) / 2] {
      items[hole] = items[(hole - 1) / 2]
      hole = (hole - 1) / 2
    }
    items[hole] = (length, node)
  }

  mutating func pop() -> (length: Double, node: UInt32)? {
    guard let last = items.popLast() else { return nil }
    guard let first = items.first else { return last }
    var hole = 0
    while hole * 2 + 1 < items.count {
      var child = hole * 2 + 1
      if child + 1 < items.count, items[child + 1] < items[child] { child += 1 }
      if last <= items[child] { break }
      items[hole] = items[child]
      hole = child
    }
    items[hole] = last
    return first
  }
}
