import Graph
import Testing

@testable import Algorithms

@Suite struct PageRankTests {
  /// The equations of the walk's own chance of being at each node, solved by elimination.
  private func byHand(_ matrix: MatrixGraph, damping: Double, jump: [Double]? = nil) -> [Double] {
    let n = matrix.count
    let sum = jump?.reduce(0, +) ?? 1
    let goal = jump.map { $0.map { $0 / sum } } ?? [Double](repeating: 1 / Double(n), count: n)
    let out = matrix.weight.map { $0.reduce(0, +) }
    // rank[v] - damping * (sum over u of rank[u] * (share of v, or where u jumps)) = (1 - damping) * goal[v]
    var rows = (0..<n).map { v in
      (0..<n).map { u in
        (u == v ? 1 : 0) - damping * (out[u] > 0 ? matrix.weight[u][v] / out[u] : goal[v])
      } + [(1 - damping) * goal[v]]
    }
    for k in 0..<n {
      let pivot = (k..<n).max { abs(rows[$0][k]) < abs(rows[$1][k]) } ?? k
      rows.swapAt(k, pivot)
      for i in 0..<n where i != k {
        let factor = rows[i][k] / rows[k][k]
        for j in k...n { rows[i][j] -= factor * rows[k][j] }
      }
    }
    return (0..<n).map { rows[$0][n] / rows[$0][$0] }
  }

  private func distance(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) } }

  /// Directed or not, weighted or not, with nodes that lead nowhere and nodes that nobody leads to.
  @Test(arguments: [0.0, 0.3, 0.85, 0.99])
  func solvesItsEquations(damping: Double) {
    for seed in 0..<60 {
      var dice = TestRandom(UInt64(seed) + 3)
      let matrix = MatrixGraph(
        random: &dice, nodes: Int.random(in: 1...30, using: &dice), share: [0.02, 0.1, 0.3][seed % 3],
        directed: seed % 2 == 0, weighted: seed % 5 > 1)
      let jump = (0..<matrix.count).map { _ in Double(Int.random(in: 0...3, using: &dice)) }
      for jump in [nil, jump.allSatisfy { $0 == 0 } ? nil : jump] {
        let expected = byHand(matrix, damping: damping, jump: jump)
        let plain = Adjacency(matrix.table, directed: matrix.isDirected, weighted: false)
        let graphs = seed % 5 > 1 ? [matrix.frozen] : [matrix.frozen, plain]
        for graph in graphs {
          for tolerance in [1e-3, 1e-7, 1e-10, 1e-13] {
            let rank = pageRank(of: graph, damping: damping, tolerance: tolerance, jump: jump)
            #expect(distance(rank, expected) <= max(tolerance, 1e-13))
            #expect(abs(rank.reduce(0, +) - 1) < 1e-12)
          }
        }
      }
    }
  }

  /// Networks that fall apart, turn in a ring, hang on one hub, or nearly fall apart: errors go slowly there.
  @Test func slowNetworksAreSolvedAsWell() {
    var edges = (0..<40).map { ($0, ($0 + 1) % 40) }
    let ring = MatrixGraph(nodes: 41, edges: edges, directed: true)
    edges = (0..<60).map { ($0, $0 / 6 * 6 + ($0 + 1) % 6) }
    let apart = MatrixGraph(nodes: 62, edges: edges + [(60, 61)], directed: true)
    let nearlyApart = MatrixGraph(nodes: 60, edges: edges + [(3, 30), (31, 59)], directed: false)
    let star = MatrixGraph(nodes: 30, edges: (1..<30).map { ($0, 0) }, directed: true)
    let wheel = MatrixGraph(nodes: 30, edges: (1..<30).flatMap { [($0, 0), ($0, $0 % 29 + 1)] }, directed: false)
    for matrix in [ring, apart, nearlyApart, star, wheel] {
      for jump in [nil, matrix.weight.indices.map { $0 == 2 ? 1.0 : 0 }] {
        for damping in [0.85, 0.999] {
          let rank = pageRank(of: matrix.frozen, damping: damping, jump: jump)
          #expect(distance(rank, byHand(matrix, damping: damping, jump: jump)) <= 1e-10)
        }
      }
    }
  }

  /// Nobody is at who cannot be come to from where jumps go.
  @Test func jumpsReachOnlyWhatTheyCan() {
    let matrix = MatrixGraph(nodes: 6, edges: [(0, 1), (1, 2), (3, 4), (4, 3), (4, 0)], directed: true)
    let rank = pageRank(of: matrix.frozen, jump: [1, 0, 0, 0, 0, 0])
    #expect(rank[3] == 0 && rank[4] == 0 && rank[5] == 0)
    #expect(distance(rank, byHand(matrix, damping: 0.85, jump: [1, 0, 0, 0, 0, 0])) < 1e-12)
  }

  /// Edges of weight 0 lead nowhere, and tiny or huge weights count in proportion.
  @Test func extremeWeights() {
    let graph = Adjacency(
      offsets: [0, 2, 3, 4, 4], targets: [1, 2, 2, 0], weights: [0, 0, 3, .leastNonzeroMagnitude], isDirected: true)
    let same = MatrixGraph(nodes: 4, edges: [(1, 2), (2, 0)], directed: true)
    #expect(distance(pageRank(of: graph), byHand(same, damping: 0.85)) < 1e-10)
    let huge = Adjacency(offsets: [0, 2, 2, 2], targets: [1, 2], weights: [5e307, 1e307], isDirected: true)
    let rank = pageRank(of: huge)
    #expect(abs((rank[1] - rank[0]) / (rank[2] - rank[0]) - 5) < 1e-9)
  }

  @Test func emptyAndEdgeless() {
    #expect(pageRank(of: ComponentsTests.graph(0, [])).isEmpty)
    #expect(pageRank(of: ComponentsTests.graph(1, [])) == [1])
    #expect(pageRank(of: ComponentsTests.graph(4, [])) == [0.25, 0.25, 0.25, 0.25])
    #expect(pageRank(of: ComponentsTests.graph(4, []), jump: [0, 3, 1, 0]) == [0, 0.75, 0.25, 0])
  }

  /// Plain rounds from the outset over a graph of some size, to the bound that is promised; the same bits again.
  @Test func largerGraphsAgreeWithPlainRounds() {
    for directed in [false, true] {
      var dice = TestRandom(12)
      let graph = HopReachTests.random(&dice, nodes: 5_000, edges: 12_000, directed: directed)
      let n = graph.nodeCount
      var rank = [Double](repeating: 1 / Double(n), count: n)
      for _ in 0..<250 {
        var next = [Double](repeating: 0.15 / Double(n), count: n)
        for u in 0..<n {
          let degree = graph.degree(u)
          if degree == 0 { for v in 0..<n { next[v] += 0.85 * rank[u] / Double(n) } }
          for slot in graph.offsets[u]..<graph.offsets[u + 1] {
            next[Int(graph.targets[slot])] += 0.85 * rank[u] / Double(degree)
          }
        }
        rank = next
      }
      for tolerance in [1e-2, 1e-6, 1e-10] {
        #expect(distance(pageRank(of: graph, tolerance: tolerance), rank) <= tolerance)
      }
      #expect(pageRank(of: graph) == limitingWorkers(to: 1) { pageRank(of: graph) })
    }
  }
}
