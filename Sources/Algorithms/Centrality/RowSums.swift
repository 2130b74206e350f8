import Graph

extension Adjacency {
  /// For each node the values of its neighbours, times the weights of the edges, added: the graph's matrix times a vector.
  ///
  /// Large graphs are gone through on all cores; each sum is of one row, so that bits do not depend on how many.
  ///
  /// - Complexity: O(n + m).
  func rowSums(_ values: [Double]) -> [Double] {
    guard targets.count > 1 << 16 else { return rowSums(values, of: 0..<nodeCount) }
    return mapChunks(of: nodeCount, size: max(1, (nodeCount + 63) / 64)) { rowSums(values, of: $0) }.flatMap { $0 }
  }

  private func rowSums(_ values: [Double], of nodes: Range<Int>) -> [Double] {
    let (offsets, targets, weights, values) = (self.offsets.span, self.targets.span, self.weights.span, values.span)
    return nodes.map { node in
      var sum = 0.0
      for slot in offsets[node]..<offsets[node + 1] {
        sum += values[Int(targets[slot])] * (weights.isEmpty ? 1 : weights[slot])
      }
      return sum
    }
  }
}
