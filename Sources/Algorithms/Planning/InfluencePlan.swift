import Graph

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whom to win over so that most are reached, with what is certain of it.
public struct InfluencePlan: Sendable, Equatable {
  /// Those chosen, in the order in which they were.
  public let chosen: [Int]
  /// About how many are reached through those chosen, over those reached beforehand, who are not counted.
  public let estimate: Double
  /// They reach at least so many.
  public let atLeast: Double
  /// No plan within the limits reaches more than so many.
  public let atMost: Double
  /// The chance that either bound is wrong is no more than this.
  public let doubt: Double
  /// The share of the best there is that was asked for: that of choosing one after another, less the error allowed.
  public let target: Double
  /// How many sets of people who would have reached somebody taken by lot were drawn.
  public let sets: Int

  /// The share of the best there is that is certified for this very plan; 1 where nobody can be reached.
  public var certified: Double { atMost > 0 ? min(atLeast / atMost, 1) : 1 }
  /// Whether what was asked for is certified.
  public var isCertified: Bool { certified >= target }
}

/// What a plan is asked for.
public struct PlanOptions: Sendable {
  /// What the plan may fall short by, as a share of the best there is, beside what choosing one after another costs.
  public var error = 0.1
  /// Whoever is reached beforehand.
  public var reached: [Int] = []
  /// The lot.
  public var seed: UInt64 = 1
  /// No fewer sets than this are drawn in the last round: more tell people apart who are nearly as good.
  public var leastSets = 0
  /// No more sets than this are drawn in one round, nor, about, members kept.
  public var mostSets = 1 << 24
  /// No restriction.
  public init() {}
}

/// Chooses whom to win over so that the mean number of people reached is near the greatest there is.
///
/// Whoever is in many sets, each of those who would have reached one person taken by lot, reaches many people. Each round
/// chooses on one collection of sets and tests on another that knows nothing of the choice, with collections of a size that
/// the round before makes likely to do, until the ratio of what is certain of the plan and what none can exceed is good
/// enough. In the first test of a plan whose first members stood out before, sets stop growing at them. For people: *whom
/// to train, coach or invite next*.
///
/// - Parameters:
///   - model: Who can influence whom, and how.
///   - limits: Whom to choose from, how many, under which quotas or budget.
///   - options: How near the best to come, how many sets to draw at most, and the lot.
/// - Returns: A plan that is certified to come to `target` of the best with probability 1 - 1/n, and 99.9% at least; less
///   where `mostSets` would not do, as it says itself.
/// - Complexity: about O((k log n + log n) (n + m) / error^2) at worst; what bounds it is following arcs backwards, a read
///   from the second or third cache for each. 4 bytes a member kept and 4 for where it stands.
/// - Source: OPIM-C, Tang, Tang, Xiao and Yuan 2018, doi:10.1145/3183713.3183749, with fresh sets each round; sets drawn by
///   skipping, and cut short at members sure to be chosen, Guo, Wang, Wei and Chen 2020, doi:10.1145/3318464.3389740.
public func influencePlan(
  on model: InfluenceModel, _ limits: PlanLimits, _ options: PlanOptions = PlanOptions()
) -> InfluencePlan {
  Planner(model, limits, options).plan()
}

private struct Planner {
  private let links: ReverseLinks
  private let limits: PlanLimits
  private let options: PlanOptions
  private let marks: ReverseSets.Marks
  private let target: Double
  /// The chance of being wrong that is shared out among rounds.
  private let doubt: Double
  private let n: Int

  /// Sets in the first look, and least hits that say enough of how many sets a test takes.
  private static let firstLook = 256
  private static let enoughHits = 32
  /// A choice stands out when it gained so many sets of a first look.
  private static let standsOut = 32
  /// Members met in one collection, at most, and for the sake of ``PlanOptions/leastSets`` alone.
  private static let mostMembers = 0x1p28
  private static let mostMembersUnasked = 0x1p24
  /// Where nobody can gain more people than this, plans are not told apart.
  private static let nothing = 0.1

  init(_ model: InfluenceModel, _ limits: PlanLimits, _ options: PlanOptions) {
    links = ReverseLinks(model)
    self.limits = limits
    self.options = options
    n = model.nodeCount
    marks = ReverseSets.Marks(nodeCount: n, reached: options.reached)
    target = max(limits.greedyShare - options.error, 0)
    doubt = 1 / Double(max(n, 1000))
  }

