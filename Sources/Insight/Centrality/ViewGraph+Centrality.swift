import Algorithms
import Graph

extension ViewGraph {
  /// The edges, in the order in which a measure of edges gives its values: each once, without directions from the node that
  /// comes first.
  public var edges: [(tail: Int, head: Int)] { edgeSlots.map { ($0.tail, Int(graph.targets[$0.slot])) } }

  private var edgeSlots: [(tail: Int, slot: Int)] {
    (0..<graph.nodeCount).flatMap { tail in
      graph.slots(of: tail).lazy.filter { graph.isDirected || Int(graph.targets[$0]) > tail }.map { (tail, $0) }
    }
  }

  /// Measures of centrality, in the order asked for.
  ///
  /// - Throws: ``QuestionError`` when a measure is about time, when a length is not above 0, when groups or ids are not known,
  ///   or an attenuation is too great.
  /// - Complexity: That of the measures in `Algorithms`; betweenness, closeness and harmonic are O(nodes edges) at worst.
  public func centrality(
    _ measures: [CentralityMeasure], _ options: CentralityOptions = CentralityOptions()
  ) throws(QuestionError) -> [CentralityScores] {
    let work = try CentralityWork(self, measures, options)
    var scores: [CentralityScores] = []
    for measure in measures { scores.append(try work.scores(measure)) }
    return scores
  }

  /// What is shared by the measures of one question.
  private struct CentralityWork {
    let view: ViewGraph
    let options: CentralityOptions
    /// The graph that measures are about: weighted when asked for.
    let graph: Adjacency
    let lengths: [Double]?
    let distances: DistanceSums?
    let hubs: HubsAndAuthorities?
    let clusters: Clustering?
    let roles: [[Int]]?
    let scale: NormalScale

    init(
      _ view: ViewGraph, _ measures: [CentralityMeasure], _ options: CentralityOptions
    ) throws(QuestionError) {
      self.view = view
      self.options = options
      graph = options.isWeighted ? view.graph : view.unweighted
      lengths = try Self.lengths(graph, options)
      func needs(_ some: CentralityMeasure...) -> Bool { measures.contains { some.contains($0) } }
      distances = needs(.closeness, .harmonic) ? distanceSums(of: graph, lengths: lengths) : nil
      hubs = needs(.hubs, .authorities) ? hubsAndAuthorities(of: graph) : nil
      clusters = needs(.clustering, .triangles) ? clustering(of: graph) : nil
      if measures.contains(where: \.needsGroups) {
        guard let grouping = view.grouping else {
          throw QuestionError("brokerage stands between groups: name the attribute that makes them with --by")
        }
        roles = Algorithms.brokerage(of: graph, groups: grouping.groups)
      } else {
        roles = nil
      }
      scale = NormalScale(view.nodes, isDirected: graph.isDirected)
    }

    private static func lengths(_ graph: Adjacency, _ options: CentralityOptions) throws(QuestionError) -> [Double]? {
      guard options.isWeighted else { return nil }
      if options.weightIsLength, graph.weights.contains(where: { $0 <= 0 }) {
        throw QuestionError("a weight of 0 cannot be a length: correct it, or leave --weight-is-length out")
      }
      return options.weightIsLength ? graph.weights : graph.weights.map { 1 / $0 }
    }

    func scores(_ measure: CentralityMeasure) throws(QuestionError) -> CentralityScores {
      var note: String?
      let raw = try values(measure, &note)
      let values = options.isNormalised ? scale.normalised(raw, measure, graph, distances) : raw
      return CentralityScores(measure, values, note: note)
    }

    private func values(_ measure: CentralityMeasure, _ note: inout String?) throws(QuestionError) -> [Double?] {
      let nodes = 0..<graph.nodeCount
      switch measure {
      case .degree: return degrees(graph, bothWays: true)
      case .outDegree: return degrees(graph, bothWays: false)
      case .inDegree: return degrees(graph.reversed(), bothWays: false)
      case .strength:
        let out = nodes.map(view.graph.strength)
        if !graph.isDirected { return out }
        let turned = view.graph.reversed()
        return out.enumerated().map { $1 + turned.strength($0) }
      case .closeness: return distances?.closeness ?? []
      case .harmonic: return distances?.harmonic ?? []
      case .betweenness:
        guard let sampling = options.estimate else { return betweenness(of: graph, lengths: lengths) }
        let estimate = estimatedBetweenness(
          of: graph, error: sampling.error, confidence: sampling.confidence, seed: sampling.seed)
        note =
          "estimated from \(estimate.samples) paths: with a confidence of \(estimate.confidence) no value is off by more than \(estimate.error) of all pairs of nodes"
        return estimate.values
      case .edgeBetweenness:
        let values = Algorithms.edgeBetweenness(of: graph, lengths: lengths)
        return view.edgeSlots.map { values[$0.slot] }
      case .eigenvector:
        let result = eigenvector(of: graph)
        note = unsettled(result.hasConverged)
        return result.values
      case .pagerank: return pageRank(of: graph, jump: try jump())
      case .katz:
        guard let result = katz(of: graph, attenuation: options.attenuation) else {
          throw QuestionError(
            "walks have no end at this attenuation: give --attenuation a value below the inverse of the greatest eigenvalue, or leave it out"
          )
        }
        note = "each step of a walk counts \(result.attenuation) times the one before"
        return result.values
      case .hubs, .authorities:
        note = unsettled(hubs?.hasConverged ?? true)
        return (measure == .hubs ? hubs?.hubs : hubs?.authorities) ?? []
      case .core: return coreNumbers(of: view.unweighted.symmetric()).map(Double.init)
      case .constraint: return constraint(of: graph)
      case .effectiveSize: return effectiveSize(of: graph)
      case .clustering: return clusters?.local ?? []
      case .triangles: return clusters?.triangles.map(Double.init) ?? []
      case .brokerage, .coordinator, .itinerant, .gatekeeper, .representative, .liaison:
        return roles?.map { Double(measure.role.map { [counts = $0] in counts[$0.rawValue] } ?? $0.reduce(0, +)) } ?? []
      case .temporalCloseness, .temporalBetweenness:
        throw QuestionError("\(measure.rawValue) is about people in the order of time: ask it of the people view")
      }
    }

    private func degrees(_ graph: Adjacency, bothWays: Bool) -> [Double?] {
      let turned = bothWays && graph.isDirected ? graph.reversed() : nil
      return (0..<graph.nodeCount).map { Double(graph.degree($0) + (turned?.degree($0) ?? 0)) }
    }

    private func jump() throws(QuestionError) -> [Double]? {
      if options.from.isEmpty { return nil }
      var jump = [Double](repeating: 0, count: graph.nodeCount)
      for node in try view.nodes.nodes(options.from) { jump[node] = 1 }
      return jump
    }

    private func unsettled(_ hasConverged: Bool) -> String? {
      hasConverged ? nil : "values had not settled after 100,000 rounds: take them as approximate"
    }
  }
}
