import Graph

/// How many people several plans reach, each in the same worlds.
public struct PlanReach: Sendable, Equatable {
  /// For each plan and world how many are reached beyond those reached beforehand.
  public let gained: [[Int]]
  /// For each plan and member, in order, how many more they add to those before them, on average.
  public let gains: [[Double]]
  /// In each world how many are reached beforehand, by those named and whoever they influence.
  public let before: [Int]
}

/// Lets influence run forwards from each plan, one member after another, in worlds that are the same for all of them.
///
/// For people: *would these reach more than those, should everything else happen alike?*
///
/// - Parameters:
///   - plans: Whom each plan chooses.
///   - reached: Who is reached beforehand, in every plan.
///   - model: Who can influence whom, and how.
///   - worlds: How many worlds.
///   - seed: Which ones.
/// - Complexity: O(people reached and their arcs that are open) for each plan and world; 4 bytes a node and thread.
public func planReach(
  of plans: [[Int]], reached: [Int], on model: InfluenceModel, worlds: Int, seed: UInt64
) -> PlanReach {
  switch model {
  case .independentCascade(let graph):
    return planReach(of: plans, reached, worlds, seed) {
      ArcPlanWalk(nodeCount: graph.nodeCount, follow: .cascade(graph))
    }
  case .linearThreshold(let graph):
    let arcs = ReverseArcs(thresholds: graph)
    return planReach(of: plans, reached, worlds, seed) {
      ArcPlanWalk(nodeCount: graph.nodeCount, follow: .thresholds(graph, arcs))
    }
  case .contacts(let spread):
    let picks = spread.thresholds.map { ReverseArcs(thresholds: $0.arcs) }
    return planReach(of: plans, reached, worlds, seed) { ContactPlanWalk(spread, picks) }
  }
}

private func planReach(
  of plans: [[Int]], _ reached: [Int], _ worlds: Int, _ seed: UInt64, with walk: @Sendable () -> some PlanWalk
) -> PlanReach {
  let nothing: [[Int]] = plans.map { [Int](repeating: 0, count: $0.count) }
  let parts = mapChunks(
    of: worlds, size: max(16, (worlds + 63) / 64), with: walk, ending: { _ in }
  ) { walk, range in
    var before: [Int] = []
    var gained = [[Int]](repeating: [], count: plans.count)
    var sums = nothing
    for run in range {
      let world = World(seed: seed, run: run)
      walk.begin()
      before.append(reached.reduce(0) { $0 + walk.reach($1, world) })
      walk.keep()
      for (plan, members) in plans.enumerated() {
        var all = 0
        for (place, member) in members.enumerated() {
          let more = walk.reach(member, world)
          sums[plan][place] += more
          all += more
        }
        gained[plan].append(all)
        walk.forget()
      }
    }
    return (before, gained, sums)
  }
  var sums = nothing
  for part in parts {
    for plan in plans.indices {
      for place in plans[plan].indices { sums[plan][place] += part.2[plan][place] }
    }
  }
  return PlanReach(
    gained: plans.indices.map { plan in parts.flatMap { $0.1[plan] } },
    gains: sums.map { $0.map { Double($0) / Double(max(worlds, 1)) } }, before: parts.flatMap(\.0))
}
