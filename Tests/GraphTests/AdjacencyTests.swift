import Graph
import Testing

@Suite struct AdjacencyTests {
  private func edges(_ list: [(Int, Int, Way, Double)], nodes: Int) -> EdgeTable {
    var edges = EdgeTable(space: NodeSpace([.person: nodes]))
    for (row, edge) in list.enumerated() {
      edges.add(.tie, row: row, from: edge.0, to: edge.1, way: edge.2, weight: edge.3)
    }
    return edges
  }

  private func row(_ graph: Adjacency, _ node: Int) -> [UInt32] {
    Array(graph.targets[graph.offsets[node]..<graph.offsets[node + 1]])
  }

  @Test func mergesParallelEdgesAndLeavesLoopsOut() {
    let list = edges([(0, 1, .forward, 2), (1, 0, .forward, 3), (0, 1, .forward, 4), (2, 2, .both, 1)], nodes: 4)
    let plain = Adjacency(list, directed: false, weighted: true)
    #expect(row(plain, 0) == [1] && row(plain, 1) == [0] && row(plain, 2).isEmpty)
    #expect(plain.weights == [9, 9])
    #expect(plain.edgeCount == 1)
    let directed = Adjacency(list, directed: true, weighted: true)
    #expect(directed.weights == [6, 3])
    #expect(directed.edgeCount == 2)
  }

  @Test func followsWaysOnlyWhenDirected() {
    let list = edges([(0, 1, .backward, 1), (1, 2, .both, 1)], nodes: 3)
    let directed = Adjacency(list, directed: true, weighted: false)
    #expect(row(directed, 0).isEmpty && row(directed, 1) == [0, 2] && row(directed, 2) == [1])
    let turned = directed.reversed()
    #expect(row(turned, 0) == [1] && row(turned, 1) == [2] && row(turned, 2) == [1])
    #expect(row(Adjacency(list, directed: false, weighted: false), 0) == [1])
  }

  /// Rows by sorting, parallel edges added from the lightest on.
  private func rows(
    _ list: [(Int, Int, Way, Double)], nodes: Int, directed: Bool
  ) -> [[(target: UInt32, weight: Double)]] {
    var arcs = [[(target: UInt32, weight: Double)]](repeating: [], count: nodes)
    for (from, to, stated, weight) in list where from != to {
      let way = directed ? stated : .both
      if way != .backward { arcs[from].append((UInt32(to), weight)) }
      if way != .forward { arcs[to].append((UInt32(from), weight)) }
    }
    return arcs.map { row in
      var merged: [(target: UInt32, weight: Double)] = []
      for arc in row.sorted(by: { ($0.target, $0.weight) < ($1.target, $1.weight) }) {
        if let last = merged.last, last.target == arc.target {
          merged[merged.count - 1].weight += arc.weight
        } else {
          merged.append(arc)
        }
      }
      return merged
    }
  }

  @Test(arguments: 0..<60)
  func sortsAndMergesWhateverTheOrderOfEdges(round: Int) {
    let nodes = 1 + round % 12
    let ways: [Way] = round % 3 == 0 ? [.forward] : [.forward, .backward, .both]
    var list = (0..<(round * 3)).map { _ in
      (
        Int.random(in: 0..<nodes), Int.random(in: 0..<nodes), ways[Int.random(in: ways.indices)],
        [0.1, 0.2, 0.3, 1e16, 1][Int.random(in: 0..<5)]
      )
    }
    for directed in [false, true] {
      let expected = rows(list, nodes: nodes, directed: directed)
      for weighted in [false, true] {
        let table = edges(list, nodes: nodes)
        let graph = Adjacency(table, directed: directed, weighted: weighted)
        #expect(graph.nodeCount == nodes && graph.isDirected == directed)
        #expect((0..<nodes).map { row(graph, $0) } == expected.map { $0.map(\.target) })
        #expect(graph.weights == (weighted ? expected.flatMap { $0.map(\.weight) } : []))
        // The table is left as it was.
        #expect((0..<table.count).allSatisfy { Int(table.head[$0]) == list[$0].1 && Int(table.tail[$0]) == list[$0].0 })
        let twice = graph.reversed().reversed()
        #expect(twice.offsets == graph.offsets && twice.targets == graph.targets && twice.weights == graph.weights)
        list.shuffle()
        let shuffled = Adjacency(edges(list, nodes: nodes), directed: directed, weighted: weighted)
        #expect(shuffled.targets == graph.targets && shuffled.weights == graph.weights)
      }
    }
  }

  @Test func locatesNodesByKind() {
    let space = NodeSpace([.person: 3, .technique: 2, .outcome: 1])
    #expect(space.count == 6)
    #expect(space.range(of: .team).isEmpty)
    #expect(space.node(.technique, 1) == 4)
    for node in 0..<6 {
      let place = space.locate(node)
      #expect(space.node(place.kind, place.row) == node)
    }
    #expect(space.locate(5).kind == .outcome)
  }

  @Test func contactsKeepSpansByTail() {
    var builder = Contacts.Builder(nodeCount: 3)
    builder.add(2, 0, during: Interval(5, 9), .possible)
    builder.add(0, 1, during: .always, .confirmed, through: 2)
    builder.add(0, 2, during: Interval(7, 7), .confirmed)
    builder.add(1, 1, during: .always, .confirmed)
    let contacts = builder.freeze()
    #expect(contacts.count == 2)
    #expect(contacts.offsets == [0, 1, 1, 2])
    #expect(contacts.axis.moments == [.min, 5, 9, .max])
    #expect(contacts.through == [2, Contacts.direct])
    #expect(contacts.isDated)
  }
}
