import Graph
import Testing

@testable import Algorithms

@Suite struct BlocksTests {
  /// Which piece each node is in, when `gone` and the edges for which `cut` holds are taken away.
  private func pieces(_ graph: MatrixGraph, without gone: Int? = nil, cut: (Int, Int) -> Bool = { _, _ in false })
    -> [Int]
  {
    var piece = [Int](repeating: -1, count: graph.count)
    for root in 0..<graph.count where root != gone && piece[root] < 0 {
      var waiting = [root]
      piece[root] = root
      while let u = waiting.popLast() {
        for v in 0..<graph.count where v != gone && piece[v] < 0 && graph.weight[u][v] > 0 && !cut(u, v) {
          piece[v] = root
          waiting.append(v)
        }
      }
    }
    return piece
  }

  private func check(_ graph: MatrixGraph) {
    let found = blocks(of: graph.frozen)
    let whole = Set(pieces(graph)).count
    let edges = (0..<graph.count).flatMap { u in
      (0..<graph.count).filter { u < $0 && graph.weight[u][$0] > 0 }.map { (u, $0) }
    }
    for v in 0..<graph.count {
      let isIsolated = !graph.weight[v].contains { $0 > 0 }
      let left = Set(pieces(graph, without: v).enumerated().filter { $0.offset != v }.map(\.element)).count
      #expect(found.isArticulation[v] == (left > whole - (isIsolated ? 1 : 0)))
    }
    let bridges = edges.filter { u, v in Set(pieces(graph) { Set([$0, $1]) == [u, v] }).count > whole }
    #expect(found.bridges.map { [$0.first, $0.second] } == bridges.map { [UInt32($0.0), UInt32($0.1)] })
    // Edges are in one block when no node but their own ends keeps them apart: by pairs, over all nodes.
    var block: [[Int]: Int] = [:]
    for number in 0..<found.count {
      let members = found[number].map(Int.init)
      #expect(Set(members).count == members.count)
      for (u, v) in edges where members.contains(u) && members.contains(v) {
        #expect(block.updateValue(number, forKey: [u, v]) == nil)
      }
    }
    #expect(block.count == edges.count)
    #expect(Set(block.values).count == found.count)
    for a in edges {
      for b in edges {
        let together = (0..<graph.count).allSatisfy { v in
          let left = pieces(graph, without: v)
          let ends = Set([a.0, a.1, b.0, b.1].filter { $0 != v }.map { left[$0] })
          return ends.count == 1
        }
        let isOne = a == b || (together && !isBridge(a) && !isBridge(b))
        #expect((block[[a.0, a.1]] == block[[b.0, b.1]]) == isOne)
      }
    }
    func isBridge(_ edge: (Int, Int)) -> Bool { bridges.contains { $0 == edge } }
  }

  /// Every graph of up to five nodes.
  @Test func blocksOfEverySmallGraph() {
    for nodes in 1...5 {
      let pairs = (0..<nodes).flatMap { u in (u + 1..<max(u + 1, nodes)).map { (u, $0) } }
      for mask in 0..<(1 << pairs.count) {
        let edges = pairs.indices.filter { mask >> $0 & 1 == 1 }.map { pairs[$0] }
        check(MatrixGraph(nodes: nodes, edges: edges, directed: false))
      }
    }
  }

  @Test(arguments: [0.08, 0.12, 0.16, 0.25])
  func blocksOfRandomGraphs(share: Double) {
    var random = TestRandom(UInt64(share * 100))
    for _ in 0..<12 {
      check(MatrixGraph(random: &random, nodes: 14, share: share, directed: false, weighted: false))
    }
  }

  /// A child's block comes before its parent's, and each node but one of a component is at home in one block.
  @Test func blocksComeBeforeTheOneTheyHangOn() {
    var random = TestRandom(7)
    let graph = HopReachTests.random(&random, nodes: 900, edges: 1_000, directed: false)
    let found = blocks(of: graph)
    var home = [Int](repeating: .max, count: 900)
    for block in 0..<found.count {
      for node in found[block].dropFirst() {
        #expect(home[Int(node)] == .max)
        home[Int(node)] = block
      }
    }
    for block in 0..<found.count { #expect(found[block].first.map { home[Int($0)] > block } == true) }
    for u in 0..<900 {
      for slot in graph.offsets[u]..<graph.offsets[u + 1] {
        let v = Int(graph.targets[slot])
        let block = found.block(of: (u, v))
        #expect(found[block].contains(UInt32(u)) && found[block].contains(UInt32(v)))
      }
    }
  }

  /// A path as long as no recursion would bear.
  @Test func aLongPathIsAllBridges() {
    let n = 200_000
    let graph = Adjacency(
      offsets: (0...n).map { $0 == 0 ? 0 : $0 == n ? 2 * n - 2 : 2 * $0 - 1 },
      targets: (0..<UInt32(n)).flatMap { v in [v &- 1, v + 1].filter { $0 < UInt32(n) } }, weights: [],
      isDirected: false)
    let found = blocks(of: graph)
    #expect(found.bridges.count == n - 1 && found.count == n - 1)
    #expect(found.isArticulation.count { $0 } == n - 2)
    #expect(found.bridges.first == Blocks.Bridge(first: 0, second: 1))
  }
}
