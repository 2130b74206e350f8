public import Graph

/// PageRank: the share of time a walker spends at each node who follows an edge with probability `damping` and jumps
/// elsewhere otherwise. Sums to 1.
///
/// The walker jumps to anybody alike, or as `jump` says, and does so too from nodes without out-edges. With weights edges
/// are followed in proportion, and a node whose edges all weigh 0 has none.
/// For people: *who is turned to by people who are themselves turned to*; with `jump`, as seen from those it names.
///
/// Solved node by node in place (Gauss and Seidel), those whom fewest turn to first: most edges lead to nodes further on,
/// which so take over at once what has just been found. After each round everything is scaled such that no time is lost,
/// which takes away the one part of the error that goes slowly; a tenth of the error is left after a round on a random
/// network of great hubs, where plain rounds leave a half, and never more than `damping` of it later on.
/// What bounds it is one look for each edge and round into an array of 8 bytes a node, from the second and third cache
/// as hubs stand together; turning the edges round beforehand costs as much as four rounds.
///
/// - Parameters:
///   - graph: The graph.
///   - damping: From 0 to below 1.
///   - tolerance: Above 0. Rounds end once 2 `damping` / (1 - `damping`) times the sum of changes is no more than this,
///     which bounds the sum of the errors of all values; or once changes are as small as rounding.
///   - jump: How often each node is jumped to, in proportion: one number a node, none below 0 and not all 0.
/// - Complexity: O(m) a round; log(tolerance) / log(damping) rounds at worst. 4 bytes an edge and 40 a node, 8 more an
///   edge with weights.
/// - Source: Brin and Page 1998, doi:10.1016/S0169-7552(98)00110-X; as a linear system, del Corso, Gullí and Romani 2005,
///   doi:10.1080/15427951.2005.10129108; scaling, Koury, McAllister and Stewart 1984, doi:10.1137/0605019.
public func pageRank(
  of graph: Adjacency, damping: Double = 0.85, tolerance: Double = 1e-10, jump: [Double]? = nil
) -> [Double] {
  precondition(damping >= 0 && damping < 1, "damping is from 0 to below 1")
  precondition(jump.map { $0.count == graph.nodeCount && $0.reduce(0, +) > 0 } ?? true, "a jump is one number a node")
  let n = graph.nodeCount
  guard n > 0 else { return [] }
  let walk = RankedWalk(graph, damping: damping, jump: jump)
  var visits = walk.begin(spread: jump == nil)
  let enough = max(tolerance * (1 - damping) / (2 * damping), 1e-15)
  // A round without scaling leaves no more than `damping` of the error, so that this many always suffice.
  let scaledRounds = 30
  let rounds = scaledRounds + Int(40 / (1 - damping))
  var round = 0
  while round < rounds, walk.improve(&visits) > enough {
    round += 1
    if round < scaledRounds { walk.balance(&visits) }
  }
  return walk.shares(of: visits)
}
