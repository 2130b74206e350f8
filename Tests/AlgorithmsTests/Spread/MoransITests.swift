import Testing

@testable import Algorithms

@Suite struct MoransITests {
  /// I by the formula, from a full matrix of weights whose rows are divided by their sums.
  private func byFormula(_ weight: [[Double]], _ x: [Double]) -> Double {
    let n = x.count
    let mean = x.reduce(0, +) / Double(n)
    var total = 0.0
    var products = 0.0
    for i in 0..<n {
      let sum = weight[i].reduce(0, +)
      for j in 0..<n where sum > 0 {
        total += weight[i][j] / sum
        products += weight[i][j] / sum * (x[i] - mean) * (x[j] - mean)
      }
    }
    return Double(n) / total * products / x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  private func orders(_ n: Int) -> [[Int]] {
    if n == 0 { return [[]] }
    return orders(n - 1).flatMap { order in
      (0..<n).map { place in
        var longer = order
        longer.insert(n - 1, at: place)
        return longer
      }
    }
  }

  /// The mean and the variance over all ways of dealing six values out are those the formulas give.
  @Test(arguments: 0..<8) func randomisationIsThatOfAllOrders(seed: Int) {
    var random = TestRandom(UInt64(seed) + 3)
    let spread = PlainSpread(&random, people: 6, ties: 5 + 2 * seed, periods: 1, weighted: true)
    let values = (0..<6).map { _ in Double(Int.random(in: 0..<9, using: &random)) }.enumerated().map {
      $1 + ($0 == 0 ? 10 : 0)
    }
    let weights = MoranWeights(spread.rows.weights())
    guard let moran = weights.moransI(of: values), let deviation = moran.standardDeviation else {
      Issue.record("there is an I")
      return
    }
    #expect(abs(moran.observed - byFormula(spread.weight[0], values)) < 1e-12)
    let all = orders(6).map { order in byFormula(spread.weight[0], order.map { values[$0] }) }
    let mean = all.reduce(0, +) / Double(all.count)
    let variance = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(all.count)
    #expect(abs(mean - moran.expected) < 1e-12)
    #expect(abs(variance.squareRoot() - deviation) < 1e-10)
  }

  @Test func noValueWhereNothingDiffersOrNobodyIsTied() {
    var random = TestRandom(1)
    let spread = PlainSpread(&random, people: 6, ties: 12, periods: 1)
    #expect(MoranWeights(spread.rows.weights()).moransI(of: [1, 1, 1, 1, 1, 1]) == nil)
    let alone = InfluenceRows([], count: 6, periods: 1, weighted: false)
    #expect(MoranWeights(alone.weights()).moransI(of: [1, 2, 3, 4, 5, 6]) == nil)
    let three = InfluenceRows(
      [InfluenceRows.Arc(person: 0, source: 1, first: 1, last: 1)], count: 3, periods: 1, weighted: false)
    let moran = MoranWeights(three.weights()).moransI(of: [1, 2, 4])
    #expect(moran != nil && moran?.z == nil && moran?.p == nil)
  }

  @Test func membersAloneAreNumberedAnew() {
    let arcs = [(0, 1), (1, 3), (3, 0), (2, 1)].map { InfluenceRows.Arc(person: $0, source: $1, first: 1, last: 1) }
    let rows = InfluenceRows(arcs, count: 4, periods: 1, weighted: false).weights().among([true, false, true, true])
    #expect(rows.offsets == [0, 0, 0, 1] && rows.others == [0])
  }
}
