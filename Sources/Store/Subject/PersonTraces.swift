import Foundation
import Records

/// What a person is known by in texts, and how it is taken out of them.
struct PersonTraces {
  private let id: String
  private let tombstone: String
  private let texts: [String]
  private let isIDTelling: Bool

  /// - Parameters:
  ///   - names: Names and e-mail addresses the person was ever known by.
  ///   - tombstone: What stands for the person from now on.
  init(id: String, names: Set<String>, tombstone: String) {
    self.id = id
    self.tombstone = tombstone
    // The longest first, so that no part of it is left when a shorter one is found within.
    texts = names.filter { $0.count >= 3 }.sorted { ($0.count, $0) > ($1.count, $1) }
    // An id such as "surgeon" is a word like any other; one such as p00012 means the person wherever it stands.
    isIDTelling = id.contains { $0.isNumber || $0 == "@" } && id.count >= 3
  }

  /// A text without them. Where a cell holds an id and nothing else, what it is the id of decides, not its letters.
  func removed(from text: String) -> String {
    if text.isEmpty { return text }
    var text = text
    for trace in texts {
      // A single word is taken for a name only when it is written as one.
      let isPlain = trace.contains { $0 == " " || $0 == "@" }
      text = Self.replacing(trace, in: text, with: tombstone, ignoringCase: isPlain)
    }
    return isIDTelling ? Self.replacing(id, in: text, with: tombstone, ignoringCase: false) : text
  }

  private static func replacing(_ trace: String, in text: String, with mark: String, ignoringCase: Bool) -> String {
    var result = ""
    var rest = text[...]
    let options: String.CompareOptions = ignoringCase ? [.caseInsensitive] : []
    while let range = rest.range(of: trace, options: options) {
      let before = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
      let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
      let isWhole = !isWord(before) && !isWord(after)
      result += rest[..<range.lowerBound]
      result += isWhole ? mark[...] : rest[range]
      rest = rest[range.upperBound...]
    }
    return result + rest
  }

  private static func isWord(_ character: Character?) -> Bool {
    guard let character else { return false }
    return character.isLetter || character.isNumber || character == "_" || character == "-"
  }
}
