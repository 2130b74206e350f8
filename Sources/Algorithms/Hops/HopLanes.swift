import Graph

/// Searches from 512 nodes at once, blocks of neighbours in the order of a breadth-first search.
func hopsAtOnce(_ hops: Int, _ graph: Adjacency) -> [Int] {
  let n = graph.nodeCount
  let ordered = BreadthFirstOrder(graph)
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

/// A graph with its nodes numbered as a breadth-first search comes to them, greatest degree first, so that nodes near each
/// other have near numbers.
struct BreadthFirstOrder {
  /// The node of each new number.
  let nodes: [UInt32]
  /// The graph in new numbers.
  let graph: Adjacency

  /// - Complexity: O(n log n + m log d).
  init(_ graph: Adjacency) {
    let n = graph.nodeCount
    var nodes: [UInt32] = []
    nodes.reserveCapacity(n)
    var number = [UInt32](repeating: .max, count: n)
    let roots = (0..<n).sorted { (-graph.degree($0), $0) < (-graph.degree($1), $1) }
    for root in roots where number[root] == .max {
      number[root] = UInt32(nodes.count)
      nodes.append(UInt32(root))
      var next = nodes.count - 1
      while next < nodes.count {
        let u = Int(nodes[next])
        next += 1
        for slot in graph.offsets[u]..<graph.offsets[u + 1] where number[Int(graph.targets[slot])] == .max {
          number[Int(graph.targets[slot])] = UInt32(nodes.count)
          nodes.append(graph.targets[slot])
        }
      }
    }
    var offsets = [0]
    offsets.reserveCapacity(n + 1)
    var targets: [UInt32] = []
    targets.reserveCapacity(graph.targets.count)
    for node in nodes {
      for slot in graph.offsets[Int(node)]..<graph.offsets[Int(node) + 1] {
        targets.append(number[Int(graph.targets[slot])])
      }
      targets[(offsets.last ?? 0)...].sort()
      offsets.append(targets.count)
    }
    self.nodes = nodes
    self.graph = Adjacency(offsets: offsets, targets: targets, weights: [], isDirected: graph.isDirected)
  }
}

/// For each node the lanes within some steps of it: rows flow along edges, one step at a time, from those that grew in
/// the step before. What bounds it is a row of 64 bytes read and one written for each such edge.
///
/// Memory of its own, freed by ``free()``, as ``LaneRows``.
@safe struct HopLanes {
  private let graph: Adjacency
  /// Lanes within the steps so far, and within one step more.
  private let now: UnsafeMutablePointer<Lanes>
  private let next: UnsafeMutablePointer<Lanes>
  /// Nodes with lanes in `now`, and those that grew in the last step.
  private var touched: [UInt32] = []
  private var grown: [UInt32] = []
  private var isTouched: [Bool]
  private var isGrown: [Bool]

  init(_ graph: Adjacency) {
    self.graph = graph
    let n = max(graph.nodeCount, 1)
    unsafe now = .allocate(capacity: n)
    unsafe next = .allocate(capacity: n)
    unsafe now.initialize(repeating: .zero, count: n)
    unsafe next.initialize(repeating: .zero, count: n)
    isTouched = [Bool](repeating: false, count: graph.nodeCount)
    isGrown = isTouched
  }

  func free() {
    unsafe now.deallocate()
    unsafe next.deallocate()
  }

  /// For each node of the block the number of nodes within `hops` steps, itself included, and the rows moved in all.
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
    for _ in 0..<hops { rows += step() }
    var counts = LaneCounts()
    counts.add(touched.count) { unsafe now[Int(touched[$0])] }
    for node in touched {
      unsafe now[Int(node)] = .zero
      unsafe next[Int(node)] = .zero
      isTouched[Int(node)] = false
    }
    touched.removeAll(keepingCapacity: true)
    grown.removeAll(keepingCapacity: true)
    return (Array(counts.counts.prefix(sources.count)), rows + touched.count)
  }

  private mutating func step() -> Int {
    let graph = graph
    let offsets = graph.offsets.span
    let targets = graph.targets.span
    var reached: [UInt32] = []
    var rows = 0
    for node in grown {
      let row = unsafe now[Int(node)]
      var slot = offsets[Int(node)]
      let end = offsets[Int(node) + 1]
      rows &+= end &- slot
      while slot < end {
        let v = Int(targets[slot])
        // Nodes of a frozen graph have a row each.
        unsafe next[v] |= row
        if !isGrown[v] {
          isGrown[v] = true
          reached.append(UInt32(v))
        }
        slot &+= 1
      }
    }
    grown.removeAll(keepingCapacity: true)
    for node in reached {
      let v = Int(node)
      isGrown[v] = false
      let row = unsafe next[v]
      if unsafe (row & ~now[v]).isEmpty { continue }
      unsafe now[v] = row
      grown.append(node)
      if !isTouched[v] {
        isTouched[v] = true
        touched.append(node)
      }
    }
    return rows
  }
}
