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
  /// - Complexity: O(n + m log d), d the greatest degree; about 24 bytes an edge while it runs.
  public init(_ edges: EdgeTable, directed: Bool, weighted: Bool) {
    let n = edges.space.count
    var starts = [Int](repeating: 0, count: n + 1)
    func eachArc(_ body: (_ from: Int, _ to: UInt32, _ edge: Int) -> Void) {
      for e in 0..<edges.count where edges.tail[e] != edges.head[e] {
        let way = directed ? edges.way[e] : .both
        if way != .backward { body(Int(edges.tail[e]), edges.head[e], e) }
        if way != .forward { body(Int(edges.head[e]), edges.tail[e], e) }
      }
    }
    eachArc { from, _, _ in starts[from + 1] += 1 }
    for v in 0..<n { starts[v + 1] += starts[v] }
    var fill = starts
    var arcs = [(target: UInt32, weight: Double)](
      repeating: (0, 0), count: weighted ? starts[n] : 0)
    var bare = [UInt32](repeating: 0, count: weighted ? 0 : starts[n])
    eachArc { from, to, e in
      if weighted { arcs[fill[from]] = (to, edges.weight[e]) } else { bare[fill[from]] = to }
      fill[from] += 1
    }
    var offsets = [0]
    offsets.reserveCapacity(n + 1)
    var targets: [UInt32] = []
    var weights: [Double] = []
    targets.reserveCapacity(starts[n])
    for v in 0..<n {
      let row = starts[v]..<starts[v + 1]
      let first = targets.count
      if weighted {
        // Sums do not depend on the order in which parallel edges were written.
        arcs[row].sort { ($0.target, $0.weight) < ($1.target, $1.weight) }
        for arc in arcs[row] {
          if targets.count > first, targets[targets.count - 1] == arc.target {
            weights[weights.count - 1] += arc.weight
          } else {
            targets.append(arc.target)
            weights.append(arc.weight)
          }
        }
      } else {
        bare[row].sort()
        for target in bare[row] where targets.count == first || targets[targets.count - 1] != target {
          targets.append(target)
        }
      }
      offsets.append(targets.count)
    }
    self.init(offsets: offsets, targets: targets, weights: weights, isDirected: directed)
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
    var starts = [Int](repeating: 0, count: nodeCount + 1)
    for target in targets { starts[Int(target) + 1] += 1 }
    for v in 0..<nodeCount { starts[v + 1] += starts[v] }
    var fill = starts
    var turned = [UInt32](repeating: 0, count: targets.count)
    var turnedWeights = [Double](repeating: 0, count: weights.count)
    for v in 0..<nodeCount {
      for slot in offsets[v]..<offsets[v + 1] {
        let target = Int(targets[slot])
        turned[fill[target]] = UInt32(v)
        if !weights.isEmpty { turnedWeights[fill[target]] = weights[slot] }
        fill[target] += 1
      }
    }
    return Adjacency(offsets: starts, targets: turned, weights: turnedWeights, isDirected: true)
  }

  /// Number of neighbours of `node`: out-neighbours when directed.
  public func degree(_ node: Int) -> Int { offsets[node + 1] - offsets[node] }
}
