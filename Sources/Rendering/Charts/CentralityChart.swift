import Graph
public import Insight
public import Interchange
import Records

/// A measure in one window of time after another: the `top` greatest in the last one; without marks for those who may not see
/// how single people are placed.
public func chart(of series: CentralitySeries, top: Int, for audience: Audience) -> Chart {
  let windows = series.series.windows
  let names = windows.map { window in
    periodName(series.unit.start(of: window.upper - 1), series.series.period, series.unit)
  }
  let measure = series.measures.first?.rawValue ?? ""
  let values = series.values.shown(to: audience)?.first
  let last = values?.last ?? []
  func value(_ node: Int) -> Double { last[node] ?? -.infinity }
  let shown = last.indices.sorted { (value($1), $0) < (value($0), $1) }.prefix(top)
  let first = shown.first.map { oneLine(series.nodes.labels[$0], limit: 30) }
  var chart = Chart(
    title: first.map { "\($0) has the greatest \(measure) in \(names.last ?? "")" } ?? measure,
    note:
      "\(measure): \(series.measures.first?.meaning ?? ""). The \(shown.count) greatest in the last window, of \(series.nodes.count), in \(series.series.kind.rawValue) windows. Scores say how people are placed, not how well they work.",
    upwards: measure, across: "window", ticks: names.enumerated().map { (Double($0), $1) })
  guard let values else { return chart }
  chart.marks = shown.map { node in
    .line(
      name: oneLine(series.nodes.labels[node], limit: 22),
      values.enumerated().compactMap { place, window in window[node].map { (Double(place), $0) } })
  }
  chart.columns = ["name", "first", "last"]
  chart.rows = shown.map { node in
    [oneLine(series.nodes.labels[node], limit: 22), rounded(values.first?[node], 2), rounded(values.last?[node], 2)]
  }
  return chart
}
