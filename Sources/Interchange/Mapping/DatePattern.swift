import Records

/// How somebody writes dates: `dd/MM/yyyy`, `d MMM yyyy HH:mm`, or `excel` for days since 1900.
///
/// `yyyy` or `yy` (1970 to 2069), `M` or `MM`, `MMM` (English, short or in full), `d` or `dd`, `H` or `HH`, `h` or `hh` with
/// `a` for AM or PM, `mm` minutes after an hour, `ss`; `T`, `Z` and what is no letter stand for themselves. A pattern without a day, or without
/// month and day, needs ` = first day` behind it, since a month alone is no date.
public struct DatePattern: Sendable, Equatable {
  /// The pattern as written.
  public let text: String
  private let tokens: [Token]
  private let isFirstDay: Bool

  private enum Token: Equatable {
    case year(digits: Int), month, monthName, day, hour, halfDayHour, minute, second, half, serial
    case literal(UInt8)
  }

  /// Why a text is no pattern; one sentence with a remedy.
  public struct Fault: Error {
    /// What is wrong.
    public let message: String
    /// What to write.
    public let remedy: String
  }

  private static let firstDay = " = first day"

  /// Understands a pattern.
  ///
  /// - Throws: ``Fault`` when it gives no date.
  public init(_ text: String) throws(Fault) {
    self.text = text
    isFirstDay = text.hasSuffix(Self.firstDay)
    let pattern = isFirstDay ? String(text.dropLast(Self.firstDay.count)) : text
    if pattern == "excel" {
      tokens = [.serial]
      return
    }
    var tokens: [Token] = []
    var rest = Array(pattern.utf8)[...]
    while let letter = rest.first {
      let run = rest.prefix { $0 == letter }.count
      var used = run
      switch (letter, run) {
      case (0x79, 4): tokens.append(.year(digits: 4))
      case (0x79, 2): tokens.append(.year(digits: 2))
      case (0x4D, 1), (0x4D, 2): tokens.append(.month)
      case (0x4D, 3), (0x4D, 4): tokens.append(.monthName)
      case (0x64, 1), (0x64, 2): tokens.append(.day)
      case (0x48, 1), (0x48, 2): tokens.append(.hour)
      case (0x68, 1), (0x68, 2): tokens.append(.halfDayHour)
      case (0x6D, 1), (0x6D, 2): tokens.append(.minute)
      case (0x73, 1), (0x73, 2): tokens.append(.second)
      case (0x61, 1): tokens.append(.half)
      case (0x41...0x5A, _) where letter != 0x54 && letter != 0x5A, (0x61...0x7A, _):
        throw Fault(
          message: "'\(text)' is not how dates are written",
          remedy: "write it with yyyy, MM, MMM and dd, such as dd/MM/yyyy, or excel")
      default:
        tokens.append(.literal(letter))
        used = 1
      }
      rest = rest.dropFirst(used)
    }
    let hasYear = tokens.contains { if case .year = $0 { true } else { false } }
    let hasMonth = tokens.contains(.month) || tokens.contains(.monthName)
    guard hasYear, hasMonth || !tokens.contains(.day) else {
      throw Fault(
        message: "'\(text)' says no year and month", remedy: "write the year, month and day, such as dd/MM/yyyy")
    }
    guard tokens.contains(.day) || isFirstDay else {
      throw Fault(
        message: "'\(text)' says no day, and a month alone is not a date",
        remedy: "write '\(text)\(Self.firstDay)' if the first day is meant")
    }
    self.tokens = tokens
  }

  /// A pattern that is known to be one.
  init(known text: String) {
    do { self = try DatePattern(text) } catch { preconditionFailure("'\(text)' is no pattern: \(error.message)") }
  }

