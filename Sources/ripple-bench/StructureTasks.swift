import Algorithms
import Graph

/// What a network falls into, and who stands where in it.
let structureTasks: [String: Task] = [
  "components": structureTask { graph in "components=\((components(of: graph).max() ?? -1) + 1)" },
  "cores": structureTask { digest(coreNumbers(of: $0)) },
  "communities": structureTask { graph in
    let found = communities(of: graph)
    return "Q=\(fixed(found.modularity, 4)) k=\(found.count)"
  },
  "pagerank": structureTask(directed: true) { graph in
    let rank = pageRank(of: graph)
    let greatest = rank.indices.max { rank[$0] < rank[$1] } ?? 0
    return "max=\(greatest):\(rank.isEmpty ? 0 : rank[greatest])"
  },
]

/// A task on a graph.
private func structureTask(directed: Bool = false, _ body: @escaping @Sendable (Adjacency) -> String) -> Task {
  Task { (input: Input) throws(BenchError) in
    guard input.columns == 2 else {
      throw BenchError(sentence: "this task takes edges: two columns", status: 65)
    }
    var table = EdgeTable(space: NodeSpace([.person: input.nodes]))
    table.reserve(input.rows)
    for row in 0..<input.rows {
      table.add(
        .tie, row: row, from: Int(input.values[2 * row]), to: Int(input.values[2 * row + 1]),
        way: directed ? .forward : .both)
    }
    let graph = Adjacency(table, directed: directed, weighted: false)
    return { body(graph) }
  }
}
