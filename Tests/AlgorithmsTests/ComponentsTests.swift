import Graph
import Testing

@testable import Algorithms

@Suite struct ComponentsTests {
  /// Everybody whom a walk without regard to direction comes to from the earliest node without a number takes the next.
  static func byHand(_ graph: Adjacency) -> [Int] {
    var near = [[Int]](repeating: [], count: graph.nodeCount)
    for u in 0..<graph.nodeCount {
      for slot in graph.offsets[u]..<graph.offsets[u + 1] {
        near[u].append(Int(graph.targets[slot]))
        near[Int(graph.targets[slot])].append(u)
      }
    }
    var number = [Int](repeating: -1, count: graph.nodeCount)
    var count = 0
    for start in number.indices where number[start] < 0 {
      var open = [start]
      number[start] = count
      while let u = open.popLast() {
        for v in near[u] where number[v] < 0 {
          number[v] = count
          open.append(v)
        }
      }
      count += 1
    }
    return number
  }

  static func graph(_ nodes: Int, _ edges: [(Int, Int)], directed: Bool = false) -> Adjacency {
    MatrixGraph(nodes: nodes, edges: edges, directed: directed).frozen
  }

  /// Every undirected graph of up to five nodes, and every directed one of up to four.
  @Test func everySmallGraph() {
    for (directed, greatest) in [(false, 5), (true, 4)] {
      for nodes in 0...greatest {
        let pairs = (0..<nodes).flatMap { u in
          (0..<nodes).filter { directed ? $0 != u : $0 > u }.map { (u, $0) }
        }
        for mask in 0..<(1 << pairs.count) {
          let edges = pairs.indices.filter { mask >> $0 & 1 == 1 }.map { pairs[$0] }
          let graph = Self.graph(nodes, edges, directed: directed)
          #expect(components(of: graph) == Self.byHand(graph))
        }
      }
    }
  }

  /// From almost no edges to one great component with pieces beside it, which is then left out.
  @Test(arguments: [0.2, 0.5, 0.8, 1.2, 2.5, 6.0])
  func randomGraphsOfAnyDensity(density: Double) {
    for seed in 0..<12 {
      var dice = TestRandom(UInt64(seed) + 77)
      let n = Int.random(in: 1...4_000, using: &dice)
      let graph = HopReachTests.random(
        &dice, nodes: n, edges: Int(Double(n) * density), directed: seed % 2 == 0)
      #expect(components(of: graph) == Self.byHand(graph))
    }
  }

  /// A long way that comes back, its nodes in any order; stars that meet at their last leaves; equal rings.
  @Test func longWaysStarsAndRings() {
    var dice = TestRandom(5)
    for directed in [false, true] {
      let order = Array(0..<300).shuffled(using: &dice)
      let way = Self.graph(300, (1..<300).map { (order[$0 - 1], order[$0]) }, directed: directed)
      #expect(components(of: way).allSatisfy { $0 == 0 })
      let stars = (1..<100).map { (0, $0) } + (101..<200).map { (100, $0) }
      #expect(components(of: Self.graph(200, stars, directed: directed)) == (0..<200).map { $0 / 100 })
      let joined = Self.graph(200, stars + [(99, 199)], directed: directed)
      #expect(components(of: joined).allSatisfy { $0 == 0 })
      let rings = (0..<60).map { ($0, $0 / 3 * 3 + ($0 + 1) % 3) }
      #expect(components(of: Self.graph(61, rings, directed: directed)) == (0..<61).map { $0 / 3 })
    }
  }

  /// A way joined from its far end, then looked at from there again and again: quadratic if nodes kept to the long way.
  @Test func longWaysAreNotGoneAgainAndAgain() {
    let k = 60_000
    // Nodes 0..<k join two neighbours on the way k..<2k each, the last two first; nodes behind lead to its end.
    var offsets = [0]
    var targets: [UInt32] = []
    for node in 0..<3 * k {
      if node > 0, node < k { targets += [UInt32(2 * k - 1 - node), UInt32(2 * k - node)] }
      if node >= 2 * k { targets += [UInt32(2 * k - 1)] }
      offsets.append(targets.count)
    }
    let graph = Adjacency(offsets: offsets, targets: targets, weights: [], isDirected: true)
    let found = components(of: graph)
    #expect(found[0] == 0 && found.dropFirst().allSatisfy { $0 == 1 })
  }
}