  /// The time as Ripple writes it; `nil` when it is not written so, or is no time there is.
  func time(_ text: String) -> String? {
    if tokens == [.serial] { return Self.serial(text) }
    let bytes = Array(text.utf8)
    var place = 0
    var (year, month, day, hour, minute, second) = (0, 1, 1, 0, 0, 0)
    var (hasTime, isHalfDay, isAfternoon) = (false, false, false)
    func number(_ most: Int, least: Int = 1) -> Int? {
      var value = 0
      let start = place
      while place < bytes.count, place - start < most, (48...57).contains(bytes[place]) {
        value = value * 10 + Int(bytes[place] - 48)
        place += 1
      }
      return place - start >= least ? value : nil
    }
    func word() -> String {
      let start = place
      while place < bytes.count, (0x41...0x5A).contains(bytes[place] & 0xDF) { place += 1 }
      return String(decoding: bytes[start..<place], as: UTF8.self).lowercased()
    }
    for token in tokens {
      switch token {
      case .year(let digits):
        guard let value = number(digits, least: digits) else { return nil }
        year = digits == 4 ? value : value < 70 ? 2000 + value : 1900 + value
      case .month:
        guard let value = number(2) else { return nil }
        month = value
      case .monthName:
        guard let value = Self.month(word()) else { return nil }
        month = value
      case .day:
        guard let value = number(2) else { return nil }
        day = value
      case .hour, .halfDayHour:
        guard let value = number(2) else { return nil }
        hour = value
        hasTime = true
        isHalfDay = token == .halfDayHour
      case .minute:
        guard let value = number(2, least: 2) else { return nil }
        minute = value
      case .second:
        guard let value = number(2, least: 2) else { return nil }
        second = value
      case .half:
        switch word() {
        case "am": isAfternoon = false
        case "pm": isAfternoon = true
        default: return nil
        }
      case .literal(let byte):
        guard place < bytes.count, bytes[place] == byte else { return nil }
        place += 1
      case .serial: return nil
      }
    }
    if isHalfDay {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    guard place == bytes.count, (1...12).contains(month), day >= 1, day <= Calendar.length(ofMonth: month, year: year),
      hour < 24, minute < 60, second < 60
    else { return nil }
    let midnight = Calendar.days(year: year, month: month, day: day) * Calendar.day
    return Stamp.text(midnight + Int64(hour * 3600 + minute * 60 + second), daysOnly: !hasTime)
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  private static func month(_ word: String) -> Int? {
    guard word.count >= 3 else { return nil }
    return months.firstIndex { $0.hasPrefix(word) || (word == "sept" && $0 == "september") }.map { $0 + 1 }
  }

  private static func serial(_ text: String) -> String? {
    guard let value = Decimal.parse(Array(text.utf8).span) else { return nil }
    return ExcelDate(value, from1904: false)?.text
  }

  /// Common ways of writing dates, the surer ones first; where days and months could be exchanged, days come first, as in
  /// Britain.
  static let common = [
    "yyyy-MM-dd", "dd/MM/yyyy", "MM/dd/yyyy", "dd-MM-yyyy", "dd.MM.yyyy", "d MMM yyyy", "d-MMM-yyyy", "d-MMM-yy",
    "d MMM yy", "MMM d, yyyy", "dd/MM/yy", "MM/dd/yy", "yyyy/MM/dd", "yyyyMMdd", "yyyy-MM-dd HH:mm:ss",
    "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssZ", "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm",
    "MM/dd/yyyy HH:mm:ss", "MM/dd/yyyy HH:mm", "MM/dd/yyyy h:mm:ss a", "MM/dd/yyyy hh:mm a", "dd/MM/yyyy h:mm a",
    "MM/dd/yy HH:mm:ss",
  ].map { DatePattern(known: $0) }

  /// Months and years alone, which are no dates unless somebody says so.
  static let incomplete = ["yyyy-MM", "MM/yyyy", "MMM yyyy", "MMM-yy", "MMM yy"].map {
    DatePattern(known: $0 + firstDay)
  }

  /// True where Ripple reads such times as they are.
  var isOwn: Bool {
    text.hasPrefix("yyyy-MM-dd") && (text.count == 10 || text.hasPrefix("yyyy-MM-ddT") || text.hasPrefix("yyyy-MM-dd "))
  }
}

/// A day of Excel's calendar, which counts from 1900 and believes that 1900 was a leap year, or from 1904.
struct ExcelDate: Equatable {
  /// The time as Ripple writes it: a date where there is no time of day.
  let text: String

  /// The moment so many days, and parts of days, after the calendar's beginning; `nil` outside its years, and on
  /// 29 February 1900, which never was.
  init?(_ serial: Double, from1904: Bool) {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    var days = Int64(serial.rounded(.down))
    // Seconds are as fine as a double of this size can be trusted to be.
    var seconds = Int64(((serial - serial.rounded(.down)) * 86_400).rounded())
    if seconds == 86_400 {
      seconds = 0
      days += 1
    }
    let epoch: Int64
    if from1904 {
      epoch = Calendar.days(year: 1904, month: 1, day: 1)
    } else {
      guard days >= 1, days != 60 else { return nil }
      epoch = Calendar.days(year: 1899, month: 12, day: days < 60 ? 31 : 30)
    }
    let moment = (epoch + days) * Calendar.day + seconds
    guard moment < Calendar.end else { return nil }
    text = Stamp.text(moment, daysOnly: seconds == 0)
  }
}
