import Graph
public import Insight
public import Interchange
public import Records

/// The adopters there were and those there are likely to be, period by period, with bands.
public func chart(of forecast: Forecast, in network: Network) -> Chart {
  let technique = oneLine(network.label(.technique, forecast.technique.int))
  let unit = forecast.length.rawValue
  let names = forecast.periods.map { periodName($0.start, forecast.length, forecast.unit) }
  let last = forecast.periods.last?.cumulative
  var chart = Chart(
    title: last.map {
      "\($0.likely.lowerBound) to \($0.likely.upperBound) more people are likely to take up \(technique) in the next \(counted(forecast.periods.count, unit, unit + "s"))"
    } ?? technique,
    note:
      "If ties stay as they are, nobody stops and no further course takes place. Middle 80% and 95% of \(forecast.runs) futures\(forecast.backTest.map { "; tried on the past, what came was within the 80% band \($0.withinLikely) times of \($0.origins)" } ?? "").",
    upwards: "new adopters from now on", across: "\(unit)s ahead",
    ticks: [(0, "now")] + names.enumerated().map { (Double($0 + 1), $1) })
  func band(_ name: String, _ range: (ForecastBand) -> ClosedRange<Int>) -> Chart.Mark {
    .band(
      name: name,
      [(0, 0, 0)]
        + forecast.periods.enumerated().map { place, period in
          let span = range(period.cumulative)
          return (Double(place + 1), Double(span.lowerBound), Double(span.upperBound))
        })
  }
  chart.marks = [
    band("95% of futures", \.wide), band("80% of futures", \.likely),
    .line(name: "mean", [(0, 0)] + forecast.periods.enumerated().map { (Double($0 + 1), $1.cumulative.mean) }),
  ]
  chart.columns = [unit, "mean", "80%", "95%"]
  chart.rows = zip(names, forecast.periods).map { name, period in
    let band = period.cumulative
    return [
      name, rounded(band.mean, 1), "\(band.likely.lowerBound)–\(band.likely.upperBound)",
      "\(band.wide.lowerBound)–\(band.wide.upperBound)",
    ]
  }
  return chart
}

/// What a period is called: `2024 Q1`, `2024-03`, `2024`, a date or a number.
func periodName(_ start: Moment, _ length: PeriodLength?, _ unit: TimeUnit) -> String {
  let text = unit.text(start)
  let year = text.prefix(4)
  switch length {
  case .year: return String(year)
  case .quarter: return "\(year) Q\(((Int(text.dropFirst(5).prefix(2)) ?? 1) + 2) / 3)"
  case .month: return String(text.prefix(7))
  case .day, .week: return String(text.prefix(10))
  case .period, nil: return text
  }
}
