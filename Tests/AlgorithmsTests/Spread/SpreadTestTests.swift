import Testing

@testable import Algorithms

@Suite struct SpreadTestTests {
  private func rows(_ pairs: [(Int, Int)], people: Int, periods: Int, bothWays: Bool) -> InfluenceRows {
    InfluenceRows(
      pairs.flatMap { a, b in
        (bothWays ? [(a, b), (b, a)] : [(a, b)]).map {
          InfluenceRows.Arc(person: $0, source: $1, first: 1, last: periods)
        }
      }, count: people, periods: periods, weighted: false)
  }

  /// For every person: sources, people they are a source of, and how many of those are both.
  private func degrees(_ offsets: [Int], _ sources: [UInt32]) -> [[Int]] {
    let n = offsets.count - 1
    var arcs: Set<[Int]> = []
    for i in 0..<n { for place in offsets[i]..<offsets[i + 1] { arcs.insert([i, Int(sources[place])]) } }
    #expect(arcs.count == sources.count, "nobody is tied twice")
    #expect(arcs.allSatisfy { $0[0] != $0[1] }, "nobody is tied to themself")
    return (0..<n).map { i in
      [
        arcs.count { $0[0] == i }, arcs.count { $0[1] == i }, arcs.count { $0[0] == i && arcs.contains([$0[1], i]) },
      ]
    }
  }

  @Test(arguments: 0..<40) func rewiringKeepsDegrees(seed: Int) {
    var random = TestRandom(UInt64(seed))
    let spread = PlainSpread(
      &random, people: 12, ties: seed, periods: 2, steady: true, bothWays: seed % 2 == 0)
    let rewiring = Rewiring(spread.rows)
    let before = degrees(spread.rows.offsets, spread.rows.sources)
    for run in 0..<10 {
      #expect(degrees(spread.rows.offsets, rewiring.sources(seed: UInt64(run))) == before)
    }
  }

  /// Every network with the same degrees comes up, and as often.
  @Test func rewiringReachesEveryNetworkAlike() {
    // All simple graphs with the degrees of a ring of six: 60 rings of six and 10 pairs of triangles.
    let ring = rows((0..<6).map { ($0, ($0 + 1) % 6) }, people: 6, periods: 1, bothWays: true)
    let rewiring = Rewiring(ring)
    var seen: [[UInt32]: Int] = [:]
    for seed in 0..<14_000 {
      let sources = rewiring.sources(seed: scrambled(11, UInt64(seed)))
      let sorted = (0..<6).flatMap { sources[ring.offsets[$0]..<ring.offsets[$0 + 1]].sorted() }
      seen[sorted, default: 0] += 1
    }
    #expect(seen.count == 70)
    // Chi-squared with 69 degrees of freedom: above 111 about once in a thousand times.
    #expect(seen.values.reduce(0.0) { $0 + Double(($1 - 200) * ($1 - 200)) / 200 } < 111)
  }

  /// On five people every way of dealing the times out is gone through, and p is their share.
  @Test(arguments: 0..<6) func shuffledTimesAreThoseOfAllOrders(seed: Int) throws {
    var random = TestRandom(UInt64(seed) + 20)
    let spread = PlainSpread(&random, people: 5, ties: 9, periods: 3, steady: true)
    let adoption: [Int32] = [1, 2, 2, 3, neverAdopted]
    func meanExposure(_ adoption: [Int32]) -> Double {
      var exposures: [Double] = []
      for i in 0..<5 where adoption[i] > 1 && adoption[i] != neverAdopted {
        let t = Int(adoption[i])
        let all = spread.weight[t - 1][i].reduce(0, +)
        let adopted = (0..<5).reduce(0.0) { $0 + (adoption[$1] <= adoption[i] - 1 ? spread.weight[t - 1][i][$1] : 0) }
        exposures.append(all > 0 ? adopted / all : 0)
      }
      return exposures.reduce(0, +) / Double(exposures.count)
    }
    var all: [Double] = []
    func deal(_ left: [Int32], _ dealt: [Int32]) {
      if left.isEmpty { all.append(meanExposure(dealt)) }
      for place in left.indices {
        var rest = left
        let next = rest.remove(at: place)
        deal(rest, dealt + [next])
      }
    }
    deal(adoption, [])
    #expect(all.count == 120)
    let mean = all.reduce(0, +) / 120
    let observed = meanExposure(adoption)
    let share = Double(all.count { abs($0 - mean) >= abs(observed - mean) - 1e-9 }) / 120
    let test = spread.rows.test(.shuffledTimes, adoption: adoption, lag: 1, permutations: 20_000, seed: 4)
    let exposure = try #require(test.exposure)
    #expect(abs(exposure.observed - observed) < 1e-12)
    #expect(abs(exposure.nullMean - mean) < 0.01)
    // The middle is estimated, which can move values that lie as far on the other side in or out; most often none do.
    let nearby = Double(all.count { abs(abs($0 - mean) - abs(observed - mean)) < 0.02 }) / 120
    #expect(abs(exposure.p - share) < 0.02 + nearby)
  }

