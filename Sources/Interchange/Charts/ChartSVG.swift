/// Writes a chart as a picture: the finding as its title, marks labelled where they are, the figures in a table beside it.
///
/// Colours can be told apart by colour-blind people and differ in brightness, and marks differ in shape, so that a print
/// without colours can be read too.
///
/// - Complexity: O(marks' points).
/// - Source: colours: Okabe and Ito 2008, *Color Universal Design*.
public func writeChartSVG(_ chart: Chart, to output: OutputFile) throws(OutputError) {
  try ChartSVG(chart, output).write()
  try output.finish()
}

private struct ChartSVG {
  private let chart: Chart
  private let scale: ChartScale
  private let pen: SVGPen
  private let left = 64.0
  private let top: Double
  private let plotWidth = 560.0
  private let plotHeight = 320.0
  /// Room for names at the right of the plane.
  private let margin = 150.0
  private let height: Double
  private let width: Double
  private let titleLines: [String]
  private let noteLines: [String]
  private let tableLeft: Double

  private static let colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]
  /// Rows of a table that a page has room for.
  private static let shownRows = 24

  init(_ chart: Chart, _ output: OutputFile) throws(OutputError) {
    self.chart = chart
    scale = ChartScale(chart)
    pen = try SVGPen(output)
    tableLeft = left + plotWidth + margin + 24
    let tableWidth = chart.columns.isEmpty ? 0 : Double(chart.columns.count) * Self.columnWidth + Self.firstColumn
    width = tableLeft + tableWidth + 16
    titleLines = Self.lines(chart.title, of: Int((width - 40) / 9.2))
    noteLines = Self.lines(chart.note, of: Int((width - 40) / 5.6))
    top = 34 + Double(titleLines.count) * 22 + 14
    let rows = Double(min(chart.rows.count, Self.shownRows) + (chart.rows.count > Self.shownRows ? 2 : 1))
    height = top + max(plotHeight + 46, rows * 16 + 10) + Double(noteLines.count) * 15 + 24
  }

  private static let columnWidth = 78.0
  /// How much wider the first column is, which names things.
  private static let firstColumn = 44.0

  private static func lines(_ text: String, of length: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > length {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [line]
  }

  private func x(_ value: Double) -> Double {
    left + (value - scale.lowX) / max(scale.highX - scale.lowX, 1e-12) * plotWidth
  }
  private func y(_ value: Double) -> Double { top + plotHeight * (1 - min(max(value / scale.highY, 0), 1.02)) }

  /// A height as it is written: a percentage where heights are shares.
  private func number(_ value: Double) -> String {
    let shown = chart.isShare ? value * 100 : value
    let hundredths = Int((min(max(shown, -1e12), 1e12) * 100).rounded())
    var text = String(hundredths / 100)
    if hundredths % 100 != 0 {
      text += "." + (hundredths % 100 < 10 ? "0" : "") + String(hundredths % 100)
      while text.last == "0" { text.removeLast() }
    }
    return text + (chart.isShare ? "%" : "")
  }

  func write() throws(OutputError) {
    pen.begin(width: width, height: height, title: chart.title, description: description)
    for (line, words) in titleLines.enumerated() {
      pen.text(20, 34 + Double(line) * 22, "font-size=\"17\" font-weight=\"bold\"", words)
    }
    writeAxes()
    try writeMarks()
    writeNames()
    writeTable()
    for (line, words) in noteLines.enumerated() {
      pen.text(20, height - Double(noteLines.count - line) * 15, "fill=\"#444\"", words)
    }
    try pen.end()
  }

  private var description: String {
    let rows = chart.rows.prefix(Self.shownRows).map { row in
      zip(chart.columns, row).map { "\($0) \($1)" }.joined(separator: ", ")
    }
    return ([chart.note] + rows).filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private func writeAxes() {
    for height in scale.heights {
      line(left, y(height), left + plotWidth, y(height), colour: height == 0 ? "#333" : "#ddd", dash: nil, width: 1)
      pen.text(left - 6, y(height) + 4, "text-anchor=\"end\" fill=\"#444\"", number(height))
    }
    pen.text(20, top - 12, "fill=\"#444\"", chart.upwards)
    var lastEnd = -Double.infinity
    for tick in chart.ticks.sorted(by: { $0.x < $1.x }) {
      let half = Double(tick.name.count) * 3
      // Names that would run into each other are left out.
      if x(tick.x) - half < lastEnd + 8 { continue }
      lastEnd = x(tick.x) + half
      pen.text(x(tick.x), top + plotHeight + 16, "text-anchor=\"middle\" fill=\"#444\"", tick.name)
      line(x(tick.x), top + plotHeight, x(tick.x), top + plotHeight + 4, colour: "#333", dash: nil, width: 1)
    }
    pen.text(left + plotWidth / 2, top + plotHeight + 34, "text-anchor=\"middle\" fill=\"#444\"", chart.across)
  }

  private func colour(_ mark: Int) -> String { Self.colours[mark % Self.colours.count] }

  private static let dashes: [String?] = [nil, "7 3", "2 3", "9 3 2 3", nil, "5 2", "1 2"]

  private func writeMarks() throws(OutputError) {
    var stacked: [Double: Double] = [:]
    for (index, mark) in chart.marks.enumerated() {
      switch mark {
      case .bars(_, let bars):
        let width = plotWidth / max(scale.highX - scale.lowX, 1) * 0.8
        for bar in bars where bar.y > 0 {
          let base = stacked[bar.x] ?? 0
          stacked[bar.x] = base + bar.y
          pen.put("<rect x=\"")
          pen.put(x(bar.x) - width / 2)
          pen.put("\" y=\"")
          pen.put(y(base + bar.y))
          pen.put("\" width=\"")
          pen.put(width)
          pen.put("\" height=\"")
          pen.put(y(base) - y(base + bar.y))
          pen.put("\" stroke=\"white\" stroke-width=\"0.5\" fill=\"")
          pen.sink.put(text: colour(index))
          pen.put("\"/>\n")
        }
      case .line(_, let points): path(points, index)
      case .step(_, let points):
        var corners: [(x: Double, y: Double)] = []
        for point in points {
          if let last = corners.last { corners.append((point.x, last.y)) }
          corners.append(point)
        }
        path(corners, index)
      case .band(_, let points):
        guard let first = points.first else { break }
        pen.put("<path d=\"M")
        pen.put(x(first.x), y(first.low))
        for point in points {
          pen.put("L")
          pen.put(x(point.x), y(point.high))
        }
        for point in points.reversed() {
          pen.put("L")
          pen.put(x(point.x), y(point.low))
        }
        pen.put("Z\" stroke=\"none\" fill-opacity=\"0.22\" fill=\"")
        pen.sink.put(text: colour(index))
        pen.put("\"/>\n")
      case .points(_, let points):
        for point in points {
          pen.put("<circle r=\"3\" fill-opacity=\"0.6\" cx=\"")
          pen.put(x(point.x))
          pen.put("\" cy=\"")
          pen.put(y(point.y))
          pen.put("\" fill=\"")
          pen.sink.put(text: colour(index))
          pen.put("\"/>\n")
        }
      case .divider(let name, let place):
        line(x(place), top, x(place), top + plotHeight, colour: "#333", dash: "3 3", width: 1)
        pen.text(x(place) + 4, top + 10, "fill=\"#333\"", name)
      }
      try pen.sink.passOn()
    }
  }

  private func path(_ points: [(x: Double, y: Double)], _ index: Int) {
    guard let first = points.first else { return }
    pen.put("<path d=\"M")
    pen.put(x(first.x), y(first.y))
    for point in points.dropFirst() {
      pen.put("L")
      pen.put(x(point.x), y(point.y))
    }
    pen.put("\" fill=\"none\" stroke-width=\"2\" stroke-linejoin=\"round\" stroke=\"")
    pen.sink.put(text: colour(index))
    let linesBefore = chart.marks[..<index].count { $0.isLine }
    if let dash = Self.dashes[linesBefore % Self.dashes.count] {
      pen.put("\" stroke-dasharray=\"")
      pen.sink.put(text: dash)
    }
    pen.put("\"/>\n")
  }

  private func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, colour: String, dash: String?, width: Double
  ) {
    pen.put("<path d=\"M")
    pen.put(x1, y1)
    pen.put("L")
    pen.put(x2, y2)
    pen.put("\" stroke-width=\"")
    pen.put(width)
    pen.put("\" stroke=\"")
    pen.sink.put(text: colour)
    if let dash {
      pen.put("\" stroke-dasharray=\"")
      pen.sink.put(text: dash)
    }
    pen.put("\"/>\n")
  }

  /// Names marks at their right ends, moved apart where they would run into each other.
  private func writeNames() {
    var stacked: [Double: Double] = [:]
    var names: [(y: Double, index: Int)] = []
    for (index, mark) in chart.marks.enumerated() {
      switch mark {
      case .bars(_, let bars):
        var place = 0.0
        for bar in bars {
          let base = stacked[bar.x] ?? 0
          stacked[bar.x] = base + bar.y
          if bar.y > 0 { place = base + bar.y / 2 }
        }
        if bars.contains(where: { $0.y > 0 }) { names.append((y(place), index)) }
      case .line(_, let points), .step(_, let points), .points(_, let points):
        if let last = points.last { names.append((y(last.y), index)) }
      case .band(_, let points):
        if let last = points.last { names.append((y(last.high), index)) }
      case .divider: break
      }
    }
    names.sort { ($0.y, $0.index) < ($1.y, $1.index) }
    var lowest = top - 6
    for (place, name) in names.enumerated() {
      // Those that follow need room as well.
      let room = top + plotHeight + 4 - Double(names.count - 1 - place) * 14
      lowest = max(lowest + 14, min(name.y, room))
      pen.text(
        left + plotWidth + 8, lowest + 4, "font-weight=\"bold\"", chart.marks[name.index].name,
        colour: colour(name.index))
    }
  }

  private func writeTable() {
    for (column, words) in chart.columns.enumerated() {
      cell(column, 0, words, isHeader: true)
    }
    for (row, cells) in chart.rows.prefix(Self.shownRows).enumerated() {
      for (column, words) in cells.enumerated() { cell(column, row + 1, words, isHeader: false) }
    }
    if chart.rows.count > Self.shownRows {
      cell(0, Self.shownRows + 1, "and \(chart.rows.count - Self.shownRows) more", isHeader: false)
    }
  }

  private func cell(_ column: Int, _ row: Int, _ words: String, isHeader: Bool) {
    let room = column == 0 ? 21 : 14
    let shown = words.count > room ? words.prefix(room - 1) + "…" : words
    let y = top + Double(row) * 16
    if column == 0 {
      pen.text(tableLeft, y, isHeader ? "font-weight=\"bold\"" : "", shown)
    } else {
      pen.text(
        tableLeft + Self.firstColumn + Double(column + 1) * Self.columnWidth - 8, y,
        isHeader ? "font-weight=\"bold\" text-anchor=\"end\"" : "text-anchor=\"end\"", shown)
    }
  }
}
