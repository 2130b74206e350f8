import Graph
import Testing

@testable import Algorithms

/// Spread on a small network by going through every way in which arcs can be open or shut.
struct ExactSpread {
  /// Each way with its probability and, for each node, the nodes it reaches as bits.
  private(set) var worlds: [(chance: Double, reach: [UInt32])] = []
  let count: Int

  /// Independent cascade along `arcs`.
  init(cascade arcs: [(Int, Int, Double)], count: Int) {
    self.count = count
    for open in 0..<(1 << arcs.count) {
      var chance = 1.0
      for (bit, arc) in arcs.enumerated() { chance *= open >> bit & 1 == 1 ? arc.2 : 1 - arc.2 }
      if chance > 0 { add(chance, arcs.enumerated().filter { open >> $0.offset & 1 == 1 }.map { ($1.0, $1.1) }) }
    }
  }

  /// Linear thresholds: each node picks one of those who can influence it, each by its share.
  init(threshold arcs: [(Int, Int, Double)], count: Int) {
    self.count = count
    pick(0, 1, [], arcs)
  }

  private mutating func pick(_ node: Int, _ chance: Double, _ open: [(Int, Int)], _ arcs: [(Int, Int, Double)]) {
    if node == count { return add(chance, open) }
    let into = arcs.filter { $0.1 == node }
    let all = into.reduce(0) { $0 + $1.2 }
    if all == 0 { return pick(node + 1, chance, open, arcs) }
    for arc in into { pick(node + 1, chance * arc.2 / all, open + [(arc.0, arc.1)], arcs) }
  }

  private mutating func add(_ chance: Double, _ open: [(Int, Int)]) {
    var reach = (0..<count).map { UInt32(1) << UInt32($0) }
    for _ in 0..<count { for (u, v) in open { reach[u] |= reach[v] } }
    worlds.append((chance, reach))
  }

  /// Mean number reached by `plan` beyond those whom `before` reaches.
  func gain(_ plan: [Int], beyond before: [Int] = []) -> Double {
    worlds.reduce(0) { sum, world in
      let old = before.reduce(UInt32(0)) { $0 | world.reach[$1] }
      let new = plan.reduce(UInt32(0)) { $0 | world.reach[$1] }
      return sum + world.chance * Double((new & ~old).nonzeroBitCount)
    }
  }

  /// The most any of the plans allowed gains.
  func best(beyond before: [Int] = [], where isAllowed: ([Int]) -> Bool) -> Double {
    (0..<(1 << count)).reduce(0) { best, bits in
      let plan = (0..<count).filter { bits >> $0 & 1 == 1 }
      return isAllowed(plan) ? max(best, gain(plan, beyond: before)) : best
    }
  }

  /// How often each node is among those who reach a node taken by lot.
  var membership: [Double] { (0..<count).map { gain([$0]) / Double(count) } }
}

/// A small network with its exact spread.
struct PlanSample {
  let arcs: [(Int, Int, Double)]
  let model: InfluenceModel
  let exact: ExactSpread
  let count: Int

  enum Kind: CaseIterable { case even, uneven, threshold, weightedThreshold }

  init(_ kind: Kind, nodes: Int, arcs most: Int, _ random: inout TestRandom) {
    var arcs: [(Int, Int, Double)] = []
    for _ in 0..<most {
      let (u, v) = (Int.random(in: 0..<nodes, using: &random), Int.random(in: 0..<nodes, using: &random))
      if u == v || arcs.contains(where: { $0.0 == u && $0.1 == v }) { continue }
      let value: Double =
        switch kind {
        case .even: 0.3
        case .uneven: [0, 0.1, 0.35, 0.8, 1][Int.random(in: 0..<5, using: &random)]
        case .threshold: 1
        case .weightedThreshold: Double(Int.random(in: 1...5, using: &random))
        }
      arcs.append((u, v, value))
    }
    self.init(kind, nodes: nodes, arcs)
  }

