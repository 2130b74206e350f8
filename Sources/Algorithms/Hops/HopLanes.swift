import Graph

/// Searches from 512 nodes at once, nodes near each other together.
func hopsAtOnce(_ hops: Int, _ ordered: NeighbourOrder) -> [Int] {
  let n = ordered.nodes.count
  if hops == 0 { return [Int](repeating: 0, count: n) }
  let blocks = (n + Lanes.count - 1) / Lanes.count
  let parts = mapChunks(of: blocks, size: chunkSize(blocks)) { blocks in
    var lanes = HopLanes(ordered.graph)
    defer { lanes.free() }
    return blocks.flatMap { lanes.run(block: $0, hops).reached }
  }
  var reached = [Int](repeating: 0, count: n)
  for (place, count) in zip(0..<n, parts.lazy.flatMap { $0 }) { reached[Int(ordered.nodes[place])] = count - 1 }
  return reached
}

/// For each node the lanes within some steps of it.
///
/// A step pushes the rows of the nodes that grew in the step before along their edges; the last one pulls instead where a
/// quarter of the edges would be pushed along, as pulling only reads. What bounds it is one row of 64 bytes for each such
/// edge, from the second cache as long as the nodes of a block are near each other, else from the third.
///
/// Memory of its own, freed by ``free()``, as ``LaneRows``: nodes of a frozen graph have a row each.
@safe struct HopLanes {
  private let graph: Adjacency
  /// Lanes within the steps so far, and within one step more.
  private let now: UnsafeMutablePointer<Lanes>
  private let next: UnsafeMutablePointer<Lanes>
  /// Nodes with lanes in `now`, and those that grew in the last step.
  private var touched: [UInt32] = []
  private var grown: [UInt32] = []
  /// Nodes that something was pushed to in the last step.
  private var met: [UInt32] = []
  private var isTouched: [Bool]
  private var isMet: [Bool]

  init(_ graph: Adjacency) {
    self.graph = graph
    let n = max(graph.nodeCount, 1)
    unsafe now = .allocate(capacity: n)
    unsafe next = .allocate(capacity: n)
    unsafe now.initialize(repeating: .zero, count: n)
    unsafe next.initialize(repeating: .zero, count: n)
    isTouched = [Bool](repeating: false, count: graph.nodeCount)
    isMet = isTouched
  }

  func free() {
    unsafe now.deallocate()
    unsafe next.deallocate()
  }

  /// For each node of the block the number of nodes within `hops` steps, itself included, and the rows moved in all;
  /// `hops` is at least 1.
  mutating func run(block: Int, _ hops: Int) -> (reached: [Int], rows: Int) {
    let sources = block * Lanes.count..<min((block + 1) * Lanes.count, graph.nodeCount)
    var rows = 0
    for (lane, node) in sources.enumerated() {
      unsafe now[node] = .only(lane)
      unsafe next[node] = .only(lane)
      isTouched[node] = true
      touched.append(UInt32(node))
      grown.append(UInt32(node))
    }
    for _ in 1..<max(hops, 1) {
      settle()
      rows += push()
    }
    var counts = LaneCounts()
    let edges = met.reduce(0) { $0 + graph.degree(Int($1)) }
    if !graph.isDirected, edges > graph.targets.count / 4 {
      rows += graph.targets.count
      counts.add(graph.nodeCount) { pulled($0) }
    } else {
      settle()
      rows += push()
      settle()
      counts.add(touched.count) { unsafe now[Int(touched[$0])] }
    }
    for node in touched {
      unsafe now[Int(node)] = .zero
      unsafe next[Int(node)] = .zero
      isTouched[Int(node)] = false
    }
    for node in met {
      unsafe next[Int(node)] = .zero
      isMet[Int(node)] = false
    }
    touched.removeAll(keepingCapacity: true)
    grown.removeAll(keepingCapacity: true)
    met.removeAll(keepingCapacity: true)
    return (Array(counts.counts.prefix(sources.count)), rows)
  }

  /// The lanes within one step more than `next` of a node, by looking at its neighbours.
  @inline(__always)
  private func pulled(_ node: Int) -> Lanes {
    let targets = graph.targets.span
    var row = unsafe next[node]
    var slot = graph.offsets[node]
    let end = graph.offsets[node + 1]
    while slot < end {
      row |= unsafe next[Int(targets[unchecked: slot])]
      slot &+= 1
    }
    return row
  }

  /// Pushes the rows of those that grew along their edges into `next`; gives the number of edges.
  private mutating func push() -> Int {
    let graph = graph
    let offsets = graph.offsets.span
    let targets = graph.targets.span
    var rows = 0
    for node in grown {
      let row = unsafe now[Int(node)]
      var slot = offsets[Int(node)]
      let end = offsets[Int(node) + 1]
      rows &+= end &- slot
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
    grown.removeAll(keepingCapacity: true)
    return rows
  }

  /// Takes what was pushed over into `now`, and finds who grew by it.
  private mutating func settle() {
    for node in met {
      let v = Int(node)
      isMet[v] = false
      let row = unsafe next[v]
      if unsafe (row & ~now[v]).isEmpty { continue }
      unsafe now[v] = row
      grown.append(node)
      if !isTouched[v] {
        isTouched[v] = true
        touched.append(node)
      }
    }
    met.removeAll(keepingCapacity: true)
  }
}
