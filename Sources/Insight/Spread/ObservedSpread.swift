public import Algorithms
public import Graph
public import Records

/// One period of a technique's spread.
public struct SpreadPeriod: Sendable {
  /// Number, from 1.
  public let number: Int
  /// First moment.
  public let start: Moment
  /// People who adopted in it.
  public let adopters: Int
  /// People who adopted in it or before.
  public let cumulative: Int
  /// Cumulative adopters over all people.
  public let share: Double
  /// New adopters over those who had adopted before; `nil` where nobody had, by netdiffuseR 0 in the first period.
  public let growth: Double?
  /// New adopters over those who had not adopted; `nil` where undefined.
  public let hazard: Double?
  /// How alike tied people are in having adopted or not; `nil` where everybody or nobody has, or there are no ties, and
  /// unless a full answer was asked for.
  public let moran: MoransI?
}

/// One person's place in a technique's spread.
public struct SpreadPerson: Sendable {
  /// When they adopted; `nil` for never.
  public let adopted: Moment?
  /// The period in which they adopted; 0 before the first, `nil` for never.
  public let period: Int?
  /// Adopter category.
  public let category: AdopterCategory
  /// Exposure at adoption; `nil` where undefined.
  public let threshold: Double?
  /// Category of the threshold; `nil` without one.
  public let thresholdCategory: ThresholdCategory?
  /// Share of those under their influence who adopted right after; `nil` for non-adopters.
  public let infectiousness: Double?
  /// Share of earlier adopters with influence on them who adopted right before; `nil` for non-adopters.
  public let susceptibility: Double?
}

/// Whether people with more ties adopted earlier.
public struct CentralPeople: Sendable {
  /// Adopters who count.
  public let adopters: Int
  /// People left out because they never adopted.
  public let leftOut: Int
  /// Of the number of people each can influence with how early they adopted: above 0 where the better connected were
  /// earlier; `nil` of fewer than three adopters, or where all are alike.
  public let correlation: RankCorrelation?
}

/// How a technique spread, as recorded.
public struct ObservedSpread: Sendable {
  /// What was asked.
  public let options: SpreadOptions
  /// The technique.
  public var technique: RowIndex<Technique> { options.technique }
  /// The periods.
  public let periods: [SpreadPeriod]
  /// Everybody, in input order.
  public let people: [SpreadPerson]
  /// For each person their exposure in each period: the share of those with influence on them who had adopted.
  /// `nil` in periods up to the lag; empty unless asked for.
  public let exposure: [[Double?]]
  /// Mean and sample standard deviation of the period of adoption; `nil` without adopters.
  public let timeOfAdoption: AdopterCuts?
  /// The same of thresholds.
  public let thresholds: AdopterCuts?
  /// How alike tied adopters are in the period of adoption; `nil` where it has no value.
  public let moran: MoransI?
  /// The Bass curve nearest to the cumulative share; `nil` where none can be fitted.
  public let bass: BassFit?
  /// How long uses last.
  public let sustainment: Sustainment
  /// Whether central people were early.
  public let central: CentralPeople
  /// The groups, where they were asked for.
  public let groups: [SpreadGroup]
  /// Comparisons with chance, where they were asked for.
  public let tests: [SpreadTest]
  /// The attribute whose groups times were shuffled within; `nil` where they were not.
  public let shuffledWithin: String?
  /// Periods between exposure and adoption.
  public let lag: Int
  /// What one period is.
  public let length: PeriodLength
  /// How times are shown.
  public let unit: TimeUnit

  /// Number of adopters.
  public var adopters: Int { people.count { $0.period != nil } }
}
