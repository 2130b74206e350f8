public import Graph

/// How many other nodes each node gets to in at most `hops` steps, without regard to time.
///
/// For people: *how many are within two or three introductions?*
///
/// Small neighbourhoods are searched one node at a time; where neighbourhoods are large, 512 nodes near each other are
/// searched at once. Which is cheaper is estimated from a few nodes and one block, so it does not depend on the machine.
/// Who has a single neighbour gets to whatever that one gets to in one step less, and is not searched from at all.
///
/// - Parameters:
///   - hops: Greatest number of steps; at least 0.
///   - graph: The graph; edges are followed forward when it is directed.
/// - Returns: One count a node; the same on any number of cores.
/// - Complexity: O(sum over nodes of the edges within `hops - 1` steps) one at a time, on all cores; at once O(n / 512)
///   times the edges within `hops - 1` steps of a block, 64 bytes each. 5 n bytes a core one at a time, 128 n at once.
/// - Source: Then et al. 2014, doi:10.14778/2735496.2735507 (many searches at once); leaving out nodes of one neighbour,
///   Sarıyüce et al. 2012, arXiv:1209.6007.
public func reachWithin(hops: Int, in graph: Adjacency) -> [Int] {
  precondition(hops >= 0, "a number of steps")
  guard hops > 0, graph.nodeCount > 0 else { return [Int](repeating: 0, count: graph.nodeCount) }
  if hops == 1 { return (0..<graph.nodeCount).map(graph.degree) }
  let method = HopMethod(hops, graph)
  let found =
    switch method {
    case .oneByOne: hopsOneByOne(hops, graph)
    case .atOnce(let ordered): hopsAtOnce(hops, ordered)
    }
  return (0..<graph.nodeCount).map { node in
    guard graph.isPendant(node) else { return found[node].reached }
    let neighbour = Int(graph.targets[graph.offsets[node]])
    // Of two who have only each other neither is searched from.
    return graph.isPendant(neighbour) ? 1 : found[neighbour].oneStepLess
  }
}

/// How many others a node gets to.
struct HopCount: Equatable {
  var reached = 0
  /// The same in one step less.
  var oneStepLess = 0
}

extension Adjacency {
  /// True for a node of an undirected graph that has a single neighbour.
  func isPendant(_ node: Int) -> Bool { !isDirected && degree(node) == 1 }

  var hasPendants: Bool { !isDirected && (0..<nodeCount).contains(where: isPendant) }
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
    let sources = (0..<n).filter { !graph.isPendant($0) }
    guard sources.count >= 2 * Lanes.count else { return }
    var search = HopSearch(graph)
    let sample = 64
    var edges = 0
    for place in 0..<sample { edges += search.run(from: sources[place * sources.count / sample], hops).edges }
    let ordered = NeighbourOrder(graph)
    let blocks = ordered.blocks
    var lanes = HopLanes(ordered.graph)
    defer { lanes.free() }
    let rows = lanes.run(from: blocks[blocks.count / 2], hops).rows
    // A row costs about two edges.
    if Double(edges) / Double(sample) * Double(sources.count) > 2 * Double(rows) * Double(blocks.count) {
      self = .atOnce(ordered)
    }
  }
}
