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

  @Test(arguments: [130, 4000]) func theSameOnAnyNumberOfThreads(_ nodes: Int) {
    let edges = clumps(nodes, seed: 5)
    let one = limitingWorkers(to: 1) { layout(of: graph(nodes, edges)) }
    for threads in [2, 3, 7] {
      let several = limitingWorkers(to: threads) { layout(of: graph(nodes, edges)) }
      #expect(one.x == several.x && one.y == several.y)
    }
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

  @Test func partsWithoutTiesBetweenThemDoNotRunIntoEachOther() {
    // Three parts of 80, and ten who are joined to nobody.
    let edges = (0..<3).flatMap { part in clumps(80, seed: UInt64(part)).map { ($0.0 + 80 * part, $0.1 + 80 * part) } }
    let trees = (0..<3).flatMap { part in (1..<80).map { (80 * part + $0 / 2, 80 * part + $0) } }
    let layout = layout(of: graph(250, edges + trees))
    let middles = (0..<3).map { part in
      SIMD2(mean(Array(layout.x[80 * part..<80 * part + 80])), mean(Array(layout.y[80 * part..<80 * part + 80])))
    }
    for node in 0..<240 {
      let far = middles.map { middle in
        let way = SIMD2(layout.x[node], layout.y[node]) - middle
        return (way * way).sum()
      }
      #expect(far[node / 80] == far.min())
    }
    #expect((240..<250).allSatisfy { lone in (0..<240).allSatisfy { distance(layout, lone, $0) > 0.3 } })
  }
}

/// The sum over everybody at once.
@Suite struct LayoutTreeTests {
  /// How everybody pushes each of `places`, as the tree has it.
  private func pushes(_ places: [SIMD2<Float>]) -> [SIMD2<Double>] {
    let tree = LayoutTree(places)
    #expect(tree.order.map(Int.init).sorted() == Array(places.indices))
    var pushes = [SIMD2<Double>](repeating: .zero, count: places.count)
    tree.forEachPush(in: places.indices) { pushes[$0] = SIMD2<Double>($1) }
    return pushes
  }

  private func pushesOneByOne(_ places: [SIMD2<Float>]) -> [SIMD2<Double>] {
    places.map { place in
      places.filter { $0 != place }.reduce(into: .zero) { sum, other in
        let way = SIMD2<Double>(place - other)
        sum += way / (way * way).sum()
      }
    }
  }

  private func length(_ vector: SIMD2<Double>) -> Double { (vector * vector).sum().squareRoot() }

  @Test(arguments: [1, 2, 3, 7, 8, 9, 30, 700, 5000]) func farAwayCrowdsPushAlmostAsTheirMembers(_ count: Int) {
    var dice = TestRandom(UInt64(count))
    let places = (0..<count).map { _ in
      SIMD2(Float(dice.below(1000)) * Float(dice.below(10)), Float(dice.below(1000))) / 10
    }
    let exact = pushesOneByOne(places)
    let off = zip(pushes(places), exact).map { length($0 - $1) }.reduce(0, +)
    #expect(off <= 0.1 * exact.map(length).reduce(0, +))
  }

  @Test func nobodyPushesWhoeverStandsInTheSamePlace() {
    #expect(pushes([SIMD2<Float>](repeating: SIMD2(3, -4), count: 20)).allSatisfy { $0 == .zero })
    // Three, the sum of which over three is another place.
    let places = [SIMD2<Float>](repeating: SIMD2(0.1, 0.7), count: 3) + [SIMD2(2, 0)]
    let found = pushes(places)
    for (push, exact) in zip(found, pushesOneByOne(places)) { #expect(length(push - exact) < 1e-6) }
    #expect(found[0] == found[1])
  }
}

/// The round at the end, which fits distances to steps.
@Suite struct LayoutStressTests {
  private func graph(_ nodes: Int, _ edges: [(Int, Int)]) -> Adjacency {
    var table = EdgeTable(space: NodeSpace([.person: nodes]))
    for (tail, head) in edges { table.add(.tie, row: 0, from: tail, to: head) }
    return Adjacency(table, directed: false, weighted: false)
  }

  /// Steps between any two; `nil` where there is no way.
  private func steps(_ graph: Adjacency) -> [[Double?]] {
    (0..<graph.nodeCount).map { source in
      var steps = [Double?](repeating: nil, count: graph.nodeCount)
      steps[source] = 0
      var queue = [source]
      var next = 0
      while next < queue.count {
        let node = queue[next]
        next += 1
        for slot in graph.slots(of: node) where steps[Int(graph.targets[slot])] == nil {
          steps[Int(graph.targets[slot])] = (steps[node] ?? 0) + 1
          queue.append(Int(graph.targets[slot]))
        }
      }
      return steps
    }
  }

