public import Graph

/// A grouping of everybody into communities.
public struct Communities: Sendable {
  /// The community of each node, numbered from 0 by falling size, and of equal size by first node.
  public let membership: [Int]
  /// Number of communities.
  public let count: Int
  /// See ``modularity(of:membership:resolution:)``.
  public let modularity: Double
  /// The resolution they were looked for at.
  public let resolution: Double
}

/// Communities by the Leiden method: groups with more contact within them than chance would have it. Each is connected.
///
/// For people: *who works together in practice, whatever the chart says*; where groups overlap the border is drawn
/// somewhere, and another seed may draw it elsewhere: hold on to what several seeds agree on.
///
/// Nodes are moved and communities merged until nothing is gained (as Louvain does); then each community is built up anew
/// from connected parts, and moving and merging go on from those, level by level.
///
/// - Parameters:
///   - graph: The graph; directions and weights count, edges of weight 0 do not.
///   - resolution: Above 0; above 1 for more and smaller communities.
///   - seed: Of the order in which nodes are looked at. The same seed gives the same communities on any machine.
/// - Complexity: O(m) for each pass over the edges.
/// - Source: Traag, Waltman and van Eck 2019, doi:10.1038/s41598-019-41695-z.
public func communities(of graph: Adjacency, resolution: Double = 1, seed: UInt64 = 1) -> Communities {
  let incoming = graph.isDirected ? graph.reversed() : nil
  let places = CommunityPlaces(graph, incoming: incoming, resolution: resolution, seed: seed)
  let groups =
    graph.weights.isEmpty
    ? leiden(CommunityLevel<UnitWeight>(graph, incoming: incoming, places, resolution: resolution))
    : leiden(CommunityLevel<Double>(graph, incoming: incoming, places, resolution: resolution))
  var alone = places.nodes.count
  let loose = places.places.map { place in
    if place != CommunityPlaces.none { return Int(groups[Int(place)]) }
    alone += 1
    return alone - 1
  }
  let (membership, count) = numberedBySize(loose)
  return Communities(
    membership: membership, count: count,
    modularity: modularity(of: graph, membership: membership, resolution: resolution), resolution: resolution)
}

/// The group of each node of `level`.
private func leiden<Weight>(_ level: CommunityLevel<Weight>) -> [UInt32] {
  var groups = (0..<UInt32(level.count)).map { $0 }
  climb(level, &groups, looks: 2, refining: false)
  climb(level, &groups, looks: nil, refining: true)
  return groups
}

/// Moves nodes, merges groups or, refining, their parts, and does so again with what has been merged, until nothing is merged
/// any more.
///
/// - Parameter looks: How many times nodes are looked at, on average at most.
private func climb<Weight>(
  _ level: CommunityLevel<Weight>, _ groups: inout [UInt32], looks: Int?, refining: Bool
) {
  level.moveNodes(&groups, looks: looks.map { $0 * level.count } ?? .max)
  let groupCount = renumber(&groups)
  if groupCount == level.count { return }
  var parts = refining ? level.refined(groups) : groups
  let partCount = renumber(&parts)
  if partCount == level.count {
    // Nodes that are no good to each other one by one may not hang together either.
    if refining { groups = level.connected(groups) }
    return
  }
  var merged = [UInt32](repeating: 0, count: partCount)
  for node in parts.indices { merged[Int(parts[node])] = groups[node] }
  climb(level.merged(by: parts, count: partCount), &merged, looks: looks, refining: refining)
  groups = parts.map { merged[Int($0)] }
}

/// Numbers groups by falling size, and of equal size by first node.
private func numberedBySize(_ groups: [Int]) -> (membership: [Int], count: Int) {
  var sizes = [Int](repeating: 0, count: groups.count)
  var first: [Int] = []
  for group in groups {
    if sizes[group] == 0 { first.append(group) }
    sizes[group] += 1
  }
  var bySize = [[Int]](repeating: [], count: (sizes.max() ?? 0) + 1)
  for group in first { bySize[sizes[group]].append(group) }
  var numbers = sizes
  var next = 0
  for group in bySize.reversed().joined() {
    numbers[group] = next
    next += 1
  }
  return (groups.map { numbers[$0] }, next)
}
