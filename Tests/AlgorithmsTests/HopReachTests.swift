import Graph
import Testing

@testable import Algorithms

@Suite struct HopReachTests {
  static func byHand(_ hops: Int, _ graph: Adjacency, _ source: Int) -> Int {
    within(hops, graph, source).count - 1
  }

  /// The nodes within some steps of another, itself among them.
  static func within(_ hops: Int, _ graph: Adjacency, _ source: Int) -> Set<Int> {
    var seen: Set<Int> = [source]
    for _ in 0..<hops {
      for u in seen {
        for slot in graph.offsets[u]..<graph.offsets[u + 1] { seen.insert(Int(graph.targets[slot])) }
      }
    }
    return seen
  }

  static func random(_ random: inout TestRandom, nodes: Int, edges: Int, directed: Bool) -> Adjacency {
    var table = EdgeTable(space: NodeSpace([.person: nodes]))
    for row in 0..<edges {
      table.add(
        .tie, row: row, from: Int.random(in: 0..<nodes, using: &random), to: Int.random(in: 0..<nodes, using: &random),
        way: directed ? .forward : .both)
    }
    return Adjacency(table, directed: directed, weighted: false)
  }

  @Test func bothMethodsCountWhatIsThere() {
    for seed in 0..<150 {
      var dice = TestRandom(UInt64(seed))
      let n = Int.random(in: 1...40, using: &dice)
      let graph = Self.random(
        &dice, nodes: n, edges: Int.random(in: 0...n * 2, using: &dice), directed: seed % 2 == 0)
      for hops in [0, 1, 2, 3, 50] {
        let expected = (0..<n).map { Self.byHand(hops, graph, $0) }
        #expect(reachWithin(hops: hops, in: graph) == expected)
        let found = hopsOneByOne(hops, graph)
        let atOnce = hopsAtOnce(hops, NeighbourOrder(graph))
        for node in 0..<n where !graph.isPendant(node) {
          #expect(found[node].reached == expected[node] && atOnce[node].reached == expected[node])
          let less = Self.byHand(max(hops - 1, 0), graph, node)
          if graph.hasPendants, hops > 0 {
            #expect(found[node].oneStepLess == less && atOnce[node].oneStepLess == less)
          }
        }
      }
    }
  }

  @Test func manyBlocksAgree() {
    var dice = TestRandom(9)
    for directed in [false, true] {
      let graph = Self.random(&dice, nodes: 3_000, edges: 9_000, directed: directed)
      for hops in [2, 3, 6] {
        let one = hopsOneByOne(hops, graph)
        let atOnce = hopsAtOnce(hops, NeighbourOrder(graph))
        #expect(zip(atOnce, one).allSatisfy { $0.reached == $1.reached })
        let counts = reachWithin(hops: hops, in: graph)
        #expect(zip(counts.indices, counts).allSatisfy { graph.isPendant($0) || one[$0].reached == $1 })
        for node in stride(from: 0, to: 3_000, by: 97) { #expect(counts[node] == Self.byHand(hops, graph, node)) }
      }
    }
  }
}
