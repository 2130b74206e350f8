import Records

/// What the cells of a column look like, from a sample of them.
struct ColumnValues {
  /// Cells that are not empty, of those looked at.
  let filled: Int
  /// How many different ones.
  let distinct: Int
  private(set) var wholes = 0
  private(set) var decimals = 0
  private(set) var emails = 0
  private(set) var yesNo = 0
  private(set) var addresses = 0
  private(set) var personNames = 0
  private(set) var codes = 0
  private(set) var withWords = 0
  private(set) var lists = [";": 0, ",": 0, "|": 0]
  private(set) var length = 0
  /// The least and greatest of the numbers.
  private(set) var range: ClosedRange<Double>?
  /// The way of writing dates that fits the most cells, and how many.
  private(set) var dates: (pattern: DatePattern, cells: Int)?
  /// A month and year alone, which are no date.
  private(set) var months: DatePattern?
  let values: Set<String>

  private static let sample = 500

  init(_ cells: [String]) {
    // Evenly from the whole of the column.
    let step = max(1, cells.count / Self.sample)
    let sampled = stride(from: 0, to: cells.count, by: step).map { cells[$0].trimmedOfSpace }
    let found = sampled.filter { !$0.isEmpty && !Self.absent.contains($0.lowercased()) }
    filled = found.count
    values = Set(found)
    distinct = values.count
    for cell in found { count(cell) }
    guard filled > 0 else { return }
    length /= filled
    let few = Array(found.prefix(200))
    func fitting(_ pattern: DatePattern) -> Int { few.count { pattern.time($0) != nil } }
    let best = DatePattern.common.map { ($0, fitting($0)) }.max { $0.1 < $1.1 }
    // Dates and date-times side by side, as a workbook may hold them, are read as they are.
    let own = few.count { (try? Stamp.parse($0, .calendar)) != nil }
    if own * 10 >= few.count * 9, let pattern = DatePattern.common.first {
      dates = (pattern, own)
      return
    }
    // Of ways that fit equally the first stays: days before months.
    if let most = best?.1, most * 10 >= few.count * 9,
      let first = DatePattern.common.first(where: { fitting($0) == most })
    {
      dates = (first, most)
    } else if let month = DatePattern.incomplete.first(where: { fitting($0) * 10 >= few.count * 9 }) {
      months = month
    }
  }

  private static let absent: Set<String> = ["n/a", "na", "null", "none", "-", "nil", "nan", "unknown"]

  private mutating func count(_ cell: String) {
    let bytes = Array(cell.utf8)
    length += bytes.count
    if wholeNumber(bytes.span) != nil { wholes += 1 }
    if let number = Decimal.parse(bytes.span) {
      decimals += 1
      range = range.map { min($0.lowerBound, number)...max($0.upperBound, number) } ?? number...number
    }
    if cell.contains("@"), EmailAddresses.removed(from: cell) == "" { emails += 1 }
    if Self.flag(cell) != nil { yesNo += 1 }
    let parts = cell.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count == 4, parts.allSatisfy({ UInt8($0) != nil }) { addresses += 1 }
    let words = cell.split(separator: " ")
    if words.count >= 5 { withWords += 1 }
    let hasDigit = bytes.contains { (48...57).contains($0) }
    if (2...4).contains(words.count), !hasDigit, words.allSatisfy({ $0.first?.isUppercase == true }) {
      personNames += 1
    }
    if words.count == 1, hasDigit || cell == cell.uppercased(), bytes.count <= 40 { codes += 1 }
    for separator in lists.keys where cell.contains(separator) { lists[separator, default: 0] += 1 }
  }

  /// Yes or no as people write it.
  static func flag(_ cell: String) -> Bool? {
    switch cell.lowercased() {
    case "yes", "y", "true", "1", "checked", "selected", "x", "✓", "ja", "oui": true
    case "no", "n", "false", "0", "unchecked", "not selected", "nein", "non": false
    default: nil
    }
  }

  /// True when at least nine in ten cells are so.
  private func mostly(_ count: Int) -> Bool { filled > 0 && count * 10 >= filled * 9 }

  var areWhole: Bool { mostly(wholes) }
  var areNumbers: Bool { mostly(decimals) }
  var areEmails: Bool { mostly(emails) }
  var areFlags: Bool { mostly(yesNo) && distinct <= 2 }
  var areAddresses: Bool { mostly(addresses) }
  var arePersonNames: Bool { filled > 0 && personNames * 10 >= filled * 8 }
  var areCodes: Bool { mostly(codes) }
  var areDates: Bool { dates != nil && !(areWhole && dates?.pattern.text != "yyyyMMdd") }
  var areSentences: Bool { filled > 0 && withWords * 2 >= filled }
  /// True for paragraphs, which are no names, nor lists of some.
  var areLongTexts: Bool { filled > 0 && length > 120 }
  var areDistinct: Bool { distinct == filled && filled > 1 }
  /// Whole numbers that can be days of Excel's calendar, from 1980 to 2064.
  var areSerials: Bool { areNumbers && range.map { $0.lowerBound >= 29_221 && $0.upperBound < 60_000 } ?? false }
  /// True for what can be a time, whichever way it is counted.
  var canBeTimes: Bool { filled == 0 || areDates || months != nil || areNumbers }

  /// What stands between entries, where at least a few cells have several.
  var separator: String? {
    guard filled > 0, !areSentences || (lists[";"] ?? 0) > 0 else { return nil }
    return [";", "|", ","].first { (lists[$0] ?? 0) * 10 >= filled }
  }

  /// The share of this column's values that are among those of another.
  func share(in other: ColumnValues) -> Double {
    distinct == 0 ? 0 : Double(values.count { other.values.contains($0) }) / Double(distinct)
  }
}
