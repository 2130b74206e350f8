import ArgumentParser
import Graph
import Insight
import Interchange
import Records
import Store

/// Which edges a question of structure is about.
struct ViewOptions: ParsableArguments {
  @Option(help: "What to look at.") var view: View = .people
  @Flag(help: "Follow edges from their first to their second end only.") var directed = false
}

/// What a question of structure is asked of: a network, or, where ties are all that matters, a plain edge list.
enum GraphSource {
  case graph(ViewGraph)
  case network(Network, ViewOptions, TimeWindow)

  /// - Parameters:
  ///   - keepingWeights: Whether weights matter.
  ///   - needsRecords: Whether anything but ties does.
  init(
    _ input: NetworkArgument, _ look: ViewOptions, _ time: TimeOptions, keepingWeights: Bool, needsRecords: Bool
  ) throws {
    if look.view == .people, time.note == nil, !needsRecords, input.map == nil,
      QuestionSurroundings.network == nil, !StoreReader.isStore(input.network)
    {
      Progress.step("Reading \(input.network)")
      if let list = try readEdgeListGraph(at: input.network, directed: look.directed, weighted: keepingWeights) {
        let nodes = ViewNodes(people: (0..<list.graph.nodeCount).map(list.id))
        self = .graph(try ViewGraph(nodes, list.graph))
        return
      }
    }
    let network = try input.read()
    self = .network(network, look, try time.window(in: network))
  }

  /// The view as a graph, grouped by an attribute where one is named.
  func graph(by field: String? = nil, keepingWeights: Bool = false) throws -> ViewGraph {
    switch self {
    case .graph(let graph): graph
    case .network(let network, let look, let window):
      try network.graph(
        of: look.view, during: window, isDirected: look.directed, keepingWeights: keepingWeights, by: field)
    }
  }

  /// Measures of centrality, and what they are of.
  func centrality(
    _ measures: [CentralityMeasure], _ options: CentralityOptions
  ) throws -> (scores: [CentralityScores], nodes: ViewNodes, edges: [(tail: Int, head: Int)]) {
    let scores: [CentralityScores]
    let nodes: ViewNodes
    switch self {
    case .graph(let graph):
      scores = try graph.centrality(measures, options)
      nodes = graph.nodes
    case .network(let network, let look, let window):
      var options = options
      options.window = window
      scores = try network.centrality(measures, on: look.view, options)
      nodes = ViewNodes(network, look.view)
    }
    return (scores, nodes, measures.contains(where: \.isOfEdges) ? try graph().edges : [])
  }
}
