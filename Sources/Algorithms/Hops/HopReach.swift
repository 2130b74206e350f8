public import Graph

/// How many other nodes each node gets to in at most `hops` steps, without regard to time.
///
/// For people: *how many are within two or three introductions?*
///
/// Small neighbourhoods are searched one node at a time; where neighbourhoods are large, 512 nodes near each other are
/// searched at once. Which is cheaper is estimated from a few nodes and one block, so it does not depend on the machine.
///
/// - Parameters:
///   - hops: Greatest number of steps; at least 0.
///   - graph: The graph; edges are followed forward when it is directed.
/// - Returns: One count a node; the same on any number of cores.
/// - Complexity: O(sum over nodes of the edges within `hops - 1` steps) one at a time, on all cores; at once O(n / 512)
///   times the edges within `hops - 1` steps of a block, 64 bytes each. 5 n bytes a core one at a time, 128 n at once.
/// - Source: Then et al. 2014, doi:10.14778/2735496.2735507 (many searches at once).
public func reachWithin(hops: Int, in graph: Adjacency) -> [Int] {
  precondition(hops >= 0, "a number of steps")
  guard hops > 0, graph.nodeCount > 0 else { return [Int](repeating: 0, count: graph.nodeCount) }
  if hops == 1 { return (0..<graph.nodeCount).map(graph.degree) }
  return switch HopMethod(hops, graph) {
  case .oneByOne: hopsOneByOne(hops, graph)
  case .atOnce(let ordered): hopsAtOnce(hops, ordered)
  }
}

/// The two ways to search.
enum HopMethod {
  case oneByOne
  case atOnce(NeighbourOrder)

  /// The one that is likely to cost less: edges looked at by a few nodes spread over the graph, against rows of 64 bytes
  /// moved by one block.
  init(_ hops: Int, _ graph: Adjacency) {
    let n = graph.nodeCount
    self = .oneByOne
    // Twice removed there is too little to search to pay for putting neighbours together.
    if hops == 2 || n < 2 * Lanes.count { return }
    var search = HopSearch(graph)
    let sample = 64
    var edges = 0
    for place in 0..<sample { edges += search.run(from: place * n / sample, hops).edges }
    let ordered = NeighbourOrder(graph)
    let blocks = (n + Lanes.count - 1) / Lanes.count
    var lanes = HopLanes(ordered.graph)
    defer { lanes.free() }
    let rows = lanes.run(block: blocks / 2, hops).rows
    // A row costs about two edges.
    if Double(edges) / Double(sample) * Double(n) > 2 * Double(rows) * Double(blocks) { self = .atOnce(ordered) }
  }
}
