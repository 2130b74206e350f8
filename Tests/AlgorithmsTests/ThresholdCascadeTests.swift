import Graph
import Testing

@testable import Algorithms

@Suite struct ThresholdCascadeTests {
  /// Every choice of at most one live arc into each node, chosen as likely as it counts (Kempe, Kleinberg and Tardos 2003).
  private static func exact(_ arcs: TestArcs, from seeds: [Int], weighted: Bool) -> ExactReach {
    var exact = ExactReach(nodes: arcs.nodes, steps: arcs.nodes)
    let into = (0..<arcs.nodes).map { node in arcs.arcs.indices.filter { arcs.arcs[$0].to == node } }
    func choose(_ node: Int, _ live: Set<Int>, _ weight: Double) {
      if node == arcs.nodes { return exact.add(arcs.steps(from: seeds) { live.contains($0) }, weight) }
      if into[node].isEmpty { return choose(node + 1, live, weight) }
      let all = into[node].reduce(0) { $0 + (weighted ? arcs.weights[$1] : 1) }
      for arc in into[node] { choose(node + 1, live.union([arc]), weight * (weighted ? arcs.weights[arc] : 1) / all) }
    }
    choose(0, [], 1)
    return exact
  }

  @Test(arguments: 1..<7) func linearThresholdsAgreeWithEveryChoiceOfArcs(number: Int) {
    var random = TestRandom(UInt64(number))
    let arcs = TestArcs(random: &random, nodes: 6, count: 13)
    for weighted in [false, true] {
      let model = DiffusionModel.threshold(ThresholdGraph(linear: arcs.adjacency(weighted: weighted)))
      let runs = model.simulate(from: [number % 6], runs: 20_000, seed: 1)
      // Live arcs tell who is reached in the end; steps differ.
      let exact = Self.exact(arcs, from: [number % 6], weighted: weighted)
      var final = exact
      final.mean = [1]
      #expect(final.agrees(with: runs))
    }
  }

  @Test func moreSeedsNeverReachFewer() {
    var random = TestRandom(3)
    let arcs = TestArcs(random: &random, nodes: 60, count: 240)
    let model = DiffusionModel.threshold(ThresholdGraph(linear: arcs.adjacency(weighted: true)))
    let few = model.simulate(from: [3, 9], runs: 200, seed: 5)
    let more = model.simulate(from: [9, 40, 3], runs: 200, seed: 5)
    #expect(zip(few.sizes, more.sizes).allSatisfy { $0 <= $1 })
    #expect(few.sizes != more.sizes)
    // Everybody whose influencers all adopt follows.
    let everybody = model.simulate(from: Array(0..<30), runs: 50, seed: 5)
    for run in 0..<50 {
      let tree = model.transmissions(from: Array(0..<30), run: run, seed: 5)
      #expect(tree.count == everybody.sizes[run])
      let reached = Set(tree.map(\.node))
      for node in 0..<60 where !reached.contains(node) {
        let into = arcs.arcs.filter { $0.to == node }
        #expect(into.isEmpty || !into.allSatisfy { reached.contains($0.from) })
      }
      for one in tree {
        guard let source = one.source else { continue }
        #expect(arcs.arcs.contains { $0.from == source && $0.to == one.node })
        #expect(tree.first { $0.node == source }?.step == one.step - 1)
      }
    }
  }

  /// Complex contagion, everybody counting anew in each step.
  private static func plain(_ arcs: TestArcs, from seeds: [Int], _ follows: (Int, Int) -> Bool) -> [Int?] {
    var steps = [Int?](repeating: nil, count: arcs.nodes)
    for seed in seeds { steps[seed] = 0 }
    for step in 1...arcs.nodes {
      let before = steps
      for node in 0..<arcs.nodes where before[node] == nil {
        let into = arcs.arcs.filter { $0.to == node }
        let adopted = into.count { before[$0.from] != nil }
        if adopted > 0, follows(adopted, into.count) { steps[node] = step }
      }
    }
    return steps
  }

  @Test(arguments: 1..<9) func complexContagionCounts(number: Int) {
    var random = TestRandom(UInt64(number))
    let arcs = TestArcs(random: &random, nodes: 14, count: 60)
    let seeds = Array(0..<4)
    func check(_ graph: ThresholdGraph, _ follows: (Int, Int) -> Bool) {
      let steps = Self.plain(arcs, from: seeds, follows)
      let model = DiffusionModel.threshold(graph)
      let tree = model.transmissions(from: seeds, run: 0, seed: 1)
      #expect(tree.count == steps.count { $0 != nil })
      #expect(tree.allSatisfy { steps[$0.node] == $0.step })
      #expect(model.simulate(from: seeds, runs: 3, seed: 1).sizes == [tree.count, tree.count, tree.count])
    }
    for count in 1...4 { check(ThresholdGraph(arcs.adjacency(), count: count)) { adopted, _ in adopted >= count } }
    for tenths in 1...10 {
      let graph = ThresholdGraph(arcs.adjacency(), share: Double(tenths) / 10)
      check(graph) { adopted, all in 10 * adopted >= tenths * all }
    }
  }

  @Test func weightlessAndHugeWeightsDoNotBreak() {
    let arcs = TestArcs(nodes: 4, [(0, 1), (0, 2), (1, 2), (2, 3)], weights: [0, 1e308, 1e308, 1e-308])
    let model = DiffusionModel.threshold(ThresholdGraph(linear: arcs.adjacency(weighted: true)))
    let runs = model.simulate(from: [0], runs: 2000, seed: 1)
    #expect(runs.timesReached[1] == 0, "nobody is influenced by a weight of 0")
    #expect((850...1150).contains(runs.timesReached[2]))
  }

  @Test func threadsChangeNothing() {
    var random = TestRandom(4)
    let arcs = TestArcs(random: &random, nodes: 40, count: 160)
    let model = DiffusionModel.threshold(ThresholdGraph(linear: arcs.adjacency()))
    let one = limitingWorkers(to: 1) { model.simulate(from: [1, 2], runs: 500, seed: 8) }
    #expect(limitingWorkers(to: 2) { model.simulate(from: [2, 1], runs: 500, seed: 8) } == one)
  }
}
