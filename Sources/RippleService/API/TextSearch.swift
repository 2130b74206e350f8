/// Looks for words in texts, small letters and capitals alike.
struct TextSearch {
  private let words: String
  private let folded: [UInt8]
  private let isPlain: Bool

  init(_ words: String) {
    self.words = words.lowercased()
    folded = Array(self.words.utf8)
    isPlain = folded.allSatisfy { $0 < 0x80 }
  }

  /// True when the words stand in `text`.
  func isIn(_ text: String) -> Bool {
    let bytes = text.utf8.span
    var start = 0
    var isASCII = true
    while start < bytes.count {
      if bytes[start] >= 0x80 {
        isASCII = false
        break
      }
      start += 1
    }
    // Only where all is plain are small letters as long as capitals, and letters one byte each.
    guard isASCII else { return text.lowercased().contains(words) }
    guard isPlain, folded.count <= bytes.count else { return false }
    start = 0
    while start + folded.count <= bytes.count {
      var place = 0
      while place < folded.count, Self.small(bytes[start + place]) == folded[place] { place += 1 }
      if place == folded.count { return true }
      start += 1
    }
    return false
  }

  private static func small(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
