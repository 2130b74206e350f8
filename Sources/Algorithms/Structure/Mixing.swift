public import Graph

/// Which groups are joined to which.
public struct Mixing: Sendable {
  /// For each group and each other the edges from one to the other; an undirected edge counts at both ends.
  public let edges: [[Int]]
  /// Nodes in each group.
  public let sizes: [Int]

  /// Newman's assortativity: 1 when every edge stays within a group, 0 when ends are mixed as by lot, below 0 when edges
  /// avoid their own group. `nil` without edges, or when one group has all of them.
  ///
  /// - Source: Newman 2003, doi:10.1103/PhysRevE.67.026126.
  public var assortativity: Double? {
    let all = Double(total)
    guard all > 0 else { return nil }
    let within = edges.indices.reduce(0) { $0 + Double(edges[$1][$1]) } / all
    let byLot = edges.indices.reduce(0) { sum, group in
      let out = edges[group].reduce(0, +)
      let into = edges.reduce(0) { $0 + $1[group] }
      return sum + Double(out) / all * (Double(into) / all)
    }
    return byLot < 1 ? (within - byLot) / (1 - byLot) : nil
  }

  /// Krackhardt and Stern's E-I index: edges between groups less those within, over all; from -1 to 1. `nil` without edges.
  ///
  /// - Source: Krackhardt and Stern 1988, doi:10.2307/2786835.
  public var externalInternal: Double? {
    let within = edges.indices.reduce(0) { $0 + edges[$1][$1] }
    return total == 0 ? nil : Double(total - 2 * within) / Double(total)
  }

  /// Of a group's outgoing edges the share that stays within it; `nil` without any.
  public func sharedWithin(_ group: Int) -> Double? {
    let all = edges[group].reduce(0, +)
    return all == 0 ? nil : Double(edges[group][group]) / Double(all)
  }

  /// Coleman's inbreeding homophily: how far ``sharedWithin(_:)`` lies between what meeting by lot would give, 0, and 1;
  /// below 0 when a group avoids its own. `nil` without edges, or for a group of everybody.
  ///
  /// - Source: Coleman 1958, in the form of Currarini, Jackson and Pin 2009, doi:10.3982/ECTA7528.
  public func inbreeding(_ group: Int) -> Double? {
    let others = sizes.reduce(0, +) - 1
    guard let within = sharedWithin(group), others > 0 else { return nil }
    let byLot = Double(sizes[group] - 1) / Double(others)
    return byLot < 1 ? (within - byLot) / (1 - byLot) : nil
  }

  private var total: Int { edges.reduce(0) { $0 + $1.reduce(0, +) } }
}

/// Counts the edges between groups; edges with an end in no group are left out.
///
/// For people: *do people of a kind keep to themselves?*
///
/// - Parameters:
///   - graph: The graph; weights do not matter.
///   - groups: The group of each node, below `count`; `nil` where it is not known.
///   - count: Number of groups.
/// - Complexity: O(n + m + count^2).
public func mixing(of graph: Adjacency, groups: [Int?], count: Int) -> Mixing {
  precondition(groups.count == graph.nodeCount, "every node has a group or none")
  var edges = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
  var sizes = [Int](repeating: 0, count: count)
  for node in 0..<graph.nodeCount {
    guard let own = groups[node] else { continue }
    sizes[own] += 1
    for slot in graph.slots(of: node) {
      if let other = groups[Int(graph.targets[slot])] { edges[own][other] += 1 }
    }
  }
  return Mixing(edges: edges, sizes: sizes)
}

/// Whether nodes with many edges are joined to nodes with many: the correlation, over edges, of the degrees at both ends;
/// with directions of the out-degree of the tail and the in-degree of the head. `nil` where degrees do not differ.
///
/// - Complexity: O(n + m).
/// - Source: Newman 2002, doi:10.1103/PhysRevLett.89.208701; directions: Newman 2003, doi:10.1103/PhysRevE.67.026126.
public func degreeAssortativity(of graph: Adjacency) -> Double? {
  let turned = graph.reversed()
  let count = Double(graph.targets.count)
  guard count > 0 else { return nil }
  // Deviations from the means are summed, not squares, so that equal degrees give 0 exactly.
  let meanTail = (0..<graph.nodeCount).reduce(0.0) { $0 + Double(graph.degree($1) * graph.degree($1)) } / count
  let meanHead = (0..<graph.nodeCount).reduce(0.0) { $0 + Double(turned.degree($1) * turned.degree($1)) } / count
  var (both, tails, heads) = (0.0, 0.0, 0.0)
  for node in 0..<graph.nodeCount {
    let tail = Double(graph.degree(node)) - meanTail
    for slot in graph.slots(of: node) {
      let head = Double(turned.degree(Int(graph.targets[slot]))) - meanHead
      both += tail * head
      tails += tail * tail
      heads += head * head
    }
  }
  return tails > 0 && heads > 0 ? both / (tails * heads).squareRoot() : nil
}
