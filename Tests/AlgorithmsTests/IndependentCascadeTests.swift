import Graph
import Testing

@testable import Algorithms

@Suite struct IndependentCascadeTests {
  private static func exact(_ arcs: TestArcs, from seeds: [Int], _ chances: [Double]) -> ExactReach {
    var exact = ExactReach(nodes: arcs.nodes, steps: arcs.nodes)
    for live in 0..<(1 << arcs.arcs.count) {
      let weight = chances.enumerated().reduce(1.0) { $0 * (live >> $1.offset & 1 == 1 ? $1.element : 1 - $1.element) }
      exact.add(arcs.steps(from: seeds) { live >> $0 & 1 == 1 }, weight)
    }
    return exact
  }

  @Test(arguments: 1..<7) func agreesWithEveryWorldThereCouldBe(number: Int) {
    var random = TestRandom(UInt64(number))
    let arcs = TestArcs(random: &random, nodes: 6, count: 12)
    let seeds = Array((0..<6).shuffled(using: &random).prefix(number % 3 + 1))
    let same = [0.05, 0.35, 0.8][number % 3]
    let graph = DiffusionGraph(arcs: arcs.adjacency(), chance: .same(same))
    let runs = independentCascades(in: graph, from: seeds, runs: 20_000, seed: 1)
    #expect(Self.exact(arcs, from: seeds, arcs.arcs.map { _ in same }).agrees(with: runs))

    let chances = arcs.arcs.map { _ in Double.random(in: 0...1, using: &random) }
    let mixed = DiffusionGraph(arcs: arcs.adjacency(), chance: .each(chances))
    let others = independentCascades(in: mixed, from: seeds, runs: 20_000, seed: 2)
    #expect(Self.exact(arcs, from: seeds, chances).agrees(with: others))
    #expect(!Self.exact(arcs, from: seeds, chances.map { min($0 + 0.2, 1) }).agrees(with: others))
  }

  /// A graph with hubs, so that rows are short and long.
  private static func hubs(_ nodes: Int, _ chance: DiffusionGraph.Chance? = nil) -> (DiffusionGraph, TestArcs) {
    var random = TestRandom(9)
    var arcs: Set<Int> = []
    for node in 1..<nodes {
      for _ in 0..<3 {
        let other = Int.random(in: 0..<node, using: &random) * Int.random(in: 0..<node, using: &random) / node
        arcs.formUnion([node * nodes + other, other * nodes + node])
      }
    }
    let list = TestArcs(nodes: nodes, arcs.sorted().map { ($0 / nodes, $0 % nodes) })
    let each = list.arcs.indices.map { Double($0 % 7) / 12 }
    return (DiffusionGraph(arcs: list.adjacency(), chance: chance ?? .each(each)), list)
  }

  private static func live(_ graph: DiffusionGraph, _ world: World) -> Set<Int> {
    var live: Set<Int> = []
    for node in 0..<graph.nodeCount { graph.forEachLiveArc(of: node, in: world) { live.insert($0) } }
    return live
  }

  @Test(arguments: [DiffusionGraph.Chance.same(0.12), .same(0.6), nil])
  func reachesWhatLiveArcsReach(chance: DiffusionGraph.Chance?) {
    let (graph, arcs) = Self.hubs(150, chance)
    let runs = independentCascades(in: graph, from: [140, 7, 140], runs: 70, seed: 3)
    let model = DiffusionModel.independentCascade(graph)
    var times = [Int](repeating: 0, count: 150)
    for run in 0..<70 {
      let live = Self.live(graph, World(seed: 3, run: run))
      let steps = arcs.steps(from: [7, 140]) { live.contains($0) }
      #expect(runs.sizes[run] == steps.count { $0 != nil })
      for (step, newly) in runs.newlyReached(inRun: run).enumerated() {
        #expect(Int(newly) == steps.count { $0 == step })
      }
      for node in steps.indices where steps[node] != nil { times[node] += 1 }
      let tree = model.transmissions(from: [7, 140], run: run, seed: 3)
      #expect(tree.count == runs.sizes[run])
      for one in tree {
        #expect(one.step == steps[one.node])
        guard let source = one.source else {
          #expect(one.node == 7 || one.node == 140)
          continue
        }
        #expect(steps[source] == one.step - 1)
        let slot = arcs.arcs.firstIndex { $0.from == source && $0.to == one.node }
        #expect(slot.map(live.contains) == true)
      }
    }
    #expect(times == runs.timesReached)
  }

  @Test func moreSeedsNeverReachFewer() {
    let (graph, _) = Self.hubs(200, .same(0.1))
    let few = independentCascades(in: graph, from: [150, 20], runs: 300, seed: 5)
    let more = independentCascades(in: graph, from: [20, 33, 150], runs: 300, seed: 5)
    #expect(zip(few.sizes, more.sizes).allSatisfy { $0 <= $1 })
    #expect(zip(few.timesReached, more.timesReached).allSatisfy { $0 <= $1 })
    #expect(few.sizes != more.sizes)
  }

