/// Decimal numbers as tables write them.
public enum Decimal {
  /// The finite number that fills `text`: digits with an optional sign, point and exponent. Not `nan`, `inf` or hexadecimal.
  public static func parse(_ text: Span<UInt8>) -> Double? {
    var digits = 0
    var position = 0
    func peek() -> UInt8? { position < text.count ? text[position] : nil }
    func skipDigits() {
      while let byte = peek(), byte >= 48, byte <= 57 {
        digits += 1
        position += 1
      }
    }
    if peek() == 43 || peek() == 45 { position += 1 }
    skipDigits()
    if peek() == 46 {
      position += 1
      skipDigits()
    }
    guard digits > 0 else { return nil }
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

  /// The number, the shortest text that reads back as the same one; whole numbers without a point.
  public static func text(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 {
      return value == 0 && value.sign == .minus ? "-0" : String(Int64(value))
    }
    return value.description
  }
}
