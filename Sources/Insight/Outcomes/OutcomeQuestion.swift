import Algorithms
public import Graph
public import Records

/// What narrows a question about outcomes.
public struct OutcomeOptions: Sendable {
  /// Which teams count as reached, and when: by default people's surest contacts and members of supported teams.
  public var reach = ReachOptions()
  /// How long before and after the month it was reached in observations of a reached team count; `nil` for all.
  public var window: Int64?
  /// How often teams are shuffled.
  public var permutations = 999
  /// Where the shuffling begins: the same seed, the same answer.
  public var seed: UInt64 = 1
  /// Everything on record, 999 shuffles.
  public init() { reach.limits.level = .probable }
}

/// One team's observations of a measure before and after it was reached.
public struct TeamOutcome: Sendable {
  /// Why a team does not count.
  public enum Lack: String, Sendable {
    /// Nothing was observed before it was reached, or within the window before.
    case nothingBefore
    /// Nothing was observed since it was reached.
    case nothingAfter
    /// What it would have been cannot be told: no teams that had not been reached were observed both then and, through
    /// others, at the times it was observed before.
    case nothingToCompare
    /// A team not reached that was observed fewer than two times, or before anybody supported it.
    case tooFew
  }

  /// Row in teams.
  public let team: Int
  /// Generation at which it was reached; `nil` when it was not.
  public let generation: Int?
  /// When it was reached.
  public let arrival: Moment?
  /// Observations that count.
  public let observations: Int
  /// Mean before the month it was reached in; of a team not reached, `nil`.
  public let before: Double?
  /// Mean since that month.
  public let after: Double?
  /// Mean, over the observations since, of what was observed less what would have been expected of the team.
  public let effect: Double?
  /// Why it does not count; `nil` when it does.
  public let lack: Lack?
}

/// How a measure moved in teams reached, against teams not reached.
public struct OutcomeAnswer: Sendable {
  /// Teams reached, observed or not.
  public let reachedInAll: Int
  /// The measure.
  public let measure: String
  /// Its unit, as written.
  public let unit: String
  /// Which direction is an improvement; `nil` where records do not say or disagree.
  public let better: Better?
  /// Every team with an observation of the measure, in input order.
  public let teams: [TeamOutcome]
  /// By generation of reached teams that count.
  public let generations: [Generation]
  /// Teams not reached that count, before and since the middle one of the reached teams was; `nil` when they or those are
  /// none.
  public let notReached: NotReached?
  /// Difference in differences: the mean of the reached teams' effects; `nil` when none can be told.
  public let difference: Double?
  /// How the difference compares with shuffles; `nil` with fewer than three teams on either side.
  public let test: PermutationTest?
  /// Observations of the measure that stand for organisations, which are not looked at.
  public let organisationObservations: Int
  /// Observations left out because somebody whom the source had not reached supported the team by then.
  public let supportedObservations: Int
  /// Observations left out because they lie in the month in which the team was reached, neither before nor since.
  public let transitionObservations: Int
  /// Observations of reached teams that name the engagement they belong to.
  public let linkedObservations: Int
  /// Least sure grade of evidence among the observations.
  public let evidence: Evidence

  /// Teams reached that count.
  public var reached: Int { teams.count { $0.lack == nil && $0.generation != nil } }
  /// Teams not reached that count.
  public var compared: Int { teams.count { $0.lack == nil && $0.generation == nil } }

  /// Teams not reached, beside those that were.
  public struct NotReached: Sendable {
    /// Teams observed both before and since.
    public let teams: Int
    /// The moment that stands for having been reached: the median of the reached teams' arrivals.
    public let moment: Moment
    /// Mean of the teams' means before it.
    public let before: Double
    /// Mean of the teams' means since.
    public let after: Double
  }

  /// Teams reached at one generation.
  public struct Generation: Sendable {
    /// Steps from the source; a cohort's participant is at 0, so a team at least at 1.
    public let generation: Int
    /// Teams that count.
    public let teams: Int
    /// Mean of the teams' means before.
    public let before: Double
    /// Mean of the teams' means since.
    public let after: Double
    /// Mean of their effects.
    public let difference: Double
  }
}

/// How a difference compares with those of shuffled teams.
public struct PermutationTest: Sendable {
  /// Number of shuffles.
  public let permutations: Int
  /// Share of shuffles at least as far from 0, the real one among them.
  public let p: Double
  /// Mean of the shuffles.
  public let nullMean: Double
  /// Middle 95% of the shuffles.
  public let nullBand: (low: Double, high: Double)
  /// 95% interval: the constant differences that shuffling would not tell from what was observed.
  public let interval: (low: Double, high: Double)
}
