#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How far two ways of grouping the same nodes tell each other: mutual information over the mean of both entropies, from 0 to
/// 1. Nodes without a group in the first are left out; `nil` where either is all one group.
///
/// For people: *do people who work together also belong together on paper?* It grows with the number of groups by itself, so
/// that only like numbers compare.
///
/// - Complexity: O(n), and sorting the pairs of groups.
/// - Source: Danon et al. 2005, doi:10.1088/1742-5468/2005/09/P09008.
public func normalisedMutualInformation(_ first: [Int?], _ second: [Int]) -> Double? {
  precondition(first.count == second.count, "both group the same nodes")
  let pairs = zip(first, second).compactMap { pair in pair.0.map { [$0, pair.1] } }
  let joint = entropy(pairs)
  let alone = (entropy(pairs.map { [$0[0]] }), entropy(pairs.map { [$0[1]] }))
  guard alone.0 > 0, alone.1 > 0 else { return nil }
  return max(0, 2 * (alone.0 + alone.1 - joint) / (alone.0 + alone.1))
}

/// The entropy of how often each value stands in a list, added up in the order of the values, so that bits are always the same.
private func entropy(_ values: [[Int]]) -> Double {
  let sorted = values.sorted { $0.lexicographicallyPrecedes($1) }
  var sum = 0.0
  var first = 0
  while first < sorted.count {
    var end = first
    while end < sorted.count, sorted[end] == sorted[first] { end += 1 }
    let share = Double(end - first) / Double(sorted.count)
    sum -= share * log(share)
    first = end
  }
  return sum
}
