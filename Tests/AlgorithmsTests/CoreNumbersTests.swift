import Graph
import Testing

@testable import Algorithms

@Suite struct CoreNumbersTests {
  /// For each k whoever has fewer than k neighbours is taken away until nobody has.
  private func byHand(_ graph: Adjacency) -> [Int] {
    let rows = (0..<graph.nodeCount).map { u in graph.targets[graph.offsets[u]..<graph.offsets[u + 1]].map { Int($0) } }
    var core = [Int](repeating: 0, count: graph.nodeCount)
    var left = Set(core.indices)
    var k = 1
    while !left.isEmpty {
      while true {
        let loose = left.filter { v in rows[v].count { left.contains($0) } < k }
        if loose.isEmpty { break }
        left.subtract(loose)
      }
      for v in left { core[v] = k }
      k += 1
    }
    return core
  }

  @Test func everySmallGraph() {
    for nodes in 0...5 {
      let pairs = (0..<nodes).flatMap { u in (u + 1..<max(u + 1, nodes)).map { (u, $0) } }
      for mask in 0..<(1 << pairs.count) {
        let edges = pairs.indices.filter { mask >> $0 & 1 == 1 }.map { pairs[$0] }
        let graph = ComponentsTests.graph(nodes, edges)
        #expect(coreNumbers(of: graph) == byHand(graph))
      }
    }
  }

  @Test(arguments: [0.5, 1.5, 4, 20])
  func randomGraphsOfAnyDensity(density: Double) {
    for seed in 0..<8 {
      var dice = TestRandom(UInt64(seed) + 31)
      let n = Int.random(in: 1...500, using: &dice)
      let graph = HopReachTests.random(&dice, nodes: n, edges: Int(Double(n) * density), directed: false)
      #expect(coreNumbers(of: graph) == byHand(graph))
    }
  }

  /// A clique of `size` with a tail, and a ring beside it, with levels between that nobody is of.
  @Test(arguments: [2, 3, 9, 40])
  func cliquesWithTails(size: Int) {
    var edges = (0..<size).flatMap { u in (u + 1..<max(u + 1, size)).map { (u, $0) } }
    edges += [(0, size), (size + 1, size + 2), (size + 2, size + 3), (size + 3, size + 1)]
    let cores = coreNumbers(of: ComponentsTests.graph(size + 5, edges))
    #expect(cores.prefix(size).allSatisfy { $0 == size - 1 })
    #expect(Array(cores.suffix(5)) == [1, 2, 2, 2, 0])
  }

  /// Whole graphs of two sides: everybody's core number is the size of the smaller side.
  @Test func twoSides() {
    let edges = (0..<4).flatMap { u in (4..<11).map { (u, $0) } }
    #expect(coreNumbers(of: ComponentsTests.graph(11, edges)).allSatisfy { $0 == 4 })
  }
}
