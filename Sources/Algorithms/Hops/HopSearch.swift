import Graph

/// One search a node, over a bitmap of the nodes seen.
func hopsOneByOne(_ hops: Int, _ graph: Adjacency) -> [Int] {
  mapChunks(of: graph.nodeCount, size: max(1, (graph.nodeCount + 63) / 64)) { sources in
    var search = HopSearch(graph)
    return sources.map { search.run(from: $0, hops).reached }
  }.flatMap { $0 }
}

/// Breadth-first search to a depth over memory used again: a bit a node, which stays in the nearest cache up to some
/// hundred thousand nodes. What bounds it is one such bit tested and set for each edge, without a branch.
struct HopSearch {
  private let graph: Adjacency
  private var seen: [UInt64]
  /// Nodes seen, level after level.
  private var order: [UInt32]

  init(_ graph: Adjacency) {
    self.graph = graph
    seen = [UInt64](repeating: 0, count: (graph.nodeCount + 63) / 64)
    // One place more than nodes, for what is written before it is known to be new.
    order = [UInt32](repeating: 0, count: graph.nodeCount + 1)
  }

  /// Number of other nodes within `hops` steps of `source`, and of edges looked at.
  mutating func run(from source: Int, _ hops: Int) -> (reached: Int, edges: Int) {
    let graph = graph
    let offsets = graph.offsets.span
    let targets = graph.targets.span
    // Taken out while they are worked on, which two spans of one structure could not be.
    var (words, places) = (exchange(&self.seen, []), exchange(&self.order, []))
    defer { (self.seen, self.order) = (words, places) }
    var seen = words.mutableSpan
    var order = places.mutableSpan
    precondition(seen.count * 64 >= offsets.count - 1 && order.count >= offsets.count)
    order[0] = UInt32(source)
    seen[source >> 6] = 1 << UInt64(source & 63)
    var levelStart = 0
    var count = 1
    var edges = 0
    for _ in 0..<hops {
      let levelEnd = count
      var place = levelStart
      while place < levelEnd {
        // Nodes, and slots of a frozen graph's rows, are within the counts checked above.
        let u = unsafe Int(order[unchecked: place])
        var slot = unsafe offsets[unchecked: u]
        let end = unsafe offsets[unchecked: u &+ 1]
        edges &+= end &- slot
        while slot < end {
          let v = unsafe targets[unchecked: slot]
          let word = Int(v &>> 6)
          let old = unsafe seen[unchecked: word]
          let bit = UInt64(v & 63)
          unsafe order[unchecked: count] = v
          count &+= Int(truncatingIfNeeded: (~old &>> bit) & 1)
          unsafe seen[unchecked: word] = old | (1 &<< bit)
          slot &+= 1
        }
        place &+= 1
      }
      levelStart = levelEnd
    }
    // Wiping all words in a row is cheaper than many words here and there.
    if count &* 8 > seen.count {
      for word in seen.indices { seen[word] = 0 }
    } else {
      for place in 0..<count { seen[Int(order[place] >> 6)] = 0 }
    }
    return (count - 1, edges)
  }
}

private func exchange<T>(_ old: inout T, _ new: T) -> T {
  let value = old
  old = new
  return value
}
