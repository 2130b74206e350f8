import Graph
import Testing

@testable import Algorithms

extension MatrixGraph {
  /// For each edge, in the order of the frozen graph's targets, every shortest path along it, walked through one by one.
  func edgeBetweennessByHand() -> [Double] {
    let d = distances()
    var flow = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    func paths(_ s: Int, _ t: Int) -> [[Int]] {
      if s == t { return [[s]] }
      return (0..<count).filter { v in
        weight[s][v] > 0 && abs(1 / weight[s][v] + d[v][t] - d[s][t]) < 1e-9
      }.flatMap { v in paths(v, t).map { [s] + $0 } }
    }
    for s in 0..<count {
      for t in 0..<count where s != t && d[s][t] < .infinity {
        let all = paths(s, t)
        for path in all { for (u, v) in zip(path, path.dropFirst()) { flow[u][v] += 1 / Double(all.count) } }
      }
    }
    var values: [Double] = []
    for u in 0..<count {
      for v in 0..<count where weight[u][v] > 0 {
        values.append(isDirected ? flow[u][v] : (flow[u][v] + flow[v][u]) / 2)
      }
    }
    return values
  }
}

/// Brandes' algorithm as it stands in the paper, with paths of fewest steps.
private func betweennessByTheBook(_ graph: Adjacency) -> (nodes: [Double], slots: [Double]) {
  let n = graph.nodeCount
  var nodes = [Double](repeating: 0, count: n)
  var slots = [Double](repeating: 0, count: graph.targets.count)
  for source in 0..<n {
    var order = [source]
    var depth = [Int](repeating: -1, count: n)
    var count = [Double](repeating: 0, count: n)
    var flow = count
    depth[source] = 0
    count[source] = 1
    var next = 0
    while next < order.count {
      let u = order[next]
      next += 1
      for v in graph.targets[graph.offsets[u]..<graph.offsets[u + 1]].map(Int.init) {
        if depth[v] < 0 {
          depth[v] = depth[u] + 1
          order.append(v)
        }
        if depth[v] == depth[u] + 1 { count[v] += count[u] }
      }
    }
    for u in order.reversed() {
      for slot in graph.offsets[u]..<graph.offsets[u + 1] {
        let v = Int(graph.targets[slot])
        guard depth[v] == depth[u] + 1 else { continue }
        let share = (1 + flow[v]) * (count[u] / count[v])
        flow[u] += share
        slots[slot] += share
      }
      if u != source { nodes[u] += flow[u] }
    }
  }
  if graph.isDirected { return (nodes, slots) }
  var both: [[Int]: Double] = [:]
  for u in 0..<n {
    for slot in graph.offsets[u]..<graph.offsets[u + 1] {
      both[[u, Int(graph.targets[slot])].sorted(), default: 0] += slots[slot] / 2
    }
  }
  for u in 0..<n {
    for slot in graph.offsets[u]..<graph.offsets[u + 1] {
      slots[slot] = both[[u, Int(graph.targets[slot])].sorted()] ?? .nan
    }
  }
  return (nodes.map { $0 / 2 }, slots)
}

