import Graph

/// The equations of PageRank: visits[v] = starts[v] + the sum over edges u -> v of damping * the share of v among the edges
/// of u * visits[u]. In proportion their solution is the PageRank, as a walk that ends at nodes without out-edges and begins
/// again is one that jumps from there.
///
/// Nodes stand in the order of how many turn to them, fewest first.
struct RankedWalk {
  /// Visits of the node at each place of the order.
  struct Visits {
    fileprivate(set) var counts: [Double]
    /// What they pass on along each out-edge.
    fileprivate var passed: [Double]
    fileprivate var total = 0.0
    /// Visits after which the walk ends, by chance or for want of an out-edge.
    fileprivate var ended = 0.0
  }

  private let damping: Double
  /// The place of each node.
  private let places: [UInt32]
  /// The first place with in-edges; the visits of those before it are their starts.
  private let first: Int
  /// In-edges of the node at each place, as in ``Adjacency``.
  private let offsets: [Int]
  private let sources: [UInt32]
  /// With weights, `damping` times the share that each in-edge has of its source.
  private let portions: [Double]
  /// What a visit passes on along each out-edge, 0 without any; with weights 1, as `portions` say the rest.
  private let factors: [Double]
  private let starts: [Double]
  /// Visits before ``first``, and how many of them end the walk.
  private let fixedTotal: Double
  private let fixedEnded: Double

  init(_ graph: Adjacency, damping: Double, jump: [Double]?) {
    self.damping = damping
    let n = graph.nodeCount
    let degrees = inDegrees(of: graph)
    places = ranks(of: degrees)
    var offsets = [Int](repeating: 0, count: n + 1)
    for node in 0..<n { offsets[Int(places[node]) + 1] = Int(degrees[node]) }
    first = offsets.dropFirst().firstIndex { $0 > 0 }.map { $0 - 1 } ?? n
    for place in 0..<n { offsets[place + 1] += offsets[place] }
    self.offsets = offsets
    let strengths = graph.weights.isEmpty ? [] : outStrengths(of: graph)
    (sources, portions) = turned(graph, strengths, places, offsets, damping)
    var factors = [Double](repeating: 0, count: n)
    var starts = [Double](repeating: 1, count: n)
    let scale = jump.map { Double(n) / $0.reduce(0, +) } ?? 1
    for node in 0..<n {
      let place = Int(places[node])
      if !strengths.isEmpty {
        factors[place] = strengths[node] > 0 ? 1 : 0
      } else if graph.degree(node) > 0 {
        factors[place] = damping / Double(graph.degree(node))
      }
      if let jump { starts[place] = jump[node] * scale }
    }
    self.factors = factors
    self.starts = starts
    fixedTotal = starts[..<first].reduce(0, +)
    fixedEnded = zip(starts, factors).prefix(first).reduce(0) { $0 + ($1.1 > 0 ? (1 - damping) * $1.0 : $1.0) }
  }

  /// Visits to begin with.
  ///
  /// - Parameter spread: Add what more there must be in all, in proportion to in-edges; not where some nodes cannot be come
  ///   to at all.
  func begin(spread: Bool) -> Visits {
    var due = 0.0
    var endedPerEdge = 0.0
    for place in starts.indices {
      let edges = Double(offsets[place + 1] - offsets[place])
      if factors[place] > 0 { due += damping * starts[place] }
      endedPerEdge += factors[place] > 0 ? (1 - damping) * edges : edges
    }
    let perEdge = spread && endedPerEdge > 0 ? due / endedPerEdge : 0
    let counts = starts.indices.map { starts[$0] + perEdge * Double(offsets[$0 + 1] - offsets[$0]) }
    return Visits(counts: counts, passed: zip(counts, factors).map { $0 * $1 })
  }

  /// One round over all equations, each with what was found before.
  ///
  /// - Returns: The sum of changes as a share of all visits.
  func improve(_ visits: inout Visits) -> Double {
    let change: Double
    (change, visits.total, visits.ended) = solve(&visits.counts, &visits.passed)
    return change / visits.total
  }

