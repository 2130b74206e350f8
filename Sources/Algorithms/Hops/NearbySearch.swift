public import Graph

/// Breadth-first searches from one node after another, over memory used again: who is within so many steps of a node, and
/// how many steps away each is.
///
/// Every search marks the nodes it sees with a number that says how far they are; the next one counts on from there, so
/// that nothing has to be wiped in between. Two words a node.
///
/// - Complexity: O(edges of the nodes seen, but for those of the last level) in time a search.
public struct NearbySearch: Sendable {
  private var marks: [UInt32]
  /// What the source of this search is marked with; whatever is less was seen by an earlier one.
  private var base: UInt32 = 1
  /// How many steps away the farthest node seen is.
  private var depth: UInt32 = 0
  private var order: [UInt32]
  /// How many nodes were seen, the source among them.
  private var count = 0

  /// Memory for searches in graphs of as many nodes.
  public init(nodeCount: Int) {
    marks = [UInt32](repeating: 0, count: nodeCount)
    // One place more than nodes, for what is written before it is known to be new.
    order = [UInt32](repeating: 0, count: nodeCount + 1)
  }

  /// Nodes that the last search saw, the source first, nearest before farther.
  public var found: ArraySlice<UInt32> { order[..<count] }

  /// How many steps the last search went to a node; `nil` where it did not come.
  public func steps(to node: Int) -> Int? { marks[node] >= base ? Int(marks[node] - base) : nil }

  /// How many steps the last search went to each of some nodes; -1 where it did not come.
  ///
  /// Quicker than one after another, since places that are far apart in memory are waited for together.
  public func steps(to nodes: [UInt32]) -> [Int32] {
    let marks = marks.span
    return nodes.map { node in
      let mark = marks[Int(node)]
      return mark >= base ? Int32(bitPattern: mark &- base) : -1
    }
  }

  /// Looks for everything within `steps` of `source`.
  ///
  /// - Parameters:
  ///   - graph: Has as many nodes as this has memory for.
  ///   - source: Where to begin.
  ///   - steps: How far to go; `nil` for as far as there is anything.
  public mutating func search(_ graph: Adjacency, from source: Int, within steps: Int?) {
    precondition(graph.nodeCount == marks.count, "the graph has another number of nodes than there is memory for")
    begin()
    marks[source] = base
    order[0] = UInt32(truncatingIfNeeded: source)
    count = 1
    var levelStart = 0
    while levelStart < count, depth < steps ?? .max {
      let level = levelStart..<count
      levelStart = count
      look(from: level, in: graph, &marks, since: base, as: base + depth + 1, &order, &count)
      if count > levelStart { depth += 1 }
    }
  }

  /// Makes all marks those of earlier searches.
  private mutating func begin() {
    let (next, overflow) = base.addingReportingOverflow(depth + 1)
    if overflow || next > .max - UInt32(truncatingIfNeeded: marks.count) - 1 {
      marks = [UInt32](repeating: 0, count: marks.count)
      base = 1
    } else {
      base = next
    }
    depth = 0
  }
}

/// Looks along the edges of one level; marks and keeps whoever was not seen since `base`.
private func look(
  from level: Range<Int>, in graph: Adjacency, _ marks: inout [UInt32], since base: UInt32, as mark: UInt32,
  _ order: inout [UInt32], _ count: inout Int
) {
  let offsets = graph.offsets.span
  let targets = graph.targets.span
  var marks = marks.mutableSpan
  var order = order.mutableSpan
  precondition(marks.count >= offsets.count - 1 && order.count >= offsets.count && level.upperBound < order.count)
  var found = count
  var place = level.lowerBound
  while place < level.upperBound {
    // Nodes, and slots of a frozen graph's rows, are within the counts checked above.
    let u = unsafe Int(order[unchecked: place])
    var slot = unsafe offsets[unchecked: u]
    let end = unsafe offsets[unchecked: u &+ 1]
    while slot < end {
      let v = unsafe targets[unchecked: slot]
      let before = unsafe marks[unchecked: Int(v)]
      let isNew = before < base
      unsafe order[unchecked: found] = v
      unsafe marks[unchecked: Int(v)] = isNew ? mark : before
      found &+= isNew ? 1 : 0
      slot &+= 1
    }
    place &+= 1
  }
  count = found
}
