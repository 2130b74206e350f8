public import Graph
public import Records

/// How the windows of a series follow one another.
public enum WindowKind: String, Sendable, CaseIterable {
  /// Each is as long as the others and begins a step later.
  case rolling
  /// Each begins where the record does and ends a step later.
  case growing
}

/// The length of a step from one window to the next.
public enum WindowStep: Sendable {
  /// A period of the calendar, or a unit of whole-number time.
  case period(PeriodLength)
  /// A length of time in the network's way of counting.
  case length(Int64)

  /// The step that an option names: `day`, `week`, `month`, `quarter`, `year`, `period`, or a duration such as `30d`.
  public static func parse(_ text: String, _ unit: TimeUnit) -> WindowStep? {
    if let period = PeriodLength(rawValue: text) { return .period(period) }
    guard let length = unit.duration(text), length > 0 else { return nil }
    return .length(length)
  }
}

/// Windows of time one after another.
public struct WindowSeries: Sendable {
  /// The windows, in the order of time.
  public let windows: [Interval]
  /// How they follow one another.
  public let kind: WindowKind
  /// Their steps, where they are periods of the calendar.
  public let period: PeriodLength?

  /// Windows over `range`, the last one holding its end.
  ///
  /// - Parameters:
  ///   - step: From one window to the next.
  ///   - span: Steps in each rolling window.
  ///   - range: First and last moment.
  ///   - scale: How the network counts time.
  /// - Throws: ``QuestionError`` when the step does not fit the network's times, or there would be too many windows, or none.
  init(
    every step: WindowStep, _ kind: WindowKind, span: Int, over range: (from: Moment, to: Moment), _ scale: TimeScale
  ) throws(QuestionError) {
    var cuts: [Moment]
    switch step {
    case .period(let length):
      try length.check(scale, "--over")
      cuts = try Periods(length, from: range.from, to: range.to).starts
      period = length
    case .length(let length):
      let (whole, overflow) = range.to.subtractingReportingOverflow(range.from)
      guard !overflow, whole / length < Int64(Periods.most) else {
        throw QuestionError("this would make more than \(Periods.most) windows: choose a longer --over")
      }
      cuts = [range.from]
      while let last = cuts.last, last <= range.to, last < .max {
        let (next, overflow) = last.addingReportingOverflow(length)
        cuts.append(overflow ? .max : next)
      }
      period = nil
    }
    guard kind == .growing || cuts.count > span else {
      throw QuestionError("the record is shorter than one window of \(span): choose a shorter --over, or less --span")
    }
    self.kind = kind
    windows = cuts.indices.dropFirst(kind == .growing ? 1 : span).map { end in
      kind == .growing ? Interval(.min, cuts[end]) : Interval(cuts[end - span], cuts[end])
    }
  }
}
