import Graph

/// A graph with its nodes numbered so that nodes near each other have near numbers: next comes whoever has the greatest
/// share of its edges to nodes numbered already, so that groups that keep to themselves stay together.
struct NeighbourOrder {
  /// The node of each new number.
  let nodes: [UInt32]
  /// The graph in new numbers.
  let graph: Adjacency

  /// - Complexity: O(n + m).
  init(_ graph: Adjacency) {
    var growth = Growth(graph)
    for node in 0..<graph.nodeCount where !growth.isNumbered(node) {
      growth.number(node)
      while let next = growth.next() { growth.number(next) }
    }
    nodes = growth.nodes
    self.graph = growth.renumbered()
  }
}

/// Numbers nodes one after another and keeps the others by their share of edges to them.
private struct Growth {
  private struct Node {
    /// Edges to numbered nodes.
    var links: UInt32 = 0
    /// Shares are counted in so many levels of a 65,536th each edge.
    var weight: UInt32
    var number: UInt32 = .max
    var level: UInt32 = 0
  }

  private let graph: Adjacency
  private var state: [Node]
  /// For each level of the share the nodes that came to it, the last one on top; those that have gone on stay behind.
  private var waiting = [[UInt32]](repeating: [], count: Self.levels)
  private var top = 0
  private(set) var nodes: [UInt32] = []
  private static let levels = 64

  init(_ graph: Adjacency) {
    self.graph = graph
    state = (0..<graph.nodeCount).map { node in
      Node(weight: UInt32(Self.levels - 1) << 16 / UInt32(max(graph.degree(node), 1)))
    }
    nodes.reserveCapacity(graph.nodeCount)
  }

  func isNumbered(_ node: Int) -> Bool { state[node].number != .max }

  mutating func number(_ node: Int) {
    state[node].number = UInt32(nodes.count)
    nodes.append(UInt32(node))
    let graph = graph
    for slot in graph.offsets[node]..<graph.offsets[node + 1] {
      let other = Int(graph.targets[slot])
      var entry = state[other]
      if entry.number != .max { continue }
      entry.links &+= 1
      let level = min((entry.links &* entry.weight) >> 16, UInt32(Self.levels - 1))
      if level != entry.level || entry.links == 1 {
        entry.level = level
        waiting[Int(level)].append(UInt32(other))
        top = max(top, Int(level))
      }
      state[other] = entry
    }
  }

  /// Whoever has the greatest share, the one that came to it last.
  mutating func next() -> Int? {
    while top >= 0 {
      while let node = waiting[top].popLast() {
        let entry = state[Int(node)]
        if entry.number == .max, entry.level == UInt32(top) { return Int(node) }
      }
      top -= 1
    }
    top = 0
    return nil
  }

  func renumbered() -> Adjacency {
    var offsets = [0]
    offsets.reserveCapacity(nodes.count + 1)
    var targets: [UInt32] = []
    targets.reserveCapacity(graph.targets.count)
    for node in nodes {
      for slot in graph.offsets[Int(node)]..<graph.offsets[Int(node) + 1] {
        targets.append(state[Int(graph.targets[slot])].number)
      }
      offsets.append(targets.count)
    }
    return Adjacency(offsets: offsets, targets: targets, weights: [], isDirected: graph.isDirected)
  }
}
