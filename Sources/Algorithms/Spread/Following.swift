#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which followers and followed count, and for how much.
public struct FollowingRule: Sendable {
  /// How many periods after and before an adoption count, K.
  public var span = 1
  /// What a period counts for, w(k) = (1 + r)^(k - 1); `nil` for w(k) = k.
  public var discount: Double?
  /// Divide by the number of people who adopted in those periods, discounted alike.
  public var isNormalised = false
  /// Look at a follower's ties in their own period of adoption, t + k, rather than in the one before.
  public var usesFollowersPeriod = false

  /// One period, raw.
  public init() {}

  func weight(_ k: Int) -> Double { discount.map { pow(1 + $0, Double(k - 1)) } ?? Double(k) }
}

/// How soon people are followed, and how soon they follow.
public struct Following: Sendable {
  /// Infectiousness of each person: of those under their influence who adopted later, the share who did so soon.
  public let infectiousness: [Double]
  /// Susceptibility of each person: of those with influence on them who adopted before, the share who did so just before.
  public let susceptibility: [Double]
}

extension InfluenceRows {
  /// Infectiousness and susceptibility of everybody; 0 for those who never adopted and where nobody can be counted.
  ///
  /// For i who adopted at t, with w(k) as the rule says, x(j, i) where i has influence on j:
  /// I(i) = [sum over k of #{j: x(j, i), toa j = t + k} / w(k)] / [sum over k of #{j: x(j, i), toa j >= t + k} / w(k)],
  /// S(i) = [sum over k of #{j: x(i, j), toa j = t - k} / w(k)] / [sum over k of #{j: x(i, j), toa j <= t - k} / w(k)],
  /// x taken at t + k - 1 for I and t - k + 1 for S. People who never adopted are in neither sum. For people: whose lead is
  /// taken quickly, and who takes a lead quickly.
  ///
  /// - Parameters:
  ///   - adoption: Period of adoption of everybody: 0 before the first period, ``neverAdopted`` for never.
  ///   - rule: What counts.
  /// - Complexity: O(m K) time, O(n) space.
  /// - Source: Myers 2000, doi:10.1086/303110; Valente, Dyal, Chu, Wipfli and Fujimoto 2015,
  ///   doi:10.1016/j.socscimed.2015.10.001.
  public func following(adoption: [Int32], _ rule: FollowingRule = FollowingRule()) -> Following {
    let last = min(max(rule.span, 1), periods)
    let shares = (0...last).map { $0 == 0 ? 0 : 1 / rule.weight($0) }
    var next = [Double](repeating: 0, count: count)
    var later = next
    var justBefore = next
    var before = next
    for person in 0..<count {
      let own = Int(adoption[person])
      guard (1...max(periods, 1)).contains(own) else { continue }
      for slot in offsets[person]..<offsets[person + 1] {
        let source = Int(sources[slot])
        let theirs = Int(adoption[source])
        guard theirs < own else { continue }
        let gap = own - theirs
        // Who adopted before the first period did so nobody knows when: they can only have been long before.
        for k in 1..<min(last, gap, own - 1) + 1 where weight(ofSource: slot, in: Int32(own - k + 1)) > 0 {
          before[person] += shares[k]
          if k == gap { justBefore[person] += shares[k] }
        }
        guard theirs >= 1 else { continue }
        for k in 1..<min(last, gap) + 1 {
          let seen = theirs + k - (rule.usesFollowersPeriod ? 0 : 1)
          guard weight(ofSource: slot, in: Int32(seen)) > 0 else { continue }
          later[source] += shares[k]
          if k == gap { next[source] += shares[k] }
        }
      }
    }
    let adopters = rule.isNormalised ? adopters(adoption) : []
    func ratios(_ counted: [Double], _ all: [Double], _ direction: Int) -> [Double] {
      (0..<count).map { person in
        guard all[person] > 0 else { return 0 }
        let ratio = counted[person] / all[person]
        guard rule.isNormalised else { return ratio }
        let own = Int(adoption[person])
        let many = (1..<last + 1).reduce(0.0) { sum, k in
          let period = own + direction * k
          return (1...periods).contains(period) ? sum + Double(adopters[period]) * shares[k] : sum
        }
        return many > 0 ? ratio / many : 0
      }
    }
    return Following(infectiousness: ratios(next, later, 1), susceptibility: ratios(justBefore, before, -1))
  }

  private func adopters(_ adoption: [Int32]) -> [Int] {
    var counts = [Int](repeating: 0, count: periods + 1)
    for period in adoption where period <= Int32(periods) { counts[Int(period)] += 1 }
    return counts
  }
}
