extension RandomAccessCollection where Index == Int {
  /// The first index at which `isBehind` holds, the end index when there is none; it holds nowhere before a place where it
  /// does not.
  ///
  /// - Complexity: O(log n).
  @inline(__always)
  package func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
