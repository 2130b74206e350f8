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

/// Communities by the Leiden method: groups with more contact within them than chance would have it. Each hangs together.
///
/// For people: *who works together in practice, whatever the chart says*; where groups overlap the border is drawn
/// somewhere, and another seed may draw it elsewhere: hold on to what several seeds agree on.
///
/// Nodes move to the community of a neighbour as long as that gains something, what came together is merged into single
/// nodes, and those move in turn, until nothing is merged any more. The first time communities are merged whole, after
/// each node has been looked at twice on average, as what is left to gain then is found sooner later on. From then on it
/// is the connected parts of which each is built up anew, and all begins again as long as that has gained more than a
/// thousandth and so do the first moves: most often once, where a network has no clear communities several times.
///
/// What bounds it, on a million people as on fifty thousand, is looks at the communities of neighbours: three fifths of the
/// time go to moves, most of that before the first merge, when neighbours are of many different communities; a sixth each
/// to merging and to building up anew.
///
/// - Parameters:
///   - graph: The graph; directions and weights count, edges of weight 0 do not.
///   - resolution: Above 0; above 1 for more and smaller communities.
///   - seed: Of the order in which nodes are looked at. The same seed gives the same communities on any machine.
/// - Complexity: O(m) for each pass over the edges, some tens of which are usual; about 20 bytes an edge, 40 with weights.
/// - Source: Traag, Waltman and van Eck 2019, doi:10.1038/s41598-019-41695-z; the first time, Blondel, Guillaume, Lambiotte
///   and Lefebvre 2008, doi:10.1088/1742-5468/2008/10/P10008.
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

/// What is no longer worth another round.
private let enough = 0.001

/// The group of each node of `level`.
private func leiden<Weight>(_ level: CommunityLevel<Weight>) -> [UInt32] {
  var groups = (0..<UInt32(level.count)).map { $0 }
  _ = climb(level, &groups, looks: 2, refining: false)
  var gained = climb(level, &groups, looks: nil, refining: true)
  while gained > enough {
    var moved = groups
    gained = climb(level, &moved, looks: nil, refining: true, least: enough)
    if gained > enough { groups = moved }
  }
  return groups
}

/// Moves nodes, merges groups or, refining, their parts, and does so again with what has been merged, until nothing is merged
/// any more.
///
/// - Parameters:
///   - looks: How many times nodes are looked at, on average at most.
///   - least: What first moves must gain for anything to be merged.
/// - Returns: The modularity gained.
private func climb<Weight>(
  _ level: CommunityLevel<Weight>, _ groups: inout [UInt32], looks: Int?, refining: Bool, least: Double = 0
) -> Double {
  let gained = level.moveNodes(&groups, looks: looks.map { $0 * level.count } ?? .max)
  let groupCount = renumber(&groups)
  if groupCount == level.count || gained < least { return gained }
  var parts = refining ? level.refined(groups) : groups
  let partCount = renumber(&parts)
  if partCount == level.count {
    // Nodes that are no good to each other one by one may not hang together either.
    if refining { groups = level.connected(groups) }
    return gained
  }
  var merged = [UInt32](repeating: 0, count: partCount)
  for node in parts.indices { merged[Int(parts[node])] = groups[node] }
  let gainedAbove = climb(
    level.merged(by: parts, count: partCount), &merged, looks: looks, refining: refining)
  groups = parts.map { merged[Int($0)] }
  return gained + gainedAbove
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
