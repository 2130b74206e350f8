import Graph

/// Flows from one source after another along the paths of least length: Brandes' algorithm over Dijkstra's.
///
/// Lengths that differ by rounding alone are the same, as in ``ShortestPaths``. A node's shortest paths are counted when
/// its distance is certain, over its neighbours that came before; their edges are kept, so that the way back goes along
/// these alone. The search ends with the last target. What bounds it is two looks at each edge, and the queue.
///
/// Memory of its own, freed by ``free()``: a place for each node of the part and for each edge, whose rows name no others.
///
/// - Source: Brandes 2001, doi:10.1080/0022250X.2001.9990249.
@safe struct LengthFlows {
  private let part: PathPart
  private let lengths: [Double]
  /// Where edges come from, with the slots of the edges, and with their lengths.
  private let incoming: Adjacency
  private let incomingSlots: [Int]
  private let incomingLengths: [Double]
  /// The shortest way to each node found so far.
  private let distance: UnsafeMutablePointer<Double>
  /// The same for nodes in `order`, infinite for others.
  private let certain: UnsafeMutablePointer<Double>
  /// Shortest paths to each node in `order`.
  private let counts: UnsafeMutablePointer<Double>
  /// What flows on from each node, over its count of paths.
  private let sent: UnsafeMutablePointer<Double>
  /// Nodes whose distance is certain, by rising distance.
  private let order: UnsafeMutablePointer<UInt32>
  /// The edges that end shortest paths, as places in `incoming`, by the place of the node they lead to; and where each
  /// place's edges end.
  private let edges: UnsafeMutablePointer<UInt32>
  private let edgeEnds: UnsafeMutablePointer<Int>
  private var queue: DistanceQueue

  init(_ part: PathPart, _ lengths: [Double]) {
    precondition(part.slots.count < UInt32.max, "far more edges than can be searched from every node")
    self.part = part
    self.lengths = lengths
    // Turning the graph round carries along what stands beside the edges.
    incoming = Adjacency(
      offsets: part.graph.offsets, targets: part.graph.targets, weights: lengths.indices.map(Double.init),
      isDirected: part.graph.isDirected
    ).reversed()
    incomingSlots = incoming.weights.map { Int($0) }
    // Both ways the same in an undirected graph: what is looked at twice in a row is then at hand.
    incomingLengths = part.graph.isDirected ? incomingSlots.map { lengths[$0] } : lengths
    let room = part.nodes.count
    unsafe distance = .allocate(capacity: room)
    unsafe distance.initialize(repeating: .infinity, count: room)
    unsafe certain = .allocate(capacity: room)
    unsafe certain.initialize(repeating: .infinity, count: room)
    unsafe counts = .allocate(capacity: room)
    unsafe counts.initialize(repeating: 0, count: room)
    unsafe sent = .allocate(capacity: room)
    unsafe sent.initialize(repeating: 0, count: room)
    unsafe order = .allocate(capacity: room)
    unsafe order.initialize(repeating: 0, count: room)
    unsafe edges = .allocate(capacity: lengths.count + 1)
    unsafe edges.initialize(repeating: 0, count: lengths.count + 1)
    unsafe edgeEnds = .allocate(capacity: room)
    unsafe edgeEnds.initialize(repeating: 0, count: room)
    // A node is put in once for each edge to it at most, and the source; one place is for what is not wanted.
    queue = DistanceQueue(capacity: lengths.count + 2)
  }

  func free() {
    unsafe distance.deallocate()
    unsafe certain.deallocate()
    unsafe counts.deallocate()
    unsafe sent.deallocate()
    unsafe order.deallocate()
    unsafe edges.deallocate()
    unsafe edgeEnds.deallocate()
    queue.free()
  }

