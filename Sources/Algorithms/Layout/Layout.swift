public import Graph

/// Where each node of a drawing goes.
public struct Layout: Sendable {
  /// From left to right; the middle of the drawing is 0, and edges are about 1 long where there is room.
  public let x: [Double]
  /// From top to bottom.
  public let y: [Double]
}

/// Places nodes in the plane so that those who are joined lie close and everybody else keeps apart.
///
/// For people: *groups that work together become visible as clumps*; where somebody lies, and what lies on which side, means
/// nothing by itself.
///
/// Every two nodes push each other away by 1 / distance, every edge pulls its ends together by the 5/4th power of its length,
/// and a weak pull towards the middle keeps parts that hang together with nothing within the page. A node is moved along the
/// sum of these, no further than a limit that falls from round to round. Nodes far away push as one. So that large networks
/// unfold, neighbours are first merged until little is left, and what was merged is let go again step by step. In the end
/// nodes go once where their distances to some of the others fit the steps between.
///
/// - Parameters:
///   - graph: The graph; directions and weights do not count.
/// - Returns: Finite places, the same on any number of threads.
/// - Complexity: O(n log n + m) a round, of which there are at least 40, on all cores; about 250 bytes a node beside the graph.
///   Bound by the walk over the tree of nodes that are far away.
/// - Source: Fruchterman and Reingold 1991, doi:10.1002/spe.4380211102; the power of the pull between theirs and that which
///   shows groups best, Noack 2007, doi:10.7155/jgaa.00154; Barnes and Hut 1986, doi:10.1038/324446a0; merging, Hu 2005, The
///   Mathematica Journal 10(1).
public func layout(of graph: Adjacency) -> Layout {
  var levels = [LayoutLevel(graph.symmetric())]
  while let merged = levels[levels.count - 1].merged() { levels.append(merged) }
  var places = levels[levels.count - 1].scattered()
  for (depth, level) in levels.enumerated().reversed() {
    let isCoarsest = depth == levels.count - 1
    if !isCoarsest { places = level.released(places, from: levels[depth + 1]) }
    // A share of how wide the drawing is, so that whole groups find their way past each other at any size.
    level.relax(&places, farthest: Float(places.count).squareRoot() / (isCoarsest ? 2 : 8))
  }
  return centred(levels[0].withLessStress(places))
}

/// The places with their mean in the middle.
private func centred(_ places: [SIMD2<Float>]) -> Layout {
  var sum = SIMD2<Double>.zero
  for place in places { sum += SIMD2<Double>(place) }
  let middle = sum / Double(max(places.count, 1))
  let moved = places.map { SIMD2<Double>($0) - middle }
  return Layout(x: moved.map(\.x), y: moved.map(\.y))
}
