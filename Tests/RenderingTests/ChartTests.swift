import FoundationEssentials
import Graph
import Insight
import Interchange
import Records
import Rendering
import Testing

@Suite struct ChartTests {
  private func svg(_ chart: Chart) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "chart-\(UUID().uuidString).svg").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try writeChartSVG(chart, to: OutputFile(path: path))
    return String(decoding: try readFile(path), as: UTF8.self)
  }

  private func southWest() throws -> Network {
    let top = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    return try readNetwork(at: top.appending(path: "graphs/south-west").path).network
  }

  /// Every element that is opened is closed, in order, and numbers are numbers.
  private func isSound(_ svg: String) -> Bool {
    var open: [Substring] = []
    var rest = svg[...]
    while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("?") || tag.hasSuffix("/") { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return false }
      } else {
        open.append(tag.prefix { $0 != " " })
      }
    }
    return open.isEmpty && !svg.contains("nan") && !svg.contains("inf\"")
  }

  @Test(arguments: SpreadPlot.allCases)
  func spreadIsDrawnWithItsFindingNamesAndTable(plot: SpreadPlot) throws {
    let network = try southWest()
    var options = SpreadOptions(technique: try network.technique("coaching"))
    options.by = .quarter
    let spread = try network.observedSpread(options)
    let chart = chart(plot, of: spread, in: network)
    let picture = try svg(chart)
    #expect(isSound(picture))
    #expect(picture.contains(">\(chart.title)</title>"))
    for mark in chart.marks { #expect(picture.contains(">\(mark.name)</text>")) }
    for cell in chart.rows.prefix(24).flatMap({ $0 }) { #expect(picture.contains(">\(cell)</text>")) }
    if plot == .adoption {
      #expect(chart.title == "218 people took up Coaching conversations, half of them by 2023 Q2")
      // Bars of all categories together are the new adopters.
      let bars = chart.marks.reduce(0.0) { sum, mark in
        guard case .bars(_, let bars) = mark else { return sum }
        return bars.reduce(sum) { $0 + $1.y }
      }
      #expect(bars == 218)
    }
  }

  @Test func forecastsAndMeasuresOverTimeAreDrawn() throws {
    let network = try southWest()
    let forecast = try network.forecast(of: network.technique("coaching"))
    let ahead = chart(of: forecast, in: network)
    #expect(isSound(try svg(ahead)) && ahead.rows.count == 4)
    let series = try network.centrality([.degree], on: .people, CentralityOptions(), every: .period(.year))
    let lines = chart(of: series, top: 3, for: .recordHolder)
    #expect(isSound(try svg(lines)) && lines.marks.count == 3)
    // Whoever may not see how single people are placed sees no line of theirs.
    let withheld = chart(of: series, top: 3, for: .others)
    #expect(withheld.marks.isEmpty && withheld.rows.isEmpty)
  }

  @Test func whatTextsHoldDoesNoHarm() throws {
    var empty = Chart(title: "<&\"\u{1}", note: "", upwards: "y", across: "x", ticks: [])
    #expect(isSound(try svg(empty)))
    empty.marks = [
      .line(name: "a]]>", [(0, 0)]), .points(name: "b", []), .band(name: "c", []),
      .bars(name: "d", [(1, 1e300), (2, 0)]), .step(name: "e", [(0, .greatestFiniteMagnitude)]),
      .divider(name: "f", x: 0.5),
    ]
    empty.columns = ["one"]
    empty.rows = (0..<100).map { ["row \($0)"] }
    let picture = try svg(empty)
    #expect(isSound(picture) && picture.contains("and 76 more"))
    #expect(picture.contains("&lt;&amp;"))
  }
}
