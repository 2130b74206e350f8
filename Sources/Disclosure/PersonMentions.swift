import Records

/// Finds people by their ids, names and e-mail addresses in texts that are otherwise kept, such as a description.
///
/// What is found is replaced by one and the same word: a pseudonym there would tell whose it is from the sentence around it.
struct PersonMentions {
  /// What stands where somebody was named.
  static let replacement = "[person]"

  private var names: Set<[UInt8]> = []
  /// How long names are, the longest first.
  private var lengths: [Int] = []
  /// How many mentions were replaced.
  private(set) var found = 0
  /// Texts that were looked through, since words of records come again and again: what became of them, and the mentions.
  private var known: [[UInt8]: (text: String, found: Int)] = [:]

  /// - Parameter people: Who must not be named. Names and ids of fewer than three bytes, and ids that are numbers, are not
  ///   looked for: they mean other things more often.
  init(of people: [Person]) {
    for person in people {
      for text in [person.id, person.name, person.email] {
        let bytes = Self.folded(text.utf8)
        if bytes.count >= 3, !bytes.allSatisfy({ (0x30...0x39).contains($0) }) { names.insert(bytes) }
      }
    }
    lengths = Set(names.map(\.count)).sorted(by: >)
  }

  /// A text with nobody in it.
  mutating func masked(_ text: String) -> String {
    if text.isEmpty { return text }
    let written = Array(text.utf8)
    if let known = known[written] {
      found += known.found
      return known.text
    }
    let before = found
    let bytes = Self.folded(text.utf8)
    var result: [UInt8] = []
    var next = 0
    while next < bytes.count {
      if let end = address(in: bytes, from: next) ?? name(in: bytes, from: next) {
        result += Array(Self.replacement.utf8)
        found += 1
        next = end
      } else {
        result.append(written[next])
        next += 1
      }
    }
    let masked = result == written ? text : String(decoding: result, as: UTF8.self)
    known[written] = (masked, found - before)
    return masked
  }

  /// Where a name that begins here ends; `nil` where none does.
  private func name(in bytes: [UInt8], from start: Int) -> Int? {
    guard start == 0 || !Self.isOfWord(bytes[start - 1]) else { return nil }
    for length in lengths where start + length <= bytes.count {
      let end = start + length
      if end < bytes.count, Self.isOfWord(bytes[end]) { continue }
      if names.contains(Array(bytes[start..<end])) { return end }
    }
    return nil
  }

  /// Where an e-mail address that begins here ends: anything with an at sign inside, up to where words are parted.
  private func address(in bytes: [UInt8], from start: Int) -> Int? {
    guard !Self.parts(bytes[start]), start == 0 || Self.parts(bytes[start - 1]) else { return nil }
    let end = bytes[start...].firstIndex(where: Self.parts) ?? bytes.count
    guard let at = bytes[start..<end].firstIndex(of: 0x40), at > start, at + 1 < end else { return nil }
    return end
  }

  /// Capital letters A to Z as small ones; everything stays as long as it is.
  private static func folded(_ text: String.UTF8View) -> [UInt8] {
    text.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
  }

  /// Letters, digits, and what is not ASCII.
  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
    default: false
    }
  }

  /// Spaces, and the signs that stand around an address.
  private static func parts(_ byte: UInt8) -> Bool {
    byte <= 0x20 || [0x22, 0x28, 0x29, 0x2C, 0x3A, 0x3B, 0x3C, 0x3E, 0x5B, 0x5D].contains(byte)
  }
}
