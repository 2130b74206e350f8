/// The distinct moments at which anything begins or ends, in rising order, so that edges can hold 32-bit ranks.
public struct TimeAxis: Sendable {
  /// Rank to moment; the first is `Int64.min` ("since always") and the last `Int64.max` ("still going on").
  public let moments: [Moment]

  /// The rank of the last moment that is not after `moment`.
  ///
  /// - Complexity: O(log moments).
  public func rank(notAfter moment: Moment) -> UInt32 {
    var low = 0
    var high = moments.count
    while low < high {
      let middle = low + (high - low) / 2
      if moments[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    return UInt32(max(low, 1) - 1)
  }
}

/// Finds ranks while a graph is frozen.
///
/// Dates lie close together, so a table with one entry for each possible moment usually does; where moments are few
/// and far between, they are sorted and searched.
struct TimeRanks {
  let axis: TimeAxis
  private let first: Moment
  /// Greatest step of which all moments are multiples, counted from the first.
  private let step: Moment
  /// Rank of `first + step * i`; empty when ranks are searched.
  private let table: [UInt32]

  /// Ranks of the ends of `spans`.
  ///
  /// - Complexity: O(k) when moments are dense, O(k log k) otherwise.
  init(of spans: [Interval]) {
    var least = Moment.max
    var greatest = Moment.min
    func eachFinite(_ body: (Moment) -> Void) {
      for span in spans {
        if span.lower != .min { body(span.lower) }
        if span.upper != .max { body(span.upper) }
      }
    }
    eachFinite { moment in
      least = min(least, moment)
      greatest = max(greatest, moment)
    }
    guard least <= greatest else {
      self.init(sorted: [], first: 0, step: 1, table: [])
      return
    }
    let (range, overflow) = greatest.subtractingReportingOverflow(least)
    var step: Moment = 0
    if !overflow { eachFinite { step = Self.commonDivisor(step, $0 - least) } }
    step = max(step, 1)
    guard !overflow, range / step < Moment(1 << 20 + spans.count) else {
      var all: [Moment] = []
      all.reserveCapacity(2 * spans.count)
      eachFinite { all.append($0) }
      all.sort()
      var distinct: [Moment] = []
      for moment in all where distinct.last != moment { distinct.append(moment) }
      self.init(sorted: distinct, first: 0, step: 1, table: [])
      return
    }
    var table = [UInt32](repeating: 0, count: Int(range / step) + 1)
    eachFinite { table[Int(($0 - least) / step)] = 1 }
    var distinct: [Moment] = []
    for place in table.indices where table[place] == 1 {
      distinct.append(least + Moment(place) * step)
      table[place] = UInt32(distinct.count)
    }
    self.init(sorted: distinct, first: least, step: step, table: table)
  }

  private init(sorted: [Moment], first: Moment, step: Moment, table: [UInt32]) {
    axis = TimeAxis(moments: [.min] + sorted + [.max])
    self.first = first
    self.step = step
    self.table = table
  }

  private static func commonDivisor(_ a: Moment, _ b: Moment) -> Moment {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  /// The rank of an end of one of the spans.
  func rank(of moment: Moment) -> UInt32 {
    if moment == .min { return 0 }
    if moment == .max { return UInt32(axis.moments.count - 1) }
    if !table.isEmpty { return table[Int((moment - first) / step)] }
    var low = 0
    var high = axis.moments.count - 1
    while low < high {
      let middle = (low + high) / 2
      if axis.moments[middle] < moment { low = middle + 1 } else { high = middle }
    }
    return UInt32(low)
  }
}
