public import Graph

/// For each node the number of shortest paths between other nodes that run through it, paths of a pair sharing 1.
///
/// Each unordered pair counts once when the graph is undirected. For people: *who sits between groups that otherwise
/// do not talk*; it does not say that anything did pass through them.
///
/// - Parameters:
///   - graph: The graph.
///   - lengths: For each neighbour in `graph.targets` the length of the edge, above 0 and in an undirected graph the same
///     both ways; `nil` counts steps.
/// - Returns: One value a node; the same bits on any number of cores.
/// - Complexity: O(n m) time unweighted, O(n m log n) weighted, on all cores, n and m being those of the greatest block
///   when undirected; 64 n doubles of space, fewer above half a million nodes. What bounds it is told by `StepFlows`.
/// - Source: Brandes 2001, doi:10.1080/0022250X.2001.9990249; blocks, Sarıyüce et al. 2013,
///   doi:10.1137/1.9781611972832.76.
public func betweenness(of graph: Adjacency, lengths: [Double]? = nil) -> [Double] {
  let parts = PathParts(graph)
  var total = parts.separated
  addFlows(in: parts.parts, lengths, keepingEdges: false) { part, sums in
    for (node, value) in zip(part.nodes, sums.nodes) { total[Int(node)] += value }
  }
  return total
}

/// For each edge the number of shortest paths between nodes that run along it, paths of a pair sharing 1.
///
/// Each unordered pair counts once when the graph is undirected. For people: *which line of contact others depend on*;
/// it does not say that anything did pass along it.
///
/// - Parameters:
///   - graph: The graph.
///   - lengths: For each neighbour in `graph.targets` the length of the edge, above 0 and in an undirected graph the same
///     both ways; `nil` counts steps.
/// - Returns: One value for each of `graph.targets`; in an undirected graph the same at both places of an edge. The same
///   bits on any number of cores.
/// - Complexity: As ``betweenness(of:lengths:)``, with 64 doubles an edge, fewer above a quarter of a million edges.
/// - Source: Brandes 2008, doi:10.1016/j.socnet.2007.11.001.
public func edgeBetweenness(of graph: Adjacency, lengths: [Double]? = nil) -> [Double] {
  let parts = PathParts(graph)
  var total = [Double](repeating: 0, count: graph.targets.count)
  for bridge in parts.bridges { total[bridge.slot] = bridge.pairs }
  addFlows(in: parts.parts, lengths, keepingEdges: true) { part, sums in
    for (slot, value) in zip(part.slots, sums.edges) { total[slot] += value }
  }
  if graph.isDirected { return total }
  // Rows rise, so that going through them in order comes to the other places of edges in their order too.
  var next = graph.offsets
  for u in 0..<graph.nodeCount {
    for slot in graph.offsets[u]..<graph.offsets[u + 1] where graph.targets[slot] > UInt32(u) {
      let other = next[Int(graph.targets[slot])]
      next[Int(graph.targets[slot])] += 1
      total[slot] += total[other]
      total[other] = total[slot]
    }
  }
  return total
}

/// What flows through the nodes of a part and along its edges, when each pair sends 1 shared by its shortest paths.
struct FlowSums: Sendable {
  var nodes: [Double]
  /// For each target of the part's graph; empty unless asked for.
  var edges: [Double]

  init(_ part: PathPart, keepingEdges: Bool) {
    nodes = [Double](repeating: 0, count: part.nodes.count)
    edges = [Double](repeating: 0, count: keepingEdges ? part.slots.count : 0)
  }
}

/// Calls `body` in a fixed order with the flows from some of the sources of each part, until all have been counted.
private func addFlows(
  in parts: [PathPart], _ lengths: [Double]?, keepingEdges: Bool, _ body: (PathPart, FlowSums) -> Void
) {
  let jobs = FlowJob.jobs(for: parts, keepingEdges: keepingEdges)
  let flows = mapChunks(of: jobs.count, size: 1) { chunk in
    jobs[chunk].flatMap { job in
      job.pieces.map { piece in
        let part = parts[piece.part]
        var sums = FlowSums(part, keepingEdges: keepingEdges)
        addFlows(from: piece.sources, in: part, lengths.map { lengths in part.slots.map { lengths[$0] } }, to: &sums)
        return sums
      }
    }
  }
  for (piece, sums) in zip(jobs.lazy.flatMap(\.pieces), flows.lazy.flatMap { $0 }) { body(parts[piece.part], sums) }
}

/// - Parameter lengths: For each target of the part's graph.
private func addFlows(from sources: Range<Int>, in part: PathPart, _ lengths: [Double]?, to sums: inout FlowSums) {
  var wide: WideFlows?
  func addWide(_ source: Int) {
    var flows = wide ?? WideFlows(part, lengths)
    flows.add(from: source, to: &sums)
    wide = flows
  }
  if let lengths {
    var flows = LengthFlows(part, lengths)
    defer { flows.free() }
    for source in sources where !flows.add(from: source, to: &sums) { addWide(source) }
  } else {
    var flows = StepFlows(part)
    defer { flows.free() }
    for source in sources where !flows.add(from: source, to: &sums) { addWide(source) }
  }
}

/// What one thread does in one go: sources of a great part, or some small parts.
private struct FlowJob {
  var pieces: [(part: Int, sources: Range<Int>)] = []

  /// Jobs of much the same size, about 64, as the graph gives them; those of the last sources, which have most targets,
  /// come first.
  static func jobs(for parts: [PathPart], keepingEdges: Bool) -> [FlowJob] {
    func cost(_ part: PathPart) -> Double { Double(part.nodes.count) * Double(part.nodes.count + part.slots.count) }
    let share = parts.reduce(0) { $0 + cost($1) } / 64
    var jobs: [FlowJob] = []
    var small = FlowJob()
    var smallCost = 0.0
    for (number, part) in parts.enumerated() {
      let n = part.nodes.count
      if cost(part) > share {
        // All results together take 256 MB at most, or eight times the part.
        let most = max(8, (1 << 25) / (n + (keepingEdges ? part.slots.count : 0)))
        let size = max(1, n / min(most, max(1, Int(cost(part) / share))))
        for end in stride(from: n, to: 0, by: -size) {
          jobs.append(FlowJob(pieces: [(number, max(0, end - size)..<end)]))
        }
      } else {
        small.pieces.append((number, 0..<n))
        smallCost += cost(part)
        if smallCost > share {
          jobs.append(small)
          (small, smallCost) = (FlowJob(), 0)
        }
      }
    }
    return small.pieces.isEmpty ? jobs : jobs + [small]
  }
}
