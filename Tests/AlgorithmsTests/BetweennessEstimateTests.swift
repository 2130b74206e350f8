import Graph
import Testing

@testable import Algorithms

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct BetweennessEstimateTests {
  private func graph(_ nodes: Int, _ edges: [(Int, Int)], directed: Bool) -> Adjacency {
    var table = EdgeTable(space: NodeSpace([.person: nodes]))
    for (u, v) in edges { table.add(.tie, row: 0, from: u, to: v, way: directed ? .forward : .both) }
    return Adjacency(table, directed: directed, weighted: false)
  }

  /// The nodes between two, of many paths drawn, each in rising order.
  private func drawn(_ graph: Adjacency, from source: Int, to target: Int, _ times: Int) -> [[Int]] {
    let part = PathPart(whole: graph)
    var sampler = PathSampler(part, seed: 0)
    defer { sampler.free() }
    var dice = Dice(state: 42)
    let (first, last) = (part.nodes.firstIndex(of: UInt32(source)), part.nodes.firstIndex(of: UInt32(target)))
    return (0..<times).map { _ in
      var between: [UInt32] = []
      sampler.draw(from: first ?? -1, to: last ?? -1, &dice, into: &between)
      return between.map { Int(part.nodes[Int($0)]) }.sorted()
    }
  }

  /// Twenty ways from corner to corner of a grid, and one longer that must not be drawn.
  @Test(arguments: [false, true])
  func everyShortestPathIsAsLikely(directed: Bool) {
    var edges: [(Int, Int)] = []
    for row in 0..<4 {
      for column in 0..<4 {
        if column < 3 { edges.append((4 * row + column, 4 * row + column + 1)) }
        if row < 3 { edges.append((4 * row + column, 4 * row + column + 4)) }
      }
    }
    edges += [(0, 16), (16, 17), (17, 18), (18, 19), (19, 20), (20, 21), (21, 15)]
    let counts = Dictionary(drawn(graph(22, edges, directed: directed), from: 0, to: 15, 20_000).map { ($0, 1) }) {
      $0 + $1
    }
    #expect(counts.count == 20)
    // Five standard deviations of 20,000 draws of one in twenty.
    #expect(counts.allSatisfy { $0.key.count == 5 && abs(Double($0.value) - 1_000) < 5 * 950.0.squareRoot() })
  }

  /// Random layers, where nodes of a layer have very different numbers of paths.
  @Test(arguments: 0..<6)
  func everyPathThroughRandomLayersIsAsLikely(seed: UInt64) {
    var random = TestRandom(seed)
    let (layers, width) = (Int.random(in: 2...4, using: &random), 4)
    let end = layers * width + 1
    var edges = (1...width).map { (0, $0) }
    for layer in 1..<layers {
      for u in 1...width {
        for v in 1...width where Bool.random(using: &random) {
          edges.append(((layer - 1) * width + u, layer * width + v))
        }
      }
    }
    for u in 1...width { edges.append(((layers - 1) * width + u, end)) }
    var paths: [[Int]] = [[]]
    for layer in 0..<layers {
      paths = paths.flatMap { path in
        (1...width).map { layer * width + $0 }.filter { v in edges.contains { $0 == (path.last ?? 0, v) } }
          .map { path + [$0] }
      }
    }
    let sample = drawn(graph(end + 1, edges, directed: true), from: 0, to: end, 300 * paths.count)
    let counts = Dictionary(sample.map { ($0, 1) }) { $0 + $1 }
    #expect(Set(counts.keys) == (paths.isEmpty ? [[]] : Set(paths)))
    #expect(paths.allSatisfy { abs(Double(counts[$0] ?? 0) - 300) < 5 * 300.0.squareRoot() })
  }

  @Test func nothingIsBetweenThoseWhoAreNotJoinedOrNextToEachOther() {
    let edges = [(0, 1), (1, 2), (3, 4)]
    for directed in [false, true] {
      #expect(drawn(graph(5, edges, directed: directed), from: 0, to: 4, 3) == [[], [], []])
      #expect(drawn(graph(5, edges, directed: directed), from: 0, to: 1, 3) == [[], [], []])
      #expect(drawn(graph(5, edges, directed: directed), from: 0, to: 2, 1) == [[1]])
    }
    #expect(drawn(graph(5, edges, directed: true), from: 2, to: 0, 1) == [[]])
  }

  /// Layers of two, each with all of the next: more paths than a double holds, half of them by either node of a layer.
  @Test func manyPathsAreDrawnAlike() {
    let layers = 1_900
    var edges: [(Int, Int)] = []
    for layer in 0..<layers - 1 {
      for u in [2 * layer, 2 * layer + 1] { edges += [(u, 2 * layer + 2), (u, 2 * layer + 3)] }
    }
    let sample = drawn(graph(2 * layers, edges, directed: false), from: 0, to: 2 * layers - 1, 400)
    var even = [Int](repeating: 0, count: layers)
    for path in sample {
      #expect(path.map { $0 / 2 } == Array(1..<layers - 1))
      for node in path where node % 2 == 0 { even[node / 2] += 1 }
    }
    // Six standard deviations of 400 tosses of a coin.
    #expect((1..<layers - 1).allSatisfy { abs(even[$0] - 200) <= 60 })
  }

  @Test(arguments: [1, 2, 3])
  func estimatesAreWithinTheirError(seed: UInt64) {
    var random = TestRandom(seed)
    var graphs: [Adjacency] = []
    for directed in [false, true] {
      graphs.append(HopReachTests.random(&random, nodes: 300, edges: 330, directed: directed))
      graphs.append(HopReachTests.random(&random, nodes: 400, edges: 1_600, directed: directed))
      // A ring of hubs with many around each.
      var edges = (0..<6).map { ($0, ($0 + 1) % 6) }
      for node in 6..<300 { edges += [(node % 6, node), (node, node % 6)] }
      graphs.append(graph(300, edges, directed: directed))
      graphs.append(graph(120, (1..<120).map { ($0 - 1, $0) }, directed: directed))
    }
    for graph in graphs {
      let n = Double(graph.nodeCount)
      let pairs = n * (n - 1) / (graph.isDirected ? 1 : 2)
      let exact = betweenness(of: graph)
      let estimate = estimatedBetweenness(of: graph, error: 0.03, confidence: 0.95, seed: seed)
      #expect(estimate.error == 0.03 && estimate.confidence == 0.95 && estimate.samples > 0)
      #expect(zip(exact, estimate.values).allSatisfy { abs($0 - $1) <= 0.03 * pairs })
      // Nobody who is between nobody is ever on a path.
      #expect(zip(exact, estimate.values).allSatisfy { $0 > 0 || $1 == 0 })
    }
  }

  /// Where nobody is between many, it stops well before the greatest sample: 1,250 (⌊log2(longest - 2)⌋ + 1 + ln 20) paths.
  @Test func evenNetworksTakeFewPaths() {
    var random = TestRandom(8)
    let even = HopReachTests.random(&random, nodes: 2_000, edges: 12_000, directed: false)
    let longest = mostNodesOnAPath(in: even, incoming: even)
    #expect(longest >= 8)
    let few = estimatedBetweenness(of: even, error: 0.02).samples
    #expect(few < 5_000)
  }

  /// The bounds of the paper's theorem on adaptive sampling, written out, and risks that add up to no more than theirs.
  @Test func itStopsByTheBoundsOfThePaper() {
    let plan = SamplePlan(error: 0.01, risk: 0.1, longest: 12)
    #expect(plan.most == Int((5_000 * (3 + 1 + log(2 / 0.1))).rounded(.up)))
    let most = Double(plan.most)
    var random = TestRandom(6)
    var outcomes = Set<[Bool]>()
    for _ in 0..<2_000 {
      let samples = Int.random(in: 1_000...plan.most, using: &random)
      let count = Int(Double(samples) * Double.random(in: 0..<0.3, using: &random))
      let risk = exp(-Double.random(in: 1..<25, using: &random))
      let (tau, share, weight) = (Double(samples), Double(count) / Double(samples), log(1 / risk))
      let less = 1 / 3 - most / tau
      let below = weight / tau * (less + (less * less + 2 * share * most / weight).squareRoot())
      let more = 1 / 3 + most / tau
      let above = weight / tau * (more + (more * more + 2 * share * most / weight).squareRoot())
      let isEnough = below <= 0.01 && above <= 0.01
      #expect(plan.isEnough([count], samples, [risk]) == isEnough)
      #expect(plan.isEnough([count, 0], samples, [risk, 0.999]) == isEnough)
      outcomes.insert([below <= 0.01, above <= 0.01])
    }
    #expect(outcomes.count == 3)
    for trial in [[0, 0, 0, 0], [300, 2, 0, 1], [Int](repeating: 1, count: 5_000)] {
      let risks = plan.risks(byTrial: trial)
      #expect(risks.allSatisfy { $0 > 0 } && 2 * risks.reduce(0, +) <= 0.05 + 1e-12)
      // Not much of it is left over.
      #expect(2 * risks.reduce(0, +) > 0.049)
    }
  }

  @Test func theSameBitsOnAnyNumberOfCores() {
    var random = TestRandom(4)
    for directed in [false, true] {
      let graph = HopReachTests.random(&random, nodes: 900, edges: 2_500, directed: directed)
      let one = limitingWorkers(to: 1) { estimatedBetweenness(of: graph, error: 0.02, seed: 5) }
      let two = limitingWorkers(to: 2) { estimatedBetweenness(of: graph, error: 0.02, seed: 5) }
      #expect(one.values == two.values && one.samples == two.samples)
      #expect(estimatedBetweenness(of: graph, error: 0.02, seed: 6).values != one.values)
    }
  }

  @Test func nothingToEstimate() {
    for nodes in 0...3 {
      let clique = graph(nodes, (0..<nodes).flatMap { u in (0..<u).map { (u, $0) } }, directed: false)
      let estimate = estimatedBetweenness(of: clique)
      #expect(estimate.values == [Double](repeating: 0, count: nodes))
    }
    #expect(estimatedBetweenness(of: graph(4, [(0, 1), (2, 3)], directed: true)).samples == 0)
  }

  @Test(arguments: 0..<20)
  func noPathHasMoreNodesThanTheBound(seed: UInt64) {
    var random = TestRandom(seed)
    for directed in [false, true] {
      let matrix = MatrixGraph(random: &random, nodes: 14, share: 0.12, directed: directed, weighted: false)
      let graph = matrix.frozen
      let longest = matrix.distances().joined().filter { $0 < .infinity }.max() ?? 0
      let bound = mostNodesOnAPath(in: graph, incoming: graph.reversed())
      #expect(bound >= Int(longest) + 1 && bound <= 14)
    }
  }
}
