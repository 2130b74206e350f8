import Graph

/// Pushes rows of lanes along edges, and keeps whom something was pushed to, each once.
struct LanePush {
  /// Nodes that something was pushed to since ``clear()``.
  private(set) var met: [UInt32] = []
  private var isMet: [Bool]

  init(nodeCount: Int) { isMet = [Bool](repeating: false, count: nodeCount) }

  /// Adds the row of each of `nodes` to the rows in `next` of those its edges lead to; gives the number of edges.
  ///
  /// - Precondition: Both have a row for each node of the graph.
  mutating func push(
    _ nodes: [UInt32], _ rows: UnsafeMutablePointer<Lanes>, into next: UnsafeMutablePointer<Lanes>,
    along graph: Adjacency
  ) -> Int {
    let (offsets, targets) = (graph.offsets.span, graph.targets.span)
    var edges = 0
    for node in nodes {
      let row = unsafe rows[Int(node)]
      var slot = offsets[Int(node)]
      let end = offsets[Int(node) + 1]
      edges &+= end &- slot
      while slot < end {
        let v = unsafe Int(targets[unchecked: slot])
        unsafe next[v] |= row
        if !isMet[v] {
          isMet[v] = true
          met.append(UInt32(v))
        }
        slot &+= 1
      }
    }
    return edges
  }

  mutating func clear() {
    for node in met { isMet[Int(node)] = false }
    met.removeAll(keepingCapacity: true)
  }
}
