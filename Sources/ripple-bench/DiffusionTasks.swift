import Algorithms
import Graph

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How far influence runs.
let diffusionTasks: [String: Task] = [
  "ic": Task { (input: Input) throws(BenchError) in
    let graph = DiffusionGraph(arcs: try graph(of: input), chance: .same(0.05))
    let seeds = input.seeds ?? linkedNodes(graph, 10)
    return {
      let runs = independentCascades(in: graph, from: seeds, runs: 10_000, seed: 1)
      return "mean=\(fixed(runs.mean, 1)) se=\(fixed(runs.standardError ?? 0, 1)) runs=\(runs.count)"
    }
  }
]

/// The first nodes that have neighbours.
private func linkedNodes(_ graph: DiffusionGraph, _ count: Int) -> [Int] {
  Array((0..<graph.nodeCount).lazy.filter { graph.arcs.degree($0) > 0 }.prefix(count))
}
