import Graph

/// A part of a graph that shortest paths between its nodes do not leave, with its nodes numbered anew by falling degree,
/// so that those met most often lie together in the cache.
struct PathPart: Sendable {
  /// The whole graph's node of each number.
  let nodes: [UInt32]
  /// How many nodes each one stands for: itself and those that hang on to the part by it.
  let weights: [Double]
  let graph: Adjacency
  /// The same turned round; itself when undirected.
  let incoming: Adjacency
  /// Where each of `graph.targets` stands in the whole graph.
  let slots: [Int]

  /// The targets from a source: all nodes before it when undirected, so that each pair counts once and, as degrees fall,
  /// the many far ends of few neighbours are targets least often; all others when directed.
  func targets(from source: Int) -> Range<Int> { 0..<(graph.isDirected ? nodes.count : source) }
}

/// The parts of a graph that paths are counted in one by one, and what is settled by where they hang together.
///
/// An undirected graph falls into its blocks, with all that hangs on by a node counted with that node; trees are settled
/// by this alone. A directed graph is one part.
///
/// - Source: Sarıyüce, Saule, Kaya and Çatalyürek 2013, doi:10.1137/1.9781611972832.76.
struct PathParts {
  private(set) var parts: [PathPart] = []
  /// For each node the pairs that are in different parts without it.
  private(set) var separated: [Double]
  /// The bridges' slots with the pairs on different sides of them, each at one of its two slots.
  private(set) var bridges: [(slot: Int, pairs: Double)] = []

  /// - Complexity: O(n + m log d), d the greatest degree.
  init(_ graph: Adjacency) {
    separated = [Double](repeating: 0, count: graph.nodeCount)
    if graph.isDirected {
      parts = [PathPart(whole: graph)]
    } else {
      split(graph)
    }
  }

  private mutating func split(_ graph: Adjacency) {
    let blocks = blocks(of: graph)
    let sides = Sides(blocks, nodeCount: graph.nodeCount)
    separated = sides.separated
    var rows = BlockRows(graph, blocks)
    var numbers = [UInt32](repeating: 0, count: graph.nodeCount)
    for block in 0..<blocks.count {
      let members = blocks[block]
      let slots = members.map { rows.next(Int($0), in: block) }
      let weights = members.enumerated().map { $0 == 0 ? sides.above(block) : sides.behind[Int($1)] }
      if members.count == 2 {
        for slot in slots[0] { bridges.append((slot, weights[0] * weights[1])) }
      } else {
        parts.append(PathPart(Array(members), weights, slots, of: graph, &numbers))
      }
    }
  }
}

/// How many nodes there are on each side of an articulation node.
private struct Sides {
  private let blocks: Blocks
  /// For each node the number of nodes that hang on to its component's first node by it, and itself.
  let behind: [Double]
  /// Nodes of each node's component.
  private let size: [Double]
  let separated: [Double]

  init(_ blocks: Blocks, nodeCount: Int) {
    var behind = [Double](repeating: 1, count: nodeCount)
    for block in 0..<blocks.count { behind[blocks.top(block)] += blocks.atHome(block).reduce(0) { $0 + behind[$1] } }
    var size = behind
    for block in (0..<blocks.count).reversed() {
      for node in blocks.atHome(block) { size[node] = size[blocks.top(block)] }
    }
    // Of all others those on the same side do not count; pairs are whole numbers well below 2^53.
    var together = [Double](repeating: 0, count: nodeCount)
    for block in 0..<blocks.count {
      let below = blocks.atHome(block).reduce(0) { $0 + behind[$1] }
      together[blocks.top(block)] += below * below
      for node in blocks.atHome(block) {
        let others = size[node] - behind[node]
        together[node] += others * others
      }
    }
    separated = zip(size, together).map { size, together in
      let others = size - 1
      return (others * others - together) / 2
    }
    (self.blocks, self.behind, self.size) = (blocks, behind, size)
  }

  /// The number of nodes that the top of a block stands for in it.
  func above(_ block: Int) -> Double {
    size[blocks.top(block)] - blocks.atHome(block).reduce(0) { $0 + behind[$1] }
  }
}

