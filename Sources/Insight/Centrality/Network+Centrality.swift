import Algorithms
import Graph
public import Records

extension Network {
  /// Measures of centrality on a view, in the order asked for.
  ///
  /// Temporal measures are about the contacts between people along which reach goes, at every level of certainty, and the
  /// way ties carry influence: they are asked of the people view alone, and no weights enter.
  ///
  /// - Throws: ``QuestionError`` as ``ViewGraph/centrality(_:_:)`` and ``graph(of:during:isDirected:keepingWeights:by:)``.
  /// - Complexity: That of the measures in `Algorithms`.
  public func centrality(
    _ measures: [CentralityMeasure], on view: View, _ options: CentralityOptions = CentralityOptions()
  ) throws(QuestionError) -> [CentralityScores] {
    try CentralityFrame(self, view, measures, options).scores(during: options.window)
  }
}

/// Measures of centrality of one view, whatever the part of time.
struct CentralityFrame {
  private let network: Network
  private let view: View
  private let measures: [CentralityMeasure]
  private let options: CentralityOptions
  private let frame: ViewFrame
  var nodes: ViewNodes { frame.nodes }

  init(
    _ network: Network, _ view: View, _ measures: [CentralityMeasure], _ options: CentralityOptions
  ) throws(QuestionError) {
    if view != .people, let temporal = measures.first(where: \.isTemporal) {
      throw QuestionError("\(temporal.rawValue) is about people in the order of time: ask it of the people view")
    }
    self.network = network
    self.view = view
    self.measures = measures
    self.options = options
    frame = try ViewFrame(
      network, view, isDirected: options.isDirected,
      keepingWeights: options.isWeighted || measures.contains(.strength), by: options.by)
  }

  func edges(during window: TimeWindow) -> EdgeTable {
    network.edges(of: view, during: window.interval, silentTies: options.isDirected ? .forward : .both)
  }

  /// The measures in the order asked for.
  func scores(during window: TimeWindow) throws(QuestionError) -> [CentralityScores] {
    try scores(of: measures.allSatisfy(\.isTemporal) ? nil : edges(during: window), during: window)
  }

  /// The same, of edges that are at hand; looking at the order of time needs none.
  func scores(of edges: EdgeTable?, during window: TimeWindow) throws(QuestionError) -> [CentralityScores] {
    var still: ArraySlice<CentralityScores> = []
    if let edges { still = try frame.graph(edges).centrality(measures.filter { !$0.isTemporal }, options)[...] }
    return measures.compactMap { measure in
      measure.isTemporal ? CentralityScores(measure, temporal(measure, window)) : still.popFirst()
    }
  }

  private func temporal(_ measure: CentralityMeasure, _ window: TimeWindow) -> [Double?] {
    var reach = ReachOptions()
    reach.window = window
    reach.isDirected = options.isDirected
    let frame = ReachContacts(network, technique: nil, window: window.interval, silentTies: reach.silentTies)
    let starts = network.starts(reach, frame.earliest)
    let people = frame.space.range(of: .person)
    guard measure == .temporalCloseness else {
      return Algorithms.temporalBetweenness(in: frame.contacts, starts: starts, counted: people)
    }
    return Algorithms.temporalCloseness(
      in: ContactStream(frame.contacts), starts: starts, counted: people, unit: network.unit.length)
  }
}
