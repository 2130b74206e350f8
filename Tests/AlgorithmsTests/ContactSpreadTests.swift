import Graph
import Testing

@testable import Algorithms

@Suite struct ContactSpreadTests {
  @Test(arguments: 1..<6) func agreesWithEverySetOfLiveContacts(number: Int) {
    var random = TestRandom(UInt64(number))
    let list = spreadContacts(&random, nodes: 5, count: 11, until: 9)
    let chances = list.map { _ in Double.random(in: 0.1...0.9, using: &random) }
    let frozen = frozen(list, nodes: 5)
    func spread(_ chance: DiffusionGraph.Chance) -> ContactSpread {
      ContactSpread(contacts: frozen, chance: chance, during: Interval(0, 9), unit: 1, recovery: .never)
    }
    for chances in [chances, list.map { _ in 0.4 }] {
      var exact = ExactReach(nodes: 5, steps: 9)
      for live in 0..<(1 << list.count) {
        let weight = chances.enumerated().reduce(1.0) {
          $0 * (live >> $1.offset & 1 == 1 ? $1.element : 1 - $1.element)
        }
        let arrivals = plainSpread(
          list, nodes: 5, from: [0, 1], until: 9, live: { live >> $0 & 1 == 1 }, last: { _ in 100 })
        exact.add(arrivals.enumerated().map { node, time in time.map { node < 2 ? 0 : Int($0) + 1 } }, weight)
      }
      let model = DiffusionModel.contacts(spread(chances[0] == 0.4 ? .same(0.4) : .each(chances)))
      #expect(exact.agrees(with: model.simulate(from: [0, 1], runs: 20_000, seed: 1)))
    }
  }

  /// Every length of carrying it, and every set of live contacts.
  @Test(arguments: 1..<4) func recoveriesAgreeWithEveryWayTheyCouldGo(number: Int) {
    var random = TestRandom(UInt64(10 + number))
    let (nodes, end, gamma, p) = (3, Int64(4), 0.35, 0.6)
    let list = spreadContacts(&random, nodes: nodes, count: 6, until: end)
    var exact = ExactReach(nodes: nodes, steps: Int(end))
    // 1, 2, 3 units, or to the end.
    let lengths = [
      gamma, gamma * (1 - gamma), gamma * (1 - gamma) * (1 - gamma), (1 - gamma) * (1 - gamma) * (1 - gamma),
    ]
    for choice in 0..<64 {
      let chosen = [choice % 4, choice / 4 % 4, choice / 16]
      for live in 0..<(1 << list.count) {
        var weight = chosen.reduce(1.0) { $0 * lengths[$1] }
        for place in list.indices { weight *= live >> place & 1 == 1 ? p : 1 - p }
        let arrivals = plainSpread(
          list, nodes: nodes, from: [0], until: end, live: { live >> $0 & 1 == 1 }, last: { Int64(chosen[$0]) + 1 })
        exact.add(arrivals.enumerated().map { node, time in time.map { node == 0 ? 0 : Int($0) + 1 } }, weight)
      }
    }
    let spread = ContactSpread(
      contacts: frozen(list, nodes: nodes), chance: .same(p), during: Interval(0, end), unit: 1,
      recovery: .immune(gamma))
    #expect(exact.agrees(with: DiffusionModel.contacts(spread).simulate(from: [0], runs: 20_000, seed: 1)))
  }

