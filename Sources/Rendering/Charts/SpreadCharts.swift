import Algorithms
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
  /// How many were still using it so long after they began.
  case sustainment
}

/// A picture of how a technique spread.
public func chart(_ plot: SpreadPlot, of spread: ObservedSpread, in network: Network) -> Chart {
  let technique = oneLine(network.label(.technique, spread.technique.int))
  let names = spread.periods.map { periodName($0.start, spread.length, spread.unit) }
  let ticks = names.enumerated().map { (Double($0 + 1), $1) }
  switch plot {
  case .adoption: return adoption(of: spread, technique, ticks)
  case .hazard: return hazard(of: spread, technique, ticks)
  case .thresholds: return thresholds(of: spread, technique, ticks)
  case .sustainment: return sustainment(spread.sustainment, technique, spread.unit)
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
    (.innovator, "innovators"), (.earlyAdopter, "early adopters"), (.earlyMajority, "early majority"),
    (.lateMajority, "late majority"),
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

private func sustainment(_ sustainment: Sustainment, _ technique: String, _ unit: TimeUnit) -> Chart {
  let curve = sustainment.curve
  // Of dates, years are easier to read than days.
  let isCalendar = unit.scale == .calendar
  let step = isCalendar ? 365.25 * 86_400 / 2 : max(1, (Double(curve.longest) / 8).rounded(.up))
  let count = min(20, Int(Double(curve.longest) / step) + 1)
  func name(_ place: Int) -> String {
    if !isCalendar { return String(Int(Double(place) * step)) }
    return place == 0 ? "start" : place % 2 == 1 ? "\(place * 6) months" : counted(place / 2, "year", "years")
  }
  let year = curve.step(at: Int64(2 * step))
  var chart = Chart(
    title: isCalendar && curve.spells > 0
      ? "\(percent(year?.share ?? 1)) of those who took up \(technique) are still using it a year later"
      : "How long \(technique) lasts",
    note:
      "Kaplan-Meier over \(counted(curve.spells, "use", "uses")), \(curve.ended) of which ended; those still going on are followed to the end of the record. The band is the 95% interval (Greenwood, log-log).",
    upwards: "still using it", across: "time since they began", ticks: (0...count).map { (Double($0) * step, name($0)) }
  )
  chart.isShare = true
  let steps = curve.steps.filter { Double($0.length) <= Double(count) * step }
  let band = steps.compactMap { step in
    step.low.flatMap { low in step.high.map { (x: Double(step.length), low: low, high: $0) } }
  }
  let end = min(Double(curve.longest), Double(count) * step)
  chart.marks = [
    .band(name: "95% interval", [(0, 1, 1)] + band + (band.last.map { [(end, $0.low, $0.high)] } ?? [])),
    .step(
      name: "share",
      [(0, 1)] + steps.map { (Double($0.length), $0.share) } + [(end, steps.last?.share ?? 1)]),
  ]
  chart.columns = ["after", "share", "from", "to"]
  chart.rows = (1...count).filter { Double($0) * step <= Double(curve.longest) }.map { place in
    let here = curve.step(at: Int64(Double(place) * step))
    return [name(place), percent(here?.share ?? 1), here?.low.map(percent) ?? "-", here?.high.map(percent) ?? "-"]
  }
  return chart
}
