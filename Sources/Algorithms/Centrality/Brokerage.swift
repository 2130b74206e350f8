public import Graph

/// In which part somebody stands between two others who are not joined, by the groups of the three.
public enum BrokerageRole: Int, Sendable, CaseIterable {
  /// All three in one group.
  case coordinator
  /// The two others in one group, the broker in another.
  case itinerant
  /// The broker and the one at the far end in one group: lets in from outside.
  case gatekeeper
  /// The one at the near end and the broker in one group: speaks to the outside.
  case representative
  /// All three in different groups.
  case liaison
}

/// How often each node stands between two others in each part, in the order of ``BrokerageRole``.
///
/// v stands between a and b when a points to v and v to b but a not to b; without directions both orders of a and b count.
/// A node without a group is in a group of its own. For people: *who carries word between which groups*; it counts
/// openings to do so, not that they did.
///
/// - Parameters:
///   - graph: The graph; weights do not matter.
///   - groups: The group of each node; `nil` where it is not known.
/// - Complexity: O(sum over edges (a, v) of the smaller of out-degrees and its logarithm) time on all cores.
/// - Source: Gould and Fernandez 1989, doi:10.2307/270949.
public func brokerage(of graph: Adjacency, groups: [Int?]) -> [[Int]] {
  precondition(groups.count == graph.nodeCount, "every node has a group or none")
  let incoming = graph.reversed()
  // Those without a group never share one.
  let group = groups.enumerated().map { node, group in group.map { $0 + 1 } ?? -1 - node }
  return mapChunks(of: graph.nodeCount, size: max(1, (graph.nodeCount + 63) / 64)) { brokers in
    brokers.map { broker in
      var counts = [Int](repeating: 0, count: BrokerageRole.allCases.count)
      for from in incoming.slots(of: broker) {
        let a = Int(incoming.targets[from])
        for to in graph.slots(of: broker) {
          let b = Int(graph.targets[to])
          if a == b || graph.contains(a, b) { continue }
          counts[role(group[a], group[broker], group[b]).rawValue] += 1
        }
      }
      return counts
    }
  }.flatMap { $0 }

  @Sendable func role(_ a: Int, _ broker: Int, _ b: Int) -> BrokerageRole {
    if a == b { return a == broker ? .coordinator : .itinerant }
    return broker == b ? .gatekeeper : broker == a ? .representative : .liaison
  }
}
