public import Graph

/// Who points to the right ones, and who is pointed to by those.
public struct HubsAndAuthorities: Sendable {
  /// Each node's value is in proportion to the authorities of the nodes it points to; the greatest is 1.
  public let hubs: [Double?]
  /// Each node's value is in proportion to the hubs of the nodes that point to it; the greatest is 1.
  public let authorities: [Double?]
  /// False when the values still changed by more than the tolerance after the last round.
  public let hasConverged: Bool
}

/// Hubs and authorities, each with the greatest value 1; `nil` for everybody where there are no edges.
///
/// For people: authorities are *those whom the well-informed turn to*, hubs *those who know whom to turn to*. Without
/// directions the two are the same.
///
/// - Complexity: O(m) a round; rounds grow with the inverse of the gap between the two greatest singular values, up to
///   100,000.
/// - Source: Kleinberg 1999, doi:10.1145/324133.324140.
public func hubsAndAuthorities(of graph: Adjacency, tolerance: Double = 1e-13) -> HubsAndAuthorities {
  let n = graph.nodeCount
  guard !graph.targets.isEmpty, graph.weights.isEmpty || graph.weights.contains(where: { $0 > 0 }) else {
    let none = [Double?](repeating: nil, count: n)
    return HubsAndAuthorities(hubs: none, authorities: none, hasConverged: true)
  }
  let incoming = graph.reversed()
  var hubs = [Double](repeating: 1, count: n)
  var authorities = hubs
  var change = Double.infinity
  for _ in 0..<100_000 where change > tolerance {
    authorities = unitGreatest(incoming.rowSums(hubs))
    let next = unitGreatest(graph.rowSums(authorities))
    change = zip(next, hubs).reduce(0) { max($0, abs($1.0 - $1.1)) }
    hubs = next
  }
  func cleared(_ values: [Double]) -> [Double?] { values.map { $0 < 1e-10 ? 0 : $0 } }
  return HubsAndAuthorities(hubs: cleared(hubs), authorities: cleared(authorities), hasConverged: change <= tolerance)
}

private func unitGreatest(_ values: [Double]) -> [Double] {
  let greatest = values.max() ?? 1
  return values.map { $0 / greatest }
}
