import Graph

/// Searches from 512 nodes at once, nodes near each other together; nothing is counted for nodes of a single neighbour.
func hopsAtOnce(_ hops: Int, _ ordered: NeighbourOrder) -> [HopCount] {
  var counts = [HopCount](repeating: HopCount(), count: ordered.nodes.count)
  if hops == 0 { return counts }
  let blocks = ordered.blocks
  let parts = mapChunks(
    of: blocks.count, size: 1, with: { HopLanes(ordered.graph) }, ending: { $0.free() }
  ) { lanes, places in
    places.flatMap { lanes.run(from: blocks[$0], hops).counts }
  }
  for (node, count) in zip(blocks.joined(), parts.lazy.flatMap { $0 }) { counts[Int(ordered.nodes[Int(node)])] = count }
  return counts
}

extension NeighbourOrder {
  /// The nodes to search from, by new number, as many at once as there are lanes.
  var blocks: [ArraySlice<UInt32>] {
    let sources = (0..<UInt32(graph.nodeCount)).filter { !graph.isPendant(Int($0)) }
    return stride(from: 0, to: sources.count, by: Lanes.count).map {
      sources[$0..<min($0 + Lanes.count, sources.count)]
    }
  }
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
  private var pushed: LanePush
  private var isTouched: [Bool]
  /// Whether what is reached in one step less is asked for.
  private let hasPendants: Bool

  init(_ graph: Adjacency) {
    self.graph = graph
    let n = max(graph.nodeCount, 1)
    unsafe now = .allocate(capacity: n)
    unsafe next = .allocate(capacity: n)
    unsafe now.initialize(repeating: .zero, count: n)
    unsafe next.initialize(repeating: .zero, count: n)
    isTouched = [Bool](repeating: false, count: graph.nodeCount)
    pushed = LanePush(nodeCount: graph.nodeCount)
    hasPendants = graph.hasPendants
  }

  func free() {
    unsafe now.deallocate()
    unsafe next.deallocate()
  }

  /// For each source the number of other nodes within `hops` steps, and the rows moved in all; `hops` is at least 1.
  mutating func run(from sources: ArraySlice<UInt32>, _ hops: Int) -> (counts: [HopCount], rows: Int) {
    var rows = 0
    for (lane, source) in sources.enumerated() {
      let node = Int(source)
      unsafe now[node] = .only(lane)
      unsafe next[node] = .only(lane)
      isTouched[node] = true
      touched.append(source)
      grown.append(source)
    }
    for _ in 1..<max(hops, 1) {
      settle()
      rows += push()
    }
    var before = LaneCounts()
    let counts: LaneCounts
    let edges = pushed.met.reduce(0) { $0 + graph.degree(Int($1)) }
    if !graph.isDirected, edges > graph.targets.count / 4 {
      rows += graph.targets.count
      if hasPendants { before = nextCounts() }
      counts = pulledCounts()
    } else {
      settle()
      if hasPendants { before = touchedCounts() }
      rows += push()
      settle()
      counts = touchedCounts()
    }
    for node in touched {
      unsafe now[Int(node)] = .zero
      unsafe next[Int(node)] = .zero
      isTouched[Int(node)] = false
    }
    for node in pushed.met { unsafe next[Int(node)] = .zero }
    touched.removeAll(keepingCapacity: true)
    grown.removeAll(keepingCapacity: true)
    pushed.clear()
    let found = zip(counts.counts, before.counts).prefix(sources.count)
    return (found.map { HopCount(reached: $0 - 1, oneStepLess: max($1 - 1, 0)) }, rows)
  }

  // Each way of counting stands on its own, so that the compiler keeps its sums in registers.

  /// How many nodes each lane has come to, once everything is settled.
  @inline(never)
  private func touchedCounts() -> LaneCounts {
    var counts = LaneCounts()
    counts.add(touched.count) { unsafe now[Int(touched[$0])] }
    return counts
  }

  /// How many nodes each lane has come to, before what was pushed is settled.
  @inline(never)
  private func nextCounts() -> LaneCounts {
    var counts = LaneCounts()
    counts.add(graph.nodeCount) { unsafe next[$0] }
    return counts
  }

  /// How many nodes each lane comes to in one step more.
  @inline(never)
  private func pulledCounts() -> LaneCounts {
    var counts = LaneCounts()
    counts.add(graph.nodeCount) { pulled($0) }
    return counts
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
    let edges = unsafe pushed.push(grown, now, into: next, along: graph)
    grown.removeAll(keepingCapacity: true)
    return edges
  }

  /// Takes what was pushed over into `now`, and finds who grew by it.
  private mutating func settle() {
    for node in pushed.met {
      let v = Int(node)
      let row = unsafe next[v]
      if unsafe (row & ~now[v]).isEmpty { continue }
      unsafe now[v] = row
      grown.append(node)
      if !isTouched[v] {
        isTouched[v] = true
        touched.append(node)
      }
    }
    pushed.clear()
  }
}
