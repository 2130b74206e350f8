import Graph
import Testing

@testable import Algorithms

/// A graph as a matrix of weights; 0 where there is no edge.
struct MatrixGraph {
  var weight: [[Double]]
  var isDirected: Bool
  var count: Int { weight.count }

  init(nodes: Int, edges: [(Int, Int)], directed: Bool) {
    weight = [[Double]](repeating: [Double](repeating: 0, count: nodes), count: nodes)
    isDirected = directed
    for (u, v) in edges where u != v {
      weight[u][v] = 1
      if !directed { weight[v][u] = 1 }
    }
  }

  init(random: inout TestRandom, nodes: Int, share: Double, directed: Bool, weighted: Bool) {
    self.init(nodes: nodes, edges: [], directed: directed)
    for u in 0..<nodes {
      for v in 0..<nodes where directed ? u != v : u < v {
        guard Double.random(in: 0..<1, using: &random) < share else { continue }
        weight[u][v] = weighted ? Double(Int.random(in: 1...4, using: &random)) : 1
        if !directed { weight[v][u] = weight[u][v] }
      }
    }
  }

  var frozen: Adjacency { Adjacency(table, directed: isDirected, weighted: true) }

  var table: EdgeTable {
    var edges = EdgeTable(space: NodeSpace([.person: count]))
    for u in 0..<count {
      for v in 0..<count where weight[u][v] > 0 && (isDirected || u < v) {
        edges.add(.tie, row: 0, from: u, to: v, weight: weight[u][v])
      }
    }
    return edges
  }

  /// Distances between all pairs, the length of an edge being the inverse of its weight (Floyd and Warshall).
  func distances() -> [[Double]] {
    var d = weight.map { $0.map { $0 > 0 ? 1 / $0 : Double.infinity } }
    for v in 0..<count { d[v][v] = 0 }
    for k in 0..<count {
      for i in 0..<count { for j in 0..<count { d[i][j] = min(d[i][j], d[i][k] + d[k][j]) } }
    }
    return d
  }

  /// Every shortest path between every pair, walked through one by one.
  func betweennessByHand() -> [Double] {
    let d = distances()
    var result = [Double](repeating: 0, count: count)
    func isOn(_ s: Int, _ v: Int, _ t: Int) -> Bool { abs(d[s][v] + d[v][t] - d[s][t]) < 1e-9 }
    func paths(_ s: Int, _ t: Int) -> [[Int]] {
      if s == t { return [[s]] }
      return (0..<count).filter { v in
        weight[s][v] > 0 && abs(1 / weight[s][v] + d[v][t] - d[s][t]) < 1e-9
      }.flatMap { v in paths(v, t).map { [s] + $0 } }
    }
    for s in 0..<count {
      for t in 0..<count where s != t && d[s][t] < .infinity {
        let all = paths(s, t)
        for path in all { for v in path.dropFirst().dropLast() { result[v] += 1 / Double(all.count) } }
      }
    }
    return isDirected ? result : result.map { $0 / 2 }
  }
}

