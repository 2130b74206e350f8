/// How counts of people are shown in a report: everything that counts people goes through this.
public struct ReportCounts: Sendable {
  /// The rule's name.
  public let name: String
  /// What it does, in a sentence.
  public let rule: String
  private let shown: @Sendable (Int) -> (number: Int?, text: String)

  /// A rule.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - rule: What it does, in a sentence.
  ///   - shown: The number that may be shown for a count, none where it must be hidden, and how it is written.
  public init(name: String, rule: String, shown: @escaping @Sendable (Int) -> (number: Int?, text: String)) {
    self.name = name
    self.rule = rule
    self.shown = shown
  }

  /// Every count as it is, for those who may see the records.
  public static let everything = ReportCounts(
    name: "none", rule: "Every count is shown as it is, small ones too: for those who may see the records."
  ) { ($0, String($0)) }

  /// How a count of people is written.
  func text(_ count: Int) -> String { shown(count).text }

  /// How long a bar for a count may be; nothing where it is hidden.
  func bar(_ count: Int) -> Int { shown(count).number ?? 0 }

  /// A share in percent, taken from what may be shown of both; `*` where either is hidden.
  func percentage(of part: Int, in whole: Int) -> String {
    guard let part = shown(part).number, let whole = shown(whole).number else { return "*" }
    return whole == 0 ? "–" : rounded(Double(part) / Double(whole) * 100, 0) + "%"
  }

  /// Whether a mean over so many people may be shown.
  func showsMean(of people: Int) -> Bool { people > 0 && shown(people).number != nil }
}