  /// Adds the flows from `source` to all its targets; false, with nothing added, where paths are too many for a double.
  mutating func add(from source: Int, to sums: inout FlowSums) -> Bool {
    let targets = part.targets(from: source)
    var targetsLeft = targets.count - (targets.contains(source) ? 1 : 0)
    var (found, edgeCount, most) = (0, 0, 1.0)
    unsafe distance[source] = 0
    queue.note(source, at: 0, 0)
    queue.insertNoted(upTo: 1)
    while targetsLeft > 0, let v = unsafe queue.removeFirst(distance) {
      unsafe order[found] = UInt32(truncatingIfNeeded: v)
      let count = found == 0 ? 1 : trace(v, &edgeCount)
      unsafe certain[v] = distance[v]
      unsafe counts[v] = count
      unsafe edgeEnds[found] = edgeCount
      most = max(most, count)
      found += 1
      if found > 1, v < targets.upperBound { targetsLeft -= 1 }
      relax(v)
    }
    let isExact = most < 0x1p960
    if isExact { sendBack(from: source, found, targets, &sums) }
    for place in 0..<found {
      unsafe certain[Int(order[place])] = .infinity
      unsafe sent[Int(order[place])] = 0
    }
    unsafe queue.empty(distance)
    return isExact
  }

  /// Finds shorter ways by `u` to its neighbours.
  @inline(never)
  private mutating func relax(_ u: Int) {
    let (graph, edgeLengths) = (part.graph, lengths)
    let targets = graph.targets.span
    let lengths = edgeLengths.span
    let before = unsafe distance[u]
    var noted = queue.count
    var slot = graph.offsets[u]
    let end = graph.offsets[u + 1]
    while slot < end {
      let v = unsafe Int(targets[unchecked: slot])
      let there = unsafe before + lengths[unchecked: slot]
      let known = unsafe distance[v]
      // Shorter by more than rounding, which it cannot be where it is certain. Without a branch, as it is hard to foretell.
      let isShorter = known - there > 1e-12 * there
      unsafe distance[v] = isShorter ? there : known
      queue.note(v, at: there, noted)
      noted &+= isShorter ? 1 : 0
      slot &+= 1
    }
    queue.insertNoted(upTo: noted)
  }

  /// Keeps the edges that end shortest paths to `v`, and gives the number of paths. An edge too short to show beside its
  /// distance leads from the node that was certain first.
  @inline(never)
  private func trace(_ v: Int, _ edgeCount: inout Int) -> Double {
    let sources = incoming.targets.span
    let lengths = incomingLengths.span
    let most = unsafe distance[v] * (1 + 1e-12)
    let first = edgeCount
    var next = first
    var slot = incoming.offsets[v]
    let end = incoming.offsets[v + 1]
    while slot < end {
      let there = unsafe certain[Int(sources[unchecked: slot])] + lengths[unchecked: slot]
      unsafe edges[next] = UInt32(truncatingIfNeeded: slot)
      next &+= there <= most ? 1 : 0
      slot &+= 1
    }
    edgeCount = next
    var count = 0.0
    for edge in first..<next { count += unsafe counts[Int(sources[unchecked: Int(edges[edge])])] }
    return count
  }

  @inline(never)
  private func sendBack(from source: Int, _ found: Int, _ targets: Range<Int>, _ sums: inout FlowSums) {
    let keepsEdges = !sums.edges.isEmpty
    let sources = incoming.targets.span
    let weight = part.weights[source]
    var place = found - 1
    while place > 0 {
      let v = unsafe Int(order[place])
      let flow = unsafe sent[v]
      unsafe sums.nodes[v] += weight * (flow * counts[v])
      let given = unsafe flow + (targets.contains(v) ? part.weights[v] / counts[v] : 0)
      var edge = unsafe edgeEnds[place &- 1]
      let end = unsafe edgeEnds[place]
      while edge < end {
        let slot = unsafe Int(edges[edge])
        let u = unsafe Int(sources[unchecked: slot])
        unsafe sent[u] += given
        if keepsEdges { sums.edges[incomingSlots[slot]] += unsafe weight * counts[u] * given }
        edge &+= 1
      }
      place &-= 1
    }
  }
}
