import Graph
import Testing

@testable import Algorithms

@Suite struct CommunitiesTests {
  /// The formula as it is written down, over all pairs of nodes.
  private func byHand(_ matrix: MatrixGraph, _ membership: [Int], _ resolution: Double) -> Double {
    let n = matrix.count
    let total = matrix.weight.joined().reduce(0, +)
    if total == 0 { return 0 }
    var sum = 0.0
    for u in 0..<n {
      for v in 0..<n where membership[u] == membership[v] {
        let leaving = matrix.weight[u].reduce(0, +)
        let entering = (0..<n).reduce(0) { $0 + matrix.weight[$1][v] }
        sum += matrix.weight[u][v] - resolution * leaving * entering / total
      }
    }
    return sum / total
  }

  /// Every way to put `count` nodes into groups, each numbered by its first node.
  private func groupings(of count: Int) -> [[Int]] {
    var all: [[Int]] = [[]]
    for _ in 0..<count {
      all = all.flatMap { grouping in (0...(grouping.max() ?? -1) + 1).map { grouping + [$0] } }
    }
    return all
  }

  private func random(_ seed: Int, nodes: Int, share: Double) -> MatrixGraph {
    var dice = TestRandom(UInt64(seed) + 11)
    return MatrixGraph(random: &dice, nodes: nodes, share: share, directed: seed % 2 == 0, weighted: seed % 3 == 0)
  }

  /// What holds of any answer: numbers by size, communities that are connected, the modularity stated.
  private func check(_ found: Communities, _ graph: Adjacency) {
    var sizes = [Int](repeating: 0, count: found.count)
    var firsts = [Int](repeating: .max, count: found.count)
    for (node, community) in found.membership.enumerated() {
      sizes[community] += 1
      firsts[community] = min(firsts[community], node)
    }
    for (before, after) in zip(0..<found.count, 1..<max(found.count, 1)) {
      #expect((-sizes[before], firsts[before]) < (-sizes[after], firsts[after]))
    }
    let expected = modularity(of: graph, membership: found.membership, resolution: found.resolution)
    #expect(abs(found.modularity - expected) < 1e-12)
    // Edges between communities left out, and those of no weight, there are as many pieces as communities.
    var table = EdgeTable(space: NodeSpace([.person: graph.nodeCount]))
    for u in 0..<graph.nodeCount {
      for slot in graph.offsets[u]..<graph.offsets[u + 1] {
        let v = Int(graph.targets[slot])
        if found.membership[u] == found.membership[v], graph.weights.isEmpty || graph.weights[slot] > 0 {
          table.add(.tie, row: 0, from: u, to: v)
        }
      }
    }
    let pieces = components(of: Adjacency(table, directed: false, weighted: false))
    #expect((pieces.max() ?? -1) + 1 == found.count)
  }

  @Test(arguments: 0..<24)
  func modularityIsItsFormula(seed: Int) {
    let matrix = random(seed, nodes: 7, share: 0.4)
    for grouping in groupings(of: 7).enumerated().filter({ $0.offset % 7 == seed % 7 }).map(\.element) {
      for resolution in [0, 0.5, 1, 2] {
        let found = modularity(of: matrix.frozen, membership: grouping, resolution: resolution)
        #expect(abs(found - byHand(matrix, grouping, resolution)) < 1e-12)
      }
    }
  }

  /// Against the best of all groupings of up to eight nodes: never above it, and with five seeds hardly ever below.
  @Test func smallGraphsComeOutBest() {
    var missed = 0
    for seed in 0..<120 {
      let matrix = random(seed, nodes: 4 + seed % 5, share: [0.25, 0.4, 0.6][seed / 5 % 3])
      let resolution = [1, 0.6, 1.5][seed / 15 % 3]
      let graph = matrix.frozen
      let best = groupings(of: matrix.count).map { modularity(of: graph, membership: $0, resolution: resolution) }.max()
      let found = (1...5).map { communities(of: graph, resolution: resolution, seed: $0) }
      for one in found {
        check(one, graph)
        #expect(one.modularity <= (best ?? 0) + 1e-12)
      }
      if (found.map(\.modularity).max() ?? 0) < (best ?? 0) - 1e-9 { missed += 1 }
    }
    #expect(missed <= 3)
  }

  @Test(arguments: [0.4, 1.0, 2.0, 5.0])
  func largerGraphs(density: Double) {
    for directed in [false, true] {
      var dice = TestRandom(UInt64(density * 10) + 1)
      let graph = HopReachTests.random(&dice, nodes: 3_000, edges: Int(3_000 * density), directed: directed)
      for resolution in [0.5, 1, 3] {
        let found = communities(of: graph, resolution: resolution, seed: 4)
        check(found, graph)
        let again = limitingWorkers(to: 1) { communities(of: graph, resolution: resolution, seed: 4) }
        #expect(found.membership == again.membership)
        // No node alone would gain by a move to a neighbour's community.
        if resolution == 1 {
          for node in stride(from: 0, to: 3_000, by: 241) {
            for slot in graph.offsets[node]..<graph.offsets[node + 1] {
              var moved = found.membership
              moved[node] = found.membership[Int(graph.targets[slot])]
              #expect(modularity(of: graph, membership: moved) <= found.modularity + 1e-3)
            }
          }
        }
      }
    }
  }

