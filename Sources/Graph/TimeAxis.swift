/// The distinct moments at which anything begins or ends, in rising order, so that edges can hold 32-bit ranks.
public struct TimeAxis: Sendable {
  /// Rank to moment; the first is `Int64.min` ("since always") and the last `Int64.max` ("still going on").
  public let moments: [Moment]

  /// The axis over the ends of all `intervals`.
  ///
  /// - Complexity: O(k log k) in the number of ends.
  public init(over ends: [Moment]) {
    var sorted = ends
    sorted.append(.min)
    sorted.append(.max)
    sorted.sort()
    var distinct: [Moment] = []
    for moment in sorted where distinct.last != moment { distinct.append(moment) }
    moments = distinct
  }

  /// The rank of a moment that is on the axis.
  ///
  /// - Complexity: O(log k).
  public func rank(of moment: Moment) -> UInt32 {
    var low = 0
    var high = moments.count - 1
    while low < high {
      let middle = (low + high) / 2
      if moments[middle] < moment { low = middle + 1 } else { high = middle }
    }
    precondition(moments[low] == moment, "the moment is not on the axis")
    return UInt32(low)
  }
}