  init(_ kind: Kind, nodes: Int, _ arcs: [(Int, Int, Double)]) {
    self.arcs = arcs
    count = nodes
    // Weights carry what is written at arcs through the sorting of rows.
    var edges = EdgeTable(space: NodeSpace([.person: nodes]))
    for (u, v, value) in arcs { edges.add(.tie, row: 0, from: u, to: v, weight: value) }
    let graph = Adjacency(edges, directed: true, weighted: true)
    let bare = graph.weighted(by: [])
    switch kind {
    case .even:
      model = .independentCascade(DiffusionGraph(arcs: bare, chance: .same(arcs.first?.2 ?? 0.5)))
      exact = ExactSpread(cascade: arcs, count: nodes)
    case .uneven:
      model = .independentCascade(DiffusionGraph(arcs: bare, chance: .each(graph.weights)))
      exact = ExactSpread(cascade: arcs, count: nodes)
    case .threshold:
      model = .linearThreshold(bare)
      exact = ExactSpread(threshold: arcs, count: nodes)
    case .weightedThreshold:
      model = .linearThreshold(graph)
      exact = ExactSpread(threshold: arcs, count: nodes)
    }
  }
}

@Suite struct InfluencePlanTests {
  private func samples(_ number: Int, nodes: Int = 7, arcs: Int = 10) -> [PlanSample] {
    var random = TestRandom(UInt64(number))
    return PlanSample.Kind.allCases.map { PlanSample($0, nodes: nodes, arcs: arcs, &random) }
  }

  /// Within `n` standard deviations of a share of trials.
  private func isNear(_ found: Int, _ share: Double, of trials: Int) -> Bool {
    abs(Double(found) - share * Double(trials)) <= 5 * (Double(trials) * share * (1 - share)).squareRoot() + 1e-6
  }

  @Test(arguments: 1...6) func setsHoldEverybodyAsOftenAsTheyReachSomebody(_ number: Int) {
    for sample in samples(number) {
      let marks = ReverseSets.Marks(nodeCount: sample.count, reached: [])
      let sets = ReverseSets(ReverseArcs(sample.model), marks, count: 20_000, stream: 9, keeping: true)
      #expect(sets.drawn == 20_000 && sets.kept == 20_000)
      let counts = Coverage(sets, 0..<sample.count, nodeCount: sample.count).counts
      for (node, share) in sample.exact.membership.enumerated() {
        #expect(isNear(Int(counts[node]), share, of: 20_000))
      }
    }
  }

  @Test(arguments: 1...4) func setsEndWhereSomebodyIsChosenOrReached(_ number: Int) {
    for sample in samples(number) {
      let n = Double(sample.count)
      let arcs = ReverseArcs(sample.model)
      let plain = ReverseSets.Marks(nodeCount: sample.count, reached: [])
      let sets = ReverseSets(arcs, plain.choosing([0, 3]), count: 20_000, stream: 4, keeping: false)
      #expect(isNear(sets.coveredBefore, sample.exact.gain([0, 3]) / n, of: 20_000))
      let marks = ReverseSets.Marks(nodeCount: sample.count, reached: [1, 2]).choosing([0, 3])
      let beside = ReverseSets(arcs, marks, count: 20_000, stream: 5, keeping: true)
      #expect(isNear(beside.reachedBefore, sample.exact.gain([1, 2]) / n, of: 20_000))
      #expect(isNear(beside.coveredBefore, sample.exact.gain([0, 3], beyond: [1, 2]) / n, of: 20_000))
      #expect(!beside.members.contains { [0, 1, 2, 3].contains($0) })
    }
  }

