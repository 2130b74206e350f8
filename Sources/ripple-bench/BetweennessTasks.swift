import Algorithms
import Graph

/// Who stands between others.
let betweennessTasks: [String: Task] = [
  "betweenness": graphTask { digest(betweenness(of: $0)) },
  // Lengths 1 to 4, by the sum of an edge's ends.
  "betweenness_lengths": graphTask { graph in
    let lengths = (0..<graph.nodeCount).flatMap { node in
      graph.targets[graph.offsets[node]..<graph.offsets[node + 1]].map { Double((UInt32(node) + $0) % 4 + 1) }
    }
    return digest(betweenness(of: graph, lengths: lengths))
  },
  "edge_betweenness": graphTask { graph in
    // Once an edge, as others give it.
    let values = edgeBetweenness(of: graph)
    let once = (0..<graph.nodeCount).flatMap { node in
      (graph.offsets[node]..<graph.offsets[node + 1]).filter { graph.targets[$0] > UInt32(node) }.map { values[$0] }
    }
    return digest(once)
  },
  "betweenness_estimate": graphTask { graph in
    let estimate = estimatedBetweenness(of: graph, error: 0.001)
    return "\(digest(estimate.values)) samples=\(estimate.samples)"
  },
]
