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

  /// Contacts, each a try with a chance of its own.
  init(contacts: [PlainContact], chances: [Double], count: Int, until end: Int64) {
    self.count = count
    for live in 0..<(1 << contacts.count) {
      var chance = 1.0
      for (bit, one) in chances.enumerated() { chance *= live >> bit & 1 == 1 ? one : 1 - one }
      if chance > 0 { add(chance, contacts, until: end) { live >> $0 & 1 == 1 } }
    }
  }

  /// Contacts with thresholds: each node picks one of those it ever meets, whose contacts are live.
  init(contactThresholds contacts: [PlainContact], count: Int, until end: Int64) {
    self.count = count
    let sources = (0..<count).map { node in Set(contacts.filter { $0.to == node }.map(\.from)).sorted() }
    let ways = sources.reduce(1) { $0 * max($1.count, 1) }
    for way in 0..<ways {
      var (rest, picks) = (way, [Int?]())
      for own in sources {
        picks.append(own.isEmpty ? nil : own[rest % own.count])
        rest /= max(own.count, 1)
      }
      add(1 / Double(ways), contacts, until: end) { picks[contacts[$0].to] == contacts[$0].from }
    }
  }

  private mutating func add(
    _ chance: Double, _ contacts: [PlainContact], until end: Int64, live: (Int) -> Bool
  ) {
    let reach = (0..<count).map { seed in
      plainSpread(contacts, nodes: count, from: [seed], until: end, live: live, last: { _ in 100 })
        .enumerated().reduce(UInt32(0)) { $1.element == nil ? $0 : $0 | 1 << UInt32($1.offset) }
    }
    worlds.append((chance, reach))
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

  enum Kind: CaseIterable {
    case even, uneven, threshold, weightedThreshold, contacts, unevenContacts, contactThresholds
  }

  init(_ kind: Kind, nodes: Int, arcs most: Int, _ random: inout TestRandom) {
    if let sample = Self.contacts(kind, nodes, most, &random) {
      self = sample
      return
    }
    var arcs: [(Int, Int, Double)] = []
    for _ in 0..<most {
      let (u, v) = (Int.random(in: 0..<nodes, using: &random), Int.random(in: 0..<nodes, using: &random))
      if u == v || arcs.contains(where: { $0.0 == u && $0.1 == v }) { continue }
      let value: Double =
        switch kind {
        case .even: 0.3
        case .uneven: [0, 0.1, 0.35, 0.8, 1][Int.random(in: 0..<5, using: &random)]
        case .threshold, .contacts, .unevenContacts, .contactThresholds: 1
        case .weightedThreshold: Double(Int.random(in: 1...5, using: &random))
        }
      arcs.append((u, v, value))
    }
    self.init(kind, nodes: nodes, arcs)
  }

  private init(contacts model: InfluenceModel, _ exact: ExactSpread) {
    (arcs, count) = ([], exact.count)
    (self.model, self.exact) = (model, exact)
  }

  /// Times of contacts may be stretched, and the unit with them.
  static func contacts(
    _ kind: Kind, _ nodes: Int, _ most: Int, _ random: inout TestRandom, stretched: Int64 = 1
  ) -> PlanSample? {
    let end: Int64 = 9
    func spread(
      _ list: [PlainContact], _ chance: DiffusionGraph.Chance, _ thresholds: ThresholdGraph? = nil
    ) -> InfluenceModel {
      let long = list.map {
        PlainContact(
          from: $0.from, to: $0.to, span: Interval($0.span.lower * stretched, $0.span.upper * stretched), through: nil)
      }
      return .contacts(
        ContactSpread(
          contacts: frozen(long, nodes: nodes), chance: chance, during: Interval(0, end * stretched), unit: stretched,
          recovery: .never, thresholds: thresholds))
    }
    func list(_ random: inout TestRandom) -> [PlainContact] {
      spreadContacts(&random, nodes: nodes, count: most, until: end)
    }
    switch kind {
    case .contacts:
      let list = list(&random)
      let exact = ExactSpread(contacts: list, chances: list.map { _ in 0.4 }, count: nodes, until: end)
      return PlanSample(contacts: spread(list, .same(0.4)), exact)
    case .unevenContacts:
      let list = list(&random)
      let chances = list.map { _ in [0, 0.2, 0.6, 0.9, 1][Int.random(in: 0..<5, using: &random)] }
      let exact = ExactSpread(contacts: list, chances: chances, count: nodes, until: end)
      return PlanSample(contacts: spread(list, .each(chances)), exact)
    case .contactThresholds:
      let list = list(&random)
      let pairs = Set(list.map { $0.from * nodes + $0.to }).sorted().map { ($0 / nodes, $0 % nodes) }
      let thresholds = ThresholdGraph(linear: TestArcs(nodes: nodes, pairs).adjacency())
      let exact = ExactSpread(contactThresholds: list, count: nodes, until: end)
      return PlanSample(contacts: spread(list, .same(1), thresholds), exact)
    case .even, .uneven, .threshold, .weightedThreshold: return nil
    }
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
    case .threshold, .contacts, .unevenContacts, .contactThresholds:
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
      let sets = ReverseSets(ReverseLinks(sample.model), marks, count: 20_000, stream: 9, keeping: true)
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
      let arcs = ReverseLinks(sample.model)
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

  @Test(arguments: 1...6) func budgetsAndQuotasAreKeptTogether(_ number: Int) {
    for sample in samples(number) {
      let costs = (0..<sample.count).map { Double(($0 * 5 + number) % 4) + ($0 == 5 ? 0 : 0.5) }
      let parity = PlanLimits.Quota(groups: (0..<sample.count).map { $0 % 2 }, most: [1, 2])
      let thirds = PlanLimits.Quota(groups: (0..<sample.count).map { $0 < 3 ? 0 : -1 }, most: [1])
      for (total, quotas) in [(0.5, [parity]), (3, [parity]), (6, [parity, thirds])] {
        let candidates = (0..<sample.count).filter { costs[$0] <= total }
        var limits = PlanLimits(count: candidates.count, of: candidates)
        limits.budget = PlanLimits.Budget(costs: costs, total: total)
        limits.quotas = quotas
        func keeps(_ plan: [Int]) -> Bool {
          plan.reduce(0) { $0 + costs[$1] } <= total
            && quotas.allSatisfy { quota in
              quota.most.indices.allSatisfy { group in
                plan.count { quota.groups[$0] == group } <= quota.most[group]
              }
            }
        }
        let best = sample.exact.best(where: keeps)
        let plan = influencePlan(on: sample.model, limits)
        #expect(keeps(plan.chosen))
        #expect(abs(limits.greedyShare - 1 / (1.1 * Double(3 + quotas.count))) < 1e-12)
        #expect(sample.exact.gain(plan.chosen) >= max(plan.target, plan.certified) * best - 1e-9)
        #expect(plan.isCertified && plan.atMost >= best - 1e-9)
        // On the sets themselves nothing is left to chance.
        let marks = ReverseSets.Marks(nodeCount: sample.count, reached: [])
        let sets = ReverseSets(ReverseLinks(sample.model), marks, count: 400, stream: UInt64(number), keeping: true)
        let coverage = Coverage(sets, candidates, nodeCount: sample.count)
        func covered(_ plan: [Int]) -> Int { Set(plan.flatMap { coverage[$0] }).count }
        let most = (0..<(1 << sample.count)).reduce(0) { most, bits in
          let plan = (0..<sample.count).filter { bits >> $0 & 1 == 1 }
          return keeps(plan) ? max(most, covered(plan)) : most
        }
        let greedy = GreedyCover(coverage, limits, after: [])
        #expect(covered(greedy.chosen) == greedy.gains.reduce(0, +))
        #expect(Double(covered(greedy.chosen)) >= limits.greedyShare * Double(most))
        #expect(greatestCoverage(coverage, limits) >= Double(most) - 1e-6)
      }
    }
  }

  /// Of each of four groups one may be chosen: somebody cheap who reaches one, or somebody dear who reaches five. Choosing by
  /// gain for cost takes the cheap, and the best single person is one of the dear; there is money for all of these.
  @Test func quotasDoNotLockABudgetIntoWhatIsCheap() {
    var edges = EdgeTable(space: NodeSpace([.person: 32]))
    for group in 0..<4 {
      edges.add(.tie, row: 0, from: group, to: 8 + group)
      for place in 0..<5 { edges.add(.tie, row: 0, from: 4 + group, to: 12 + group * 5 + place) }
    }
    let graph = Adjacency(edges, directed: true, weighted: false)
    let model = InfluenceModel.independentCascade(DiffusionGraph(arcs: graph, chance: .same(1)))
    var limits = PlanLimits(count: 8, of: Array(0..<8))
    limits.budget = PlanLimits.Budget(
      costs: [Double](repeating: 0.01, count: 4) + [Double](repeating: 1, count: 28), total: 4)
    limits.quotas = [PlanLimits.Quota(groups: (0..<32).map { $0 < 8 ? $0 % 4 : -1 }, most: [1, 1, 1, 1])]
    var options = PlanOptions()
    options.leastSets = 1 << 14
    let plan = influencePlan(on: model, limits, options)
    #expect(plan.chosen.sorted() == [4, 5, 6, 7])
    #expect(plan.certified > 0.85)
  }

  @Test(arguments: 1...10) func contactsRunBackwardsInAnyUnit(_ number: Int) throws {
    for kind in [PlanSample.Kind.contacts, .unevenContacts, .contactThresholds] {
      let sets = try [Int64(1), 10].map { stretch in
        var random = TestRandom(UInt64(number))
        let sample = try #require(PlanSample.contacts(kind, 7, 10, &random, stretched: stretch))
        let marks = ReverseSets.Marks(nodeCount: 7, reached: [])
        return ReverseSets(ReverseLinks(sample.model), marks, count: 2000, stream: 3, keeping: true)
      }
      #expect(sets[0].members == sets[1].members && sets[0].offsets == sets[1].offsets)
    }
  }

  /// What a plan is said to reach in each world is what a simulation from those chosen reaches there.
  @Test(arguments: 1...4) func plansOverContactsReachWhatASimulationDoes(_ number: Int) {
    var random = TestRandom(UInt64(40 + number))
    let list = spreadContacts(&random, nodes: 60, count: 500, until: 300)
    let chances = list.map { _ in Double.random(in: 0...1, using: &random) }
    for chance in [DiffusionGraph.Chance.same(0.4), .each(chances)] {
      let spread = ContactSpread(
        contacts: frozen(list, nodes: 60), chance: chance, during: Interval(20, 280), unit: 3, recovery: .never)
      let model = InfluenceModel.contacts(spread)
      let plan = influencePlan(on: model, PlanLimits(count: 4, of: Array(0..<60)))
      func sizes(_ seeds: [Int]) -> [Int] {
        DiffusionModel.contacts(spread).simulate(from: seeds, runs: 3000, seed: 6).sizes
      }
      let reach = planReach(of: [plan.chosen, [2, 9]], reached: [5], on: model, worlds: 3000, seed: 6)
      #expect(reach.before == sizes([5]))
      #expect(zip(reach.before, reach.gained[0]).map(+) == sizes(plan.chosen + [5]))
      #expect(zip(reach.before, reach.gained[1]).map(+) == sizes([2, 9, 5]))
      let alone = DiffusionModel.contacts(spread).simulate(from: plan.chosen, runs: 3000, seed: 6)
      #expect(alone.mean >= plan.atLeast && alone.mean <= plan.atMost)
      #expect(abs(alone.mean - plan.estimate) < 0.1 * plan.estimate)
      #expect(limitingWorkers(to: 1) { influencePlan(on: model, PlanLimits(count: 4, of: Array(0..<60))) } == plan)
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
      let sets = ReverseSets(ReverseLinks(sample.model), marks, count: 500, stream: UInt64(number), keeping: true)
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