  @Test(arguments: 1...8) func plansComeToWhatIsPromisedAndBoundsHold(_ number: Int) {
    for sample in samples(number) {
      for reached in [[], [1, 4]] {
        let candidates = (0..<sample.count).filter { !reached.contains($0) && $0 != 2 }
        let best = sample.exact.best(beyond: reached) { plan in
          plan.count <= 2 && plan.allSatisfy(candidates.contains)
        }
        var options = PlanOptions()
        options.reached = reached
        options.seed = UInt64(number)
        let plan = influencePlan(on: sample.model, PlanLimits(count: 2, of: candidates), options)
        let gain = sample.exact.gain(plan.chosen, beyond: reached)
        #expect(plan.chosen.count == 2 && plan.chosen.allSatisfy(candidates.contains))
        #expect(plan.isCertified || plan.atMost < 0.1)
        #expect(gain >= plan.target * best)
        #expect(plan.atLeast <= gain + 1e-9 && plan.atMost >= best - 1e-9)
        #expect(abs(plan.estimate - gain) <= 0.4 * max(gain, 1))
      }
    }
  }

  @Test func boundsHoldAsOftenAsStated() {
    var random = TestRandom(77)
    let sample = PlanSample(.even, nodes: 8, arcs: 12, &random)
    let best = sample.exact.best { $0.count <= 3 }
    var wrong = 0
    for seed in 0..<300 {
      var options = PlanOptions()
      options.seed = UInt64(seed)
      let plan = influencePlan(on: sample.model, PlanLimits(count: 3, of: Array(0..<8)), options)
      if plan.atLeast > sample.exact.gain(plan.chosen) || plan.atMost < best { wrong += 1 }
      #expect(plan.doubt == 0.001)
    }
    #expect(wrong <= 1)
  }

  @Test(arguments: 1...6) func quotasAreKept(_ number: Int) {
    for sample in samples(number) {
      var limits = PlanLimits(count: 3, of: Array(0..<sample.count))
      let parity = PlanLimits.Quota(groups: (0..<sample.count).map { $0 % 2 }, most: [1, 2])
      let thirds = PlanLimits.Quota(groups: (0..<sample.count).map { $0 < 3 ? 0 : -1 }, most: [1])
      for quotas in [[parity], [parity, thirds]] {
        limits.quotas = quotas
        func keeps(_ plan: [Int]) -> Bool {
          plan.count <= 3
            && quotas.allSatisfy { quota in
              quota.most.indices.allSatisfy { group in
                plan.count { quota.groups[$0] == group } <= quota.most[group]
              }
            }
        }
        let best = sample.exact.best(where: keeps)
        let plan = influencePlan(on: sample.model, limits)
        #expect(keeps(plan.chosen))
        #expect(abs(limits.greedyShare - 1 / Double(1 + quotas.count)) < 1e-12)
        #expect(plan.isCertified && sample.exact.gain(plan.chosen) >= plan.target * best)
        #expect(plan.atMost >= best - 1e-9)
      }
    }
  }

  @Test(arguments: 1...6) func budgetsAreKept(_ number: Int) {
    for sample in samples(number) {
      let costs = (0..<sample.count).map { Double($0 % 3) * 2 + ($0 == 5 ? 0 : 1) }
      for total in [0.5, 3, 6] {
        let candidates = (0..<sample.count).filter { costs[$0] <= total }
        var limits = PlanLimits(count: candidates.count, of: candidates)
        limits.budget = PlanLimits.Budget(costs: costs, total: total)
        let best = sample.exact.best { $0.reduce(0) { $0 + costs[$1] } <= total }
        let plan = influencePlan(on: sample.model, limits)
        #expect(plan.chosen.reduce(0) { $0 + costs[$1] } <= total)
        #expect(sample.exact.gain(plan.chosen) >= plan.target * best)
        #expect(plan.atMost >= best - 1e-9)
      }
    }
  }

  @Test func aBudgetTakesTheBestSinglePersonWhereThatIsMore() {
    // One reaches nine for 10, another reaches one for 1; the budget is 10.
    let arcs = (2..<10).map { (0, $0, 1.0) }
    let sample = PlanSample(.uneven, nodes: 10, arcs)
    var limits = PlanLimits(count: 2, of: [0, 1])
    limits.budget = PlanLimits.Budget(costs: [10] + [Double](repeating: 1, count: 9), total: 10)
    #expect(influencePlan(on: sample.model, limits).chosen == [0])
  }

