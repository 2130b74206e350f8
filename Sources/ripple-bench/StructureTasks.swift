import Algorithms
import Graph

/// What a network falls into, and who stands where in it.
let structureTasks: [String: Task] = [
  "components": graphTask { graph in "components=\((components(of: graph).max() ?? -1) + 1)" },
  "cores": graphTask { digest(coreNumbers(of: $0)) },
  "communities": graphTask { graph in
    let found = communities(of: graph)
    return "Q=\(fixed(found.modularity, 4)) k=\(found.count)"
  },
  "layout": graphTask { graph in
    let found = layout(of: graph)
    return "width=\(fixed((found.x.max() ?? 0) - (found.x.min() ?? 0), 3))"
  },
  "pagerank": graphTask(directed: true) { graph in
    let rank = pageRank(of: graph)
    let greatest = rank.indices.max { rank[$0] < rank[$1] } ?? 0
    return "max=\(greatest):\(digits(rank.isEmpty ? 0 : rank[greatest], 8))"
  },
]