  @Test(arguments: 1..<5) func certaintyIsStrictReach(number: Int) {
    var random = TestRandom(UInt64(20 + number))
    let list = spreadContacts(&random, nodes: 30, count: 120, until: 40)
    let frozen = frozen(list, nodes: 30)
    let spread = ContactSpread(
      contacts: frozen, chance: .same(1), during: Interval(0, 40), unit: 1, recovery: .never)
    let tree = DiffusionModel.contacts(spread).transmissions(from: [3], run: 0, seed: 1)
    var limits = ReachLimits()
    limits.lag = 1
    let routes = foremostRoutes(frozen, [ReachSeed(node: 3, time: 0, isSource: true)], limits, Array(0..<30))
    for node in 0..<30 { #expect(tree.contains { $0.node == node } == routes.reaches(node)) }
    let plain = plainSpread(list, nodes: 30, from: [3], until: 40, live: { _ in true }, last: { _ in 100 })
    for one in tree where one.source != nil { #expect(plain[one.node].map { Int($0) + 1 } == one.step) }
  }

  /// Thresholds, unit by unit, everybody adding up anew whom they met in the meantime.
  @Test(arguments: 1..<7) func thresholdsCountWhomPeopleMeet(number: Int) {
    var random = TestRandom(UInt64(30 + number))
    let list = spreadContacts(&random, nodes: 20, count: 110, until: 30)
    let pairs = Set(list.map { $0.from * 20 + $0.to }).sorted().map { ($0 / 20, $0 % 20) }
    let arcs = TestArcs(nodes: 20, pairs).adjacency()
    let seeds = Array(0..<4)
    for graph in [ThresholdGraph(linear: arcs), ThresholdGraph(arcs, count: 2), ThresholdGraph(arcs, share: 0.4)] {
      let spread = ContactSpread(
        contacts: frozen(list, nodes: 20), chance: .same(1), during: Interval(0, 30), unit: 1, recovery: .never,
        thresholds: graph)
      let model = DiffusionModel.contacts(spread)
      let runs = model.simulate(from: seeds, runs: 30, seed: 1)
      for run in 0..<30 {
        let world = World(seed: 1, run: run)
        var arrival = [Int64?](repeating: nil, count: 20)
        for seed in seeds { arrival[seed] = 0 }
        var counting = [Set<Int>](repeating: [], count: 20)
        for now in Int64(0)..<30 {
          for contact in list where contact.span.contains(now) {
            guard let since = arrival[contact.from] else { continue }
            if seeds.contains(contact.from) || since < now { counting[contact.to].insert(contact.from) }
          }
          for node in 0..<20 where arrival[node] == nil {
            let sum = counting[node].reduce(UInt64(0)) { sum, source in
              let slot = arcs.slots(of: source).first { arcs.targets[$0] == UInt32(node) } ?? 0
              return sum + (graph.shares.isEmpty ? 1 : graph.shares[slot])
            }
            if sum >= graph.threshold(of: node, in: world) { arrival[node] = now }
          }
        }
        #expect(runs.sizes[run] == arrival.count { $0 != nil })
        let tree = model.transmissions(from: seeds, run: run, seed: 1)
        #expect(tree.count == runs.sizes[run])
        for one in tree {
          guard let source = one.source else { continue }
          #expect(arrival[one.node].map { Int($0) + 1 } == one.step)
          #expect(counting[one.node].contains(source))
        }
      }
    }
  }

  @Test func whoStopsMayBeginAgain() {
    // 3 meets 0 at the beginning, 0 and 1 meet all along, 1 meets 2 late; each carries it for one unit more: 0 at 0 and 1,
    // 1 at 1 and 2, 0 again at 2 and 3, and so on until 1 at 7 and 8.
    let list = [
      PlainContact(from: 0, to: 1, span: Interval(0, 10), through: nil),
      PlainContact(from: 1, to: 0, span: Interval(0, 10), through: nil),
      PlainContact(from: 1, to: 2, span: Interval(8, 9), through: nil),
      PlainContact(from: 3, to: 0, span: Interval(0, 1), through: nil),
    ]
    func reached(_ recovery: Recovery) -> Int {
      let spread = ContactSpread(
        contacts: frozen(list, nodes: 4), chance: .same(1), during: Interval(0, 10), unit: 1, recovery: recovery)
      return DiffusionModel.contacts(spread).simulate(from: [3], runs: 1, seed: 1).sizes[0]
    }
    #expect(reached(.immune(1)) == 3)
    #expect(reached(.susceptible(1)) == 4)
    #expect(reached(.never) == 4)
  }

  @Test func stepsCoverTimeAndThreadsChangeNothing() {
    var random = TestRandom(5)
    let list = spreadContacts(&random, nodes: 40, count: 300, until: 1000)
    let spread = ContactSpread(
      contacts: frozen(list, nodes: 40), chance: .same(0.4), during: Interval(0, 1000), unit: 1,
      recovery: .susceptible(0.01))
    #expect(spread.stepLength == 10 && spread.stepCount == 100)
    #expect(spread.time(ofStep: 0) == 0 && spread.time(ofStep: 1) == 9 && spread.time(ofStep: 100) == 999)
    let model = DiffusionModel.contacts(spread)
    let one = limitingWorkers(to: 1) { model.simulate(from: [1, 2], runs: 200, seed: 8) }
    #expect(limitingWorkers(to: 2) { model.simulate(from: [2, 1], runs: 200, seed: 8) } == one)
    for run in 0..<20 { #expect(model.transmissions(from: [1, 2], run: run, seed: 8).count == one.sizes[run]) }
  }
}