  @Test(arguments: 1...8) func noPlanCoversMoreThanTheBound(_ number: Int) {
    for sample in samples(number) {
      let marks = ReverseSets.Marks(nodeCount: sample.count, reached: [])
      let sets = ReverseSets(ReverseArcs(sample.model), marks, count: 500, stream: UInt64(number), keeping: true)
      let coverage = Coverage(sets, 0..<sample.count, nodeCount: sample.count)
      let limits = PlanLimits(count: 2, of: Array(0..<sample.count))
      let greedy = GreedyCover(coverage, limits, after: [])
      let bound = greatestCoverage(coverage, limits)
      func covered(_ plan: [Int]) -> Int { Set(plan.flatMap { coverage[$0] }).count }
      var most = 0
      for a in 0..<sample.count { for b in 0..<sample.count { most = max(most, covered([a, b])) } }
      #expect(Double(most) <= bound)
      #expect(covered(greedy.chosen) == greedy.gains.reduce(0, +))
      #expect(Double(covered(greedy.chosen)) >= 0.63 * Double(most))
      #expect(bound <= 1.3 * Double(most))
    }
  }

  @Test(arguments: 1...4) func worldsGoForwardsAsSetsGoBackwards(_ number: Int) {
    for sample in samples(number) {
      let plans = [[0, 3], [5], []]
      let found = planReach(of: plans, reached: [1], on: sample.model, worlds: 20_000, seed: 3)
      func mean(_ counts: [Int]) -> Double { Double(counts.reduce(0, +)) / Double(counts.count) }
      #expect(abs(mean(found.before) - sample.exact.gain([1])) < 0.1)
      for (plan, gained) in zip(plans, found.gained) {
        #expect(gained.count == 20_000)
        #expect(abs(mean(gained) - sample.exact.gain(plan, beyond: [1])) < 0.1)
      }
      #expect(abs(found.gains[0][0] - sample.exact.gain([0], beyond: [1])) < 0.1)
      #expect(abs(found.gains[0].reduce(0, +) - mean(found.gained[0])) < 1e-9)
    }
  }

  @Test func theSameOnAnyNumberOfThreads() {
    var random = TestRandom(5)
    var edges = EdgeTable(space: NodeSpace([.person: 3000]))
    for _ in 0..<9000 {
      edges.add(
        .tie, row: 0, from: Int.random(in: 0..<3000, using: &random), to: Int.random(in: 0..<200, using: &random))
    }
    let graph = Adjacency(edges, directed: false, weighted: false)
    let models: [InfluenceModel] = [
      .independentCascade(DiffusionGraph(arcs: graph, chance: .same(0.1))), .linearThreshold(graph),
    ]
    for model in models {
      let limits = PlanLimits(count: 10, of: Array(0..<3000))
      let one = limitingWorkers(to: 1) { influencePlan(on: model, limits) }
      #expect(one == limitingWorkers(to: 2) { influencePlan(on: model, limits) })
      #expect(one.isCertified)
      func reach() -> PlanReach { planReach(of: [one.chosen, [1, 2]], reached: [7], on: model, worlds: 200, seed: 1) }
      #expect(limitingWorkers(to: 1, reach) == limitingWorkers(to: 2, reach))
    }
  }

  @Test func emptyAndTinyNetworks() {
    for nodes in 0...2 {
      let sample = PlanSample(.even, nodes: nodes, [])
      let plan = influencePlan(on: sample.model, PlanLimits(count: 5, of: Array(0..<nodes)))
      #expect(plan.chosen.count == nodes)
      #expect(plan.atMost <= Double(nodes))
    }
    // Everybody is reached beforehand.
    var options = PlanOptions()
    options.reached = [0, 1]
    options.mostSets = 1 << 12
    let sample = PlanSample(.even, nodes: 3, [(0, 2, 1)])
    let plan = influencePlan(on: sample.model, PlanLimits(count: 1, of: [2]), options)
    #expect(plan.chosen == [2] && plan.estimate == 0)
  }
}
