import Graph
import Testing

@testable import Algorithms

/// Measures that count walks: each must solve its own equation.
@Suite struct WalkMeasuresTests {
  @Test(arguments: 0..<40)
  func katzSolvesItsEquation(seed: UInt64) {
    var random = TestRandom(seed)
    let matrix = MatrixGraph(random: &random, nodes: 11, share: 0.25, directed: seed % 2 == 0, weighted: seed % 3 == 0)
    guard let result = katz(of: matrix.frozen) else {
      Issue.record("no attenuation was found")
      return
    }
    for v in 0..<11 {
      let incoming = (0..<11).reduce(0) { $0 + matrix.weight[$1][v] * result.values[$1] }
      #expect(abs(result.values[v] - (1 + result.attenuation * incoming)) < 1e-9 * result.values[v])
    }
  }

  @Test func katzCountsWalksAlongAChainAndRefusesWhatHasNoEnd() {
    let chain = MatrixGraph(nodes: 3, edges: [(0, 1), (1, 2)], directed: true).frozen
    #expect(katz(of: chain, attenuation: 2)?.values == [1, 3, 7])
    // The greatest eigenvalue of five people who all know each other is 4.
    let clique = MatrixGraph(
      nodes: 5, edges: (0..<5).flatMap { u in (0..<u).map { (u, $0) } }, directed: false
    ).frozen
    #expect(katz(of: clique, attenuation: 0.25) == nil)
    #expect(katz(of: clique, attenuation: 0.26) == nil)
    #expect(katz(of: clique, attenuation: 0.2)?.values.allSatisfy { abs($0 - 5) < 1e-9 } == true)
  }

  @Test func katzTakesLessPerStepWhereATenthIsTooMuch() {
    let clique = MatrixGraph(nodes: 14, edges: (0..<14).flatMap { u in (0..<u).map { (u, $0) } }, directed: false)
    let result = katz(of: clique.frozen)
    #expect(abs((result?.attenuation ?? 0) - 0.85 / 13) < 1e-9)
    #expect(result?.values.allSatisfy { abs($0 - 1 / 0.15) < 1e-6 } == true)
  }

  @Test(arguments: 0..<40)
  func hubsPointToAuthorities(seed: UInt64) {
    var random = TestRandom(seed)
    let matrix = MatrixGraph(random: &random, nodes: 9, share: 0.5, directed: seed % 4 != 0, weighted: seed % 3 == 0)
    let result = hubsAndAuthorities(of: matrix.frozen)
    #expect(result.hasConverged)
    let hubs = result.hubs.map { $0 ?? -1 }
    let authorities = result.authorities.map { $0 ?? -1 }
    #expect(hubs.max() == 1 && authorities.max() == 1)
    let pointed = (0..<9).map { v in (0..<9).reduce(0) { $0 + matrix.weight[$1][v] * hubs[$1] } }
    let pointing = (0..<9).map { u in (0..<9).reduce(0) { $0 + matrix.weight[u][$1] * authorities[$1] } }
    for v in 0..<9 {
      #expect(abs(pointed[v] / (pointed.max() ?? 1) - authorities[v]) < 1e-9)
      #expect(abs(pointing[v] / (pointing.max() ?? 1) - hubs[v]) < 1e-9)
    }
  }

  @Test func hubsOfAStarAndOfNothing() {
    let star = MatrixGraph(nodes: 5, edges: [(0, 1), (0, 2), (0, 3)], directed: true).frozen
    let result = hubsAndAuthorities(of: star)
    #expect(result.hubs == [1, 0, 0, 0, 0] && result.authorities == [0, 1, 1, 1, 0])
    let empty = hubsAndAuthorities(of: MatrixGraph(nodes: 3, edges: [], directed: true).frozen)
    #expect(empty.hubs == [nil, nil, nil] && empty.authorities == [nil, nil, nil])
  }
}
