/// Words of a column, those that stand for few people replaced.
struct RareWords {
  /// What stands for all of them.
  static let other = "Other"

  /// The words, in the order of the rows.
  private(set) var words: [String]
  /// How many rows have another word now, or none.
  private(set) var changed = 0

  /// - Parameters:
  ///   - words: One word a row; empty where there is none.
  ///   - holders: Whom or what the word of each row is about, as a number.
  ///   - least: How many different ones a word must be about to stay.
  init(_ words: [String], of holders: [Int], least: Int) {
    self.words = words
    var holdersOf: [String: Set<Int>] = [:]
    for (row, word) in words.enumerated() where !word.isEmpty { holdersOf[word, default: []].insert(holders[row]) }
    var others: Set<Int> = []
    var rare: Set<String> = []
    let rarestFirst = holdersOf.sorted {
      $0.value.count != $1.value.count
        ? $0.value.count < $1.value.count : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
    }
    // Where the rare ones are few even together, the next least common word hides among them.
    for (word, holders) in rarestFirst where holders.count < least || (!others.isEmpty && others.count < least) {
      rare.insert(word)
      others.formUnion(holders)
    }
    if rare.isEmpty { return }
    // "Other" as somebody wrote it is the same word.
    let isEnough = others.union(holdersOf[Self.other] ?? []).count >= least
    for row in words.indices where rare.contains(words[row]) {
      let word = isEnough ? Self.other : ""
      if self.words[row] != word { changed += 1 }
      self.words[row] = word
    }
  }
}
