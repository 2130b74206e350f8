public import Graph

/// How a network writes its times.
public enum TimeScale: String, Sendable {
  /// ISO 8601 dates and date-times, in UTC inside.
  case calendar = "date"
  /// Whole numbers within 2^53 either way.
  case integer
}

/// A time as somebody wrote it: the moment it begins, and whether it means a whole day.
///
/// 8 bytes. What was written can be written again exactly, but for an offset from UTC, which is converted.
public struct Stamp: Sendable, Hashable {
  /// The moment, shifted left by one, and 1 where a date was written.
  fileprivate let packed: Int64

  fileprivate init(packed: Int64) { self.packed = packed }

  /// A stamp at `moment`; `isDate` says that it means the whole day that begins there.
  public init(_ moment: Moment, isDate: Bool = false) {
    packed = (moment &<< 1) | (isDate ? 1 : 0)
  }

  /// When the written time begins.
  public var moment: Moment { packed >> 1 }
  /// True when a date without a time of day was written.
  public var isDate: Bool { packed & 1 == 1 }
  /// How long the written time lasts: a date one day, anything else one unit.
  public var tick: Int64 { isDate ? Calendar.day : 1 }
  /// First moment after the written time.
  public var after: Moment { moment + tick }
  /// The written time as a span.
  public var interval: Interval { Interval(moment, after) }

  /// The stamp as it is written in tables.
  public func text(_ scale: TimeScale) -> String {
    scale == .integer ? String(moment) : Self.text(moment, daysOnly: isDate)
  }

  /// An ISO 8601 date, or date-time in UTC, for `moment`.
  public static func text(_ moment: Moment, daysOnly: Bool) -> String {
    let days = Calendar.days(of: moment)
    let date = Calendar.date(days: days)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(20)
    func put(_ value: Int, width: Int) {
      var divisor = 1
      for _ in 1..<width { divisor *= 10 }
      while divisor > 0 {
        bytes.append(UInt8(48 + value / divisor % 10))
        divisor /= 10
      }
    }
    put(date.year, width: 4)
    bytes.append(45)
    put(date.month, width: 2)
    bytes.append(45)
    put(date.day, width: 2)
    if !daysOnly {
      let second = Int(moment - days * Calendar.day)
      bytes.append(84)
      put(second / 3600, width: 2)
      bytes.append(58)
      put(second / 60 % 60, width: 2)
      bytes.append(58)
      put(second % 60, width: 2)
      bytes.append(90)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A span of time as somebody wrote it: inclusive ends, either of them possibly unknown.
///
/// 16 bytes.
public struct Spell: Sendable, Hashable {
  private var first: Int64
  private var last: Int64
  private static let none = Int64.min

  /// A spell from `start` up to and including `end`; `nil` leaves that side open.
  public init(start: Stamp? = nil, end: Stamp? = nil) {
    first = start?.packed ?? Self.none
    last = end?.packed ?? Self.none
  }

  private static func stamp(_ packed: Int64) -> Stamp? { packed == none ? nil : Stamp(packed: packed) }

  /// When it began, as written; `nil` when that is unknown or always.
  public var start: Stamp? { Self.stamp(first) }
  /// Until when it lasted, as written and inclusive; `nil` when it is still going on.
  public var end: Stamp? { Self.stamp(last) }
  /// The spell as a half-open span.
  public var interval: Interval { Interval(start?.moment ?? .min, end?.after ?? .max) }
  /// True when neither side is known: it has always held.
  public var isUndated: Bool { first == Self.none && last == Self.none }
}