  /// The lengths of a step for every two who are joined somehow.
  private func lengths(_ places: [SIMD2<Float>], _ steps: [[Double?]]) -> [Double] {
    places.indices.flatMap { node in
      places.indices.compactMap { other in
        guard let steps = steps[node][other], steps > 0 else { return nil }
        let way = SIMD2<Double>(places[node] - places[other])
        return (way * way).sum().squareRoot() / steps
      }
    }
  }

  /// The length of a step that fits a drawing best.
  private func step(_ lengths: [Double]) -> Double {
    lengths.map { $0 * $0 }.reduce(0, +) / max(lengths.reduce(0, +), .leastNormalMagnitude)
  }

  /// The mean of (distance / steps - 1)^2, in the scale that fits best.
  private func stress(_ lengths: [Double]) -> Double {
    let step = step(lengths)
    return lengths.map { ($0 / step - 1) * ($0 / step - 1) }.reduce(0, +) / Double(max(lengths.count, 1))
  }

  private enum Kind: CaseIterable { case random, clumps, tree, ring, star, parts }

  private func edges(_ kind: Kind, _ nodes: Int, _ seed: UInt64) -> [(Int, Int)] {
    var dice = TestRandom(seed)
    return switch kind {
    case .random: (0..<3 * nodes).map { _ in (dice.below(nodes), dice.below(nodes)) }
    case .clumps:
      (0..<nodes).flatMap { node in
        let own = min(node / 20 * 20 + dice.below(20), nodes - 1)
        return [(node, own), (node, dice.below(10) == 0 ? dice.below(nodes) : own)]
      }
    case .tree: (1..<nodes).map { ($0, dice.below($0)) }
    case .ring: (0..<nodes).map { ($0, ($0 + 1) % nodes) }
    case .star: (1..<nodes).map { (0, $0) }
    case .parts: (0..<3 * nodes).map { _ in (dice.below(nodes), dice.below(nodes)) }.filter { $0.0 % 3 == $0.1 % 3 }
    }
  }

  private func relaxed(_ level: LayoutLevel) -> [SIMD2<Float>] {
    var places = level.scattered()
    level.relax(&places, farthest: Float(places.count).squareRoot() / 2)
    return places
  }

  @Test(arguments: [40, 97, 400], [UInt64(1), 2, 3]) func stressFallsAndTheScaleStays(_ nodes: Int, _ seed: UInt64) {
    for kind in Kind.allCases {
      let graph = graph(nodes, edges(kind, nodes, seed))
      let level = LayoutLevel(graph)
      let places = relaxed(level)
      let steps = steps(graph)
      let (before, after) = (lengths(places, steps), lengths(level.withLessStress(places), steps))
      #expect(stress(after) < stress(before), "\(kind)")
      #expect(step(after) > 0.7 * step(before) && step(after) < 1.4 * step(before), "\(kind)")
    }
  }

  /// With a pivot in every node it is majorisation over all pairs.
  @Test func theSameAsOverAllPairs() {
    let graph = graph(60, edges(.clumps, 60, 7))
    let level = LayoutLevel(graph)
    let places = relaxed(level)
    let steps = steps(graph)
    let step = step(lengths(places, steps))
    for (node, settled) in level.withLessStress(places).enumerated() {
      var sum = SIMD2<Double>.zero
      var weight = 0.0
      for other in places.indices where other != node {
        let way = SIMD2<Double>(places[node] - places[other])
        let length = (way * way).sum().squareRoot()
        guard let steps = steps[node][other] else { continue }
        sum += (way * (step * steps / length) - way) / (steps * steps)
        weight += 1 / (steps * steps)
      }
      let move = weight > 0 ? sum / weight : .zero
      let off = SIMD2<Double>(settled - places[node]) - move
      #expect((off * off).sum().squareRoot() < 1e-3)
    }
  }

  @Test func whoeverIsJoinedToNobodyStays() {
    let level = LayoutLevel(graph(50, (1..<40).map { ($0 / 2, $0) }))
    let places = relaxed(level)
    let settled = level.withLessStress(places)
    #expect(Array(settled[40...]) == Array(places[40...]))
    #expect(settled[0] != places[0])
  }

  @Test func nodesInOnePlaceStayFinite() {
    let level = LayoutLevel(graph(4, [(0, 1), (1, 2)]))
    for places in [
      [SIMD2<Float>](repeating: SIMD2(1, 1), count: 4), [SIMD2<Float>(0, 0), SIMD2(0, 0), SIMD2(1, 0), SIMD2(1, 0)],
      [SIMD2<Float>(0, 0), SIMD2(1e-20, 0), SIMD2(1, 0), SIMD2(0, 1)],
    ] {
      let settled = level.withLessStress(places)
      #expect(settled.allSatisfy { abs($0.x) < 10 && abs($0.y) < 10 })
    }
    #expect(LayoutLevel(graph(0, [])).withLessStress([]).isEmpty)
    #expect(LayoutLevel(graph(1, [])).withLessStress([SIMD2(2, 3)]) == [SIMD2(2, 3)])
  }
}

extension TestRandom {
  /// A number from 0 to just below `limit`.
  fileprivate mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
}