extension Blocks {
  fileprivate func top(_ block: Int) -> Int { Int(nodes[offsets[block]]) }

  fileprivate func atHome(_ block: Int) -> some Sequence<Int> { self[block].dropFirst().lazy.map(Int.init) }
}

/// The rows of a graph block by block.
private struct BlockRows {
  private let graph: Adjacency
  private let blocks: Blocks
  /// Slots, row after row, within a row by block.
  private var slots: [Int]
  /// How far each row has been given out.
  private var given: [Int]

  init(_ graph: Adjacency, _ blocks: Blocks) {
    self.graph = graph
    self.blocks = blocks
    slots = Array(graph.targets.indices)
    given = Array(graph.offsets.dropLast())
    for node in 0..<graph.nodeCount where blocks.isArticulation[node] {
      let row = graph.offsets[node]..<graph.offsets[node + 1]
      let byBlock = row.map { slot in (blocks.block(of: (node, Int(graph.targets[slot]))), slot) }
      slots.replaceSubrange(row, with: byBlock.sorted(by: <).map(\.1))
    }
  }

  /// The slots of a node in a block; blocks are asked for in their order.
  mutating func next(_ node: Int, in block: Int) -> ArraySlice<Int> {
    let first = given[node]
    var end = graph.offsets[node + 1]
    if blocks.isArticulation[node] {
      end = first
      while end < graph.offsets[node + 1], blocks.block(of: (node, Int(graph.targets[slots[end]]))) == block {
        end += 1
      }
    }
    given[node] = end
    return slots[first..<end]
  }
}

extension PathPart {
  /// The part of an undirected graph that has these nodes and slots; `numbers` has room for all the graph's nodes.
  fileprivate init(
    _ members: [UInt32], _ weights: [Double], _ slots: [ArraySlice<Int>], of graph: Adjacency,
    _ numbers: inout [UInt32]
  ) {
    let places = members.indices.sorted { (slots[$1].count, members[$0]) < (slots[$0].count, members[$1]) }
    nodes = places.map { members[$0] }
    for (place, node) in nodes.enumerated() { numbers[Int(node)] = UInt32(place) }
    self.weights = places.map { weights[$0] }
    self.slots = places.flatMap { slots[$0] }
    var offsets = [0]
    for place in places { offsets.append(offsets[offsets.count - 1] + slots[place].count) }
    self.graph = Adjacency(
      offsets: offsets, targets: self.slots.map { numbers[Int(graph.targets[$0])] }, weights: [], isDirected: false)
    incoming = self.graph
  }

  /// A graph as one part.
  init(whole graph: Adjacency) {
    let back = graph.reversed()
    let n = graph.nodeCount
    let degrees = (0..<n).map { graph.degree($0) + back.degree($0) }
    nodes = (0..<UInt32(n)).sorted { (degrees[Int($1)], $0) < (degrees[Int($0)], $1) }
    weights = [Double](repeating: 1, count: n)
    slots = nodes.flatMap { graph.offsets[Int($0)]..<graph.offsets[Int($0) + 1] }
    var number = [UInt32](repeating: 0, count: n)
    for (place, node) in nodes.enumerated() { number[Int(node)] = UInt32(place) }
    self.graph = Self.renumbered(graph, nodes, number)
    incoming = graph.isDirected ? Self.renumbered(back, nodes, number) : self.graph
  }

  private static func renumbered(_ graph: Adjacency, _ nodes: [UInt32], _ number: [UInt32]) -> Adjacency {
    var offsets = [0]
    var targets: [UInt32] = []
    targets.reserveCapacity(graph.targets.count)
    for node in nodes {
      for slot in graph.offsets[Int(node)]..<graph.offsets[Int(node) + 1] {
        targets.append(number[Int(graph.targets[slot])])
      }
      offsets.append(targets.count)
    }
    return Adjacency(offsets: offsets, targets: targets, weights: [], isDirected: graph.isDirected)
  }
}
