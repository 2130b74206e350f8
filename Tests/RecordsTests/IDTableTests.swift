import Testing

@testable import Records

@Suite struct IDTableTests {
  @Test func findsWhatADictionaryFinds() {
    var random = SystemRandomNumberGenerator()
    var table = IDTable()
    var reference: [[UInt8]: Int] = [:]
    // Short, eight-byte and long keys, many of them prefixes of each other or equal but for a leading zero byte.
    for row in 0..<20_000 {
      let length = [0, 1, 2, 3, 7, 8, 9, 16, 17, 40][Int.random(in: 0..<10, using: &random)]
      let key = (0..<length).map { _ in UInt8([0, 97, 98].randomElement(using: &random) ?? 0) }
      let known = table.insert(key.span, row: row)
      #expect(known == reference[key])
      if known == nil { reference[key] = row }
    }
    #expect(table.count == reference.count)
    var numbered = IDTable()
    for (number, key) in reference.keys.enumerated() {
      #expect(numbered.insert(key.span) == (number, true))
      #expect(numbered.text(number) == String(decoding: key, as: UTF8.self))
    }
    for (number, key) in reference.keys.enumerated() { #expect(numbered.insert(key.span) == (number, false)) }
    for (key, row) in reference { #expect(table.row(of: key.span) == row) }
    #expect(table.row(of: [UInt8](repeating: 99, count: 8).span) == nil)
  }
}