@Suite struct CentralityTests {
  private func close(_ a: [Double], _ b: [Double], _ tolerance: Double = 1e-9) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($0), abs($1)) }
  }

  private func check(_ matrix: MatrixGraph, weighted: Bool) {
    let graph = matrix.frozen
    let lengths = weighted ? graph.weights.map { 1 / $0 } : nil
    let d = matrix.distances()
    let sums = distanceSums(of: graph, lengths: lengths)
    for u in 0..<matrix.count {
      let others = (0..<matrix.count).filter { $0 != u && d[u][$0] < .infinity }
      #expect(sums.reached[u] == others.count)
      #expect(close([sums.total[u]], [others.reduce(0) { $0 + d[u][$1] }]))
      #expect(close([sums.harmonic[u]], [others.reduce(0) { $0 + 1 / d[u][$1] }]))
      #expect((sums.closeness[u] == nil) == others.isEmpty)
    }
    #expect(close(betweenness(of: graph, lengths: lengths), matrix.betweennessByHand()))
  }

  /// Every undirected graph of up to five nodes, and every directed one of up to three.
  @Test func distancesAndBetweennessHoldOnEverySmallGraph() {
    for nodes in 1...5 {
      let pairs = (0..<nodes).flatMap { u in (u + 1..<max(u + 1, nodes)).map { (u, $0) } }
      for mask in 0..<(1 << pairs.count) {
        let edges = pairs.indices.filter { mask >> $0 & 1 == 1 }.map { pairs[$0] }
        check(MatrixGraph(nodes: nodes, edges: edges, directed: false), weighted: false)
      }
    }
    for nodes in 1...3 {
      let pairs = (0..<nodes).flatMap { u in (0..<nodes).filter { $0 != u }.map { (u, $0) } }
      for mask in 0..<(1 << pairs.count) {
        let edges = pairs.indices.filter { mask >> $0 & 1 == 1 }.map { pairs[$0] }
        check(MatrixGraph(nodes: nodes, edges: edges, directed: true), weighted: false)
      }
    }
  }

  @Test(arguments: 0..<30)
  func weightsAndDirectionsHoldOnRandomGraphs(seed: UInt64) {
    var random = TestRandom(seed)
    for directed in [false, true] {
      check(
        MatrixGraph(random: &random, nodes: 9, share: 0.3, directed: directed, weighted: true), weighted: true)
      check(
        MatrixGraph(random: &random, nodes: 9, share: 0.25, directed: directed, weighted: false), weighted: false)
    }
  }

  /// Many sources at once against one after another, over graphs of several blocks with fringes, pieces and long paths.
  @Test(arguments: [0.4, 1.1, 3.0])
  func stepsFromManyAtOnceAreThoseFromEach(density: Double) {
    for directed in [false, true] {
      var random = TestRandom(UInt64(density * 10))
      let graph = HopReachTests.random(&random, nodes: 1_300, edges: Int(1_300 * density), directed: directed)
      let atOnce = distanceSums(of: graph)
      let single = distanceSums(of: graph, lengths: [Double](repeating: 1, count: graph.targets.count))
      #expect(atOnce.reached == single.reached && atOnce.total == single.total)
      #expect(close(atOnce.harmonic, single.harmonic))
      let alone = limitingWorkers(to: 1) { distanceSums(of: graph) }
      #expect(alone.harmonic == atOnce.harmonic)
    }
  }

  @Test(arguments: 0..<20)
  func eigenvectorsSatisfyTheirEquation(seed: UInt64) {
    var random = TestRandom(seed)
    let matrix = MatrixGraph(random: &random, nodes: 8, share: 0.6, directed: false, weighted: true)
    let result = eigenvector(of: matrix.frozen)
    let values = result.values.map { $0 ?? -1 }
    #expect(abs((values.max() ?? 0) - 1) < 1e-12)
    let image = (0..<8).map { v in (0..<8).reduce(0) { $0 + matrix.weight[$1][v] * values[$1] } }
    let ratio = image.max() ?? 0
    #expect(result.hasConverged && abs(result.eigenvalue - ratio) < 1e-6 * ratio)
    for v in 0..<8 { #expect(abs(image[v] - ratio * values[v]) < 1e-6 * ratio) }
  }

  @Test func eigenvectorsOfStarsAndOfGraphsWithoutRings() {
    let star = MatrixGraph(nodes: 5, edges: [(0, 1), (0, 2), (0, 3)], directed: false).frozen
    let values = eigenvector(of: star).values
    #expect(values[0] == 1 && values[4] == 0)
    #expect(abs((values[1] ?? 0) - 1 / 3.0.squareRoot()) < 1e-9)
    let chain = MatrixGraph(nodes: 3, edges: [(0, 1), (1, 2)], directed: true).frozen
    #expect(eigenvector(of: chain).values.allSatisfy { $0 == nil })
  }

  @Test(arguments: 0..<30)
  func strongComponentsAreMutualReach(seed: UInt64) {
    var random = TestRandom(seed)
    let matrix = MatrixGraph(random: &random, nodes: 11, share: 0.12, directed: true, weighted: false)
    let d = matrix.distances()
    let component = strongComponents(of: matrix.frozen)
    for u in 0..<11 {
      for v in 0..<11 {
        #expect((component[u] == component[v]) == (d[u][v] < .infinity && d[v][u] < .infinity))
        if d[u][v] < .infinity { #expect(component[u] >= component[v]) }
      }
    }
  }
}
