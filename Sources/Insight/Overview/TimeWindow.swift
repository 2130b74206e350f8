public import Graph
public import Records

/// The part of time a question is about.
public struct TimeWindow: Sendable {
  /// From here on, when asked for.
  public let since: Moment?
  /// What is kept: everything that meets this span.
  public let interval: Interval

  /// All of time.
  public static let always = TimeWindow(since: nil, interval: .always)

  private init(since: Moment?, interval: Interval) {
    self.since = since
    self.interval = interval
  }

  /// From one moment, or from the beginning, to just before another.
  init(from start: Moment?, until end: Moment) {
    self.init(since: start, interval: Interval(start ?? .min, end))
  }

  /// The time that an option names, in the network's way of writing times.
  ///
  /// - Throws: ``QuestionError`` for what is not a time.
  public static func stamp(_ text: String, _ option: String, _ scale: TimeScale) throws(QuestionError) -> Stamp {
    do {
      return try Stamp.parse(text, scale)
    } catch {
      let remedy =
        switch error {
        case .malformed(let remedy), .impossible(let remedy): remedy
        }
      throw QuestionError("'\(text)' given with \(option) is not a time: \(remedy)")
    }
  }

  /// The window that options name, in the network's way of writing times; both ends are inclusive.
  ///
  /// - Throws: ``QuestionError`` for what is not a time, or a window that ends before it begins.
  public init(since: String?, until: String?, asOf: String?, scale: TimeScale) throws(QuestionError) {
    func stamp(_ option: String, _ text: String?) throws(QuestionError) -> Stamp? {
      guard let text else { return nil }
      return try Self.stamp(text, option, scale)
    }
    let asOf = try stamp("--as-of", asOf)
    let from = try stamp("--since", since)
    let to = try stamp("--until", until)
    let first = asOf ?? from
    let last = asOf ?? to
    self.init(since: first?.moment, interval: Interval(first?.moment ?? .min, last?.after ?? .max))
    if interval.isEmpty { throw QuestionError("the window ends before it begins: give --until a later time") }
  }
}
