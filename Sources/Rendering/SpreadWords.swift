import Algorithms
import Graph
import Insight
import Records

/// What figures of a spread mean, in sentences.
extension SpreadRendering {
  /// How many adopted, and by when half of them had.
  func adoptionFinding() -> String {
    let all = spread.people.count
    let adopters = spread.adopters
    let opening = "\(name): \(adopters) of \(counted(all, "person", "people")) adopted it"
    guard adopters > 0, all > 0 else { return opening + "." }
    let times = spread.people.compactMap(\.period).sorted()
    let middle = times[(times.count - 1) / 2]
    let share = " (\(percent(Double(adopters) / Double(all))))"
    guard let last = spread.periods.last, middle <= last.number else { return opening + share + "." }
    let half = start(of: middle).map {
      network.scale == .integer ? "by period \(middle)" : "in or before the \(spread.length.rawValue) from \($0)"
    }
    return "\(opening)\(share), half of them \(half ?? "before the first period")."
  }

  /// A median threshold, where it says something.
  func thresholdFinding() -> String? {
    let thresholds = spread.people.compactMap(\.threshold).sorted()
    guard !thresholds.isEmpty, thresholds[thresholds.count / 2] > 0 else { return nil }
    let median = thresholds[thresholds.count / 2]
    let what =
      switch spread.options.exposure {
      case .share: "\(percent(median)) of those with influence on them had"
      case .count: "\(rounded(median, 1)) of those with influence on them had"
      case .reach:
        "\(percent(median)) of those with influence on them, each counting by how many they can influence, had"
      case .equivalence:
        "\(percent(median)) of everybody, each counting by how alike their place in the network is, had"
      }
    return "Half of the adopters whose start is known did so when at least \(what) (lag \(spread.lag))."
  }

  /// Whether people who can influence more others adopted earlier.
  func centralFinding() -> String {
    let central = spread.central
    let leftOut =
      central.leftOut == 0
      ? ""
      : " \(counted(central.leftOut, "person", "people")) who never adopted \(central.leftOut == 1 ? "is" : "are") left out."
    guard let correlation = central.correlation else {
      return "Whether central people were early cannot be said: too few adopted, or they do not differ."
    }
    let figures = "Spearman's rho \(rounded(correlation.rho, 2)), \(words(p: correlation.p, correlation.permutations))"
    let who = "Among \(counted(central.adopters, "adopter", "adopters"))"
    if correlation.p >= 0.05 {
      return "\(who), central people were neither earlier nor later than chance would have it (\(figures)).\(leftOut)"
    }
    let when = correlation.rho > 0 ? "earlier" : "later"
    return "\(who), central people, those who can influence more others, adopted \(when) (\(figures)).\(leftOut)"
  }

  /// Whether adopters who are tied adopted at like times.
  func likenessFinding() -> String? {
    guard let moran = spread.moran, let z = moran.z, let p = moran.p else { return nil }
    let figures =
      "Moran's I \(rounded(moran.observed, 3)), \(rounded(moran.expected, 3)) expected, \(rounded(z, 1)) standard deviations \(z < 0 ? "below" : "above")"
    if p >= 0.05 {
      return "Adopters who are tied did not adopt at more like times than chance would have it (\(figures))."
    }
    return z > 0
      ? "Adopters who are tied adopted at more like times than chance would have it (\(figures))."
      : "Adopters who are tied adopted at less like times than chance would have it (\(figures))."
  }

  /// The Bass curve, or why there is none.
  func bassFinding() -> String {
    guard let bass = spread.bass else {
      return spread.periods.count < BassFit.fewestPeriods
        ? "No curve of growth is fitted: that takes \(BassFit.fewestPeriods) periods at least, and there \(spread.periods.count == 1 ? "is" : "are") \(spread.periods.count)."
        : "No curve of growth is fitted: the share of adopters did not grow after the first period."
    }
    func figure(_ value: Double, _ error: Double?) -> String {
      let digits = value < 0.01 ? 5 : 3
      return rounded(value, digits) + (error.map { " ± \(rounded($0, digits))" } ?? "")
    }
    let figures = bass.figures
    let isGiven = spread.options.definition == .netdiffuser
    let heading =
      isGiven
      ? "taken to end at everybody"
      : "heading for \(percent(figures.ceiling)) of people\(bass.errors.ceiling.map { " ± \(percent($0))" } ?? (figures.ceiling >= 1 ? ", the most there can be" : ""))"
    var text =
      "Growth (Bass curve, by least squares, ± one standard error): innovation p \(figure(figures.p, bass.errors.p)) a period, imitation q \(figure(figures.q, bass.errors.q)), \(heading); off by \(percent(bass.rootMeanSquare)) of people on average."
    if bass.errors.p == nil || bass.errors.q == nil {
      text += " Where no error is given, the data do not settle the figure: do not lean on it."
    }
    return text
  }

