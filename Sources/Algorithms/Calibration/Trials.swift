#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Tries of several kinds that went together, and whether any of them came off: the evidence from which the probability of
/// each kind is told.
///
/// Each row is one occasion on which somebody might have taken something up: n_k independent tries of kind k, of which it is
/// only known whether at least one came off, with probability 1 - product of (1 - p_k)^n_k. That is the likelihood of an
/// independent cascade (Saito et al. 2008), and with a kind of one try an occasion also of a constant background.
public struct Trials: Sendable {
  /// Number of kinds.
  public let kinds: Int
  /// Distinct rows of numbers of tries.
  private(set) var patterns: [[Double]] = []
  /// For each occasion its pattern, who it was about, and whether it came off.
  private(set) var occasions: [(pattern: Int, unit: Int, cameOff: Bool, weight: Double)] = []
  private var numbers: [[UInt32]: Int] = [:]

  /// No tries yet of `kinds` kinds.
  public init(kinds: Int) { self.kinds = kinds }

  /// Adds an occasion.
  ///
  /// - Parameters:
  ///   - counts: Tries of each kind; an occasion without any says nothing and is left out.
  ///   - unit: Who it was about; all occasions of one are drawn together when sampling again.
  ///   - cameOff: Whether at least one try did.
  ///   - weight: How much the occasion counts.
  public mutating func add(_ counts: [UInt32], about unit: Int, cameOff: Bool, weight: Double = 1) {
    precondition(counts.count == kinds, "an occasion has tries of each kind, or 0")
    guard counts.contains(where: { $0 > 0 }) else { return }
    let pattern = numbers[counts] ?? patterns.count
    if pattern == patterns.count {
      numbers[counts] = pattern
      patterns.append(counts.map(Double.init))
    }
    occasions.append((pattern, unit, cameOff, weight))
  }

  /// How often each pattern came off and did not, each occasion by the weight of whom it was about.
  func outcomes(weighing weight: (_ unit: Int) -> Double) -> TrialOutcomes {
    var outcomes = TrialOutcomes(patterns: patterns)
    for occasion in occasions {
      outcomes.add(occasion.pattern, cameOff: occasion.cameOff, weight: occasion.weight * weight(occasion.unit))
    }
    return outcomes
  }
}

/// The probability of each kind of try, with how sure it is.
public struct TrialEstimate: Sendable {
  /// Most likely probabilities; `nil` for a kind that was never tried.
  public let probabilities: [Double?]
  /// 95% profile-likelihood intervals.
  public let intervals: [(low: Double, high: Double)?]
  /// Number of tries of each kind.
  public let tries: [Int]
  /// Logarithm of the likelihood at its greatest.
  public let logLikelihood: Double
}

extension Trials {
  /// The most likely probability of each kind, with a 95% interval by profile likelihood.
  ///
  /// - Complexity: a few passes over the distinct patterns for each of some hundred points of the profiles.
  /// - Source: Saito, Nakano and Kimura 2008, doi:10.1007/978-3-540-85567-5_9; profile intervals: Venzon and Moolgavkar 1988,
  ///   doi:10.2307/2347496.
  public func estimate() -> TrialEstimate {
    let outcomes = outcomes { _ in 1 }
    let tries = (0..<kinds).map { kind in
      occasions.reduce(0) { $0 + Int(patterns[$1.pattern][kind]) }
    }
    let best = outcomes.mostLikely()
    let intervals = (0..<kinds).map { kind -> (low: Double, high: Double)? in
      tries[kind] == 0 ? nil : outcomes.profile(kind, around: best)
    }
    return TrialEstimate(
      probabilities: (0..<kinds).map { tries[$0] == 0 ? nil : probability(ofRate: best.rates[$0]) },
      intervals: intervals,
      tries: tries, logLikelihood: best.logLikelihood)
  }

  /// The most likely probabilities; 0 for a kind that was never tried.
  ///
  /// - Complexity: O(occasions), and some passes over the distinct patterns.
  public func mostLikely() -> [Double] { outcomes { _ in 1 }.mostLikely().rates.map(probability(ofRate:)) }

  /// The most likely probabilities when whom occasions were about is drawn again, with weights by lot that add up to their
  /// number: one draw of how sure the probabilities are. A kind never tried has probability 0.
  ///
  /// - Parameters:
  ///   - draw: Number of the draw.
  ///   - seed: The lot.
  /// - Complexity: O(occasions), and some passes over the distinct patterns.
  /// - Source: the Bayesian bootstrap, Rubin 1981, doi:10.1214/aos/1176345338.
  public func redrawn(_ draw: Int, seed: UInt64) -> [Double] {
    let outcomes = outcomes { unit in
      // An exponential weight: the larger the share of the lot, the smaller its logarithm.
      let lot = scrambled(seed, UInt64(truncatingIfNeeded: draw), UInt64(truncatingIfNeeded: unit))
      return -log(CountedRandom.share(lot))
    }
    return outcomes.mostLikely().rates.map(probability(ofRate:))
  }
}