  /// Where times have nothing to do with ties, p is as often below any value as it should be.
  @Test(arguments: [SpreadNull.shuffledTimes, .rewiredTies, .shuffledWithinGroups])
  func pIsUniformUnderTheNull(null: SpreadNull) {
    var random = TestRandom(31)
    var exposures: [Double] = []
    var morans: [Double] = []
    for run in 0..<300 {
      var spread = PlainSpread(&random, people: 20, ties: 40, periods: 5, steady: true, bothWays: true)
      spread.adoption = spread.adoption.map { $0 == 0 ? 1 : $0 }
      let test = spread.rows.test(
        null, adoption: spread.adoption, lag: 1, permutations: 99, groups: (0..<20).map { $0 % 2 }, seed: UInt64(run))
      if let p = test.exposure?.p { exposures.append(p) }
      if let p = test.moran?.p { morans.append(p) }
    }
    for values in [exposures, morans] {
      #expect(values.count > 290)
      for bound in [0.05, 0.1, 0.25, 0.5, 0.75] {
        let share = Double(values.count { $0 <= bound + 1e-9 }) / Double(values.count)
        // Three and a half standard deviations of 300 draws.
        #expect(abs(share - bound) < 3.5 * (bound * (1 - bound) / 300).squareRoot())
      }
    }
  }

  /// A spread that runs along a chain is told from chance.
  @Test func whatFollowsTiesIsSeen() throws {
    let chain = rows((0..<59).map { ($0, $0 + 1) }, people: 60, periods: 60, bothWays: true)
    let adoption = (1...60).map { Int32($0) }
    for null in [SpreadNull.rewiredTies, .shuffledTimes] {
      let test = chain.test(null, adoption: adoption, lag: 1, permutations: 199, seed: 2)
      let exposure = try #require(test.exposure)
      let moran = try #require(test.moran)
      #expect(moran.p <= 0.005 && moran.observed > 0.9 && moran.difference > 0.5)
      #expect(exposure.observed > exposure.nullMean - 0.1 && exposure.low <= exposure.high)
    }
    let star = rows((1..<30).map { ($0, 0) }, people: 30, periods: 3, bothWays: false)
    // Everybody whose only source is the first adopts after it.
    let late = [Int32(1)] + [Int32](repeating: 2, count: 15) + [Int32](repeating: neverAdopted, count: 14)
    let exposure = try #require(star.test(.shuffledTimes, adoption: late, lag: 1, permutations: 199, seed: 2).exposure)
    #expect(exposure.observed == 1 && exposure.p < 0.06)
  }

  @Test func withinGroupsNothingCrosses() {
    // Two groups that adopted at different times: within them nothing is left to shuffle.
    let line = rows((0..<9).map { ($0, $0 + 1) }, people: 10, periods: 2, bothWays: true)
    let adoption = (0..<10).map { Int32($0 < 5 ? 1 : 2) }
    let test = line.test(
      .shuffledWithinGroups, adoption: adoption, lag: 1, permutations: 99, groups: (0..<10).map { $0 / 5 }, seed: 1)
    #expect(test.exposure?.p == 1 && test.exposure?.low == test.exposure?.observed)
  }

  @Test func nothingToCompareIsNoFigure() {
    let empty = InfluenceRows([], count: 0, periods: 0, weighted: false)
    for null in SpreadNull.allCases {
      #expect(empty.test(null, adoption: [], lag: 1, permutations: 19, seed: 1).exposure == nil)
    }
    let alone = InfluenceRows([], count: 2, periods: 3, weighted: false)
    let test = alone.test(.rewiredTies, adoption: [1, 2], lag: 1, permutations: 19, seed: 1)
    #expect(test.exposure?.observed == 0 && test.exposure?.p == 1 && test.moran == nil)
  }

  @Test(arguments: SpreadNull.allCases) func threadsDoNotMatter(null: SpreadNull) {
    var random = TestRandom(77)
    let spread = PlainSpread(&random, people: 60, ties: 200, periods: 6, bothWays: true)
    let groups = (0..<60).map { $0 % 3 == 2 ? nil : Optional($0 % 3) }
    func run(_ workers: Int) -> SpreadTest {
      limitingWorkers(to: workers) {
        spread.rows.test(null, adoption: spread.adoption, lag: 1, permutations: 300, groups: groups, seed: 8)
      }
    }
    let (one, two) = (run(1), run(2))
    #expect(one.exposure?.nullMean == two.exposure?.nullMean && one.exposure?.p == two.exposure?.p)
    #expect(one.moran?.nullMean == two.moran?.nullMean && one.moran?.low == two.moran?.low)
  }
}
