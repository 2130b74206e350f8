public import Graph
public import Records

/// What is asked of a network's fragility.
public struct FragilityQuestion: Sendable {
  /// Follow this technique alone.
  public var technique: RowIndex<Technique>?
  /// How many leave together: 1, or 2.
  public var leaving = 1
  /// How many of the worst to list.
  public var count = 10
  /// The least sure contacts that count.
  public var level = Certainty.possible
  /// The part of time.
  public var window = TimeWindow.always
  /// Read ties that do not say which way they carry as forward.
  public var isDirected = false
  /// Everything, one person at a time.
  public init() {}
}

/// What hangs on single people.
public struct Fragility: Sendable {
  /// What the others lose if some leave.
  public struct Loss: Sendable {
    /// Rows of those who leave.
    public let people: [Int]
    /// By how much the mean number of others that each other person can reach falls.
    public let fall: Double
    /// How many pairs of others can no longer reach each other.
    public let pairs: Int
  }

  /// A technique that one person alone uses in an organisation.
  public struct SoleUse: Sendable {
    /// Row of the organisation.
    public let organisation: Int
    /// Row of the technique.
    public let technique: Int
    /// Row of the person.
    public let person: Int
    /// How many people use the technique anywhere.
    public let usersElsewhere: Int
  }

  /// Two areas that nothing joins but through one person.
  public struct SoleCarrier: Sendable {
    /// The areas.
    public let areas: [String]
    /// Rows of the people each of whom is part of all that joins them: one, or the two ends of a single line.
    public let people: [Int]
    /// How many records join them.
    public let records: Int
  }

  /// How many others each person can reach on average.
  public let meanReached: Double?
  /// Those whose leaving costs most.
  public let losses: Sensitive<[Loss]>
  /// How many people lose the others anything by leaving, as far as all were tried; those listed at least.
  public let lossCount: Int
  /// Of how many people it was worked out what their leaving would cost.
  public let tried: Int
  /// Whether nobody left out could be among the worst.
  public let isComplete: Bool
  /// Techniques one person alone uses in an organisation.
  public let soleUses: Sensitive<[SoleUse]>
  /// Number of them.
  public let soleUseCount: Int
  /// When uses were looked at: those that went on then count.
  public let usesAt: Moment?
  /// Areas that hang on one person.
  public let soleCarriers: Sensitive<[SoleCarrier]>
  /// Number of pairs of areas that do.
  public let soleCarrierCount: Int
  /// Number of pairs of areas that anything joins.
  public let joinedAreas: Int
  /// How times are shown.
  public let unit: TimeUnit
}