  @inline(never)
  private func solve(
    _ counts: inout [Double], _ passed: inout [Double]
  ) -> (change: Double, total: Double, ended: Double) {
    let (offsets, sources, portions) = (offsets.span, sources.span, portions.span)
    let (factors, starts) = (factors.span, starts.span)
    let (damping, isWeighted) = (damping, !portions.isEmpty)
    var counts = counts.mutableSpan
    var passed = passed.mutableSpan
    var (change, total, ended) = (0.0, fixedTotal, fixedEnded)
    var place = first
    var slot = 0
    while place < factors.count {
      let end = offsets[place &+ 1]
      var sum = starts[place]
      // Two sums, so that one addition need not wait for the other.
      var other = 0.0
      if isWeighted {
        while slot < end {
          sum += unsafe passed[unchecked: Int(sources[unchecked: slot])] * portions[unchecked: slot]
          slot &+= 1
        }
      } else {
        while slot &+ 1 < end {
          sum += unsafe passed[unchecked: Int(sources[unchecked: slot])]
          other += unsafe passed[unchecked: Int(sources[unchecked: slot &+ 1])]
          slot &+= 2
        }
        if slot < end { sum += unsafe passed[unchecked: Int(sources[unchecked: slot])] }
      }
      slot = end
      sum += other
      let factor = factors[place]
      change += abs(sum - counts[place])
      total += sum
      ended += factor > 0 ? (1 - damping) * sum : sum
      counts[place] = sum
      passed[place] = sum * factor
      place &+= 1
    }
    return (change, total, ended)
  }

  /// Scales all visits but the fixed so that as many walks end as begin.
  func balance(_ visits: inout Visits) {
    guard visits.ended > fixedEnded else { return }
    let scale = (Double(starts.count) - fixedEnded) / (visits.ended - fixedEnded)
    for place in first..<starts.count {
      visits.counts[place] *= scale
      visits.passed[place] *= scale
    }
  }

  /// The share that each node has of all visits.
  func shares(of visits: Visits) -> [Double] { places.map { visits.counts[Int($0)] / visits.total } }
}

private func inDegrees(of graph: Adjacency) -> [UInt32] {
  var degrees = [UInt32](repeating: 0, count: graph.nodeCount)
  var degree = degrees.mutableSpan
  let targets = graph.targets.span
  for slot in targets.indices { unsafe degree[unchecked: Int(targets[unchecked: slot])] &+= 1 }
  return degrees
}

/// The place of each node by rising degree, of equals by rising number.
private func ranks(of degrees: [UInt32]) -> [UInt32] {
  var fill = [UInt32](repeating: 0, count: Int(degrees.max() ?? 0) + 2)
  for degree in degrees { fill[Int(degree) + 1] += 1 }
  for degree in 1..<fill.count { fill[degree] += fill[degree - 1] }
  return degrees.map { degree in
    defer { fill[Int(degree)] += 1 }
    return fill[Int(degree)]
  }
}

private func outStrengths(of graph: Adjacency) -> [Double] {
  (0..<graph.nodeCount).map { graph.weights[graph.offsets[$0]..<graph.offsets[$0 + 1]].reduce(0, +) }
}

/// Edges turned round between places, and with strengths their portions.
@inline(never)
private func turned(
  _ graph: Adjacency, _ strengths: [Double], _ places: [UInt32], _ rows: [Int], _ damping: Double
) -> (sources: [UInt32], portions: [Double]) {
  let (offsets, targets, weights) = (graph.offsets.span, graph.targets.span, graph.weights.span)
  // Where the next in-edge of each node goes.
  var next = places.map { rows[Int($0)] }
  var fill = next.mutableSpan
  var sources = [UInt32](repeating: 0, count: targets.count)
  var portions = [Double](repeating: 0, count: weights.count)
  var source = sources.mutableSpan
  var portion = portions.mutableSpan
  for node in 0..<graph.nodeCount {
    let place = places[node]
    for slot in offsets[node]..<offsets[node + 1] {
      let target = unsafe Int(targets[unchecked: slot])
      let there = unsafe fill[unchecked: target]
      unsafe fill[unchecked: target] = there &+ 1
      unsafe source[unchecked: there] = place
      if !strengths.isEmpty, strengths[node] > 0 { portion[there] = weights[slot] / strengths[node] * damping }
    }
  }
  return (sources, portions)
}
