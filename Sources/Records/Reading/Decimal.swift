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
    return value.description
  }
}
