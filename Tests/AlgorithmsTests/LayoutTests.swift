import Graph
import Testing

@testable import Algorithms

@Suite struct LayoutTests {
  private func graph(_ nodes: Int, _ edges: [(Int, Int)], directed: Bool = false) -> Adjacency {
    var table = EdgeTable(space: NodeSpace([.person: nodes]))
    for (tail, head) in edges { table.add(.tie, row: 0, from: tail, to: head) }
    return Adjacency(table, directed: directed, weighted: false)
  }

  /// A network with clumps: everybody knows some of their own clump and few others.
  private func clumps(_ nodes: Int, seed: UInt64) -> [(Int, Int)] {
    var dice = TestRandom(seed)
    var edges: [(Int, Int)] = []
    for node in 0..<nodes {
      for tie in 0..<3 {
        let own = min(node / 25 * 25 + dice.below(25), nodes - 1)
        edges.append((node, tie == 2 && dice.below(10) == 0 ? dice.below(nodes) : own))
      }
    }
    return edges
  }

  private func distance(_ layout: Layout, _ a: Int, _ b: Int) -> Double {
    let (x, y) = (layout.x[a] - layout.x[b], layout.y[a] - layout.y[b])
    return (x * x + y * y).squareRoot()
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }

  /// Mean length of an edge over mean distance of any two nodes.
  private func tightness(_ layout: Layout, _ edges: [(Int, Int)]) -> Double {
    var dice = TestRandom(99)
    let count = layout.x.count
    let any = (0..<4000).map { _ in distance(layout, dice.below(count), dice.below(count)) }
    return mean(edges.filter { $0.0 != $0.1 }.map { distance(layout, $0.0, $0.1) }) / mean(any)
  }

  private func isFinite(_ layout: Layout, _ count: Int) -> Bool {
    layout.x.count == count && layout.y.count == count && (layout.x + layout.y).allSatisfy(\.isFinite)
  }

  @Test(arguments: [60, 500, 5000]) func thoseWhoAreJoinedLieNear(_ nodes: Int) {
    let edges = clumps(nodes, seed: UInt64(nodes))
    let layout = layout(of: graph(nodes, edges))
    #expect(isFinite(layout, nodes))
    #expect(tightness(layout, edges) < (nodes == 60 ? 0.6 : 0.3))
    // Nobody lies on top of anybody else.
    #expect(Set(zip(layout.x, layout.y).map { "\($0) \($1)" }).count == nodes)
  }

  @Test func aRingIsUnfolded() {
    let edges = (0..<400).map { ($0, ($0 + 1) % 400) }
    #expect(tightness(layout(of: graph(400, edges)), edges) < 0.15)
  }

  @Test func aGridKeepsItsCornersApart() {
    var edges: [(Int, Int)] = []
    for node in 0..<900 {
      if node % 30 < 29 { edges.append((node, node + 1)) }
      if node < 870 { edges.append((node, node + 30)) }
    }
    let layout = layout(of: graph(900, edges))
    let diagonal = distance(layout, 0, 899)
    // On a flat sheet two steps that turn lead 1.4 steps away, and the far corner is 41 of them off.
    #expect(diagonal > 15 * mean(edges.map { distance(layout, $0.0, $0.1) }))
    #expect(distance(layout, 29, 870) > 0.7 * diagonal && distance(layout, 29, 870) < 1.4 * diagonal)
  }

  @Test func theSameOnAnyNumberOfThreads() {
    let edges = clumps(4000, seed: 5)
    let one = limitingWorkers(to: 1) { layout(of: graph(4000, edges)) }
    let two = limitingWorkers(to: 2) { layout(of: graph(4000, edges)) }
    #expect(one.x == two.x && one.y == two.y)
  }

  @Test func directionsDoNotCount() {
    let edges = clumps(300, seed: 3)
    let there = layout(of: graph(300, edges, directed: true))
    let either = layout(of: graph(300, edges))
    #expect(there.x == either.x && there.y == either.y)
  }

  @Test(arguments: [0, 1, 2, 3, 50, 3000]) func thoseWithoutTiesKeepApart(_ nodes: Int) {
    let layout = layout(of: graph(nodes, []))
    #expect(isFinite(layout, nodes))
    for node in 0..<min(nodes, 50) {
      for other in 0..<node { #expect(distance(layout, node, other) > 0.1) }
    }
  }

  @Test func starsCliquesAndHubsStayFinite() {
    let star = (1..<2000).map { (0, $0) }
    #expect(isFinite(layout(of: graph(2000, star)), 2000))
    var clique: [(Int, Int)] = []
    for a in 0..<60 { for b in 0..<a { clique.append((a, b)) } }
    let drawn = layout(of: graph(70, clique))
    #expect(isFinite(drawn, 70))
    let within = mean(clique.map { distance(drawn, $0.0, $0.1) })
    #expect(within < mean((60..<70).map { distance(drawn, 0, $0) }))
  }

  /// The tree's sum is close to the sum over everybody one by one.
  @Test(arguments: [2, 30, 700]) func farAwayCrowdsPushAlmostAsTheirMembers(_ count: Int) {
    var dice = TestRandom(UInt64(count))
    let places = (0..<count).map { _ in
      SIMD2(Float(dice.below(1000)) * Float(dice.below(10)), Float(dice.below(1000))) / 10
    }
    let tree = LayoutTree(places)
    #expect(tree.order.map(Int.init).sorted() == Array(0..<count))
    var off = 0.0
    var all = 0.0
    for place in places {
      var sum = SIMD2<Double>.zero
      for other in places where other != place {
        let way = SIMD2<Double>(place - other)
        sum += way / (way * way).sum()
      }
      let error = SIMD2<Double>(tree.push(at: place)) - sum
      off += (error * error).sum().squareRoot()
      all += (sum * sum).sum().squareRoot()
    }
    #expect(off < 0.1 * all)
  }
}

extension TestRandom {
  /// A number from 0 to just below `limit`.
  fileprivate mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}