  @Test func certaintyReachesAllAndNothingReachesNobody() {
    let (certain, arcs) = Self.hubs(120, .same(1))
    let all = arcs.steps(from: [5]) { _ in true }
    let runs = independentCascades(in: certain, from: [5], runs: 20, seed: 1)
    #expect(runs.sizes.allSatisfy { $0 == all.count { $0 != nil } })
    #expect(runs.standardError == 0)
    let (never, _) = Self.hubs(120, .same(0))
    #expect(independentCascades(in: never, from: [5, 6], runs: 20, seed: 1).sizes.allSatisfy { $0 == 2 })
    let ones = DiffusionGraph(arcs: certain.arcs, chance: .each(certain.arcs.targets.map { _ in 1 }))
    #expect(independentCascades(in: ones, from: [5], runs: 20, seed: 1).sizes == runs.sizes)
  }

  @Test func stepsCutRunsOff() {
    let (graph, _) = Self.hubs(200, .same(0.3))
    let whole = independentCascades(in: graph, from: [150], runs: 40, seed: 2)
    for steps in 0..<4 {
      let cut = independentCascades(in: graph, from: [150], runs: 40, seed: 2, steps: steps)
      for run in 0..<40 {
        #expect(cut.newlyReached(inRun: run).elementsEqual(whole.newlyReached(inRun: run).prefix(steps + 1)))
        let tree = DiffusionModel.independentCascade(graph).transmissions(from: [150], run: run, seed: 2, steps: steps)
        #expect(tree.count == cut.sizes[run])
      }
    }
  }

  /// Rows of one node, in many worlds: each arc is live as often as it should be, and independently of the next.
  @Test(arguments: [0.002, 0.05, 0.5, 0.97]) func arcsAreLiveAsOftenAsTheyShould(probability: Double) {
    let count = 40
    let arcs = TestArcs(nodes: count + 1, (1...count).map { (0, $0) })
    let graph = DiffusionGraph(arcs: arcs.adjacency(), chance: .same(probability))
    let worlds = 40_000
    var live = [Double](repeating: 0, count: count)
    var pairs = 0.0
    for run in 0..<worlds {
      var last = -2
      graph.forEachLiveArc(of: 0, in: World(seed: 4, run: run)) { slot in
        live[slot] += 1
        if last == slot - 1 { pairs += 1 }
        last = slot
      }
    }
    let n = Double(worlds)
    let error = 5 * (probability * (1 - probability) / n).squareRoot()
    #expect(live.allSatisfy { abs($0 / n - probability) < error })
    // 39 neighbouring pairs in each world.
    let square = probability * probability
    #expect(abs(pairs / n / 39 - square) < 10 * (square / n / 39).squareRoot())
  }

  @Test func lotsAreFair() {
    // Two ways to 3, equally long and both certain.
    let arcs = TestArcs(nodes: 4, [(0, 1), (0, 2), (1, 3), (2, 3)])
    let model = DiffusionModel.independentCascade(DiffusionGraph(arcs: arcs.adjacency(), chance: .same(1)))
    let first = (0..<400).count { model.transmissions(from: [0], run: $0, seed: 1).last?.source == 1 }
    #expect((150...250).contains(first))
  }

  @Test func threadsChangeNothing() {
    let (graph, _) = Self.hubs(300, .same(0.1))
    let one = limitingWorkers(to: 1) { independentCascades(in: graph, from: [1, 2], runs: 1500, seed: 8) }
    let two = limitingWorkers(to: 2) { independentCascades(in: graph, from: [2, 1], runs: 1500, seed: 8) }
    #expect(one == two)
    #expect(independentCascades(in: graph, from: [1, 2], runs: 1500, seed: 9) != one)
    #expect(one.sizes[..<700].elementsEqual(independentCascades(in: graph, from: [1, 2], runs: 700, seed: 8).sizes))
  }

  @Test func emptyQuestionsHaveAnswers() {
    let graph = DiffusionGraph(arcs: TestArcs(nodes: 3, []).adjacency(), chance: .same(0.5))
    let none = independentCascades(in: graph, from: [], runs: 5, seed: 1)
    #expect(none.sizes == [0, 0, 0, 0, 0] && none.overTime().isEmpty == true)
    let one = independentCascades(in: graph, from: [1], runs: 1, seed: 1)
    #expect(one.mean == 1 && one.standardError == nil && one.medianRun == 0)
    let nobody = DiffusionGraph(arcs: TestArcs(nodes: 0, []).adjacency(), chance: .same(0.5))
    #expect(independentCascades(in: nobody, from: [], runs: 2, seed: 1).timesReached.isEmpty)
  }
}
