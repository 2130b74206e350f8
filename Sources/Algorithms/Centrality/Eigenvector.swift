public import Graph

/// What a repeated multiplication by a graph's matrix has come to.
public struct Eigenvector: Sendable {
  /// One value a node, the greatest 1; `nil` for everybody where there is no solution but 0.
  public let values: [Double?]
  /// The greatest eigenvalue; 0 where there are no values.
  public let eigenvalue: Double
  /// False when the values still changed by more than the tolerance after the last round.
  public let hasConverged: Bool
}

/// Eigenvector centrality, greatest value 1: each node's value is in proportion to the sum of those of the nodes that
/// point to it. `nil` for everybody where no edges lie on a ring, as then the only solution is 0.
///
/// For people: *who is connected to well-connected people.* Where a network falls apart into pieces, only the piece
/// with the greatest eigenvalue has values above 0.
///
/// - Complexity: O(m) a round; rounds grow with the inverse of the gap between the two greatest eigenvalues, up to 100,000.
/// - Source: Bonacich 1987, doi:10.1086/228631. Iterates on A + I, which converges on two-mode graphs too.
public func eigenvector(of graph: Adjacency, tolerance: Double = 1e-13) -> Eigenvector {
  let n = graph.nodeCount
  guard hasRing(graph) else {
    return Eigenvector(values: [Double?](repeating: nil, count: n), eigenvalue: 0, hasConverged: true)
  }
  let incoming = graph.reversed()
  var value = [Double](repeating: 1, count: n)
  var growth = 1.0
  var change = Double.infinity
  for _ in 0..<100_000 where change > tolerance {
    var next = incoming.rowSums(value)
    for v in 0..<n { next[v] += value[v] }
    growth = next.max() ?? 1
    change = 0
    for v in 0..<n {
      next[v] /= growth
      change = max(change, abs(next[v] - value[v]))
    }
    value = next
  }
  return Eigenvector(
    values: value.map { $0 < 1e-10 ? 0 : $0 }, eigenvalue: growth - 1, hasConverged: change <= tolerance)
}

/// True when some edges lie on a ring; an undirected edge is one.
private func hasRing(_ graph: Adjacency) -> Bool {
  guard graph.isDirected else { return !graph.targets.isEmpty }
  // Nodes that nothing points to any more are taken away; what cannot be taken away lies on or behind a ring.
  var pointed = [Int](repeating: 0, count: graph.nodeCount)
  for target in graph.targets { pointed[Int(target)] += 1 }
  var free = pointed.indices.filter { pointed[$0] == 0 }
  var taken = 0
  while let u = free.popLast() {
    taken += 1
    for slot in graph.slots(of: u) {
      let v = Int(graph.targets[slot])
      pointed[v] -= 1
      if pointed[v] == 0 { free.append(v) }
    }
  }
  return taken < graph.nodeCount
}
