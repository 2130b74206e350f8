/// A static simple graph in compressed sparse rows: for each node its distinct neighbours in rising order.
///
/// Parallel edges are merged and their weights added; edges from a node to itself are left out.
/// An undirected graph holds each edge in both rows. 4 bytes a neighbour, 8 more when weighted, 8 a node.
public struct Adjacency: Sendable {
  /// Row `v` is `offsets[v]..<offsets[v + 1]`; one more entry than nodes.
  public let offsets: [Int]
  /// Neighbours, row after row.
  public let targets: [UInt32]
  /// Merged weight of each neighbour; empty when the graph is unweighted.
  public let weights: [Double]
  /// True when rows hold out-neighbours; false when every edge stands in both rows.
  public let isDirected: Bool

  /// Number of nodes.
  public var nodeCount: Int { offsets.count - 1 }
  /// Number of distinct edges.
  public var edgeCount: Int { isDirected ? targets.count : targets.count / 2 }

  /// Freezes `edges`.
  ///
  /// - Parameters:
  ///   - edges: The edges; their ends are nodes of their space.
  ///   - directed: Keep directions (`way`), or hold every edge in both rows.
  ///   - weighted: Keep weights, added over parallel edges.
  /// - Complexity: O(n + m); about 8 bytes a neighbour while it runs, 24 when weighted.
  public init(_ edges: EdgeTable, directed: Bool, weighted: Bool) {
    self.init(ArcList(edges, directed: directed, weighted: weighted), directed: directed)
  }

  /// Freezes `arcs`; weighted when they are.
  ///
  /// The rows into each node come first, and turned round they give those out of each, in rising order.
  ///
  /// - Complexity: O(n + m); beside the arcs 4 bytes a neighbour while it runs, 20 when weighted.
  package init(_ arcs: ArcList, directed: Bool) {
    var arcs = arcs
    let entering = ArcRows(entering: arcs, mirrored: !directed)
    let lengths = directed ? arcs.leaving : entering.mentions
    self.init(merging: ArcRows(turning: entering, lengths, in: arcs.releaseHeads()), isDirected: directed)
  }

  private init(merging rows: consuming ArcRows, isDirected: Bool) {
    let offsets = rows.merge()
    self.init(offsets: offsets, targets: rows.targets, weights: rows.weights, isDirected: isDirected)
  }

  /// A graph whose rows are made already: distinct neighbours in rising order.
  package init(offsets: [Int], targets: [UInt32], weights: [Double], isDirected: Bool) {
    self.offsets = offsets
    self.targets = targets
    self.weights = weights
    self.isDirected = isDirected
  }

  /// The same graph with every edge turned round; itself when undirected.
  ///
  /// - Complexity: O(n + m).
  public func reversed() -> Adjacency {
    guard isDirected else { return self }
    let rows = ArcRows(self)
    return Adjacency(merging: ArcRows(turning: rows, rows.mentions), isDirected: true)
  }

  /// Number of neighbours of `node`: out-neighbours when directed.
  public func degree(_ node: Int) -> Int { offsets[node + 1] - offsets[node] }
}
