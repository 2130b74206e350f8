import Graph
import Testing

@testable import Algorithms

@Suite struct EpidemicTests {
  /// Whether each node carries it, and whether it ever has.
  private struct State: Hashable {
    var carries: [Bool]
    var ever: [Bool]
  }

  /// The distribution over all states, step by step.
  private static func exact(
    _ arcs: TestArcs, from seeds: [Int], beta: Double, _ recovery: Recovery, steps: Int
  ) -> ExactReach {
    let none = [Bool](repeating: false, count: arcs.nodes)
    var start = State(carries: none, ever: none)
    for seed in seeds { (start.carries[seed], start.ever[seed]) = (true, true) }
    var states = [start: 1.0]
    var exact = ExactReach(nodes: arcs.nodes, steps: steps)
    exact.mean[0] = Double(seeds.count)
    for step in 1...steps {
      var next: [State: Double] = [:]
      for (state, weight) in states {
        // Each node by itself, as all follow from the state before.
        var branches = [(State(carries: [], ever: []), weight)]
        for node in 0..<arcs.nodes {
          let chance: Double
          if state.carries[node] {
            chance = 1 - recovery.probability
          } else if state.ever[node], recovery != .never, !recovery.isRepeatable {
            chance = 0
          } else {
            let carriers = arcs.arcs.count { $0.to == node && state.carries[$0.from] }
            chance = 1 - (0..<carriers).reduce(1.0) { all, _ in all * (1 - beta) }
          }
          branches = branches.flatMap { branch, weight in
            [(true, chance), (false, 1 - chance)].filter { $0.1 > 0 }.map { carries, chance in
              var longer = branch
              longer.carries.append(carries)
              longer.ever.append(state.ever[node] || carries)
              return (longer, weight * chance)
            }
          }
        }
        for (state, weight) in branches { next[state, default: 0] += weight }
      }
      states = next
      exact.mean[step] = states.reduce(0) { $0 + $1.value * Double($1.key.ever.count { $0 }) }
    }
    for (state, weight) in states {
      let size = Double(state.ever.count { $0 })
      exact.square += weight * size * size
      for node in 0..<arcs.nodes where state.ever[node] { exact.probability[node] += weight }
    }
    return exact
  }

  @Test(arguments: [Recovery.never, .immune(0.4), .susceptible(0.5), .immune(1), .susceptible(1)], [1, 2])
  func agreesWithTheChainOfStates(recovery: Recovery, number: Int) {
    var random = TestRandom(UInt64(number))
    let arcs = TestArcs(random: &random, nodes: 5, count: 9)
    let model = DiffusionModel.epidemic(DiffusionGraph(arcs: arcs.adjacency(), chance: .same(0.3)), recovery)
    let runs = model.simulate(from: [0, 3], runs: 20_000, seed: 1, steps: 6)
    #expect(Self.exact(arcs, from: [0, 3], beta: 0.3, recovery, steps: 6).agrees(with: runs))
    #expect(!Self.exact(arcs, from: [0, 3], beta: 0.2, recovery, steps: 6).agrees(with: runs))
  }

  @Test func treesAreOfTheirRuns() {
    var random = TestRandom(7)
    let arcs = TestArcs(random: &random, nodes: 50, count: 200)
    for recovery in [Recovery.never, .immune(0.3), .susceptible(0.3)] {
      let graph = DiffusionGraph(arcs: arcs.adjacency(), chance: .same(0.1))
      let model = DiffusionModel.epidemic(graph, recovery)
      let one = limitingWorkers(to: 1) { model.simulate(from: [4], runs: 200, seed: 3, steps: 12) }
      #expect(limitingWorkers(to: 2) { model.simulate(from: [4], runs: 200, seed: 3, steps: 12) } == one)
      for run in 0..<200 {
        let tree = model.transmissions(from: [4], run: run, seed: 3, steps: 12)
        #expect(tree.count == one.sizes[run])
        var steps: [Int: Int] = [:]
        for transmission in tree {
          steps[transmission.node] = transmission.step
          guard let source = transmission.source else { continue }
          #expect(steps[source].map { $0 < transmission.step } == true)
          #expect(arcs.arcs.contains { $0.from == source && $0.to == transmission.node })
        }
      }
    }
  }

  @Test func certainInfectionsGoOneStepAtATime() {
    let arcs = TestArcs(nodes: 5, [(0, 1), (1, 2), (2, 3), (3, 4)])
    let graph = DiffusionGraph(arcs: arcs.adjacency(), chance: .same(1))
    let si = DiffusionModel.epidemic(graph, .never).simulate(from: [0], runs: 3, seed: 1, steps: 3)
    #expect(si.overTime().map(\.mean) == [1, 2, 3, 4])
    // Each recovers after the one try it always has.
    let sir = DiffusionModel.epidemic(graph, .immune(1)).simulate(from: [0], runs: 3, seed: 1)
    #expect(sir.sizes == [5, 5, 5])
  }
}
