public import Graph

/// For each node the number of shortest paths between other nodes that run through it, paths of a pair sharing 1.
///
/// Each unordered pair counts once when the graph is undirected. For people: *who sits between groups that otherwise
/// do not talk*; it does not say that anything did pass through them.
///
/// - Parameters:
///   - graph: The graph.
///   - lengths: For each neighbour in `graph.targets` the length of the edge, above 0; `nil` counts steps.
/// - Returns: One value a node; the same bits on any number of cores.
/// - Complexity: O(n m) time unweighted, O(n m log n) weighted, on all cores; 64 n doubles of space.
/// - Source: Brandes 2001, doi:10.1080/0022250X.2001.9990249.
public func betweenness(of graph: Adjacency, lengths: [Double]? = nil) -> [Double] {
  let n = graph.nodeCount
  let parts = mapChunks(of: n, size: max(1, (n + 63) / 64)) { sources in
    var search = ShortestPaths(graph, lengths)
    var sum = [Double](repeating: 0, count: n)
    var share = [Double](repeating: 0, count: n)
    for source in sources {
      search.run(from: source, countPaths: true)
      var place = search.orderCount - 1
      while place > 0 {
        let u = Int(search.order[place])
        sum[u] += accumulate(u)
        place -= 1
      }
      for place in 0..<search.orderCount { share[Int(search.order[place])] = 0 }
    }
    return sum

    /// Takes over from the nodes behind `u` what flows through `u`.
    func accumulate(_ u: Int) -> Double {
      var flow = 0.0
      for slot in graph.offsets[u]..<graph.offsets[u + 1] {
        let v = Int(graph.targets[slot])
        if search.isTight(u, v, slot) { flow += (1 + share[v]) / search.paths[v] }
      }
      share[u] = flow * search.paths[u]
      return share[u]
    }
  }
  var total = [Double](repeating: 0, count: n)
  for part in parts {
    for node in 0..<n { total[node] += part[node] }
  }
  return graph.isDirected ? total : total.map { $0 / 2 }
}
