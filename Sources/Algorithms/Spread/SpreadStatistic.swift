/// The two figures that permutations are compared by.
struct SpreadStatistic: Sendable {
  private let rows: InfluenceRows
  private let lag: Int32
  /// Greatest weight of each source: what it counts for in Moran's I.
  private let weights: [Double]
  /// Mean period of adoption of those whose period is known, and their squared distances from it, added up: neither changes
  /// when periods are dealt out afresh.
  private let mean: Double
  private let squares: Double
  private let adopters: Double

  init(_ rows: InfluenceRows, _ adoption: [Int32], _ lag: Int) {
    self.rows = rows
    self.lag = Int32(clamping: lag)
    weights = rows.sources.indices.map { slot in
      rows.stretches[rows.stretchOffsets[slot]..<rows.stretchOffsets[slot + 1]].reduce(0) { max($0, $1.weight) }
    }
    let periods = adoption.filter { $0 >= 1 && $0 <= Int32(rows.periods) }.map(Double.init)
    let mean = periods.isEmpty ? 0 : periods.reduce(0, +) / Double(periods.count)
    self.mean = mean
    squares = periods.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    adopters = Double(periods.count)
  }

  /// Mean exposure at adoption of those who adopted after the first period, and Moran's I of the period among adopters.
  ///
  /// - Parameters:
  ///   - adoption: Period of adoption of everybody.
  ///   - sources: Sources, row after row as in the rows they stand for.
  /// - Complexity: O(n + m).
  @inline(never)
  func figures(_ adoption: [Int32], _ sources: [UInt32]) -> (exposure: Double?, moran: Double?) {
    let (adoption, sources, offsets) = (adoption.span, sources.span, rows.offsets.span)
    let (stretchOffsets, stretches, weights) = (rows.stretchOffsets.span, rows.stretches.span, weights.span)
    let last = Int32(rows.periods)
    var exposures = 0.0
    var exposed = 0
    var products = 0.0
    var tied = 0
    for person in 0..<rows.count {
      let own = adoption[person]
      guard own >= 1, own <= last else { continue }
      var all = 0.0
      var adopted = 0.0
      var weight = 0.0
      var around = 0.0
      var slot = offsets[person]
      let end = offsets[person + 1]
      while slot < end {
        // Slots, sources and stretches are those of the rows, which were checked when they were made.
        let theirs = unsafe adoption[unchecked: Int(sources[unchecked: slot])]
        if theirs >= 1, theirs <= last {
          let own = unsafe weights[unchecked: slot]
          weight += own
          around += own * (Double(theirs) - mean)
        }
        var place = unsafe stretchOffsets[unchecked: slot]
        let stop = unsafe stretchOffsets[unchecked: slot &+ 1]
        while place < stop {
          let stretch = unsafe stretches[unchecked: place]
          if stretch.holds(in: own) {
            all += stretch.weight
            if theirs <= own &- lag { adopted += stretch.weight }
          }
          place &+= 1
        }
        slot &+= 1
      }
      if own > 1 {
        exposures += all > 0 ? adopted / all : 0
        exposed += 1
      }
      if weight > 0 {
        products += (Double(own) - mean) * around / weight
        tied += 1
      }
    }
    return (
      exposed > 0 ? exposures / Double(exposed) : nil,
      tied > 0 && squares > 0 ? adopters / Double(tied) * products / squares : nil
    )
  }
}
