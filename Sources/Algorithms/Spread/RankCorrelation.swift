/// Spearman's correlation of two figures by their ranks, with how often chance would bring one as strong.
public struct RankCorrelation: Sendable {
  /// From -1 (the more of one, the less of the other) to 1.
  public let rho: Double
  /// (1 + shuffles with as strong a correlation, either way) / (1 + shuffles).
  public let p: Double
  /// Number of shuffles.
  public let permutations: Int
}

/// Ranks from 1; equal values share the mean of theirs.
///
/// - Complexity: O(n log n).
public func ranks(_ values: [Double]) -> [Double] {
  let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  var ranks = [Double](repeating: 0, count: values.count)
  var next = 0
  while next < order.count {
    let first = next
    while next < order.count, values[order[next]] == values[order[first]] { next += 1 }
    // Places first + 1 to next.
    for place in first..<next { ranks[order[place]] = Double(first + 1 + next) / 2 }
  }
  return ranks
}

/// Spearman's rho of two figures a person; `nil` for fewer than three people, or where one figure is the same for all.
///
/// For people: whether those with more of one have more of the other, by their order alone.
///
/// - Parameters:
///   - a: One figure.
///   - b: The other.
///   - permutations: How often the second is dealt out afresh.
///   - seed: Where the shuffling begins.
/// - Complexity: O(n log n + permutations n), on all cores.
/// - Source: Spearman 1904, doi:10.2307/1412159.
public func rankCorrelation(_ a: [Double], _ b: [Double], permutations: Int, seed: UInt64) -> RankCorrelation? {
  precondition(a.count == b.count, "every person has both figures")
  guard a.count >= 3 else { return nil }
  let n = Double(a.count)
  let middle = (n + 1) / 2
  let first = ranks(a).map { $0 - middle }
  let second = ranks(b).map { $0 - middle }
  let scale = (first.reduce(0) { $0 + $1 * $1 } * second.reduce(0) { $0 + $1 * $1 }).squareRoot()
  guard scale > 0 else { return nil }
  @Sendable func product(_ other: [Double]) -> Double {
    var sum = 0.0
    for place in first.indices { sum += first[place] * other[place] }
    return sum
  }
  let observed = product(second)
  // What rounding alone sets apart counts as equal.
  let bar = abs(observed) - 1e-9 * scale
  let extremes = mapChunks(of: permutations, size: max(1, permutations / 64)) { runs in
    runs.count { run in
      var shuffled = second
      shuffle(&shuffled, seed: scrambled(seed, UInt64(run)))
      return abs(product(shuffled)) >= bar
    }
  }
  return RankCorrelation(
    rho: observed / scale, p: Double(1 + extremes.reduce(0, +)) / Double(1 + permutations), permutations: permutations)
}

/// Puts values into an order that depends on `seed` alone, every order being as likely.
///
/// - Source: Fisher and Yates 1938; Durstenfeld 1964, doi:10.1145/364520.364540.
func shuffle<Value>(_ values: inout [Value], seed: UInt64) {
  for place in stride(from: values.count - 1, to: 0, by: -1) {
    let other = scrambled(seed &+ UInt64(place)).multipliedFullWidth(by: UInt64(place + 1)).high
    values.swapAt(place, Int(other))
  }
}