  @Test func whatIsPlantedIsFound() {
    // Thirty cliques of five in a ring, each tied to the next.
    var cliques: [(Int, Int)] = []
    for start in stride(from: 0, to: 150, by: 5) {
      for u in start..<start + 5 { for v in u + 1..<max(u + 1, start + 5) { cliques.append((u, v)) } }
      cliques.append((start, (start + 6) % 150))
    }
    let ring = ComponentsTests.graph(150, cliques)
    for seed in 1...10 {
      // At resolution 1 neighbouring cliques are better off in pairs: the resolution limit.
      let found = communities(of: ring, resolution: 4, seed: UInt64(seed))
      #expect(found.membership == (0..<150).map { $0 / 5 })
    }
    // Four groups of 32, each with sixteen ties within and few beyond (Girvan and Newman 2002).
    var dice = TestRandom(8)
    var edges: [(Int, Int)] = []
    for u in 0..<128 {
      for v in u + 1..<max(u + 1, 128) where Double.random(in: 0..<1, using: &dice) < (u / 32 == v / 32 ? 0.45 : 0.03) {
        edges.append((u, v))
      }
    }
    for directed in [false, true] {
      let planted = ComponentsTests.graph(128, edges, directed: directed)
      #expect(communities(of: planted).membership == (0..<128).map { $0 / 32 })
    }
  }

  /// Weights, not numbers of edges, say who belongs together; direction tells apart what goes round from what goes through.
  @Test func weightsCount() {
    var matrix = MatrixGraph(nodes: 4, edges: [(0, 1), (1, 2), (2, 3), (3, 0)], directed: false)
    for (u, v) in [(0, 1), (1, 0), (2, 3), (3, 2)] { matrix.weight[u][v] = 5 }
    #expect(communities(of: matrix.frozen).membership == [0, 0, 1, 1])
  }

  /// Groups that do not hang together come apart, and no others.
  @Test func groupsAreCutIntoPieces() {
    let graph = ComponentsTests.graph(7, [(0, 1), (1, 2), (2, 3), (4, 5), (5, 6), (6, 4)])
    let places = CommunityPlaces(graph, incoming: nil, resolution: 2, seed: 1)
    let level = CommunityLevel<UnitWeight>(graph, incoming: nil, places, resolution: 2)
    // By node: 0 and 1 with 3, who is tied to 2 alone; 2 with the ring.
    let groups: [UInt32] = [0, 0, 1, 0, 1, 1, 1]
    let pieces = level.connected(places.nodes.map { groups[Int($0)] })
    func piece(_ node: Int) -> UInt32 { pieces[Int(places.places[node])] }
    #expect(piece(0) == piece(1) && piece(4) == piece(5) && piece(5) == piece(6))
    #expect(Set([0, 2, 3, 4].map(piece)).count == 4)
  }

  /// Networks of hubs, found among many, whose last communities would not hang together were they not cut.
  @Test(arguments: [1876, 2122, 2811, 3012] as [UInt64])
  func whatDoesNotHangTogetherIsCut(seed: UInt64) {
    var dice = TestRandom(seed)
    var table = EdgeTable(space: NodeSpace([.person: 30]))
    func end() -> Int {
      let share = Double.random(in: 0..<1, using: &dice)
      return Int(share * share * share * 30)
    }
    for _ in 0..<90 { table.add(.tie, row: 0, from: end(), to: end()) }
    let graph = Adjacency(table, directed: false, weighted: false)
    check(communities(of: graph, seed: seed), graph)
  }

  @Test func nothingToFind() {
    #expect(communities(of: ComponentsTests.graph(0, [])).count == 0)
    let edgeless = communities(of: ComponentsTests.graph(3, []))
    #expect(edgeless.membership == [0, 1, 2] && edgeless.modularity == 0)
    // Edges of weight 0 are none.
    let weightless = Adjacency(
      offsets: [0, 1, 3, 4, 5], targets: [1, 0, 2, 1, 2], weights: [0, 0, 0, 0, 0], isDirected: true)
    #expect(communities(of: weightless).membership == [0, 1, 2, 3])
    let half = Adjacency(offsets: [0, 1, 3, 4, 4], targets: [1, 0, 2, 1], weights: [2, 2, 0, 0], isDirected: false)
    #expect(communities(of: half).membership == [0, 0, 1, 2])
    // A pair, a star and someone alone.
    let pieces = communities(of: ComponentsTests.graph(8, [(0, 5), (1, 2), (1, 3), (1, 4), (1, 6)]))
    #expect(pieces.membership == [1, 0, 0, 0, 0, 1, 0, 2])
  }
}
