import Foundation

/// A person's name as it can be compared with another: without titles, case and accents, in words.
struct PersonName {
  /// The words in the order given names first, family name last.
  let words: [String]

  private static let titles: Set<String> = [
    "dr", "doctor", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "dame", "sister", "rev", "nurse",
  ]

  /// Short forms and the names they stand for, of the English-speaking kind.
  private static let shortForms: [String: String] = [
    "abby": "abigail", "alex": "alexander", "andy": "andrew", "becky": "rebecca", "ben": "benjamin",
    "beth": "elizabeth",
    "bill": "william", "bob": "robert", "cathy": "catherine", "charlie": "charles", "chris": "christopher",
    "dan": "daniel", "dave": "david", "ed": "edward", "jan": "janet", "jen": "jennifer", "jenny": "jennifer",
    "jim": "james", "joe": "joseph", "jon": "jonathan", "kate": "katherine", "kathy": "katherine", "liz": "elizabeth",
    "maggie": "margaret", "matt": "matthew", "mike": "michael", "nick": "nicholas", "pam": "pamela", "pat": "patricia",
    "pete": "peter", "phil": "philip", "rob": "robert", "sam": "samuel", "steve": "stephen", "sue": "susan",
    "tom": "thomas", "tony": "anthony", "will": "william",
  ]

  /// `Obi, Dr Ada` and `Ada Obi` are the same words.
  init(_ text: String) {
    var text = text[...]
    // A comma stands between a family name and what comes before it in speech.
    if let comma = text.firstIndex(of: ",") { text = text[text.index(after: comma)...] + " " + text[..<comma] }
    var words: [String] = []
    var word = ""
    for scalar in String(text).decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
      switch scalar.properties.generalCategory {
      case .nonspacingMark: continue
      case .lowercaseLetter, .uppercaseLetter, .otherLetter, .modifierLetter, .decimalNumber:
        word.unicodeScalars.append(scalar)
      default:
        // O'Neil and Smith-Jones are one word each, however they are joined.
        if scalar == "'" || scalar == "’" || scalar == "-" { continue }
        if !word.isEmpty { words.append(word) }
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    self.words = words.filter { !Self.titles.contains($0) }
  }

  var family: String { words.last ?? "" }
  var given: String { words.count > 1 ? words[0] : "" }

  /// How alike two names are, and in which way; `nil` when they are two persons'.
  static func likeness(_ a: PersonName, _ b: PersonName) -> (score: Double, reason: String)? {
    guard !a.family.isEmpty, !b.family.isEmpty else { return nil }
    if a.words == b.words { return (1, "the same name") }
    if a.words.sorted() == b.words.sorted() { return (0.97, "the same name in another order") }
    guard !a.given.isEmpty, !b.given.isEmpty else { return nil }
    let sameFamily = a.family == b.family
    if sameFamily, a.given == b.given { return (0.95, "the same name but for one in the middle") }
    if sameFamily, full(a.given) == full(b.given) { return (0.9, "the same name, once in short") }
    if sameFamily, a.given.prefix(1) == b.given.prefix(1), a.given.count == 1 || b.given.count == 1 {
      return (0.8, "the same family name and initial")
    }
    let family = distance(a.family, b.family)
    if family == 1, a.family.count >= 5, b.family.count >= 5, full(a.given) == full(b.given) {
      return (0.9, "family names that differ in one letter")
    }
    if sameFamily, distance(a.given, b.given) == 1, min(a.given.count, b.given.count) >= 4 {
      return (0.88, "given names that differ in one letter")
    }
    return nil
  }

  private static func full(_ given: String) -> String { shortForms[given] ?? given }

  /// Letters put in, left out, changed or swapped with the next: 0, 1, or 2 for more.
  static func distance(_ a: String, _ b: String) -> Int {
    if a == b { return 0 }
    let a = Array(a.utf8)
    let b = Array(b.utf8)
    let (short, long) = a.count <= b.count ? (a, b) : (b, a)
    guard long.count - short.count <= 1 else { return 2 }
    let start = zip(short, long).prefix { $0 == $1 }.count
    let shortRest = short[start...]
    let longRest = long[start...]
    if short.count < long.count { return shortRest.elementsEqual(longRest.dropFirst()) ? 1 : 2 }
    if shortRest.dropFirst().elementsEqual(longRest.dropFirst()) { return 1 }
    let isSwap =
      shortRest.count >= 2 && shortRest.first == longRest.dropFirst().first
      && longRest.first == shortRest.dropFirst().first && shortRest.dropFirst(2).elementsEqual(longRest.dropFirst(2))
    return isSwap ? 1 : 2
  }
}
