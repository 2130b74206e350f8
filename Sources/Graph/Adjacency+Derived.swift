extension Adjacency {
  /// The graph without directions: u and v are neighbours where either points to the other, and the weight between them is
  /// the sum of the weights both ways; itself when undirected.
  ///
  /// - Complexity: O(n + m).
  public func symmetric() -> Adjacency {
    guard isDirected else { return self }
    let back = reversed()
    var offsets = [0]
    offsets.reserveCapacity(nodeCount + 1)
    var both: [UInt32] = []
    var sums: [Double] = []
    both.reserveCapacity(2 * targets.count)
    for node in 0..<nodeCount {
      var out = self.offsets[node]
      var into = back.offsets[node]
      let (outEnd, intoEnd) = (self.offsets[node + 1], back.offsets[node + 1])
      while out < outEnd || into < intoEnd {
        let next = min(out < outEnd ? targets[out] : .max, into < intoEnd ? back.targets[into] : .max)
        var weight = 0.0
        if out < outEnd, targets[out] == next {
          if !weights.isEmpty { weight += weights[out] }
          out += 1
        }
        if into < intoEnd, back.targets[into] == next {
          if !weights.isEmpty { weight += back.weights[into] }
          into += 1
        }
        both.append(next)
        if !weights.isEmpty { sums.append(weight) }
      }
      offsets.append(both.count)
    }
    return Adjacency(offsets: offsets, targets: both, weights: sums, isDirected: false)
  }

  /// The same graph with other weights.
  ///
  /// - Parameters:
  ///   - weights: One a neighbour in ``targets``; none for a graph without weights.
  public func weighted(by weights: [Double]) -> Adjacency {
    precondition(weights.isEmpty || weights.count == targets.count, "every neighbour has one weight")
    return Adjacency(offsets: offsets, targets: targets, weights: weights, isDirected: isDirected)
  }

  /// The slots of a node's neighbours in ``targets`` and ``weights``.
  public func slots(of node: Int) -> Range<Int> { offsets[node]..<offsets[node + 1] }

  /// The sum of the weights of a node's edges; their number when the graph has no weights.
  ///
  /// - Complexity: O(neighbours).
  public func strength(_ node: Int) -> Double {
    weights.isEmpty ? Double(degree(node)) : weights[slots(of: node)].reduce(0, +)
  }

  /// Whether there is an edge from `tail` to `head`.
  ///
  /// - Complexity: O(log neighbours).
  public func contains(_ tail: Int, _ head: Int) -> Bool {
    var low = offsets[tail]
    var high = offsets[tail + 1]
    while low < high {
      let middle = low + (high - low) / 2
      if targets[middle] < UInt32(head) { low = middle + 1 } else { high = middle }
    }
    return low < offsets[tail + 1] && targets[low] == UInt32(head)
  }
}

extension Adjacency {
  /// The same graph without the edges of `nodes`, which stay as isolates.
  ///
  /// - Complexity: O(n + m).
  public func isolating(_ nodes: [Int]) -> Adjacency {
    var isGone = [Bool](repeating: false, count: nodeCount)
    for node in nodes { isGone[node] = true }
    var offsets = [0]
    var kept: [UInt32] = []
    var keptWeights: [Double] = []
    for node in 0..<nodeCount {
      for slot in slots(of: node) where !isGone[node] && !isGone[Int(targets[slot])] {
        kept.append(targets[slot])
        if !weights.isEmpty { keptWeights.append(weights[slot]) }
      }
      offsets.append(kept.count)
    }
    return Adjacency(offsets: offsets, targets: kept, weights: keptWeights, isDirected: isDirected)
  }
}
