public import Graph
public import Records

/// The nodes of a view, in input order, with what to call them.
public struct ViewNodes: Sendable {
  /// The view.
  public let view: View
  /// Ids; empty where an event or an outcome has none.
  public let ids: [String]
  /// What to call each node: its name, or its id.
  public let labels: [String]
  /// What each node stands for.
  public let kinds: [NodeKind]

  /// The nodes of a view of `network`.
  ///
  /// - Complexity: O(nodes).
  public init(_ network: Network, _ view: View) {
    let space = network.space(of: view)
    let places = (0..<space.count).map(space.locate)
    self.view = view
    ids = places.map { network.id($0.kind, $0.row) }
    labels = places.map { network.label($0.kind, $0.row) }
    kinds = places.map(\.kind)
  }

  /// People known by their ids alone.
  public init(people ids: [String]) {
    view = .people
    self.ids = ids
    labels = ids
    kinds = [NodeKind](repeating: .person, count: ids.count)
  }

  /// Number of nodes.
  public var count: Int { ids.count }

  /// The nodes with these ids.
  ///
  /// - Throws: ``QuestionError`` for an id that no node has.
  func nodes(_ wanted: [String]) throws(QuestionError) -> [Int] {
    var places: [String: Int] = [:]
    for (node, id) in ids.enumerated() where places[id] == nil { places[id] = node }
    var found: [Int] = []
    for id in wanted {
      guard let node = places[id] else {
        throw QuestionError("there is no '\(id)' in the \(view.rawValue) view: check the id")
      }
      found.append(node)
    }
    return found
  }
}

/// A view of a network, read as a graph: what questions of structure are asked of.
public struct ViewGraph: Sendable {
  /// The nodes.
  public let nodes: ViewNodes
  /// Who is joined to whom; with weights where they were kept.
  public let graph: Adjacency
  /// Who belongs to which group, where an attribute was named.
  public let grouping: Grouping?

  /// Weights up to here can be added and multiplied without leaving what numbers can hold.
  private static let greatestWeight = 1e100

  /// A graph over `nodes`.
  ///
  /// - Throws: ``QuestionError`` when a weight is too great to be reckoned with.
  public init(_ nodes: ViewNodes, _ graph: Adjacency, grouping: Grouping? = nil) throws(QuestionError) {
    precondition(nodes.count == graph.nodeCount, "a graph is over its nodes")
    if graph.weights.contains(where: { $0 > Self.greatestWeight }) {
      throw QuestionError(
        "a weight above \(Self.greatestWeight) cannot be reckoned with: correct it, or leave weights out")
    }
    self.nodes = nodes
    self.graph = graph
    self.grouping = grouping
  }

  /// The graph without its weights.
  var unweighted: Adjacency { graph.weighted(by: []) }
}

extension Network {
  /// A view of the network as a graph.
  ///
  /// - Parameters:
  ///   - view: What to look at.
  ///   - window: The part of time.
  ///   - isDirected: Follow edges from their tail to their head only.
  ///   - keepingWeights: Keep weights, added over parallel edges.
  ///   - field: The attribute that groups nodes.
  /// - Throws: ``QuestionError`` for an attribute that nothing in the view has, or a weight that is too great.
  /// - Complexity: O(records), and for `people` the pairs of engagements of each team.
  public func graph(
    of view: View, during window: TimeWindow = .always, isDirected: Bool = false, keepingWeights: Bool = false,
    by field: String? = nil
  ) throws(QuestionError) -> ViewGraph {
    try ViewFrame(self, view, isDirected: isDirected, keepingWeights: keepingWeights, by: field)
      .graph(edges(of: view, during: window.interval, silentTies: isDirected ? .forward : .both))
  }
}

/// What graphs of one view have in common, whatever the part of time.
struct ViewFrame {
  let nodes: ViewNodes
  private let grouping: Grouping?
  private let isDirected: Bool
  private let keepsWeights: Bool

  init(
    _ network: Network, _ view: View, isDirected: Bool, keepingWeights: Bool, by field: String?
  ) throws(QuestionError) {
    nodes = ViewNodes(network, view)
    // Not `map`, which loses the type of what is thrown.
    if let field { grouping = try Grouping(by: field, of: network, view) } else { grouping = nil }
    self.isDirected = isDirected
    keepsWeights = keepingWeights
  }

  func graph(_ edges: EdgeTable) throws(QuestionError) -> ViewGraph {
    try ViewGraph(nodes, Adjacency(edges, directed: isDirected, weighted: keepsWeights), grouping: grouping)
  }
}
