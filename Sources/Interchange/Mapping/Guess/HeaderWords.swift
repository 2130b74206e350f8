/// The words of a header, in small letters, whatever joined them: `StaffNo`, `staff_no` and `STAFF NO.` are the same two.
struct HeaderWords {
  let words: [String]
  /// True for a sentence that asks something.
  let isQuestion: Bool

  init(_ header: String) {
    var words: [String] = []
    var word = ""
    var last: Unicode.Scalar?
    let scalars = Array(header.unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
      let isWord = scalar.properties.isAlphabetic || scalar == "#" || ("0"..."9").contains(scalar)
      if let last, !word.isEmpty, isWord {
        let next = place + 1 < scalars.count ? scalars[place + 1] : nil
        let isHump = scalar.properties.isUppercase && last.properties.isLowercase
        // The last capital of IDNumber begins a word.
        let isTail =
          scalar.properties.isUppercase && last.properties.isUppercase && next?.properties.isLowercase == true
        let isDigit = ("0"..."9").contains(scalar) != ("0"..."9").contains(last)
        if isHump || isTail || isDigit {
          words.append(word)
          word = ""
        }
      }
      if isWord {
        word.unicodeScalars.append(scalar)
      } else if !word.isEmpty {
        words.append(word)
        word = ""
      }
      last = scalar
    }
    if !word.isEmpty { words.append(word) }
    self.words = words.map(foldedWord).filter { !Self.idle.contains($0) }
    isQuestion = header.contains("?") || words.count >= 6
  }

  private static let idle: Set<String> = [
    "the", "a", "an", "your", "my", "their", "this", "of", "please", "enter", "select", "is", "are", "s", "in",
    "current",
    "which", "what", "do", "does", "did", "you", "for", "have",
  ]

  /// True when a word is `root`, or begins with it where that ends in `~`.
  func has(_ root: String) -> Bool { words.contains { Self.matches($0, root) } }

  func hasAny(_ roots: String...) -> Bool { roots.contains(where: has) }

  private static func matches(_ word: String, _ root: String) -> Bool {
    if root.hasSuffix("~") { return word.hasPrefix(root.dropLast()) }
    return word == root || word == root + "s"
  }

  /// How well a phrase of roots describes the header: the share of its words that the phrase names, and a little for each;
  /// 0 where one of the phrase is missing.
  func fit(_ phrase: String) -> Double {
    var used = [Bool](repeating: false, count: words.count)
    var matched = 0.0
    for root in phrase.split(separator: " ").map(String.init) where !Self.idle.contains(root) {
      guard let place = words.indices.first(where: { !used[$0] && Self.matches(words[$0], root) }) else { return 0 }
      used[place] = true
      matched += 1
    }
    // Numbers behind a name, as of the second of several columns, do not count.
    let told = Double(words.count { !$0.utf8.allSatisfy { (48...57).contains($0) } })
    return min(1, matched / max(told, 1)) + 0.1 * matched
  }
}

/// A word without accents, and British where it may be either.
private func foldedWord(_ word: String) -> String {
  let folded = word == "#" ? "no" : foldedName(word)
  return folded == "organization" || folded == "organizations"
    ? "organisation" : folded == "program" ? "programme" : folded
}
