import Graph
public import Insight
public import Interchange
import Records

/// Writes measures of centrality in one window of time after another: a table of the `top` greatest in the last window to read,
/// all of them in JSON, and in CSV one row a node and window, as plotting programs take it.
public func writeCentralitySeries(
  _ series: CentralitySeries, top: Int?, for audience: Audience, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let rendering = SeriesRendering(series: series, values: series.values.shown(to: audience), top: top)
  switch format {
  case .text: try output.write(rendering.text)
  case .json: try rendering.writeJSON(to: output)
  case .csv: try rendering.writeCSV(to: output)
  }
  try output.finish()
}

private struct SeriesRendering {
  let series: CentralitySeries
  /// For each measure and window one value a node; `nil` for those who may not see them.
  let values: [[[Double?]]]?
  let top: Int?

  /// Windows that a table to read has room for.
  private static let shownWindows = 8
  private var windows: [Interval] { series.series.windows }
  private var nodes: ViewNodes { series.nodes }

  /// All nodes in input order, or the `count` with the greatest values in the last window.
  private func chosen(_ measure: Int, _ count: Int?) -> [Int] {
    guard let count, let last = values?[measure].last else { return Array(0..<nodes.count) }
    func value(_ node: Int) -> Double { last[node] ?? -.infinity }
    return Array(last.indices.sorted { (value($1), $0) < (value($0), $1) }.prefix(count))
  }

  // MARK: Text

  var text: String {
    guard let values else { return "Scores of single people are withheld.\n" }
    let shown = windows.suffix(Self.shownWindows)
    var text = ""
    for (place, measure) in series.measures.enumerated() {
      let nodes = chosen(place, top ?? 20)
      var table = TextTable(
        ["id", "name"] + shown.map { "#" + label($0) } + ["over \(counted(windows.count, "window", "windows"))"])
      for node in nodes {
        let row = values[place].map { $0[node] }
        table.add(
          [oneLine(self.nodes.ids[node], limit: 20), oneLine(self.nodes.labels[node], limit: 24)]
            + row.suffix(Self.shownWindows).map { rounded($0, 3) } + [sparkline(row)])
      }
      text +=
        "\(measure.rawValue), in the \(self.nodes.view.rawValue) view, in \(series.series.kind.rawValue) windows: \(measure.meaning)\n"
      text += table.text
      if nodes.count < self.nodes.count {
        text +=
          "  The \(nodes.count) greatest in the last window, of \(self.nodes.count); --format csv lists all, a row a window.\n"
      }
      text += "\n"
    }
    return text + "Scores say how people are placed, not how well they work: show them with care.\n"
  }

  /// What a window is called: the period it ends with.
  private func label(_ window: Interval) -> String {
    periodName(series.unit.start(of: window.upper - 1), series.series.period, series.unit)
  }

  /// A row of values as eight heights, none for what is undefined.
  private func sparkline(_ row: [Double?]) -> String {
    let bars = Array("▁▂▃▄▅▆▇█")
    let greatest = row.compactMap { $0 }.max() ?? 0
    return String(
      row.suffix(40).map { value -> Character in
        guard let value else { return " " }
        guard greatest > 0 else { return bars[0] }
        return bars[Swift.max(0, min(7, Int(value / greatest * 7.999)))]
      })
  }

  // MARK: JSON

  func writeJSON(to output: OutputFile) throws(OutputError) {
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("view", nodes.view.rawValue)
      try json.member("windows", series.series.kind.rawValue)
      try json.name("periods")
      try json.array { (json) throws(OutputError) in
        for window in windows {
          try json.object { (json) throws(OutputError) in
            try json.member("from", start(window))
            try json.member("until", end(window))
          }
        }
      }
      guard let values else { return }
      try json.name("measures")
      try json.object { (json) throws(OutputError) in
        for (place, measure) in series.measures.enumerated() {
          try json.name(measure.rawValue)
          try json.object { (json) throws(OutputError) in
            try json.member("meaning", measure.meaning)
            try json.member("sensitive", true)
            try json.name("nodes")
            try json.array { (json) throws(OutputError) in
              for node in chosen(place, top) {
                try json.object { (json) throws(OutputError) in
                  try json.member("id", nodes.ids[node])
                  if nodes.view.kinds.count > 1 { try json.member("kind", "\(nodes.kinds[node])") }
                  try json.name("values")
                  try json.array { (json) throws(OutputError) in
                    for window in values[place] { try json.value(window[node]) }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private func start(_ window: Interval) -> String? { window.lower == .min ? nil : series.unit.text(window.lower) }

  private func end(_ window: Interval) -> String { series.unit.text(series.unit.start(of: window.upper - 1)) }

  // MARK: CSV

  func writeCSV(to output: OutputFile) throws(OutputError) {
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["id", "name", "kind", "from", "until"] + series.measures.map(\.rawValue))
    guard let values else { return }
    for node in chosen(0, top) {
      for (place, window) in windows.enumerated() {
        try csv.row(
          [nodes.ids[node], nodes.labels[node], "\(nodes.kinds[node])", start(window) ?? "", end(window)]
            + values.map { $0[place][node].map(Decimal.text) ?? "" })
      }
    }
  }
}