@Suite struct BetweennessTests {
  private func close(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 1e-11 * max(1, abs($0), abs($1)) }
  }

  private func check(_ matrix: MatrixGraph, weighted: Bool) {
    let graph = matrix.frozen
    let lengths = weighted ? graph.weights.map { 1 / $0 } : nil
    #expect(close(betweenness(of: graph, lengths: lengths), matrix.betweennessByHand()))
    #expect(close(edgeBetweenness(of: graph, lengths: lengths), matrix.edgeBetweennessByHand()))
  }

  /// A graph of `edges` both ways, without weights.
  private func undirected(_ nodes: Int, _ edges: [(Int, Int)]) -> Adjacency {
    var table = EdgeTable(space: NodeSpace([.person: nodes]))
    for (u, v) in edges { table.add(.tie, row: 0, from: u, to: v, way: .both) }
    return Adjacency(table, directed: false, weighted: false)
  }

  /// Every undirected graph of up to five nodes, and every directed one of up to four.
  @Test func everySmallGraph() {
    for directed in [false, true] {
      for nodes in 1...(directed ? 4 : 5) {
        let pairs = (0..<nodes).flatMap { u in (0..<nodes).filter { directed ? $0 != u : $0 > u }.map { (u, $0) } }
        for mask in 0..<(1 << pairs.count) {
          let edges = pairs.indices.filter { mask >> $0 & 1 == 1 }.map { pairs[$0] }
          check(MatrixGraph(nodes: nodes, edges: edges, directed: directed), weighted: false)
        }
      }
    }
  }

  @Test(arguments: [0.1, 0.2, 0.35, 0.6])
  func randomGraphs(share: Double) {
    var random = TestRandom(UInt64(share * 100))
    for directed in [false, true] {
      for weighted in [false, true] {
        for _ in 0..<15 {
          let nodes = Int.random(in: 6...13, using: &random)
          check(
            MatrixGraph(random: &random, nodes: nodes, share: share, directed: directed, weighted: weighted),
            weighted: weighted)
        }
      }
    }
  }

  /// Graphs large enough for levels to be pulled and sorted, of several pieces, with trees and cliques hanging on.
  @Test(arguments: [0.7, 1.2, 2.5, 8])
  func largeGraphsAgainstTheBook(density: Double) {
    for directed in [false, true] {
      var random = TestRandom(UInt64(density * 10))
      let graph = HopReachTests.random(&random, nodes: 700, edges: Int(700 * density), directed: directed)
      let expected = betweennessByTheBook(graph)
      #expect(close(betweenness(of: graph), expected.nodes))
      #expect(close(edgeBetweenness(of: graph), expected.slots))
      // Lengths that are all the same are steps.
      let lengths = [Double](repeating: 0.1, count: graph.targets.count)
      #expect(close(betweenness(of: graph, lengths: lengths), expected.nodes))
      #expect(close(edgeBetweenness(of: graph, lengths: lengths), expected.slots))
    }
  }

  /// A few hubs that most know: levels of very different sizes, first pushed, then pulled, then pushed again along a tail.
  @Test func hubsWithALongTail() {
    for directed in [false, true] {
      var random = TestRandom(11)
      var table = EdgeTable(space: NodeSpace([.person: 900]))
      for v in 1..<600 {
        for _ in 0..<4 {
          let u = Int.random(in: 0..<v, using: &random)
          table.add(
            .tie, row: 0, from: v, to: Int.random(in: 0...u, using: &random), way: v % 3 == 0 ? .both : .forward)
        }
      }
      for v in 600..<900 { table.add(.tie, row: 0, from: v - 1, to: v, way: .both) }
      for v in stride(from: 602, to: 890, by: 3) { table.add(.tie, row: 0, from: v, to: v + 2, way: .both) }
      let graph = Adjacency(table, directed: directed, weighted: false)
      let expected = betweennessByTheBook(graph)
      #expect(close(betweenness(of: graph), expected.nodes))
      #expect(close(edgeBetweenness(of: graph), expected.slots))
    }
  }

  @Test func ringsCliquesStarsAndPaths() {
    let ring = undirected(9, (0..<9).map { ($0, ($0 + 1) % 9) })
    // From each node four steps either way: 0 + 1 + 2 + 3 nodes between, on each side, and each pair once.
    #expect(close(betweenness(of: ring), [Double](repeating: 6, count: 9)))
    #expect(close(edgeBetweenness(of: ring), [Double](repeating: 10, count: 18)))
    let clique = undirected(7, (0..<7).flatMap { u in (0..<u).map { (u, $0) } })
    #expect(betweenness(of: clique) == [Double](repeating: 0, count: 7))
    #expect(edgeBetweenness(of: clique) == [Double](repeating: 1, count: 42))
    let star = undirected(1_001, (1...1_000).map { (0, $0) })
    #expect(betweenness(of: star)[0] == 1_000 * 999 / 2)
    #expect(edgeBetweenness(of: star).allSatisfy { $0 == 1_000 })
    let path = undirected(2_000, (1..<2_000).map { ($0 - 1, $0) })
    #expect(betweenness(of: path) == (0..<2_000).map { Double($0 * (1_999 - $0)) })
    #expect(betweenness(of: undirected(3, [])) == [0, 0, 0])
    #expect(betweenness(of: undirected(0, [])).isEmpty)
    #expect(edgeBetweenness(of: undirected(0, [])).isEmpty)
  }

  /// Diamonds in a row: the shortest paths double with each, far past what a double holds.
  @Test func manyPathsAreStillShared() {
    for directed in [false, true] {
      let diamonds = 700
      var table = EdgeTable(space: NodeSpace([.person: 3 * diamonds + 1]))
      for d in 0..<diamonds {
        for middle in [3 * d + 1, 3 * d + 2] {
          table.add(.tie, row: 0, from: 3 * d, to: middle)
          table.add(.tie, row: 0, from: middle, to: 3 * d + 3)
        }
      }
      let ladder = Adjacency(table, directed: directed, weighted: false)
      let values = betweenness(of: ladder)
      #expect(values.allSatisfy { $0.isFinite })
      // Half of all pairs of the one side and the other runs through each of the two in the middle.
      for d in [0, 1, 350, 699] {
        let (before, after) = (Double(3 * d + 1), Double(3 * (diamonds - d) - 2))
        let across = before * after / 2
        #expect(abs(values[3 * d + 1] - across) < 1e-9 * across)
      }
    }
  }

  /// Layers of two, each with all of the next: the paths double with each layer, and it is one block.
  @Test func tooManyPathsForADouble() {
    let layers = 1_030
    for directed in [false, true] {
      var table = EdgeTable(space: NodeSpace([.person: 2 * layers]))
      for layer in 0..<layers - 1 {
        for u in [2 * layer, 2 * layer + 1] {
          for v in [2 * layer + 2, 2 * layer + 3] { table.add(.tie, row: 0, from: u, to: v) }
        }
      }
      let graph = Adjacency(table, directed: directed, weighted: false)
      let values = betweenness(of: graph)
      for layer in stride(from: 2, to: layers - 2, by: 97) {
        let (before, after) = (Double(2 * layer), Double(2 * (layers - 1 - layer)))
        // Half of what passes the layer; undirected, also a quarter of each pair of a layer next to it.
        let expected = before * after / 2 + (directed ? 0 : 0.5)
        #expect(abs(values[2 * layer] - expected) <= 1e-9 * expected)
      }
      let edges = edgeBetweenness(of: graph)
      #expect(edges.allSatisfy { $0.isFinite && $0 > 0 })
    }
  }

  /// The same with lengths, which take another way.
  @Test func tooManyPathsByLength() {
    let layers = 1_050
    var table = EdgeTable(space: NodeSpace([.person: 2 * layers]))
    for layer in 0..<layers - 1 {
      for u in [2 * layer, 2 * layer + 1] {
        for v in [2 * layer + 2, 2 * layer + 3] { table.add(.tie, row: 0, from: u, to: v) }
      }
    }
    let graph = Adjacency(table, directed: true, weighted: false)
    let lengths = [Double](repeating: 0.1, count: graph.targets.count)
    for (a, b) in zip(betweenness(of: graph), betweenness(of: graph, lengths: lengths)) {
      #expect(abs(a - b) <= 1e-9 * a)
    }
  }

  /// Random lengths, over graphs too large to walk through by hand: each pair's paths are one, so that their lengths add
  /// up to what edges carry.
  @Test func edgesCarryAllLengths() {
    var random = TestRandom(21)
    for directed in [false, true] {
      let graph = HopReachTests.random(&random, nodes: 500, edges: 1_800, directed: directed)
      var lengths = [Double](repeating: 0, count: graph.targets.count)
      for u in 0..<500 {
        for slot in graph.offsets[u]..<graph.offsets[u + 1] {
          let ends =
            directed
            ? (u, Int(graph.targets[slot])) : (min(u, Int(graph.targets[slot])), max(u, Int(graph.targets[slot])))
          lengths[slot] = 0.5 + Double(scrambled(UInt64(ends.0 * 1_000 + ends.1)) % 1_000_003) / 1_000_003
        }
      }
      let carried = zip(edgeBetweenness(of: graph, lengths: lengths), lengths).reduce(0) { $0 + $1.0 * $1.1 }
      // In an undirected graph edges stand twice, and pairs too.
      let total = distanceSums(of: graph, lengths: lengths).total.reduce(0, +)
      #expect(abs(carried - total) <= 1e-9 * total)
    }
  }

  /// Lengths so different that the small ones vanish beside the great ones, and lengths without end.
  @Test func lengthsThatVanishOrHaveNoEnd() {
    let path = undirected(5, [(0, 1), (1, 2), (2, 3), (3, 4)])
    let lengths: [Double] = [1e20, 1e20, 1, 1, 1, 1, 1e-5, 1e-5]
    #expect(
      betweenness(of: undirected(5, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)]), lengths: nil).allSatisfy { $0 == 1 })
    #expect(betweenness(of: path, lengths: lengths) == [0, 3, 4, 3, 0])
    let ring = undirected(4, [(0, 1), (1, 2), (2, 3), (3, 0)])
    let values = betweenness(of: ring, lengths: [1, .infinity, 1, 1, 1, 1, .infinity, 1])
    #expect(values == [0, 2, 2, 0])
    let large = betweenness(of: ring, lengths: [1e20, 1, 1e20, 1, 1, 1, 1, 1])
    #expect(large.allSatisfy { $0.isFinite })
  }

  /// What stands between does not depend on how nodes are numbered.
  @Test func numbersOfNodesDoNotMatter() {
    var random = TestRandom(3)
    for directed in [false, true] {
      let matrix = MatrixGraph(random: &random, nodes: 60, share: 0.06, directed: directed, weighted: true)
      let names = Array(0..<60).shuffled(using: &random)
      var other = matrix
      for u in 0..<60 { for v in 0..<60 { other.weight[names[u]][names[v]] = matrix.weight[u][v] } }
      for weighted in [false, true] {
        let (a, b) = (matrix.frozen, other.frozen)
        let first = betweenness(of: a, lengths: weighted ? a.weights.map { 1 / $0 } : nil)
        let second = betweenness(of: b, lengths: weighted ? b.weights.map { 1 / $0 } : nil)
        #expect(close(first, names.map { second[$0] }))
      }
    }
  }

  /// Of undirected graphs, a node's value is half of what its edges carry beyond its own pairs.
  @Test func nodesCarryWhatTheirEdgesCarry() {
    var random = TestRandom(5)
    let graph = HopReachTests.random(&random, nodes: 3_000, edges: 4_500, directed: false)
    let nodes = betweenness(of: graph)
    let edges = edgeBetweenness(of: graph)
    let reached = distanceSums(of: graph).reached
    for v in 0..<3_000 {
      let carried = edges[graph.offsets[v]..<graph.offsets[v + 1]].reduce(0, +)
      #expect(abs(carried - (2 * nodes[v] + Double(reached[v]))) <= 1e-9 * max(carried, 1))
    }
  }

  @Test func theSameBitsOnAnyNumberOfCores() {
    var random = TestRandom(9)
    for directed in [false, true] {
      let graph = HopReachTests.random(&random, nodes: 1_500, edges: 2_600, directed: directed)
      let lengths = [Double](repeating: 1 / 3, count: graph.targets.count)
      #expect(
        limitingWorkers(to: 1) { betweenness(of: graph) } == limitingWorkers(to: 2) { betweenness(of: graph) })
      #expect(
        limitingWorkers(to: 1) { edgeBetweenness(of: graph) }
          == limitingWorkers(to: 2) { edgeBetweenness(of: graph) })
      #expect(
        limitingWorkers(to: 1) { betweenness(of: graph, lengths: lengths) }
          == limitingWorkers(to: 2) { betweenness(of: graph, lengths: lengths) })
    }
  }
}
