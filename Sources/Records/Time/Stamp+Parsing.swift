/// Why a text is no time.
public enum StampError: Error {
  /// It is not written as a time; the payload says what to write.
  case malformed(String)
  /// It is written as a time that does not exist.
  case impossible(String)
}

extension Stamp {
  /// Reads a time.
  ///
  /// A calendar network takes `YYYY-MM-DD`, or `YYYY-MM-DDThh:mm[:ss]` with `Z`, an offset, or nothing (UTC);
  /// an integer network takes a whole number within 2^53 either way.
  ///
  /// - Throws: ``StampError`` that says what is wrong and what to write instead.
  public static func parse(_ text: Span<UInt8>, _ scale: TimeScale) throws(StampError) -> Stamp {
    switch scale {
    case .integer: try parseInteger(text)
    case .calendar: try parseCalendar(text)
    }
  }

  /// Reads a time from a string; see ``parse(_:_:)-(Span<UInt8>,_)``.
  public static func parse(_ text: String, _ scale: TimeScale) throws(StampError) -> Stamp {
    let bytes = Array(text.utf8)
    return try parse(bytes.span, scale)
  }

  private static func parseInteger(_ text: Span<UInt8>) throws(StampError) -> Stamp {
    let remedy = "this network counts time in whole numbers: write one between -9007199254740992 and 9007199254740992"
    guard let value = wholeNumber(text) else { throw .malformed(remedy) }
    guard value.magnitude <= 1 << 53 else { throw .impossible(remedy) }
    return Stamp(value)
  }

  private static func parseCalendar(_ text: Span<UInt8>) throws(StampError) -> Stamp {
    let remedy = "write a date as YYYY-MM-DD, or a date-time as YYYY-MM-DDThh:mm:ssZ"
    var position = 0
    func digits(_ count: Int) throws(StampError) -> Int {
      guard position + count <= text.count else { throw .malformed(remedy) }
      var value = 0
      for _ in 0..<count {
        let byte = text[position]
        guard byte >= 48 && byte <= 57 else { throw .malformed(remedy) }
        value = value * 10 + Int(byte - 48)
        position += 1
      }
      return value
    }
    func expect(_ byte: UInt8) throws(StampError) {
      guard position < text.count, text[position] == byte else { throw .malformed(remedy) }
      position += 1
    }
    func peek() -> UInt8? { position < text.count ? text[position] : nil }

    let year = try digits(4)
    try expect(45)
    let month = try digits(2)
    guard peek() == 45 else {
      throw peek() == nil
        ? .malformed("a month alone is not a date: \(remedy)") : .malformed(remedy)
    }
    try expect(45)
    let day = try digits(2)
    guard (1...12).contains(month), day >= 1, day <= Calendar.length(ofMonth: month, year: year) else {
      throw .impossible("there is no such day in the calendar: \(remedy)")
    }
    let midnight = Calendar.days(year: year, month: month, day: day) * Calendar.day
    if peek() == nil { return Stamp(midnight, isDate: true) }

    guard let separator = peek(), separator == 84 || separator == 116 || separator == 32 else {
      throw .malformed(remedy)
    }
    position += 1
    let hour = try digits(2)
    try expect(58)
    let minute = try digits(2)
    var second = 0
    if peek() == 58 {
      position += 1
      second = try digits(2)
      if peek() == 46 || peek() == 44 {
        throw .malformed("times are kept to the second: leave the fraction out")
      }
    }
    guard hour < 24, minute < 60, second < 60 else {
      throw .impossible("there is no such time of day: hours go to 23, minutes and seconds to 59")
    }
    var offset = 0
    if let sign = peek() {
      if sign == 90 || sign == 122 {
        position += 1
      } else if sign == 43 || sign == 45 {
        position += 1
        let hours = try digits(2)
        if peek() == 58 { position += 1 }
        let minutes = peek() == nil ? 0 : try digits(2)
        guard hours < 24, minutes < 60 else { throw .impossible("there is no such offset from UTC") }
        offset = (hours * 60 + minutes) * (sign == 43 ? 60 : -60)
      }
      guard peek() == nil else { throw .malformed(remedy) }
    }
    return Stamp(midnight + Int64(hour * 3600 + minute * 60 + second - offset))
  }
}

/// The whole number that fills `text`, with an optional sign; `nil` when there is none or it exceeds 64 bits.
public func wholeNumber(_ text: Span<UInt8>) -> Int64? {
  var position = 0
  let negative = text.count > 0 && text[0] == 45
  if negative || (text.count > 0 && text[0] == 43) { position = 1 }
  guard position < text.count else { return nil }
  var value: Int64 = 0
  while position < text.count {
    let byte = text[position]
    guard byte >= 48 && byte <= 57 else { return nil }
    let (tenfold, over) = value.multipliedReportingOverflow(by: 10)
    let digit = Int64(byte - 48)
    let (next, beyond) =
      negative ? tenfold.subtractingReportingOverflow(digit) : tenfold.addingReportingOverflow(digit)
    guard !over, !beyond else { return nil }
    value = next
    position += 1
  }
  return value
}
