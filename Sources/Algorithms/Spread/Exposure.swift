/// Stands for a person who never adopted, where periods of adoption are listed.
public let neverAdopted = Int32.max

/// How exposure is worked out.
public struct ExposureRule: Sendable {
  /// Periods between exposure and adoption.
  public var lag: Int
  /// Look at the ties of the earlier period too, not only at who had adopted by then.
  public var lagsTies = false
  /// Count instead of taking the share.
  public var isCount = false
  /// What each source counts for, beside the weight of the tie: person after person, period after period; empty for 1.
  public var importance: [Double] = []

  /// The share of those with influence who had adopted `lag` periods before.
  public init(lag: Int) { self.lag = lag }
}

extension InfluenceRows {
  /// How much of their surroundings had adopted, for one person in every period; `nil` in periods up to the lag.
  ///
  /// E(t) = sum over sources of weight z(t - lag) / sum of weight, 0 for somebody with no ties; z is 1 from the period of
  /// adoption on. For people: the share of those they could learn from who already used it.
  ///
  /// - Parameters:
  ///   - person: The person.
  ///   - adoption: Period of adoption of everybody: 0 before the first period, ``neverAdopted`` for never.
  ///   - rule: How it is worked out.
  /// - Complexity: O(stretches of the row, times their periods).
  /// - Source: Valente 1995, *Network Models of the Diffusion of Innovations*.
  public func exposure(of person: Int, adoption: [Int32], _ rule: ExposureRule) -> [Double?] {
    // With lagged ties everything is of the earlier period, so that the answer is the one without a lag, later.
    let lag = rule.lagsTies ? 0 : rule.lag
    var all = [Double](repeating: 0, count: periods + 1)
    var adopted = all
    for slot in offsets[person]..<offsets[person + 1] {
      let source = Int(sources[slot])
      let since = Int(adoption[source]) + lag
      for stretch in stretches[stretchOffsets[slot]..<stretchOffsets[slot + 1]] {
        for period in Int(stretch.first)...Int(stretch.last) {
          let weight = stretch.weight * importance(rule, source, period)
          all[period] += weight
          if period >= since { adopted[period] += weight }
        }
      }
    }
    return (1..<periods + 1).map { period in
      guard period > rule.lag else { return nil }
      let seen = rule.lagsTies ? period - rule.lag : period
      return Self.exposure(adopted[seen], all[seen], rule)
    }
  }

  /// Exposure of one person in one period.
  ///
  /// - Complexity: O(stretches of the row).
  public func exposure(of person: Int, in period: Int, adoption: [Int32], _ rule: ExposureRule) -> Double? {
    guard period > rule.lag else { return nil }
    let seen = rule.lagsTies ? period - rule.lag : period
    var all = 0.0
    var adopted = 0.0
    for slot in offsets[person]..<offsets[person + 1] {
      let source = Int(sources[slot])
      let weight = weight(ofSource: slot, in: Int32(seen)) * importance(rule, source, seen)
      all += weight
      if Int(adoption[source]) <= period - rule.lag { adopted += weight }
    }
    return Self.exposure(adopted, all, rule)
  }

  private func importance(_ rule: ExposureRule, _ source: Int, _ period: Int) -> Double {
    rule.importance.isEmpty ? 1 : rule.importance[source * periods + period - 1]
  }

  private static func exposure(_ adopted: Double, _ all: Double, _ rule: ExposureRule) -> Double {
    rule.isCount ? adopted : all == 0 ? 0 : adopted / all
  }
}
