/// What chance is taken to be.
public enum SpreadNull: String, Sendable, CaseIterable {
  /// Ties fall otherwise, everybody keeping as many.
  case rewiredTies
  /// Times of adoption, never among them, belong to other people.
  case shuffledTimes
  /// The same, among people of one group alone.
  case shuffledWithinGroups
}

/// A figure beside what chance makes of it.
public struct ChanceComparison: Sendable {
  /// The figure as it is.
  public let observed: Double
  /// Its mean over the permutations.
  public let nullMean: Double
  /// Where the middle 95% of the permutations begin.
  public let low: Double
  /// Where they end.
  public let high: Double
  /// (1 + permutations as far from the middle, either way) / (1 + permutations).
  public let p: Double

  /// How much more there is than by chance.
  public var difference: Double { observed - nullMean }

  /// Compares with the figures of permutations; `nil` without any.
  ///
  /// The middle is the mean of all figures, the observed among them: they are alike under the null, so p keeps its promise.
  init?(_ observed: Double, _ null: [Double]) {
    guard !null.isEmpty else { return nil }
    let sorted = null.sorted()
    let sum = sorted.reduce(0, +)
    let middle = (sum + observed) / Double(sorted.count + 1)
    let distance = abs(observed - middle)
    // What rounding alone sets apart counts as equal.
    let bar = distance - 1e-9 * max(distance, abs(middle), 1e-3)
    self.observed = observed
    nullMean = sum / Double(sorted.count)
    low = Self.quantile(0.025, sorted)
    high = Self.quantile(0.975, sorted)
    p = Double(1 + sorted.count { abs($0 - middle) >= bar }) / Double(1 + sorted.count)
  }

  /// The value that a share of the sorted values lie below, between two of them in proportion.
  static func quantile(_ share: Double, _ sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}

/// Whether a spread followed ties more than chance would have it, by one idea of chance.
public struct SpreadTest: Sendable {
  /// What chance was taken to be.
  public let null: SpreadNull
  /// Number of permutations.
  public let permutations: Int
  /// Mean exposure at adoption of those who adopted after the first period; `nil` where nobody did.
  public let exposure: ChanceComparison?
  /// Moran's I of the period of adoption among adopters; `nil` where it has no value.
  public let moran: ChanceComparison?
}

extension InfluenceRows {
  /// Compares the exposure at adoption, and how alike tied adopters are in time, with what chance would bring.
  ///
  /// For people: whether it passed along ties, or would have looked the same anyway. Likeness of people who are tied, and
  /// a common cause such as a course, can bring the same.
  ///
  /// - Parameters:
  ///   - null: What chance is taken to be.
  ///   - adoption: Period of adoption of everybody: 0 before the first period, ``neverAdopted`` for never.
  ///   - lag: Periods between exposure and adoption.
  ///   - permutations: How often chance is tried.
  ///   - groups: The group of each person, for shuffling within; people without one stay as they are.
  ///   - seed: Where the randomness begins.
  /// - Complexity: O(permutations (n + m)), on all cores; bound by looking up periods of sources, and for rewired ties by
  ///   the tries at swapping.
  /// - Source: Anagnostopoulos, Kumar and Mahdian 2008, doi:10.1145/1401890.1401897, for shuffled times; Aral, Muchnik and
  ///   Sundararajan 2009, doi:10.1073/pnas.0908800106, for likeness; Phipson and Smyth 2010, doi:10.2202/1544-6115.1585,
  ///   for p.
  public func test(
    _ null: SpreadNull, adoption: [Int32], lag: Int, permutations: Int, groups: [Int?] = [], seed: UInt64
  ) -> SpreadTest {
    let observed = SpreadStatistic(self, adoption, lag)
    let rewiring = null == .rewiredTies ? Rewiring(self) : nil
    let members = members(null, adoption.count, groups)
    let start = scrambled(seed, UInt64(SpreadNull.allCases.firstIndex(of: null) ?? 0))
    let figures = mapChunks(of: permutations, size: max(1, permutations / 64)) { runs in
      runs.map { run in
        let seed = scrambled(start, UInt64(run))
        if let rewiring { return observed.figures(adoption, rewiring.sources(seed: seed)) }
        var shuffled = adoption
        for (number, people) in members.enumerated() {
          var dealt = people.map { adoption[$0] }
          shuffle(&dealt, seed: scrambled(seed, UInt64(number)))
          for (person, period) in zip(people, dealt) { shuffled[person] = period }
        }
        return observed.figures(shuffled, sources)
      }
    }.flatMap { $0 }
    let real = observed.figures(adoption, sources)
    return SpreadTest(
      null: null, permutations: permutations,
      exposure: real.exposure.flatMap { ChanceComparison($0, figures.compactMap(\.exposure)) },
      moran: real.moran.flatMap { ChanceComparison($0, figures.compactMap(\.moran)) })
  }

  /// The people among whom times are shuffled, set by set.
  private func members(_ null: SpreadNull, _ count: Int, _ groups: [Int?]) -> [[Int]] {
    switch null {
    case .rewiredTies: return []
    case .shuffledTimes: return [Array(0..<count)]
    case .shuffledWithinGroups:
      var members = [[Int]](repeating: [], count: (groups.compactMap { $0 }.max() ?? -1) + 1)
      for (person, group) in groups.enumerated() { if let group { members[group].append(person) } }
      return members
    }
  }
}
