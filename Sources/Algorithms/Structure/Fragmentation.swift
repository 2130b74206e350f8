/// How far a network has fallen apart: the share of ordered pairs of nodes that cannot get to each other, from 0, all in one
/// piece, to 1, all alone. `nil` for fewer than two nodes.
///
/// - Parameters:
///   - component: The component of each node, from 0.
/// - Complexity: O(n).
/// - Source: Borgatti 2006, doi:10.1007/s10588-006-7084-x.
public func fragmentation(ofComponents component: [Int]) -> Double? {
  let n = Double(component.count)
  guard n > 1 else { return nil }
  var sizes = [Int](repeating: 0, count: (component.max() ?? 0) + 1)
  for number in component { sizes[number] += 1 }
  return 1 - sizes.reduce(0) { $0 + Double($1) * Double($1 - 1) } / (n * (n - 1))
}

/// The same weighted by distance: 1 less the mean inverse distance of ordered pairs. `nil` for fewer than two nodes.
///
/// - Parameters:
///   - harmonic: For each node the sum of the inverse distances to the others.
///   - count: Number of nodes, where some of `harmonic` have been taken away.
/// - Complexity: O(n).
/// - Source: Borgatti 2006, doi:10.1007/s10588-006-7084-x.
public func distanceFragmentation(harmonic: [Double], count: Int) -> Double? {
  guard count > 1 else { return nil }
  return 1 - harmonic.reduce(0, +) / (Double(count) * Double(count - 1))
}