  private struct Round {
    let size: Int
    let choice: GreedyCover
    /// Sets of the first collection that the choice is in, and that any can be in at most.
    let covered: Int
    let atMost: Double
    /// Members met on average in drawing a set of the first collection.
    let met: Double
    /// Sets of the second collection that the choice is in.
    let hits: Int
  }

  /// Chooses on one collection and counts the hits of the choice in another.
  private func round(_ number: Int, _ size: Int, after head: [Int]) -> Round {
    func stream(_ half: UInt64) -> UInt64 { scrambled(options.seed, UInt64(number), half) }
    let sets = ReverseSets(links, marks.choosing(head), count: size, stream: stream(0), keeping: true)
    let coverage = Coverage(sets, limits.candidates, nodeCount: n)
    let choice = GreedyCover(coverage, limits, after: head)
    let test = ReverseSets(links, marks.choosing(choice.chosen), count: size, stream: stream(1), keeping: false)
    let covered = sets.coveredBefore + choice.gains.reduce(0, +)
    let atMost = Double(sets.coveredBefore) + greatestCoverage(coverage, limits)
    return Round(
      size: size, choice: choice, covered: covered, atMost: atMost, met: Double(sets.met) / Double(size),
      hits: test.coveredBefore)
  }

  func plan() -> InfluencePlan {
    guard n > 0, !limits.candidates.isEmpty else {
      return InfluencePlan(chosen: [], estimate: 0, atLeast: 0, atMost: 0, doubt: 0, target: target, sets: 0)
    }
    var drawn = 0
    var size = min(Self.firstLook, options.mostSets)
    var last = round(0, size, after: [])
    drawn += 2 * size
    var number = 1
    while last.hits < Self.enoughHits, size * 4 <= min(options.mostSets, 1 << 16) {
      size *= 4
      last = round(number, size, after: [])
      drawn += 2 * size
      number += 1
    }
    var head = head(of: last.choice)
    var tests = 0
    while true {
      tests += 1
      let doubt = -log(self.doubt / 2 / Double(tests * (tests + 1)))
      let most = min(options.mostSets, Int(Self.mostMembers / last.met))
      let least = min(options.leastSets, Int(Self.mostMembersUnasked / last.met))
      size = min(max(nextSize(after: last, doubt, isFirst: tests == 1), least), max(most, Self.firstLook))
      last = round(number, size, after: head)
      drawn += 2 * size
      number += 1
      let perSet = Double(n) / Double(size)
      let found = InfluencePlan(
        chosen: last.choice.chosen, estimate: Double(last.hits) * perSet,
        atLeast: CoverageBounds.least(Double(last.hits), doubt: doubt) * perSet,
        atMost: min(CoverageBounds.most(last.atMost, doubt: doubt) * perSet, Double(n)), doubt: self.doubt,
        target: target, sets: drawn)
      if found.isCertified || found.atMost < Self.nothing || size >= most { return found }
      if tests == 3 { head = [] }
    }
  }

  /// The first of a choice who gained so many sets that they would be chosen again.
  private func head(of choice: GreedyCover) -> [Int] {
    guard options.reached.isEmpty, limits.budget == nil else { return [] }
    let sure = zip(choice.chosen, choice.gains).prefix { $0.1 >= Self.standsOut }.map(\.0)
    return Array(sure.prefix(limits.count / 2))
  }

  /// How many sets would probably do, given how many the last round covered and hit.
  private func nextSize(after round: Round, _ doubt: Double, isFirst: Bool) -> Int {
    // What was chosen covers more of the sets it was chosen on than of others: the truth lies between.
    let covered = (Double(round.covered) * Double(round.hits)).squareRoot()
    let slack = Double(round.covered) / max(round.atMost, 1)
    func ratio(_ scale: Double) -> Double {
      CoverageBounds.least(covered * scale, doubt: doubt)
        / CoverageBounds.most(covered * scale / max(slack, 1e-9), doubt: doubt)
    }
    var scale = isFirst ? 0.25 : 1.5
    while ratio(scale) * (1 - (1 / (covered * scale)).squareRoot()) < target, scale < 64 { scale *= 1.1 }
    return Int(Double(round.size) * scale)
  }
}
