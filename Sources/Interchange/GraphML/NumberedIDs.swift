/// Finds ids that are one word and a number, such as `n17`, by that number: most tools give nodes such ids, and a place in an
/// array is found in a third of the time of one in a hash table.
///
/// The word is that of the first id; ids that are not so are nobody's here, and have to be looked for elsewhere.
struct NumberedIDs {
  /// What stands before the numbers; it ends with no digit.
  private var word: [UInt8] = []
  private var hasWord = false
  /// What was stored for each number, or -1.
  private var values: [Int32] = []
  /// How many were stored.
  private var count = 0
  /// The most digits a number may have.
  private static let mostDigits = 9

  /// The number that `id` ends with; `nil` where it is not the word and a number as it is written without need for zeros,
  /// so that no two ids have the same number.
  @inline(__always)
  mutating func number(of id: Span<UInt8>) -> Int? {
    if !hasWord { begin(id) }
    let digits = id.count - word.count
    guard digits > 0, digits <= Self.mostDigits else { return nil }
    var place = 0
    while place < word.count {
      if id[place] != word[place] { return nil }
      place &+= 1
    }
    if id[place] == 0x30, digits > 1 { return nil }
    var number = 0
    while place < id.count {
      let digit = id[place] &- 0x30
      if digit > 9 { return nil }
      number = number &* 10 &+ Int(digit)
      place &+= 1
    }
    return number
  }

  private mutating func begin(_ first: Span<UInt8>) {
    var end = first.count
    while end > 0, first[end - 1] &- 0x30 < 10 { end -= 1 }
    word = (0..<end).map { first[$0] }
    hasWord = true
  }

  /// What was stored for a number.
  @inline(__always)
  func value(_ number: Int) -> Int32? { number < values.count && values[number] >= 0 ? values[number] : nil }

  /// Stores a value for a number, unless that is out of all proportion to how many there are.
  mutating func store(_ value: Int32, _ number: Int) {
    guard number < 8 * count + 4096 else { return }
    while values.count <= number { values.append(-1) }
    values[number] = value
    count += 1
  }
}
