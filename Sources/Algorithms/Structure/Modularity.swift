public import Graph

/// The modularity of a grouping: the share of edges within groups less what it would be, on average, were edges drawn anew
/// at random with everybody's number of edges kept, times `resolution`. With weights, weight counts instead.
///
/// Directed edges are compared with edges drawn anew in their directions. 0 when there are no edges.
/// For people: *how much more those of a group are in contact with each other than chance would have it*; it does not
/// compare networks of different sizes, and groups far smaller than the square root of the edges escape it.
///
/// - Parameters:
///   - graph: The graph.
///   - membership: The group of each node, from 0 to below the number of nodes.
///   - resolution: How much is taken off; above 1 smaller groups come out best.
/// - Complexity: O(n + m) time, O(n) space; bounded by a look at the group of each neighbour.
/// - Source: Newman 2006, doi:10.1073/pnas.0601602103; directed, Leicht and Newman 2008,
///   doi:10.1103/PhysRevLett.100.118703; resolution, Reichardt and Bornholdt 2006, doi:10.1103/PhysRevE.74.016110.
public func modularity(of graph: Adjacency, membership: [Int], resolution: Double = 1) -> Double {
  let n = graph.nodeCount
  precondition(membership.count == n && membership.allSatisfy { (0..<n).contains($0) }, "a group for each node")
  var leaving = [Double](repeating: 0, count: n)
  var entering = [Double](repeating: 0, count: graph.isDirected ? n : 0)
  var within = 0.0
  let (offsets, targets, weights, group) = (graph.offsets.span, graph.targets.span, graph.weights.span, membership.span)
  for node in 0..<n {
    let own = group[node]
    if weights.isEmpty {
      var count = 0
      for slot in offsets[node]..<offsets[node + 1] {
        count &+= unsafe group[unchecked: Int(targets[unchecked: slot])] == own ? 1 : 0
      }
      within += Double(count)
      leaving[own] += Double(graph.degree(node))
    } else {
      for slot in offsets[node]..<offsets[node + 1] {
        leaving[own] += weights[slot]
        if unsafe group[unchecked: Int(targets[unchecked: slot])] == own { within += weights[slot] }
      }
    }
    if graph.isDirected {
      for slot in offsets[node]..<offsets[node + 1] {
        entering[group[Int(targets[slot])]] += weights.isEmpty ? 1 : weights[slot]
      }
    }
  }
  let total = leaving.reduce(0, +)
  guard total > 0 else { return 0 }
  let expected = zip(leaving, graph.isDirected ? entering : leaving).reduce(0) { $0 + ($1.0 / total) * ($1.1 / total) }
  return within / total - resolution * expected
}
