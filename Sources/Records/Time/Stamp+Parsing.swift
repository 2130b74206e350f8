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

  /// Year, month and day of ten bytes that are four digits, two and two with dashes between, all digits looked at together;
  /// `nil` for others.
  @inline(__always)
  private static func plainDate(_ text: Span<UInt8>) -> (year: Int, month: Int, day: Int)? {
    guard text.count == 10 else { return nil }
    // There are ten bytes.
    let front = unsafe UInt64(bigEndian: text.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: UInt64.self))
    let back = unsafe UInt16(bigEndian: text.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 8, as: UInt16.self))
    guard front & 0x0000_0000_FF00_00FF == 0x0000_0000_2D00_002D else { return nil }
    // Without the dashes: eight digits, of which none may reach 10.
    let digits =
      (front & 0xFFFF_FFFF_0000_0000) | (front & 0x00FF_FF00) << 8 | UInt64(back)
    let values = digits ^ 0x3030_3030_3030_3030
    guard (values | (values &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 == 0 else { return nil }
    func pair(_ shift: UInt64) -> Int { Int(values >> (shift + 8) & 0xFF) * 10 + Int(values >> shift & 0xFF) }
    return (pair(48) * 100 + pair(32), pair(16), pair(0))
  }

  private static func parseCalendar(_ text: Span<UInt8>) throws(StampError) -> Stamp {
    if let (year, month, day) = plainDate(text), month >= 1, month <= 12, day >= 1,
      day <= Calendar.length(ofMonth: month, year: year)
    {
      return Stamp(Calendar.days(year: year, month: month, day: day) * Calendar.day, isDate: true)
    }
    var position = 0
    let year = try digits(4, text, &position)
    try expect(45, text, &position)
    let month = try digits(2, text, &position)
    if position == text.count { throw .malformed("a month alone is not a date: \(calendarRemedy)") }
    try expect(45, text, &position)
    let day = try digits(2, text, &position)
    guard month >= 1, month <= 12, day >= 1, day <= Calendar.length(ofMonth: month, year: year) else {
      throw .impossible("there is no such day in the calendar: \(calendarRemedy)")
    }
    let midnight = Calendar.days(year: year, month: month, day: day) * Calendar.day
    if position == text.count { return Stamp(midnight, isDate: true) }
    // T, t, or a space.
    guard text[position] == 84 || text[position] == 116 || text[position] == 32 else {
      throw .malformed(calendarRemedy)
    }
    position += 1
    let moment = midnight + (try timeOfDay(text, &position))
    guard moment >= Calendar.first, moment < Calendar.end else {
      throw .impossible("in UTC it lies outside the years 0000 to 9999: write a time inside them")
    }
    return Stamp(moment)
  }

  private static var calendarRemedy: String { "write a date as YYYY-MM-DD, or a date-time as YYYY-MM-DDThh:mm:ssZ" }

  /// `hh:mm[:ss]` with `Z`, an offset or nothing, in seconds from midnight UTC.
  private static func timeOfDay(_ text: Span<UInt8>, _ position: inout Int) throws(StampError) -> Int64 {
    let hour = try digits(2, text, &position)
    try expect(58, text, &position)
    let minute = try digits(2, text, &position)
    var second = 0
    if position < text.count, text[position] == 58 {
      position += 1
      second = try digits(2, text, &position)
      if position < text.count, text[position] == 46 || text[position] == 44 {
        throw .malformed("times are kept to the second: leave the fraction out")
      }
    }
    guard hour < 24, minute < 60, second < 60 else {
      throw .impossible("there is no such time of day: hours go to 23, minutes and seconds to 59")
    }
    return Int64(hour * 3600 + minute * 60 + second - (try offset(text, &position)))
  }

  /// `Z`, `+hh`, `+hh:mm`, `+hhmm` (or with a minus), or nothing, in seconds ahead of UTC; nothing may follow.
  private static func offset(_ text: Span<UInt8>, _ position: inout Int) throws(StampError) -> Int {
    guard position < text.count else { return 0 }
    let sign = text[position]
    position += 1
    var offset = 0
    if sign == 43 || sign == 45 {
      let hours = try digits(2, text, &position)
      if position < text.count, text[position] == 58 { position += 1 }
      let minutes = position == text.count ? 0 : try digits(2, text, &position)
      guard hours < 24, minutes < 60 else { throw .impossible("there is no such offset from UTC: write Z for UTC") }
      offset = (hours * 60 + minutes) * (sign == 43 ? 60 : -60)
    } else if sign != 90, sign != 122 {
      throw .malformed(calendarRemedy)
    }
    guard position == text.count else { throw .malformed(calendarRemedy) }
    return offset
  }

  private static func digits(_ count: Int, _ text: Span<UInt8>, _ position: inout Int) throws(StampError) -> Int {
    guard position + count <= text.count else { throw .malformed(calendarRemedy) }
    var value = 0
    for _ in 0..<count {
      let byte = text[position]
      guard byte >= 48, byte <= 57 else { throw .malformed(calendarRemedy) }
      value = value * 10 + Int(byte - 48)
      position += 1
    }
    return value
  }

  private static func expect(_ byte: UInt8, _ text: Span<UInt8>, _ position: inout Int) throws(StampError) {
    guard position < text.count, text[position] == byte else { throw .malformed(calendarRemedy) }
    position += 1
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
