import Graph
public import Records

/// Measures of centrality in one window of time after another.
public struct CentralitySeries: Sendable {
  /// The windows.
  public let series: WindowSeries
  /// The nodes.
  public let nodes: ViewNodes
  /// The measures.
  public let measures: [CentralityMeasure]
  /// For each measure and each window one value a node; about single people, where the view has people.
  public let values: Sensitive<[[[Double?]]]>
  /// How times are shown.
  public let unit: TimeUnit
}

extension Network {
  /// Most values a series may have.
  private static let mostValues = 100_000_000

  /// Measures of centrality in windows that roll over time or grow.
  ///
  /// Windows run from the beginning of ``CentralityOptions/window``, or the first time on record, to its end, or the last time
  /// on record. A window in which nothing changed is not reckoned again.
  ///
  /// - Throws: ``QuestionError`` as ``centrality(_:on:_:)``; when nothing is dated, or windows do not fit the record.
  /// - Complexity: that of the measures for each window in which anything changed.
  public func centrality(
    _ measures: [CentralityMeasure], on view: View, _ options: CentralityOptions, every step: WindowStep,
    _ kind: WindowKind = .rolling, span: Int = 1
  ) throws(QuestionError) -> CentralitySeries {
    if let edges = measures.first(where: \.isOfEdges) {
      throw QuestionError("\(edges.rawValue) is of edges, which come and go: ask for it in one window, without --over")
    }
    let asked = options.window.interval
    guard let record = recordRange ?? timeRange else {
      throw QuestionError("nothing in this network is dated, so nothing changes over time: leave --over out")
    }
    let from = asked.lower == .min ? record.from : asked.lower
    let to = asked.upper == .max ? max(record.to, from) : asked.upper - 1
    let series = try WindowSeries(every: step, kind, span: span, over: (from, to), scale)
    let frame = try CentralityFrame(self, view, measures, options)
    let nodes = frame.nodes
    guard
      !nodes.count.multipliedReportingOverflow(by: series.windows.count * measures.count).overflow,
      nodes.count * series.windows.count * measures.count <= Self.mostValues
    else {
      throw QuestionError(
        "this would make more than \(Self.mostValues) values: choose a longer --over, or fewer measures")
    }
    var values = measures.map { _ in [[Double?]]() }
    var before: EdgeTable?
    for window in series.windows {
      let window = TimeWindow(from: window.lower == .min ? nil : window.lower, until: window.upper)
      let edges = frame.edges(during: window)
      // Times themselves matter to measures of time.
      let isUnchanged = edges == before && !measures.contains(where: \.isTemporal)
      let scores = isUnchanged ? nil : try frame.scores(of: edges, during: window)
      for place in measures.indices {
        values[place].append(scores?[place].values.shown(to: .recordHolder) ?? values[place].last ?? [])
      }
      before = edges
    }
    return CentralitySeries(
      series: series, nodes: nodes, measures: measures, values: Sensitive(values), unit: unit)
  }
}
