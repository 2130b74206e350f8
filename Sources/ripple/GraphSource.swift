import ArgumentParser
import Insight
import Interchange
import Records

/// Which edges a question of structure is about.
struct ViewOptions: ParsableArguments {
  @Option(help: "What to look at.") var view: View = .people
  @Flag(help: "Follow edges from their first to their second end only.") var directed = false
}

/// What a question of structure is asked of.
struct GraphSource {
  private let network: Network
  private let look: ViewOptions
  private let window: TimeWindow

  init(_ input: NetworkArgument, _ look: ViewOptions, _ time: TimeOptions) throws {
    network = try input.read()
    self.look = look
    window = try time.window(in: network)
  }

  /// The view as a graph.
  func graph(by field: String?, keepingWeights: Bool = false) throws -> ViewGraph {
    try network.graph(
      of: look.view, during: window, isDirected: look.directed, keepingWeights: keepingWeights, by: field)
  }

  /// Measures of centrality, and what they are of.
  func centrality(
    _ measures: [CentralityMeasure], _ options: CentralityOptions
  ) throws -> (scores: [CentralityScores], nodes: ViewNodes, edges: [(tail: Int, head: Int)]) {
    var options = options
    options.window = window
    let scores = try network.centrality(measures, on: look.view, options)
    let graph = measures.contains(where: \.isOfEdges) ? try graph(by: nil) : nil
    return (scores, graph?.nodes ?? ViewNodes(network, look.view), graph?.edges ?? [])
  }
}
