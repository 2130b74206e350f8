public import Algorithms
public import Graph
public import Records

/// How influence is taken to go from one person to the next.
public enum PlanModel: String, Sendable, CaseIterable {
  /// Independent cascade: who is reached gets one try at each of those they can influence.
  case ic
  /// Linear threshold: everybody gives way once enough of those who can influence them have been reached.
  case lt
}

/// At most so many people who have a value of an attribute.
public struct PlanQuota: Sendable, Equatable {
  /// The attribute.
  public let field: String
  /// The value.
  public let value: String
  /// At most so many.
  public let most: Int
  /// A quota.
  public init(field: String, value: String, most: Int) {
    self.field = field
    self.value = value
    self.most = most
  }
}

/// What may be spent on those chosen.
public struct PlanBudget: Sendable, Equatable {
  /// What there is.
  public let total: Double
  /// The column of the people's table that says what each costs.
  public let field: String
  /// A budget.
  public init(total: Double, field: String) {
    self.total = total
    self.field = field
  }
}

/// Whom to train, coach or invite next.
public struct PlanQuestion: Sendable {
  /// How many; `nil` with a budget.
  public var count: Int?
  /// What may be spent, instead of a number of people.
  public var budget: PlanBudget?
  /// How influence goes.
  public var model = PlanModel.ic
  /// How likely one try is to succeed.
  public var probability = 0.1
  /// Under thresholds: let ties count by their weights.
  public var isWeighted = false
  /// What time influence runs in.
  public var time = SimulationTime.static
  /// At most so many of each.
  public var quotas: [PlanQuota] = []
  /// Only people with one of these values of each attribute named.
  public var candidates: [(field: String, value: String)] = []
  /// Not these.
  public var excluded: [RowIndex<Person>] = []
  /// These are reached beforehand.
  public var already: [RowIndex<Person>] = []
  /// Everybody with an enrolment is reached beforehand.
  public var alreadyTrained = false
  /// Everybody who has used this technique is reached beforehand.
  public var technique: RowIndex<Technique>?
  /// A choice to compare with, such as last year's.
  public var compared: [RowIndex<Person>] = []
  /// What the plan may fall short by, as a share.
  public var error = 0.1
  /// In how many worlds plans are compared.
  public var worlds = 1000
  /// The lot.
  public var seed: UInt64 = 1
  /// The part of time.
  public var window = TimeWindow.always
  /// Read ties that do not say which way they carry as forward.
  public var isDirected = false
  /// The defaults.
  public init() {}
}

/// How another choice does in the same worlds as the plan.
public struct PlanComparison: Sendable {
  /// What the other choice is.
  public enum Kind: String, Sendable {
    /// People taken by lot within the same limits, several times over.
    case random
    /// Those who can influence most others, within the same limits.
    case bestConnected
    /// The choice that was named.
    case named
  }

  /// What it is.
  public let kind: Kind
  /// Whom it chooses, by row; empty where it is taken by lot several times over.
  public let chosen: [Int]
  /// How many people it reaches on average, with those reached beforehand.
  public let reached: Double
  /// How many more the plan reaches, on average over worlds, and its 95% interval.
  public let difference: MeanDifference
}

/// A mean difference with its 95% interval.
public struct MeanDifference: Sendable, Equatable {
  /// The mean.
  public let mean: Double
  /// Lower end.
  public let low: Double
  /// Upper end.
  public let high: Double

  /// The mean of differences in many worlds, whose mean is as good as normal.
  init(_ values: [Double]) {
    let n = Double(max(values.count, 1))
    mean = values.reduce(0, +) / n
    let half = 1.959_963_984_540_054 * standardErrorOfMean(values)
    low = mean - half
    high = mean + half
  }
}

/// 0 of fewer than two.
func standardErrorOfMean(_ values: [Double]) -> Double {
  guard values.count > 1 else { return 0 }
  let n = Double(values.count)
  let mean = values.reduce(0, +) / n
  return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1) / n).squareRoot()
}

/// Whom to train, coach or invite next, what that would come to, and how sure that is. About single people.
public struct Plan: Sendable {
  /// Somebody chosen.
  public struct Choice: Sendable {
    /// Row in the people's table.
    public let person: Int
    /// How many more are reached than by those before them alone, themself counted.
    public let gain: Double
    /// What they cost; `nil` without a budget.
    public let cost: Double?
  }

  /// Those chosen, in the order in which they were.
  public let chosen: Sensitive<[Choice]>
  /// Number of people chosen.
  public let count: Int
  /// How many people are reached on average, with those reached beforehand.
  public let reached: Double
  /// Standard error of that mean.
  public let standardError: Double
  /// How many are reached beforehand, by those named and whoever they influence; 0 where nobody was.
  public let reachedBefore: Double
  /// Number of people named as reached beforehand.
  public let already: Int
  /// Number of people to choose from.
  public let candidates: Int
  /// Number of people who could be chosen but for not having a cost.
  public let withoutCost: Int
  /// What is certain of the plan.
  public let certificate: InfluencePlan
  /// The plan beside other choices.
  public let comparisons: [PlanComparison]
  /// How many arcs of influence there are among how many people.
  public let arcs: Int
  /// How many people have ties at all.
  public let people: Int
  /// In real time, from when those chosen carry it to when time ends; `nil` in steps.
  public let time: Interval?
  /// The network's unit of time.
  public let unit: TimeUnit
  /// What was asked.
  public let question: PlanQuestion
}
