public import Graph
import Records

/// How time is cut into periods.
public enum PeriodLength: String, Sendable, CaseIterable {
  case day, week, month, quarter, year, period
}

extension PeriodLength {
  /// Sees that periods of this length fit the way a network counts time.
  ///
  /// - Parameter option: What names the length on the command line.
  /// - Throws: ``QuestionError`` when they do not.
  func check(_ scale: TimeScale, _ option: String = "--by") throws(QuestionError) {
    guard (self == .period) != (scale == .integer) else { return }
    throw QuestionError(
      scale == .integer
        ? "this network counts time in whole numbers, without a calendar: use \(option) period"
        : "this network has dates: use \(option) day, week, month, quarter or year")
  }
}

/// Consecutive periods of equal kind, numbered from 1.
public struct Periods: Sendable {
  /// What they are.
  public let length: PeriodLength
  /// First moment of each period, and of the one after the last.
  public let starts: [Moment]
  private let first: Int64

  /// Number of periods.
  public var count: Int { starts.count - 1 }

  /// Most periods a question may have.
  public static let most = 10_000

  /// The periods from the one that holds `from` to the one that holds `to`.
  ///
  /// - Throws: ``QuestionError`` when there would be more than ``most``.
  public init(_ length: PeriodLength, from: Moment, to: Moment) throws(QuestionError) {
    self.length = length
    first = Self.bin(of: from, length)
    let last = max(first, Self.bin(of: to, length))
    let (span, overflow) = last.subtractingReportingOverflow(first)
    guard !overflow, span < Self.most else {
      throw QuestionError(
        "this would make more than \(Self.most) periods: choose a longer --by, or a window with --since and --until")
    }
    starts = (first...last + 1).map { Self.start(of: $0, length) }
  }

  /// The number of the period that holds `moment`: 0 for any moment before the first.
  public func number(of moment: Moment) -> Int {
    guard let start = starts.first, moment >= start else { return 0 }
    return Int(clamping: Self.bin(of: moment, length) - first) + 1
  }

  /// The span of period `number`.
  public func interval(_ number: Int) -> Interval { Interval(starts[number - 1], starts[number]) }

  /// First moments of as many periods after the last.
  func starts(ahead count: Int) -> [Moment] {
    (0..<count).map { Self.start(of: first + Int64(self.count + $0), length) }
  }

  private static func bin(of moment: Moment, _ length: PeriodLength) -> Int64 {
    if length == .period { return moment }
    let days = Calendar.days(of: moment)
    let date = Calendar.date(days: days)
    switch length {
    case .day, .period: return days
    // 1970-01-01 was a Thursday; weeks begin on Monday.
    case .week: return days + 3 >= 0 ? (days + 3) / 7 : (days + 3 - 6) / 7
    case .month: return Int64(date.year * 12 + date.month - 1)
    case .quarter: return Int64(date.year * 4 + (date.month - 1) / 3)
    case .year: return Int64(date.year)
    }
  }

  private static func start(of bin: Int64, _ length: PeriodLength) -> Moment {
    func month(_ months: Int64) -> Moment {
      Calendar.days(year: Int(months / 12), month: Int(months % 12) + 1, day: 1) * Calendar.day
    }
    return switch length {
    case .period: bin
    case .day: bin * Calendar.day
    case .week: (bin * 7 - 3) * Calendar.day
    case .month: month(bin)
    case .quarter: month(bin * 3)
    case .year: month(bin * 12)
    }
  }
}
