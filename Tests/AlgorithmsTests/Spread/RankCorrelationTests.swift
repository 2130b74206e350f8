import Testing

@testable import Algorithms

@Suite struct RankCorrelationTests {
  @Test func equalValuesShareTheirRank() {
    #expect(ranks([3, 1, 3, 2]) == [3.5, 1, 3.5, 2])
    #expect(ranks([]) == [] && ranks([5, 5, 5]) == [2, 2, 2])
  }

  @Test func byHand() throws {
    // Ranks 1 2 3 4 5 against 2 1 4 3 5: 1 - 6 * 4 / (5 * 24).
    let plain = try #require(rankCorrelation([1, 2, 3, 4, 5], [20, 10, 40, 30, 50], permutations: 99, seed: 1))
    #expect(abs(plain.rho - 0.8) < 1e-12)
    // With equal values: ranks 1.5 1.5 3 4 against 1 2.5 2.5 4, whose products over deviations are 4 / 4.5.
    let tied = try #require(rankCorrelation([1, 1, 2, 3], [1, 2, 2, 3], permutations: 99, seed: 1))
    #expect(abs(tied.rho - 3.75 / 4.5) < 1e-12)
    let inverse = try #require(rankCorrelation([1, 2, 3], [3, 2, 1], permutations: 99, seed: 1))
    #expect(abs(inverse.rho + 1) < 1e-12)
    #expect(rankCorrelation([1, 1, 1], [1, 2, 3], permutations: 99, seed: 1) == nil)
    #expect(rankCorrelation([1, 2], [1, 2], permutations: 99, seed: 1) == nil)
  }

  /// Of the 120 orders of five, those as far from 0 as 0.9 are 5 above and 5 below.
  @Test func pIsTheShareOfAllOrders() throws {
    let found = try #require(rankCorrelation([1, 2, 3, 4, 5], [2, 1, 3, 4, 5], permutations: 20_000, seed: 3))
    #expect(abs(found.rho - 0.9) < 1e-12)
    #expect(abs(found.p - 10.0 / 120) < 0.01)
  }

  @Test func shufflesAreAllAsLikely() {
    var seen: [[Int]: Int] = [:]
    for seed in 0..<24_000 {
      var values = [0, 1, 2, 3]
      shuffle(&values, seed: scrambled(7, UInt64(seed)))
      seen[values, default: 0] += 1
    }
    #expect(seen.count == 24)
    // Chi-squared with 23 degrees of freedom: above 50 about once in a thousand times.
    #expect(seen.values.reduce(0.0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 } < 50)
  }

  @Test func threadsDoNotMatter() {
    let a = (0..<400).map { Double(scrambled(1, UInt64($0)) % 50) }
    let b = (0..<400).map { Double(scrambled(2, UInt64($0)) % 50) }
    let one = limitingWorkers(to: 1) { rankCorrelation(a, b, permutations: 999, seed: 5) }
    let two = limitingWorkers(to: 2) { rankCorrelation(a, b, permutations: 999, seed: 5) }
    #expect(one?.rho == two?.rho && one?.p == two?.p)
  }
}
