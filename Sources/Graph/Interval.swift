/// A moment on the network's time line: seconds since 1970-01-01T00:00:00Z in a calendar network,
/// the number itself in an integer network.
public typealias Moment = Int64

/// A half-open span of time, `lower` included and `upper` excluded.
///
/// `Int64.min` as `lower` means "since always" and `Int64.max` as `upper` means "still going on".
public struct Interval: Sendable, Hashable {
  /// First moment inside.
  public var lower: Moment
  /// First moment no longer inside.
  public var upper: Moment

  /// Makes `[lower, upper)`.
  public init(_ lower: Moment, _ upper: Moment) {
    self.lower = lower
    self.upper = upper
  }

  /// All of time.
  public static let always = Interval(.min, .max)

  /// True when no moment is inside.
  public var isEmpty: Bool { lower >= upper }

  /// True when the two spans share at least one moment.
  public func meets(_ other: Interval) -> Bool {
    max(lower, other.lower) < min(upper, other.upper)
  }

  /// The moments inside both spans; may be empty.
  public func clipped(to other: Interval) -> Interval {
    Interval(max(lower, other.lower), min(upper, other.upper))
  }

  /// True when `moment` is inside.
  public func contains(_ moment: Moment) -> Bool { lower <= moment && moment < upper }
}
