public import Graph
public import Records

/// Which published convention the figures follow where they differ.
public enum SpreadDefinition: String, Sendable, CaseIterable {
  /// The literature: exposure comes before adoption, the first period has no hazard.
  case published
  /// netdiffuseR's defaults: exposure in the period of adoption, a first hazard of 0, cuts closed on the left.
  case netdiffuser
}

/// Adopter categories by how many standard deviations from the mean somebody adopted.
public enum AdopterCategory: String, Sendable, CaseIterable {
  case earlyAdopter, earlyMajority, lateMajority, laggard, nonAdopter
}

/// What to ask about the spread of a technique.
public struct SpreadOptions: Sendable {
  /// The technique.
  public var technique: RowIndex<Technique>
  /// How to cut time; `nil` for numbers as they are, or months.
  public var by: PeriodLength?
  /// Periods between exposure and adoption; `nil` for the definition's own.
  public var lag: Int?
  /// Which convention to follow.
  public var definition = SpreadDefinition.published
  /// Let ties count by their weights.
  public var isWeighted = false
  /// Work out everybody's exposure in every period, which takes 16 bytes each.
  public var includesExposure = true
  /// The part of time.
  public var window = TimeWindow.always
  /// Read ties that do not say which way they carry as forward.
  public var isDirected = false
  /// The defaults for a technique.
  public init(technique: RowIndex<Technique>) { self.technique = technique }
}

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
  /// New adopters over those who had not adopted; `nil` where undefined.
  public let hazard: Double?
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
  /// Share of those under their influence who adopted right after; `nil` for non-adopters.
  public let infectiousness: Double?
  /// Share of earlier adopters with influence on them who adopted right before; `nil` for non-adopters.
  public let susceptibility: Double?
}

/// How a technique spread, as recorded.
public struct ObservedSpread: Sendable {
  /// The technique.
  public let technique: RowIndex<Technique>
  /// The periods.
  public let periods: [SpreadPeriod]
  /// Everybody, in input order.
  public let people: [SpreadPerson]
  /// For each person their exposure in each period: the share of those with influence on them who had adopted.
  /// `nil` in periods up to the lag; empty unless asked for.
  public let exposure: [[Double?]]
  /// Mean and sample standard deviation of the period of adoption; `nil` without adopters.
  public let timeOfAdoption: (mean: Double, deviation: Double)?
  /// Periods between exposure and adoption.
  public let lag: Int
  /// How times are shown.
  public let unit: TimeUnit
}
