import Disclosure
import Graph
import Insight

/// The figures of a report about people, as a policy lets them be seen: every one of them goes through here.
struct ReportFigures {
  let policy: DisclosurePolicy

  /// A count that stands alone.
  func shown(_ count: Int) -> ShownCount { policy.shown(count) }

  /// A part of a whole that stands elsewhere: hidden too where the rest would be found by subtraction.
  func shown(_ part: Int, of whole: Int) -> ShownCount {
    let table = CountTable([part, max(whole - part, 0)]).shown(under: policy)
    return table.rowTotals.first == .hidden ? .hidden : table.cells[0][0]
  }

  /// Counts that make up a whole.
  func shown(parts counts: [Int]) -> [ShownCount] {
    counts.isEmpty ? [] : CountTable(counts).shown(under: policy).cells[0]
  }

  /// A table of counts whose sums may be known.
  func shown(table counts: [[Int]]) -> [[ShownCount]] {
    counts.first?.isEmpty ?? true ? counts.map { _ in [] } : CountTable(counts).shown(under: policy).cells
  }

  /// A share in percent; `*` where it tells a count that must be hidden.
  func percentage(of part: Int, in whole: Int) -> String {
    if whole == 0 { return "–" }
    return policy.shown(percentageOf: min(part, whole), in: whole).map { rounded($0, 0) + "%" } ?? ShownCount.hiddenText
  }

  /// How many follow for each of so many: from what may be shown of both, or a count could be reckoned from the other.
  func ratio(of followers: Int, to people: Int) -> String {
    guard let followers = shown(followers).number, let people = shown(people).number else {
      return ShownCount.hiddenText
    }
    return people == 0 ? "–" : rounded(Double(followers) / Double(people), 2)
  }

  /// Whether a mean over so many people, of something that adds up to `sum` people, may be shown.
  func showsMean(of people: Int, summingTo sum: Double) -> Bool {
    policy.showsMean(of: people) && policy.shown(Int(sum.rounded())).number != nil
  }

  /// Those ends of periods at which growing counts may be shown: between any two of them, and before the first, no count
  /// grew by a number that is hidden. The last comes first.
  func shownPeriods(_ growth: [CommissionerReport.Growth]) -> [Int] {
    guard let last = growth.indices.last else { return [] }
    if policy == .none { return Array(growth.indices) }
    func tells(_ more: Int) -> Bool { more > 0 && policy.shown(more).number == nil }
    var shown = [last]
    var later = growth[last]
    for place in growth.indices.reversed().dropFirst() {
      let (alumni, others) = (later.alumni - growth[place].alumni, later.others - growth[place].others)
      if tells(alumni) || tells(others) || tells(alumni + others) { continue }
      if tells(growth[place].alumni) || tells(growth[place].others) { continue }
      shown.append(place)
      later = growth[place]
    }
    return shown.reversed()
  }
}

extension DisclosurePolicy {
  /// What it does, in sentences for readers of a report.
  var sentences: String {
    let beside = " Figures from which a hidden one could be found by subtraction are hidden too."
    return switch self {
    case .nhsHES:
      "Counts of 1 to 7 people are written *, others are rounded to the nearest 5, each on its own, so that they need not add up; percentages are taken from rounded counts."
        + beside
    case .under5: "Counts of 1 to 4 people are written <5, or * where other counts must be hidden with them." + beside
    case .base10: "Counts below 10 people, and what rests on them, are written *." + beside
    case .model7: "Counts below 7 people, and what rests on them, are written *." + beside
    case .none: "Every count is shown as it is, small ones too: for those who may see the records."
    }
  }
}
