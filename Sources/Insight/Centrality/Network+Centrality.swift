import Algorithms
import Graph
public import Records

/// The values of one measure, one a node of the view, in input order; `nil` where the measure is undefined.
///
/// Scores of named people are sensitive: they say how a person is placed, not how well they work.
public struct CentralityScores: Sendable {
  /// The measure.
  public let measure: CentralityMeasure
  /// One value a node.
  public let values: [Double?]
}

extension Network {
  /// Measures of centrality on a view.
  ///
  /// - Returns: One list of scores a measure, in the order asked for.
  /// Temporal measures are about the contacts between people along which reach goes, at every level of certainty, and the
  /// way ties carry influence: they are asked of the people view alone, and no weights enter.
  ///
  /// - Throws: ``QuestionError`` when a temporal measure is asked of another view, when weights that are to be lengths are not all above 0, or are too great.
  /// - Complexity: That of the measures in `Algorithms`; betweenness, closeness and harmonic are O(nodes edges).
  public func centrality(
    _ measures: [CentralityMeasure], on view: View, _ options: CentralityOptions = CentralityOptions()
  ) throws(QuestionError) -> [CentralityScores] {
    let silent: Way = options.isDirected ? .forward : .both
    let edges = edges(of: view, during: options.window.interval, silentTies: silent)
    let graph = Adjacency(edges, directed: options.isDirected, weighted: options.isWeighted)
    if graph.weights.contains(where: { $0 > Self.greatestWeight }) {
      throw QuestionError(
        "a weight above \(Self.greatestWeight) cannot be reckoned with: correct it, or leave weights out")
    }
    var lengths: [Double]?
    if options.isWeighted {
      if options.weightIsLength, graph.weights.contains(where: { $0 <= 0 }) {
        throw QuestionError("a weight of 0 cannot be a length: correct it, or leave --weight-is-length out")
      }
      lengths = options.weightIsLength ? graph.weights : graph.weights.map { 1 / $0 }
    }
    if view != .people, let temporal = measures.first(where: \.isTemporal) {
      throw QuestionError("\(temporal.rawValue) is about people in the order of time: ask it of the people view")
    }
    let needsDistances = measures.contains(.closeness) || measures.contains(.harmonic)
    let distances = needsDistances ? distanceSums(of: graph, lengths: lengths) : nil
    let turned = options.isDirected ? graph.reversed() : graph
    return measures.map { measure in
      let values: [Double?]
      switch measure {
      case .degree:
        values = (0..<graph.nodeCount).map {
          Double(graph.degree($0) + (options.isDirected ? turned.degree($0) : 0))
        }
      case .outDegree: values = (0..<graph.nodeCount).map { Double(graph.degree($0)) }
      case .inDegree: values = (0..<graph.nodeCount).map { Double(turned.degree($0)) }
      case .strength:
        let weighted =
          options.isWeighted ? graph : Adjacency(edges, directed: options.isDirected, weighted: true)
        let back = options.isDirected ? strengths(weighted.reversed()) : []
        values = strengths(weighted).enumerated().map { $1 + (back.isEmpty ? 0 : back[$0]) }
      case .closeness: values = distances?.closeness ?? []
      case .harmonic: values = distances?.harmonic ?? []
      case .betweenness: values = betweenness(of: graph, lengths: lengths)
      case .eigenvector: values = eigenvector(of: graph)
      case .pagerank: values = pageRank(of: graph)
      case .core:
        let plain =
          options.isDirected || options.isWeighted ? Adjacency(edges, directed: false, weighted: false) : graph
        values = coreNumbers(of: plain).map(Double.init)
      case .temporalCloseness, .temporalBetweenness: values = temporal(measure, options)
      }
      return CentralityScores(measure: measure, values: values)
    }
  }

  private func temporal(_ measure: CentralityMeasure, _ options: CentralityOptions) -> [Double?] {
    var reach = ReachOptions()
    reach.window = options.window
    reach.isDirected = options.isDirected
    let frame = ReachContacts(self, technique: nil, window: reach.window.interval, silentTies: reach.silentTies)
    let starts = starts(reach, frame.earliest)
    let people = frame.space.range(of: .person)
    guard measure == .temporalCloseness else {
      return Algorithms.temporalBetweenness(in: frame.contacts, starts: starts, counted: people)
    }
    return Algorithms.temporalCloseness(
      in: ContactStream(frame.contacts), starts: starts, counted: people, unit: unit.length)
  }

  /// Weights up to here can be added and multiplied without leaving what numbers can hold.
  private static let greatestWeight = 1e100

  private func strengths(_ graph: Adjacency) -> [Double] {
    (0..<graph.nodeCount).map { node in
      graph.weights[graph.offsets[node]..<graph.offsets[node + 1]].reduce(0, +)
    }
  }
}
