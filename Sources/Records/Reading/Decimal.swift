/// Decimal numbers as tables write them.
public enum Decimal {
  /// The finite number that fills `text`: digits with an optional sign, point and exponent. Not `nan`, `inf` or hexadecimal.
  ///
  /// Up to 15 digits without an exponent are a whole number and a power of ten that doubles hold exactly, so that one
  /// division rounds as it should; the rest is left to the standard library.
  public static func parse(_ text: Span<UInt8>) -> Double? {
    var digits = 0
    var position = 0
    var mantissa: UInt64 = 0
    func peek() -> UInt8? { position < text.count ? text[position] : nil }
    func skipDigits() {
      while let byte = peek(), byte >= 48, byte <= 57 {
        mantissa = mantissa &* 10 &+ UInt64(byte &- 48)
        digits += 1
        position += 1
      }
    }
    let isNegative = peek() == 45
    if peek() == 43 || isNegative { position += 1 }
    skipDigits()
    let whole = digits
    if peek() == 46 {
      position += 1
      skipDigits()
    }
    guard digits > 0 else { return nil }
    if position == text.count, digits <= 15 {
      let value = Double(mantissa) / tens[digits - whole]
      return isNegative ? -value : value
    }
    if peek() == 69 || peek() == 101 {
      position += 1
      if peek() == 43 || peek() == 45 { position += 1 }
      digits = 0
      skipDigits()
      guard digits > 0 else { return nil }
    }
    guard position == text.count else { return nil }
    var copy: [UInt8] = []
    copy.reserveCapacity(text.count)
    for index in text.indices { copy.append(text[index]) }
    guard let value = Double(String(decoding: copy, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }

  /// Powers of ten from 10^0.
  private static let tens: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  /// The number, the shortest text that reads back as the same one; whole numbers without a point.
  public static func text(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 {
      return value == 0 && value.sign == .minus ? "-0" : String(Int64(value))
    }
    guard let (digits, count) = shortDigits(of: value) else { return value.description }
    // A sign, twelve digits, a point, and a zero before it: as many bytes as a string holds in itself.
    return unsafe String(unsafeUninitializedCapacity: 15) { bytes in
      var length = 0
      if value < 0 {
        unsafe bytes[0] = 0x2D
        length = 1
      }
      var rest = digits
      for _ in 0..<count {
        unsafe bytes[length] = byte(ofDigit: rest)
        rest >>= 4
        length += 1
      }
      return length
    }
  }

  /// The character that the lowest four bits of what ``shortDigits(of:)`` gives stand for.
  @inlinable package static func byte(ofDigit digits: UInt64) -> UInt8 {
    let digit = UInt8(truncatingIfNeeded: digits & 15)
    return digit == 0xE ? 0x2E : 0x30 &+ digit
  }

  /// The digits of a number with one to three decimal places, of which the first lies lowest, four bits each, and 14 for the
  /// point; `nil` for others. A sign is left to the caller.
  ///
  /// No two decimals of up to 15 digits are the same double, so the one that is found is the shortest there is.
  package static func shortDigits(of value: Double) -> (digits: UInt64, count: Int)? {
    let thousands = (value.magnitude * 1000).rounded()
    guard thousands > 0, thousands < 1e12, thousands / 1000 == value.magnitude else { return nil }
    var rest = UInt64(thousands)
    var places = 3
    while rest % 10 == 0 {
      rest /= 10
      places -= 1
    }
    guard places > 0 else { return nil }
    var digits: UInt64 = 0
    var count = 0
    while count <= places || rest > 0 {
      if count == places {
        digits = digits << 4 | 0xE
        count += 1
        if rest == 0 {
          digits <<= 4
          count += 1
        }
        continue
      }
      digits = digits << 4 | rest % 10
      rest /= 10
      count += 1
    }
    return (digits, count)
  }
}