  /// What comparison with one idea of chance says.
  func chanceFinding(_ test: SpreadTest) -> String? {
    guard let exposure = test.exposure else { return nil }
    let chance =
      switch test.null {
      case .rewiredTies: "if ties fell otherwise, everybody keeping as many"
      case .shuffledTimes: "if the same times of adoption, or none, belonged to other people"
      case .shuffledWithinGroups:
        "if they belonged to others of the same \(oneLine(spread.shuffledWithin ?? "group", limit: 30).replacing("_", with: " "))"
      }
    let meaning =
      if exposure.p >= 0.05 {
        "no more than chance would bring"
      } else if exposure.difference > 0 {
        "spread followed ties, or like people adopt alike"
      } else {
        "people adopted with fewer adopters around them than chance would bring"
      }
    return
      "People adopted after \(rounded(exposure.observed, 2)) of their contacts had, where \(rounded(exposure.nullMean, 2)) would be expected by chance \(chance) (95% \(rounded(exposure.low, 2)) to \(rounded(exposure.high, 2))); \(words(p: exposure.p, test.permutations)): \(meaning)."
  }

  /// A p value from permutations; none can be smaller than the one that no permutation comes near.
  private func words(p: Double, _ permutations: Int) -> String {
    let isLeast = p * Double(permutations + 1) < 1.5
    return "p \(isLeast ? "≤" : "=") \(rounded(p, 3))"
  }
}

extension Sustainment {
  /// Until when uses are followed, as a moment that is still inside.
  func lastMoment(_ unit: TimeUnit) -> Moment? {
    until.flatMap { until in
      let (last, overflow) = until.subtractingReportingOverflow(unit.length)
      return overflow ? nil : last
    }
  }

  /// Lengths at which to look at the curve, with what they are called.
  func lookOuts(_ unit: TimeUnit) -> [(name: String, length: Int64)] {
    let all: [(name: String, length: Int64)] =
      unit.scale == .integer
      ? [1, 2, 5, 10, 20, 50, 100].map { (counted(Int($0), "period", "periods"), $0) }
      : [("6 months", 182), ("1 year", 365), ("2 years", 730), ("3 years", 1095)].map { ($0.0, $0.1 * Calendar.day) }
    return all.filter { $0.length <= curve.longest }
  }

  /// The share of uses that last longer than a year of the calendar; `nil` where none was followed as long.
  var shareAfterAYear: Double? {
    let year = 365 * Calendar.day
    return curve.longest < year ? nil : curve.step(at: year)?.share ?? 1
  }

  /// How many uses ended, and how many took it up again.
  func finding(_ unit: TimeUnit) -> String {
    guard curve.spells > 0 else {
      return "How long it stays in use is not on record: no use of it has a start."
    }
    let followed = lastMoment(unit).map { ", those without an end being followed to \(unit.text($0))" } ?? ""
    let uses = counted(curve.spells, "use", "uses")
    if curve.ended == 0 {
      return "None of \(uses) on record has ended\(followed)."
    }
    var text = "\(curve.ended) of \(uses) on record ended\(followed)"
    text +=
      curve.median.map { "; half last no longer than \(unit.duration($0))" }
      ?? "; more than half last longer than could be followed"
    text +=
      restarts == 0
      ? ". Nobody who stopped is on record as starting again."
      : ". After \(restarts) of \(counted(curve.ended, "stop", "stops")) the person took it up again."
    if undated > 0 { text += " Left out, with no start: \(undated)." }
    return text
  }
}
