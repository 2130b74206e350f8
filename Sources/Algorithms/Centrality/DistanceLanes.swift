import Graph

/// Breadth-first search to the end from up to 512 nodes at once, which counts what comes to light at each distance.
///
/// A step pushes the rows of the nodes that grew in the step before along their edges; where a quarter of all edges would
/// be pushed along, every node looks at its neighbours instead, as looking only reads, and those whom all lanes have come
/// to need not look. What bounds it is one row of 64 bytes for each such edge, from the second cache as long as the nodes
/// of a block are near each other, else from the third.
///
/// Memory of its own, freed by ``free()``, as ``LaneRows``: nodes of a frozen graph have a row each.
@safe struct DistanceLanes {
  private let graph: Adjacency
  /// Where edges come from.
  private let incoming: Adjacency
  /// Lanes within the steps so far, and those within one step more. Between steps the two are the same, but after a step
  /// of looking, where `next` lags behind.
  private var seen: UnsafeMutablePointer<Lanes>
  private var next: UnsafeMutablePointer<Lanes>
  private var nextLags = false
  /// Lanes there are.
  private var full = Lanes.zero
  /// Nodes that grew in the last step, and all that lanes have come to; the latter is left alone once everybody has looked.
  private var grown: [UInt32] = []
  private var touched: [UInt32] = []
  private var pushed: LanePush
  private var hasLooked = false

  init(_ graph: Adjacency, incoming: Adjacency) {
    self.graph = graph
    self.incoming = incoming
    let n = max(graph.nodeCount, 1)
    unsafe seen = .allocate(capacity: n)
    unsafe next = .allocate(capacity: n)
    unsafe seen.initialize(repeating: .zero, count: n)
    unsafe next.initialize(repeating: .zero, count: n)
    pushed = LanePush(nodeCount: graph.nodeCount)
  }

  func free() {
    unsafe seen.deallocate()
    unsafe next.deallocate()
  }

  /// Searches from `sources`, a lane each.
  ///
  /// - Parameters:
  ///   - body: Called for each distance from 1 on with how many nodes each lane came to at it.
  mutating func run(
    from sources: ArraySlice<UInt32>, _ body: (_ distance: Int, _ counts: borrowing LaneCounts) -> Void
  ) {
    begin(sources)
    var distance = 0
    while !grown.isEmpty {
      distance += 1
      var counts = LaneCounts()
      let edges = grown.reduce(0) { $0 + graph.offsets[Int($1) + 1] - graph.offsets[Int($1)] }
      if edges > graph.targets.count / 4 {
        look(&counts)
      } else {
        push()
        settle(&counts)
      }
      if !grown.isEmpty { body(distance, counts) }
    }
    reset()
  }

  private mutating func begin(_ sources: ArraySlice<UInt32>) {
    full = .zero
    for (lane, source) in sources.enumerated() {
      full |= .only(lane)
      unsafe seen[Int(source)] = .only(lane)
      unsafe next[Int(source)] = .only(lane)
    }
    grown = Array(sources)
    touched = grown
  }

  private mutating func reset() {
    if hasLooked {
      unsafe seen.update(repeating: .zero, count: graph.nodeCount)
      unsafe next.update(repeating: .zero, count: graph.nodeCount)
    } else {
      for node in touched {
        unsafe seen[Int(node)] = .zero
        unsafe next[Int(node)] = .zero
      }
    }
    hasLooked = false
    nextLags = false
    touched.removeAll(keepingCapacity: true)
    grown.removeAll(keepingCapacity: true)
  }

  /// The lanes within one step more of a node.
  @inline(__always)
  private static func looked(
    _ node: Int, _ seen: UnsafeMutablePointer<Lanes>, _ targets: Span<UInt32>, _ offsets: Span<Int>
  ) -> Lanes {
    var row = unsafe seen[node]
    var slot = offsets[node]
    let end = offsets[node &+ 1]
    while slot < end {
      row |= unsafe seen[Int(targets[unchecked: slot])]
      slot &+= 1
    }
    return row
  }

  /// Every node looks where its edges come from, and all is taken over.
  @inline(never)
  private mutating func look(_ counts: inout LaneCounts) {
    let incoming = incoming
    let (targets, offsets) = (incoming.targets.span, incoming.offsets.span)
    let (seen, next, full) = unsafe (seen, next, full)
    hasLooked = true
    grown.removeAll(keepingCapacity: true)
    var some = [UInt32](repeating: 0, count: graph.nodeCount + 1)
    var count = 0
    counts.add(graph.nodeCount) { node in
      let old = unsafe seen[node]
      if (full & ~old).isEmpty {
        unsafe next[node] = old
        return .zero
      }
      let row = unsafe Self.looked(node, seen, targets, offsets)
      unsafe next[node] = row
      let new = row & ~old
      some[count] = UInt32(truncatingIfNeeded: node)
      count &+= new.isEmpty ? 0 : 1
      return new
    }
    grown = Array(some[..<count])
    unsafe (self.seen, self.next) = (next, seen)
    nextLags = true
  }

  /// Pushes the rows of those that grew along their edges into `next`.
  private mutating func push() {
    if nextLags {
      unsafe next.update(from: seen, count: graph.nodeCount)
      nextLags = false
    }
    _ = unsafe pushed.push(grown, seen, into: next, along: graph)
    grown.removeAll(keepingCapacity: true)
  }

  /// Takes what was pushed over into `seen`, and finds who grew by it.
  private mutating func settle(_ counts: inout LaneCounts) {
    for node in pushed.met {
      let v = Int(node)
      if unsafe (next[v] & ~seen[v]).isEmpty { continue }
      grown.append(node)
      if !hasLooked, unsafe seen[v].isEmpty { touched.append(node) }
    }
    pushed.clear()
    countGrown(&counts)
    for node in grown { unsafe seen[Int(node)] = next[Int(node)] }
  }

  @inline(never)
  private func countGrown(_ counts: inout LaneCounts) {
    counts.add(grown.count) { unsafe next[Int(grown[$0])] & ~seen[Int(grown[$0])] }
  }
}
