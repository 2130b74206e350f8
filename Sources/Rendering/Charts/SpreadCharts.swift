import Graph
public import Insight
public import Interchange
public import Records

/// What of a technique's spread is drawn.
public enum SpreadPlot: String, Sendable, CaseIterable {
  /// New adopters by category, period by period.
  case adoption
  /// The share of those left who adopted it in each period.
  case hazard
  /// The share of somebody's contacts who had adopted it when they did, against when that was.
  case thresholds
}

/// A picture of how a technique spread.
public func chart(_ plot: SpreadPlot, of spread: ObservedSpread, in network: Network) -> Chart {
  let technique = oneLine(network.label(.technique, spread.technique.int))
  let length = network.scale == .integer ? PeriodLength.period : spreadLength(spread)
  let names = spread.periods.map { periodName($0.start, length, spread.unit) }
  let ticks = names.enumerated().map { (Double($0 + 1), $1) }
  switch plot {
  case .adoption: return adoption(of: spread, technique, ticks)
  case .hazard: return hazard(of: spread, technique, ticks)
  case .thresholds: return thresholds(of: spread, technique, ticks)
  }
}

/// How long periods are, told from the first two.
private func spreadLength(_ spread: ObservedSpread) -> PeriodLength? {
  guard spread.periods.count > 1 else { return nil }
  let days = (spread.periods[1].start - spread.periods[0].start) / 86_400
  switch days {
  case 1: return .day
  case 7: return .week
  case 28...31: return .month
  case 90...92: return .quarter
  case 365...366: return .year
  default: return nil
  }
}

private func adoption(of spread: ObservedSpread, _ technique: String, _ ticks: [(Double, String)]) -> Chart {
  let adopters = spread.periods.last?.cumulative ?? 0
  let half = spread.periods.first { 2 * $0.cumulative >= adopters && adopters > 0 }
  let when = half.map { ", half of them by \(ticks[$0.number - 1].1)" } ?? ""
  var chart = Chart(
    title: "\(counted(adopters, "person", "people")) took up \(technique)\(when)",
    note:
      "Categories by standard deviations from the mean time of adoption (Valente 1995), of \(spread.people.count) people on record.",
    upwards: "new adopters", across: "period", ticks: ticks)
  let categories: [(AdopterCategory, String)] = [
    (.earlyAdopter, "early adopters"), (.earlyMajority, "early majority"), (.lateMajority, "late majority"),
    (.laggard, "laggards"),
  ]
  var counts: [AdopterCategory: [Int]] = [:]
  for person in spread.people {
    guard let period = person.period, (1...max(spread.periods.count, 1)).contains(period), !spread.periods.isEmpty
    else { continue }
    counts[person.category, default: [Int](repeating: 0, count: spread.periods.count)][period - 1] += 1
  }
  chart.marks = categories.compactMap { category, name in
    counts[category].map { .bars(name: name, $0.enumerated().map { (Double($0 + 1), Double($1)) }) }
  }
  chart.columns = ["period", "new", "in all", "share"]
  chart.rows = zip(ticks, spread.periods).map { tick, period in
    [tick.1, String(period.adopters), String(period.cumulative), percent(period.share)]
  }
  return chart
}

private func hazard(of spread: ObservedSpread, _ technique: String, _ ticks: [(Double, String)]) -> Chart {
  let known = spread.periods.filter { $0.hazard != nil }
  let greatest = known.max { ($0.hazard ?? 0, $1.number) < ($1.hazard ?? 0, $0.number) }
  var chart = Chart(
    title: greatest.map {
      "\(technique) spread fastest in \(ticks[$0.number - 1].1): \(percent($0.hazard ?? 0)) of those left took it up"
    } ?? technique,
    note: "Hazard: new adopters over those who had not adopted before.", upwards: "share of those left",
    across: "period", ticks: ticks)
  chart.isShare = true
  chart.marks = [.line(name: "hazard", known.map { (Double($0.number), $0.hazard ?? 0) })]
  chart.columns = ["period", "new", "hazard"]
  chart.rows = zip(ticks, spread.periods).map { tick, period in
    [tick.1, String(period.adopters), period.hazard.map(percent) ?? "-"]
  }
  return chart
}

private func thresholds(of spread: ObservedSpread, _ technique: String, _ ticks: [(Double, String)]) -> Chart {
  let points = spread.people.compactMap { person in
    person.threshold.flatMap { threshold in person.period.map { (x: Double($0), y: threshold) } }
  }
  let median = points.map(\.y).sorted().dropFirst(points.count / 2).first
  var chart = Chart(
    title: median.map {
      "Half of those who took up \(technique) did so before \(percent($0)) of their contacts had"
    } ?? technique,
    note:
      "Each point is a person: the share of their contacts who had adopted it when they did, against when that was.",
    upwards: "threshold", across: "period of adoption", ticks: ticks)
  chart.isShare = true
  chart.marks = [.points(name: "people", points)]
  chart.columns = ["period", "people", "mean"]
  chart.rows = ticks.compactMap { tick in
    let here = points.filter { $0.x == tick.0 }
    guard !here.isEmpty else { return nil }
    return [tick.1, String(here.count), percent(here.reduce(0) { $0 + $1.y } / Double(here.count))]
  }
  return chart
}
