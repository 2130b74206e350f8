import Graph
import Testing

@testable import Algorithms

/// Measures of a node's surroundings, against their definitions over the whole matrix.
@Suite struct EgoMeasuresTests {
  private let kinds = (0..<60).map { UInt64($0) }

  private func sample(_ seed: UInt64) -> MatrixGraph {
    var random = TestRandom(seed)
    return MatrixGraph(
      random: &random, nodes: 10, share: [0.15, 0.4, 0.7][Int(seed % 3)], directed: seed % 2 == 0,
      weighted: seed % 5 == 0)
  }

  /// Weights both ways, added.
  private func both(_ matrix: MatrixGraph) -> [[Double]] {
    matrix.weight.indices.map { u in
      matrix.weight.indices.map { v in matrix.weight[u][v] + (matrix.isDirected ? matrix.weight[v][u] : 0) }
    }
  }

  @Test func constraintIsBurts() {
    for matrix in kinds.map(sample) {
      let a = both(matrix)
      let strength = a.map { $0.reduce(0, +) }
      func p(_ i: Int, _ j: Int) -> Double { a[i][j] / strength[i] }
      let values = constraint(of: matrix.frozen)
      for i in a.indices {
        guard strength[i] > 0 else {
          #expect(values[i] == nil)
          continue
        }
        var expected = 0.0
        for j in a.indices where a[i][j] > 0 {
          let direct = p(i, j)
          let indirect = a.indices.filter { $0 != i && $0 != j && a[i][$0] > 0 }.reduce(0) { $0 + p(i, $1) * p($1, j) }
          expected += (direct + indirect) * (direct + indirect)
        }
        #expect(abs((values[i] ?? -1) - expected) < 1e-12)
      }
    }
  }

  @Test func effectiveSizeIsBurtsAndBorgattis() {
    for (seed, matrix) in kinds.map({ ($0, sample($0)) }) {
      let a = both(matrix)
      let strength = a.map { $0.reduce(0, +) }
      let values = effectiveSize(of: matrix.frozen)
      for i in a.indices {
        guard strength[i] > 0 else {
          #expect(values[i] == nil)
          continue
        }
        let contacts = a.indices.filter { a[i][$0] > 0 }
        let expected = contacts.reduce(0.0) { sum, j in
          let most = a[j].max() ?? 1
          return sum + 1
            - contacts.filter { $0 != j }.reduce(0) { $0 + a[i][$1] / strength[i] * a[j][$1] / most }
        }
        #expect(abs((values[i] ?? -1) - expected) < 1e-12)
        if !matrix.isDirected, seed % 5 != 0 {
          let ties = contacts.reduce(0) { sum, j in sum + contacts.count { a[j][$0] > 0 } } / 2
          let simple = Double(contacts.count) - 2 * Double(ties) / Double(contacts.count)
          #expect(abs(expected - simple) < 1e-12)
        }
      }
    }
  }

  @Test func clusteringCountsTrianglesByHand() {
    for matrix in kinds.map(sample) {
      let greatest = matrix.weight.flatMap { $0 }.max() ?? 1
      // The cube of a root is the weight again, so that roots are found without the function under test.
      func root(_ x: Double) -> Double {
        var low = 0.0
        var high = 1.0
        for _ in 0..<80 {
          if (low + high) / 2 * (low + high) / 2 * (low + high) / 2 < x {
            low = (low + high) / 2
          } else {
            high = (low + high) / 2
          }
        }
        return high
      }
      let w = matrix.weight.map { $0.map { $0 > 0 ? root($0 / greatest) : 0 } }
      let result = clustering(of: matrix.frozen)
      let n = 0..<matrix.count
      func isTie(_ u: Int, _ v: Int) -> Bool { w[u][v] > 0 || w[v][u] > 0 }
      for u in n {
        let neighbours = n.filter { isTie(u, $0) }
        let pairs = neighbours.flatMap { v in neighbours.filter { $0 > v && isTie(v, $0) }.map { (v, $0) } }
        #expect(result.triangles[u] == pairs.count)
        if neighbours.isEmpty {
          #expect(result.local[u] == nil)
          continue
        }
        var expected = 0.0
        if matrix.isDirected {
          let cycles = pairs.reduce(0.0) { sum, pair in
            sum + (w[u][pair.0] + w[pair.0][u]) * (w[pair.0][pair.1] + w[pair.1][pair.0])
              * (w[u][pair.1] + w[pair.1][u])
          }
          let all = n.reduce(0) { $0 + (w[u][$1] > 0 ? 1 : 0) + (w[$1][u] > 0 ? 1 : 0) }
          let mutual = n.count { w[u][$0] > 0 && w[$0][u] > 0 }
          let ways = all * (all - 1) - 2 * mutual
          expected = ways > 0 ? cycles / Double(ways) : 0
        } else if neighbours.count > 1 {
          let closed = pairs.reduce(0.0) { $0 + w[u][$1.0] * w[$1.0][$1.1] * w[u][$1.1] }
          expected = 2 * closed / Double(neighbours.count * (neighbours.count - 1))
        }
        #expect(abs((result.local[u] ?? -1) - expected) < 1e-9)
      }
    }
  }

  @Test func brokersStandBetweenThoseWhoAreNotJoined() {
    for (seed, matrix) in kinds.map({ ($0, sample($0)) }) {
      var random = TestRandom(seed + 1000)
      let groups = (0..<matrix.count).map { _ in
        Bool.random(using: &random) ? Int.random(in: 0..<3, using: &random) : nil
      }
      let counts = brokerage(of: matrix.frozen, groups: groups)
      for v in 0..<matrix.count {
        var expected = [Int](repeating: 0, count: 5)
        for a in 0..<matrix.count where a != v && matrix.weight[a][v] > 0 {
          for b in 0..<matrix.count where b != v && b != a && matrix.weight[v][b] > 0 && matrix.weight[a][b] == 0 {
            let same = (groups[a] != nil && groups[a] == groups[v], groups[v] != nil && groups[v] == groups[b])
            let ends = groups[a] != nil && groups[a] == groups[b]
            let role: BrokerageRole =
              switch (same.0, same.1, ends) {
              case (true, true, _): .coordinator
              case (_, _, true): .itinerant
              case (false, true, false): .gatekeeper
              case (true, false, false): .representative
              case (false, false, false): .liaison
              }
            expected[role.rawValue] += 1
          }
        }
        #expect(counts[v] == expected)
      }
    }
  }
}
