public import Graph

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Triangles and local clustering.
public struct Clustering: Sendable {
  /// For each node the triangles it is part of, directions and weights left aside.
  public let triangles: [Int]
  /// For each node the share of pairs of its neighbours that are themselves joined; 0 with a single neighbour, `nil` with none.
  public let local: [Double?]
  /// Pairs of neighbours over all nodes, in which a triangle counts once at each corner.
  public let pairs: Int

  /// Triangles in all.
  public var triangleCount: Int { triangles.reduce(0, +) / 3 }
  /// The share of pairs of neighbours that are joined, over all pairs alike; `nil` without any.
  public var transitivity: Double? { pairs == 0 ? nil : Double(triangles.reduce(0, +)) / Double(pairs) }
  /// The mean of ``local`` over nodes with neighbours; `nil` without any.
  public var mean: Double? {
    let known = local.compactMap { $0 }
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }
}

/// Triangles and local clustering of every node.
///
/// With weights, a triangle counts by the geometric mean of its weights, each over the greatest of all. With directions, each
/// of the eight ways to go round counts, out of those that the node's edges allow. For people: *do the people somebody knows
/// know each other?*
///
/// - Complexity: O(m^1.5) time at worst, O(m) space: each node looks only at neighbours of greater degree.
/// - Source: Watts and Strogatz 1998, doi:10.1038/30918; weights: Onnela et al. 2005, doi:10.1103/PhysRevE.71.065103;
///   directions: Fagiolo 2007, doi:10.1103/PhysRevE.76.026107. Listing: Latapy 2008, doi:10.1016/j.tcs.2008.07.017.
public func clustering(of graph: Adjacency) -> Clustering {
  let n = graph.nodeCount
  let greatest = graph.weights.max() ?? 1
  let roots =
    graph.weights.isEmpty
    ? [Double](repeating: 1, count: graph.targets.count) : graph.weights.map { cbrt($0 / greatest) }
  let ties = graph.weighted(by: roots).symmetric()
  var count = [Int](repeating: 0, count: n)
  var intensity = [Double](repeating: 0, count: n)
  forEachTriangle(in: ties) { a, b, c, product in
    for corner in [a, b, c] {
      count[corner] += 1
      intensity[corner] += product
    }
  }
  let turned = graph.reversed()
  var pairs = 0
  let local = (0..<n).map { node -> Double? in
    let neighbours = ties.degree(node)
    pairs += neighbours * (neighbours - 1) / 2
    if neighbours == 0 { return nil }
    guard graph.isDirected else {
      return neighbours < 2 ? 0 : 2 * intensity[node] / Double(neighbours * (neighbours - 1))
    }
    let all = graph.degree(node) + turned.degree(node)
    let ways = all * (all - 1) - 2 * (all - neighbours)
    return ways == 0 ? 0 : intensity[node] / Double(ways)
  }
  return Clustering(triangles: count, local: local, pairs: pairs)
}

/// Calls `body` once for each triangle, with its corners and the product of its weights.
private func forEachTriangle(in graph: Adjacency, _ body: (_ a: Int, _ b: Int, _ c: Int, _ product: Double) -> Void) {
  let n = graph.nodeCount
  func isAhead(_ v: Int, of u: Int) -> Bool { (graph.degree(v), v) > (graph.degree(u), u) }
  var mark = [Double](repeating: -1, count: n)
  for u in 0..<n {
    for slot in graph.slots(of: u) {
      let v = Int(graph.targets[slot])
      if isAhead(v, of: u) { mark[v] = graph.weights[slot] }
    }
    for slot in graph.slots(of: u) {
      let v = Int(graph.targets[slot])
      guard isAhead(v, of: u) else { continue }
      for onward in graph.slots(of: v) {
        let w = Int(graph.targets[onward])
        guard mark[w] >= 0, isAhead(w, of: v) else { continue }
        body(u, v, w, graph.weights[slot] * graph.weights[onward] * mark[w])
      }
    }
    for slot in graph.slots(of: u) { mark[Int(graph.targets[slot])] = -1 }
  }
}
