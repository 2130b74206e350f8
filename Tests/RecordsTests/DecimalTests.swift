import Records
import Testing

@Suite struct DecimalTests {
  /// What the standard library makes of the same text is what it must be, to the last bit.
  @Test func readsWhatTheStandardLibraryReads() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let whole = (0..<Int.random(in: 0...12, using: &random)).map { _ in String(Int.random(in: 0...9, using: &random))
      }
      let part = (0..<Int.random(in: 0...8, using: &random)).map { _ in String(Int.random(in: 0...9, using: &random)) }
      let sign = ["", "-", "+"][Int.random(in: 0..<3, using: &random)]
      let text = sign + whole.joined() + (Bool.random(using: &random) ? "." + part.joined() : "")
      let value = Decimal.parse(Array(text.utf8).span)
      let digits = text.contains { $0.isNumber }
      #expect(value?.bitPattern == (digits ? Double(text)?.bitPattern : nil), Comment(rawValue: text))
    }
  }

  @Test(arguments: [
    ("0", 0), ("-0", -0.0), ("0.1", 0.1), (".5", 0.5), ("5.", 5), ("1e3", 1000), ("1E-3", 0.001),
    ("999999999999999", 999_999_999_999_999),
    ("9007199254740993", 9_007_199_254_740_992), ("0.000000000000001", 1e-15),
    ("123456789.123456789", 123_456_789.123_456_789),
  ])
  func readsNumbers(text: String, value: Double) {
    #expect(Decimal.parse(Array(text.utf8).span)?.bitPattern == value.bitPattern)
  }

  @Test(arguments: [
    "", "-", ".", "+.", "1.2.3", "1e", "e1", "1 ", " 1", "nan", "inf", "0x1", "1e999", "1,5", "--1", "1-",
  ])
  func refusesTheRest(text: String) {
    #expect(Decimal.parse(Array(text.utf8).span) == nil)
  }
}
