import Algorithms
import Graph

/// Whom to choose so that most are reached: 20 people, each try succeeding with probability 0.05, error 0.1.
let planTasks: [String: Task] = [
  "im20": graphTask { graph in
    let plan = influencePlan(
      on: .independentCascade(DiffusionGraph(arcs: graph, chance: .same(0.05))),
      PlanLimits(count: 20, of: Array(0..<graph.nodeCount)))
    let seeds = plan.chosen.map { String($0) }.joined(separator: " ")
    return
      "spread~\(digits(plan.estimate, 4)) certified=\(fixed(plan.certified, 3)) of \(fixed(plan.target, 3)) sets=\(plan.sets) seeds=\(seeds)"
  }
]
