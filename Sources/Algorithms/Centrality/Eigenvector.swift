public import Graph

/// Eigenvector centrality, greatest value 1: each node's value is in proportion to the sum of those of the nodes that
/// point to it. `nil` for everybody where no edges lie on a ring, as then the only solution is 0.
///
/// For people: *who is connected to well-connected people.* Where a network falls apart into pieces, only the piece
/// with the greatest eigenvalue has values above 0.
///
/// - Complexity: O(m) a round; rounds grow with the inverse of the gap between the two greatest eigenvalues.
/// - Source: Bonacich 1987, doi:10.1086/228631. Iterates on A + I, which converges on two-mode graphs too.
public func eigenvector(of graph: Adjacency, tolerance: Double = 1e-13) -> [Double?] {
  let n = graph.nodeCount
  guard hasRing(graph) else { return [Double?](repeating: nil, count: n) }
  let incoming = graph.reversed()
  var value = [Double](repeating: 1, count: n)
  var next = value
  var rounds = 100_000
  var change = Double.infinity
  while change > tolerance, rounds > 0 {
    rounds -= 1
    var greatest = 0.0
    for v in 0..<n {
      var sum = value[v]
      for slot in incoming.offsets[v]..<incoming.offsets[v + 1] {
        sum += value[Int(incoming.targets[slot])] * (incoming.weights.isEmpty ? 1 : incoming.weights[slot])
      }
      next[v] = sum
      greatest = max(greatest, sum)
    }
    change = 0
    for v in 0..<n {
      next[v] /= greatest
      change = max(change, abs(next[v] - value[v]))
    }
    swap(&value, &next)
  }
  return value.map { $0 < 1e-10 ? 0 : $0 }
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
    for slot in graph.offsets[u]..<graph.offsets[u + 1] {
      let v = Int(graph.targets[slot])
      pointed[v] -= 1
      if pointed[v] == 0 { free.append(v) }
    }
  }
  return taken < graph.nodeCount
}
