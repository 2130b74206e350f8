public import Graph

/// PageRank: the share of time a walker spends at each node who follows an edge with probability `damping` and jumps
/// anywhere otherwise. Sums to 1.
///
/// From a node without out-edges the walker jumps anywhere. With weights edges are followed in proportion.
/// For people: *who is turned to by people who are themselves turned to.*
///
/// - Complexity: O(m) a round; about log(tolerance) / log(damping) rounds.
/// - Source: Brin and Page 1998, doi:10.1016/S0169-7552(98)00110-X.
public func pageRank(of graph: Adjacency, damping: Double = 0.85, tolerance: Double = 1e-10, jump: [Double]? = nil)
  -> [Double]
{
  let n = graph.nodeCount
  guard n > 0 else { return [] }
  let incoming = graph.reversed()
  var out = [Double](repeating: 0, count: n)
  for u in 0..<n {
    for slot in graph.offsets[u]..<graph.offsets[u + 1] {
      out[u] += graph.weights.isEmpty ? 1 : graph.weights[slot]
    }
  }
  var rank = [Double](repeating: 1 / Double(n), count: n)
  var share = rank
  var change = Double.infinity
  // After k rounds the error is below 2 damping^k, so this many rounds always suffice.
  var rounds = 1000
  while change > tolerance, rounds > 0 {
    rounds -= 1
    var dangling = 0.0
    for u in 0..<n {
      if out[u] > 0 { share[u] = rank[u] / out[u] } else { dangling += rank[u] }
    }
    let base = (1 - damping + damping * dangling) / Double(n)
    change = 0
    for v in 0..<n {
      var sum = 0.0
      for slot in incoming.offsets[v]..<incoming.offsets[v + 1] {
        let u = Int(incoming.targets[slot])
        if out[u] > 0 { sum += share[u] * (incoming.weights.isEmpty ? 1 : incoming.weights[slot]) }
      }
      let next = base + damping * sum
      change += abs(next - rank[v])
      rank[v] = next
    }
  }
  return rank
}
