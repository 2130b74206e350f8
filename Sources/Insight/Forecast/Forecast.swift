public import Graph
public import Records

/// What to ask about the further spread of a technique.
public struct ForecastOptions: Sendable {
  /// How to cut time; `nil` for quarters, or units of whole-number time.
  public var by: PeriodLength?
  /// How many periods to look ahead.
  public var ahead = 4
  /// How many futures to play through.
  public var runs = 1000
  /// The lot.
  public var seed: UInt64 = 1
  /// The part of time that is known.
  public var window = TimeWindow.always
  /// Read ties that do not say which way they carry as forward.
  public var isDirected = false
  /// What is different in the future from what it is now.
  public var changes = FutureChanges()
  /// Four quarters ahead.
  public init() {}
}

/// What is different in the future from what it is now.
public struct FutureChanges: Sendable {
  /// People who leave: they pass nothing on and take nothing up.
  public var leaving: Set<Int> = []
  /// People who are trained now, and use it from now on.
  public var trained: Set<Int> = []
  /// Pairs who get to know each other now.
  public var meeting: [(Int, Int)] = []
  /// Nothing.
  public init() {}
}

/// A number by period, over many futures.
public struct ForecastBand: Sendable, Equatable {
  /// The mean.
  public let mean: Double
  /// The middle 80% of futures.
  public let likely: ClosedRange<Int>
  /// The middle 95% of futures.
  public let wide: ClosedRange<Int>

  /// The band of a number in each of many futures, of which there is at least one.
  init(_ numbers: [Int]) {
    let sorted = numbers.sorted()
    func at(_ share: Double) -> Int { sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))] }
    mean = Double(sorted.reduce(0, +)) / Double(sorted.count)
    likely = at(0.1)...at(0.9)
    wide = at(0.025)...at(0.975)
  }
}

/// One period that is ahead.
public struct ForecastPeriod: Sendable {
  /// First moment.
  public let start: Moment
  /// New adopters in it.
  public let adopters: ForecastBand
  /// New adopters from now to its end.
  public let cumulative: ForecastBand
}

/// How the same way of forecasting did where what came is known already.
public struct BackTest: Sendable {
  /// Periods from which it was forecast, each from what was known before them alone.
  public let origins: Int
  /// How many periods ahead.
  public let ahead: Int
  /// Of the numbers of new adopters in as many periods ahead, how many were within the middle 80% of futures.
  public let withinLikely: Int
  /// How many were within the middle 95%.
  public let withinWide: Int
  /// Mean of what was forecast less what came.
  public let meanError: Double
}

/// What takes people to a technique in one period.
public struct HazardFactor: Sendable {
  /// `tieToNewUser` (adopted it in the period before), `tieToRecentUser` (two to four before), `tieToOldUser`, `taughtLately`
  /// (in this period or the one before), `taughtEarlier`, or `withoutKnownCause`.
  public let name: String
  /// The probability that it takes somebody to it in one period; `nil` where there was no case.
  public let probability: Double?
  /// 95% profile-likelihood interval.
  public let interval: (low: Double, high: Double)?
}

/// How a technique is likely to spread further if things go on as they did.
public struct Forecast: Sendable {
  /// The technique.
  public let technique: RowIndex<Technique>
  /// How time is cut.
  public let length: PeriodLength
  /// Adopters at the end of what is known.
  public let adopters: Int
  /// The periods ahead.
  public let periods: [ForecastPeriod]
  /// What takes people to it, as the record has it.
  public let factors: [HazardFactor]
  /// Periods in which a record came to count half as much; `nil` where all counted alike. Chosen by what would have told the
  /// last periods best.
  public let halfLife: Int?
  /// For each person, how often they had taken it up by the end of the last period; `nil` for those who have already, or leave.
  public let people: Sensitive<[Double?]>
  /// The same way of forecasting where what came is known; `nil` where the record is too short.
  public let backTest: BackTest?
  /// How many futures were played through.
  public let runs: Int
  /// New adopters by the end in each future, for comparing futures pair by pair.
  let endings: [Int]
  /// How times are shown.
  public let unit: TimeUnit
}
