public import Graph

/// Katz centrality and the attenuation it was reckoned with.
public struct Katz: Sendable {
  /// One value a node, 1 for a node that nothing points to.
  public let values: [Double]
  /// What each step of a walk counts, as a share of the step before.
  public let attenuation: Double
}

/// Katz centrality: the number of walks of any length that end at a node, each step counting `attenuation` times the one
/// before; x = attenuation A' x + 1, as it stands.
///
/// For people: *who is turned to, directly and through others.* Unlike the eigenvector it gives everybody a value, in
/// pieces of a network and along chains without rings too.
///
/// - Parameters:
///   - graph: The graph.
///   - attenuation: Above 0 and below the inverse of the greatest eigenvalue, else the sum has no end. Without it 0.1 is
///     taken, or 0.85 over the greatest eigenvalue where 0.1 is too great.
/// - Returns: `nil` when the sum of `attenuation` has no end.
/// - Complexity: O(m) a round; about log(1e-15) / log(attenuation times the greatest eigenvalue) rounds.
/// - Source: Katz 1953, doi:10.1007/BF02289026.
public func katz(of graph: Adjacency, attenuation: Double? = nil) -> Katz? {
  let incoming = graph.reversed()
  if let attenuation {
    return walks(into: incoming, attenuation).map { Katz(values: $0, attenuation: attenuation) }
  }
  if let values = walks(into: incoming, 0.1) { return Katz(values: values, attenuation: 0.1) }
  let eigenvalue = eigenvector(of: graph, tolerance: 1e-9).eigenvalue
  let lower = 0.85 / max(eigenvalue, 1e-300)
  return walks(into: incoming, lower).map { Katz(values: $0, attenuation: lower) }
}

/// The attenuated walks that end at each node; `nil` when there is no end to them.
private func walks(into incoming: Adjacency, _ attenuation: Double) -> [Double]? {
  var sum = [Double](repeating: 1, count: incoming.nodeCount)
  var step = sum
  // The greatest of a step is the norm of the power of the matrix: once below 1, the sum is known to have an end.
  for _ in 0..<100_000 {
    step = incoming.rowSums(step)
    var greatest = 0.0
    var isNew = false
    for node in step.indices {
      step[node] *= attenuation
      greatest = max(greatest, step[node])
      let next = sum[node] + step[node]
      isNew = isNew || next != sum[node]
      sum[node] = next
    }
    if !isNew, greatest < 1 { return sum }
    if !(greatest < 1e200) { return nil }
  }
  return nil
}
