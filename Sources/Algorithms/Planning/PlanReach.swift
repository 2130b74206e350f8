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
  let arcs = ReverseArcs(model)
  let nothing: [[Int]] = plans.map { [Int](repeating: 0, count: $0.count) }
  let parts = mapChunks(
    of: worlds, size: max(16, (worlds + 63) / 64), with: { WorldWalk(model, arcs) }, ending: { _ in }
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

/// Who has been reached in one world.
private struct WorldWalk {
  private let model: InfluenceModel
  private let arcs: ReverseArcs
  /// When each node was last reached, by a count that goes on.
  private var stamps: [UInt32]
  private var queue: [UInt32] = []
  /// Whoever was reached at `base` or at `now` is reached.
  private var base: UInt32 = 0
  private var now: UInt32 = 0

  init(_ model: InfluenceModel, _ arcs: ReverseArcs) {
    self.model = model
    self.arcs = arcs
    stamps = [UInt32](repeating: 0, count: arcs.nodeCount)
  }

  /// A new world: nobody is reached.
  mutating func begin() {
    if now > .max - 1_000_000 {
      stamps = [UInt32](repeating: 0, count: stamps.count)
      now = 0
    }
    now += 1
    base = now
  }

  /// Whoever is reached now stays so.
  mutating func keep() { now += 1 }

  /// Whoever is reached since what stays is so no more.
  mutating func forget() { now += 1 }

  /// Reaches one person and whom they influence; gives how many are new.
  mutating func reach(_ node: Int, _ world: World) -> Int {
    queue.removeAll(keepingCapacity: true)
    meet(UInt32(node))
    var next = 0
    while next < queue.count {
      let node = Int(queue[next])
      next += 1
      switch model {
      case .independentCascade(let graph):
        graph.forEachLiveArc(of: node, in: world) { meet(graph.arcs.targets[$0]) }
      case .linearThreshold(let graph):
        guard case .one(let sums) = arcs.rule else { break }
        for slot in graph.slots(of: node) {
          let head = Int(graph.targets[slot])
          let share = Double(world.draw(head)) * 0x1p-63
          if let open = arcs.openSlot(head, sums, share), arcs.sources[open] == UInt32(node) { meet(UInt32(head)) }
        }
      }
    }
    return queue.count
  }

  @inline(__always)
  private mutating func meet(_ node: UInt32) {
    let stamp = stamps[Int(node)]
    if stamp == base || stamp == now { return }
    stamps[Int(node)] = now
    queue.append(node)
  }
}
