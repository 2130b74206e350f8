#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How long spells last, where some are still going on: the Kaplan-Meier estimate.
public struct SurvivalCurve: Sendable {
  /// One spell: how long it lasted, or has lasted so far.
  public struct Spell: Sendable {
    /// Its length.
    public let length: Int64
    /// Whether it ended, or was only seen so far.
    public let hasEnded: Bool

    /// A spell.
    public init(length: Int64, hasEnded: Bool) {
      self.length = length
      self.hasEnded = hasEnded
    }
  }

  /// A length at which spells ended.
  public struct Step: Sendable {
    /// The length.
    public let length: Int64
    /// Spells that had lasted as long.
    public let atRisk: Int
    /// Spells that ended then.
    public let ended: Int
    /// Share of spells that last longer.
    public let share: Double
    /// Lower end of its 95% interval; `nil` where the share is 0.
    public let low: Double?
    /// Upper end.
    public let high: Double?
  }

  /// The lengths at which spells ended, in rising order.
  public let steps: [Step]
  /// Number of spells.
  public let spells: Int
  /// Number of spells that ended.
  public let ended: Int
  /// The longest spell, ended or not: beyond it nothing is known.
  public let longest: Int64

  /// The length by which half of the spells have ended; `nil` where more than half last longer than anything seen.
  public var median: Int64? { steps.first { $0.share <= 0.5 + 1e-12 }?.length }

  /// The last step up to a length: the share that lasts longer than it; `nil` where all do.
  public func step(at length: Int64) -> Step? { steps.last { $0.length <= length } }

  /// Estimates from `spells`.
  ///
  /// S(t) = product over lengths up to t of (1 - d / n); a spell seen so far counts among those at risk up to its length,
  /// itself included. Intervals are Greenwood's, made on the scale of log(-log S) so that they stay between 0 and 1.
  /// For people: what share still use it after a time, though many have only just begun.
  ///
  /// - Complexity: O(n log n).
  /// - Source: Kaplan and Meier 1958, doi:10.1080/01621459.1958.10501452; interval: Kalbfleisch and Prentice 1980.
  public init(_ spells: [Spell]) {
    var ends: [Int64: Int] = [:]
    for spell in spells where spell.hasEnded { ends[spell.length, default: 0] += 1 }
    let lengths = spells.map(\.length).sorted()
    var steps: [Step] = []
    var share = 1.0
    var variance = 0.0
    var before = 0
    for (length, ended) in ends.sorted(by: { $0.key < $1.key }) {
      while before < lengths.count, lengths[before] < length { before += 1 }
      let atRisk = lengths.count - before
      share *= Double(atRisk - ended) / Double(atRisk)
      variance += Double(ended) / (Double(atRisk) * Double(atRisk - ended))
      let hasInterval = ended < atRisk && share > 0 && share < 1
      let spread = hasInterval ? exp(1.959_963_984_540_054 * variance.squareRoot() / -log(share)) : 1
      steps.append(
        Step(
          length: length, atRisk: atRisk, ended: ended, share: share, low: hasInterval ? pow(share, spread) : nil,
          high: hasInterval ? pow(share, 1 / spread) : nil))
    }
    self.steps = steps
    self.spells = spells.count
    ended = ends.values.reduce(0, +)
    longest = lengths.last ?? 0
  }
}
