import Graph

/// One search a node, over a mark for each node; nothing is counted for nodes of a single neighbour.
func hopsOneByOne(_ hops: Int, _ graph: Adjacency) -> [HopCount] {
  mapChunks(of: graph.nodeCount, size: max(1, (graph.nodeCount + 63) / 64)) { sources in
    var search = HopSearch(graph)
    return sources.map { graph.isPendant($0) ? HopCount() : search.run(from: $0, hops).count }
  }.flatMap { $0 }
}

/// Breadth-first search to a depth over memory used again: each node is marked with the number of the search that saw it,
/// in a byte, so that marks need wiping only every 255 searches. What bounds it is one mark read and written for each
/// edge, without a branch.
struct HopSearch {
  private let graph: Adjacency
  private var marks: [UInt8]
  private var mark: UInt8 = 0
  /// Nodes seen, level after level, but for the last.
  private var order: [UInt32]

  init(_ graph: Adjacency) {
    self.graph = graph
    marks = [UInt8](repeating: 0, count: graph.nodeCount)
    // One place more than nodes, for what is written before it is known to be new.
    order = [UInt32](repeating: 0, count: graph.nodeCount + 1)
  }

  /// Number of other nodes within `hops` steps of `source`, and of edges looked at.
  mutating func run(from source: Int, _ hops: Int) -> (count: HopCount, edges: Int) {
    if mark == .max {
      marks = [UInt8](repeating: 0, count: graph.nodeCount)
      mark = 0
    }
    mark += 1
    marks[source] = mark
    order[0] = UInt32(source)
    var (levelStart, count, edges) = (0, 1, 0)
    for hop in 0..<hops {
      let level = levelStart..<count
      levelStart = count
      edges &+=
        hop + 1 < hops
        ? look(from: level, in: graph, &marks, mark, &order, &count, keeping: true)
        : look(from: level, in: graph, &marks, mark, &order, &count, keeping: false)
    }
    // The last level begins behind everything that was found before.
    return (HopCount(reached: count - 1, oneStepLess: levelStart - 1), edges)
  }
}

/// Looks along the edges of one level, marks and counts who is new, and keeps them where another level follows.
@inline(__always)
private func look(
  from level: Range<Int>, in graph: Adjacency, _ marks: inout [UInt8], _ mark: UInt8, _ order: inout [UInt32],
  _ count: inout Int, keeping: Bool
) -> Int {
  let offsets = graph.offsets.span
  let targets = graph.targets.span
  var marks = marks.mutableSpan
  var order = order.mutableSpan
  precondition(marks.count >= offsets.count - 1 && order.count >= offsets.count && level.upperBound < order.count)
  var edges = 0
  var found = count
  var place = level.lowerBound
  while place < level.upperBound {
    // Nodes, and slots of a frozen graph's rows, are within the counts checked above.
    let u = unsafe Int(order[unchecked: place])
    var slot = unsafe offsets[unchecked: u]
    let end = unsafe offsets[unchecked: u &+ 1]
    edges &+= end &- slot
    while slot < end {
      let v = unsafe targets[unchecked: slot]
      let isNew = unsafe marks[unchecked: Int(v)] != mark
      if keeping { unsafe order[unchecked: found] = v }
      unsafe marks[unchecked: Int(v)] = mark
      found &+= isNew ? 1 : 0
      slot &+= 1
    }
    place &+= 1
  }
  count = found
  return edges
}
