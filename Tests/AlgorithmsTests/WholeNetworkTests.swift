import Graph
import Testing

@testable import Algorithms

/// Measures of a network as a whole.
@Suite struct WholeNetworkTests {
  private func sample(_ seed: UInt64, nodes: Int = 9) -> MatrixGraph {
    var random = TestRandom(seed)
    return MatrixGraph(
      random: &random, nodes: nodes, share: [0.12, 0.25, 0.5][Int(seed % 3)], directed: seed % 2 == 0, weighted: false)
  }

  @Test(arguments: 0..<60)
  func degreeAssortativityIsACorrelation(seed: UInt64) {
    let matrix = sample(seed)
    let n = 0..<matrix.count
    let out = n.map { u in n.count { matrix.weight[u][$0] > 0 } }
    let into = n.map { v in n.count { matrix.weight[$0][v] > 0 } }
    let pairs = n.flatMap { u in n.filter { matrix.weight[u][$0] > 0 }.map { (Double(out[u]), Double(into[$0])) } }
    let value = degreeAssortativity(of: matrix.frozen)
    guard !pairs.isEmpty else {
      #expect(value == nil)
      return
    }
    let count = Double(pairs.count)
    let means = (pairs.reduce(0) { $0 + $1.0 } / count, pairs.reduce(0) { $0 + $1.1 } / count)
    let both = pairs.reduce(0) { $0 + ($1.0 - means.0) * ($1.1 - means.1) }
    let spread = (
      pairs.reduce(0) { $0 + ($1.0 - means.0) * ($1.0 - means.0) },
      pairs.reduce(0) { $0 + ($1.1 - means.1) * ($1.1 - means.1) }
    )
    if spread.0 < 1e-9 || spread.1 < 1e-9 {
      #expect(value == nil || abs(value ?? 0) <= 1 + 1e-9)
    } else {
      #expect(abs((value ?? 9) - both / (spread.0 * spread.1).squareRoot()) < 1e-9)
    }
  }

  @Test func starsMixByDegreeOnlyWithTheUnlike() {
    let star = MatrixGraph(nodes: 6, edges: (1..<6).map { (0, $0) }, directed: false).frozen
    #expect(abs((degreeAssortativity(of: star) ?? 0) + 1) < 1e-12)
    let ring = MatrixGraph(nodes: 6, edges: (0..<6).map { ($0, ($0 + 1) % 6) }, directed: false).frozen
    #expect(degreeAssortativity(of: ring) == nil)
  }

