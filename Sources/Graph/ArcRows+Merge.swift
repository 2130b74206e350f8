extension ArcRows {
  /// Makes parallel arcs, which stand side by side where rows rise, one with the sum of their weights.
  ///
  /// Gives where each row then begins, and where the last ends.
  mutating func merge() -> [Int] {
    let offsets = Self.merge(ends, &targets, &weights)
    let kept = offsets[ends.count]
    targets.removeLast(targets.count - kept)
    if !weights.isEmpty { weights.removeLast(weights.count - kept) }
    return offsets
  }

  @inline(never)
  private static func merge(_ rowEnds: [UInt32], _ targets: inout [UInt32], _ weights: inout [Double]) -> [Int] {
    let ends = rowEnds.span
    var offsets = [Int](repeating: 0, count: ends.count + 1)
    var starts = offsets.mutableSpan
    var row = targets.mutableSpan
    var rowWeights = weights.mutableSpan
    var kept = 0
    var next = 0
    for node in 0..<ends.count {
      let end = unsafe Int(ends[unchecked: node])
      while next < end {
        let target = unsafe row[unchecked: next]
        let first = next
        next &+= 1
        while next < end, unsafe row[unchecked: next] == target { next &+= 1 }
        unsafe row[unchecked: kept] = target
        if !rowWeights.isEmpty {
          rowWeights[kept] =
            next == first &+ 1 ? rowWeights[first] : sum(rowWeights.span.extracting(first..<next))
        }
        kept &+= 1
      }
      starts[node &+ 1] = kept
    }
    return offsets
  }

  /// The sum of some weights, from the least to the greatest, so that it does not depend on the order they were written in.
  private static func sum(_ weights: Span<Double>) -> Double {
    let sorted = weights.indices.map { weights[$0] }.sorted()
    return sorted.dropFirst().reduce(sorted[0], +)
  }
}