  @Test func groupsThatKeepToThemselvesAndThatDoNot() {
    // Two triangles and one tie between them.
    let ends = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)]
    let graph = MatrixGraph(nodes: 6, edges: ends, directed: false).frozen
    let apart = mixing(of: graph, groups: [0, 0, 0, 1, 1, 1], count: 2)
    #expect(apart.edges == [[6, 1], [1, 6]] && apart.sizes == [3, 3])
    #expect(abs((apart.assortativity ?? 0) - (12.0 / 14 - 0.5) / 0.5) < 1e-12)
    #expect(abs((apart.externalInternal ?? 0) - (2.0 - 12) / 14) < 1e-12)
    #expect(abs((apart.sharedWithin(0) ?? 0) - 6.0 / 7) < 1e-12)
    #expect(abs((apart.inbreeding(0) ?? 0) - (6.0 / 7 - 0.4) / 0.6) < 1e-12)
    // Somebody without a group takes their ties along.
    let unknown = mixing(of: graph, groups: [0, 0, nil, 1, 1, 1], count: 2)
    #expect(unknown.edges == [[2, 0], [0, 6]] && unknown.assortativity == 1)
    #expect(mixing(of: graph, groups: [0, 0, 0, 0, 0, 0], count: 1).assortativity == nil)
  }

  @Test(arguments: 0..<80)
  func separationIsWhatIsLeftWithout(seed: UInt64) {
    var random = TestRandom(seed)
    let matrix = MatrixGraph(
      random: &random, nodes: 10, share: [0.12, 0.18, 0.3][Int(seed % 3)], directed: false, weighted: false)
    let graph = matrix.frozen
    let found = separation(of: graph)
    let whole = components(of: graph)
    func largestLeft(_ component: [Int], of nodes: [Int]) -> Int {
      Dictionary(grouping: nodes) { component[$0] }.values.map(\.count).max() ?? 0
    }
    for node in 0..<10 {
      let others = (0..<10).filter { $0 != node && whole[$0] == whole[node] }
      let cutOff = others.count - largestLeft(components(of: graph.isolating([node])), of: others)
      #expect(found.articulations.first { $0.nodes == [node] }?.cutOff ?? 0 == cutOff)
    }
    for u in 0..<10 {
      for v in u + 1..<10 where matrix.weight[u][v] > 0 {
        var without = matrix
        without.weight[u][v] = 0
        without.weight[v][u] = 0
        let members = (0..<10).filter { whole[$0] == whole[u] }
        let cutOff = members.count - largestLeft(components(of: without.frozen), of: members)
        #expect(found.bridges.first { $0.nodes == [u, v] }?.cutOff ?? 0 == cutOff)
      }
    }
    for (a, b) in zip(found.articulations, found.articulations.dropFirst()) { #expect(a.cutOff >= b.cutOff) }
  }

  @Test func fragmentationOfPieces() {
    #expect(fragmentation(ofComponents: [0, 0, 0]) == 0)
    #expect(fragmentation(ofComponents: [0, 1, 2]) == 1)
    #expect(abs((fragmentation(ofComponents: [0, 0, 1, 1]) ?? 0) - (1 - 4.0 / 12)) < 1e-12)
    #expect(fragmentation(ofComponents: [0]) == nil)
  }

  /// Every set of two, tried by hand.
  @Test(arguments: 0..<30)
  func keyPlayersAreNearlyTheBestPairs(seed: UInt64) {
    let matrix = sample(seed, nodes: 8)
    let d = matrix.distances()
    let pairs = (0..<8).flatMap { a in (a + 1..<8).map { [a, $0] } }
    func reach(_ set: [Int]) -> Double {
      (0..<8).reduce(0.0) { sum, j in sum + (set.contains(j) ? 1 : 1 / (set.map { d[$0][j] }.min() ?? .infinity)) } / 8
    }
    let reaching = reachingPlayers(of: matrix.frozen, count: 2, exchanging: true)
    let best = pairs.map(reach).max() ?? 0
    #expect(abs(reaching.value - reach(reaching.nodes)) < 1e-12)
    #expect(reaching.value >= 0.63 * best && reaching.value <= best + 1e-12)
    // No exchange of one helps any more.
    for place in 0..<2 {
      for node in 0..<8 where !reaching.nodes.contains(node) {
        var other = reaching.nodes
        other[place] = node
        #expect(reach(other) <= reaching.value + 1e-9)
      }
    }
    func broken(_ set: [Int]) -> Double {
      var without = matrix
      for node in set {
        for v in 0..<8 { (without.weight[node][v], without.weight[v][node]) = (0, 0) }
      }
      let d = without.distances()
      let left = (0..<8).filter { !set.contains($0) }
      let nearness = left.reduce(0.0) { sum, i in left.reduce(sum) { $0 + (i == $1 ? 0 : 1 / d[i][$1]) } }
      return 1 - nearness / 30
    }
    let breaking = breakingPlayers(of: matrix.frozen, count: 2, among: Array(0..<8), exchanging: true)
    #expect(abs(breaking.value - broken(breaking.nodes)) < 1e-12)
    #expect(breaking.value <= (pairs.map(broken).max() ?? 0) + 1e-12)
    for place in 0..<2 {
      for node in 0..<8 where !breaking.nodes.contains(node) {
        var other = breaking.nodes
        other[place] = node
        #expect(broken(other) <= breaking.value + 1e-9)
      }
    }
  }

  @Test(arguments: 0..<20)
  func distancesFromSomeAreThoseFromAll(seed: UInt64) {
    var random = TestRandom(seed)
    let matrix = MatrixGraph(random: &random, nodes: 40, share: 0.06, directed: seed % 2 == 0, weighted: false)
    let d = matrix.distances()
    let sums = distanceSums(of: matrix.frozen)
    let sources = (0..<40).filter { $0 % 3 != 0 }.shuffled(using: &random)
    let some = distanceSums(of: matrix.frozen, from: sources)
    for v in 0..<40 { #expect(sums.farthest[v] == d[v].filter { $0 < .infinity }.max()) }
    #expect(some.farthest == sources.map { sums.farthest[$0] })
    #expect(some.total == sources.map { sums.total[$0] } && some.reached == sources.map { sums.reached[$0] })
    for (place, v) in sources.enumerated() { #expect(abs(some.harmonic[place] - sums.harmonic[v]) < 1e-12) }
  }
}
