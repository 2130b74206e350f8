import Testing

@testable import Algorithms

/// A spread as the naive twins take it: who can influence whom in each period, and when each adopted.
struct PlainSpread {
  var people: Int
  var periods: Int
  /// Weight of the tie by which `j` can influence `i` in period `t + 1`: `weight[t][i][j]`.
  var weight: [[[Double]]]
  var adoption: [Int32]
  var rows: InfluenceRows

  /// A random one, with parallel ties; steady ones hold in every period.
  init(
    _ random: inout TestRandom, people: Int, ties: Int, periods: Int, weighted: Bool = false, steady: Bool = false,
    bothWays: Bool = false
  ) {
    self.people = people
    self.periods = periods
    var weight = [[[Double]]](
      repeating: [[Double]](repeating: [Double](repeating: 0, count: people), count: people), count: periods)
    var arcs: [InfluenceRows.Arc] = []
    for _ in 0..<ties {
      let i = Int.random(in: 0..<people, using: &random)
      let j = Int.random(in: 0..<people, using: &random)
      let first = steady ? 1 : Int.random(in: 1...periods, using: &random)
      let last = steady ? periods : Int.random(in: first...periods, using: &random)
      let value = Double(Int.random(in: 1...4, using: &random))
      for (i, j) in bothWays ? [(i, j), (j, i)] : [(i, j)] {
        arcs.append(InfluenceRows.Arc(person: i, source: j, first: first, last: last, weight: value))
        guard i != j else { continue }
        for t in first...last { weight[t - 1][i][j] = weighted ? weight[t - 1][i][j] + value : 1 }
      }
    }
    self.weight = weight
    rows = InfluenceRows(arcs, count: people, periods: periods, weighted: weighted)
    adoption = (0..<people).map { _ in
      let period = Int32.random(in: 0...Int32(periods + 1), using: &random)
      return period > Int32(periods) ? neverAdopted : period
    }
  }
}

@Suite struct ExposureTests {
  @Test(arguments: 0..<60) func exposureByHand(seed: Int) {
    var random = TestRandom(UInt64(seed))
    let spread = PlainSpread(
      &random, people: 7, ties: seed % 25, periods: 5, weighted: seed % 2 == 0, steady: seed % 3 == 0)
    for lag in 0...2 {
      for lagsTies in [false, true] {
        for isCount in [false, true] {
          var rule = ExposureRule(lag: lag)
          rule.lagsTies = lagsTies
          rule.isCount = isCount
          if seed % 5 == 0 { rule.importance = (0..<35).map { Double($0 % 4) } }
          for i in 0..<7 {
            let values = spread.rows.exposure(of: i, adoption: spread.adoption, rule)
            for t in 1...5 {
              var expected: Double?
              if t > lag {
                let seen = lagsTies ? t - lag : t
                var all = 0.0
                var adopted = 0.0
                for j in 0..<7 {
                  let importance = rule.importance.isEmpty ? 1 : rule.importance[j * 5 + seen - 1]
                  let s = spread.weight[seen - 1][i][j] * importance
                  all += s
                  if spread.adoption[j] != neverAdopted, Int(spread.adoption[j]) <= t - lag { adopted += s }
                }
                expected = isCount ? adopted : all == 0 ? 0 : adopted / all
              }
              #expect(values[t - 1] == expected)
              #expect(spread.rows.exposure(of: i, in: t, adoption: spread.adoption, rule) == expected)
            }
          }
        }
      }
    }
  }

  @Test func parallelTiesAreMerged() {
    func arc(_ first: Int, _ last: Int, _ weight: Double) -> InfluenceRows.Arc {
      InfluenceRows.Arc(person: 0, source: 1, first: first, last: last, weight: weight)
    }
    let arcs = [arc(1, 3, 2), arc(3, 5, 1), arc(6, 6, 1), arc(8, 9, 4)]
    let weighted = InfluenceRows(arcs, count: 2, periods: 9, weighted: true)
    #expect(weighted.stretches.map(\.weight) == [2, 3, 1, 4])
    #expect(weighted.stretches.map(\.first) == [1, 3, 4, 8] && weighted.stretches.map(\.last) == [2, 3, 6, 9])
    let plain = InfluenceRows(arcs, count: 2, periods: 9, weighted: false)
    #expect(plain.stretches.map(\.first) == [1, 8] && plain.stretches.map(\.last) == [6, 9])
    #expect(plain.sources == [1] && plain.reached() == [0, 1] && plain.reached(in: 7) == [0, 0])
  }

  @Test(arguments: 0..<60) func followingByHand(seed: Int) {
    var random = TestRandom(UInt64(seed) + 100)
    let n = 8
    let last = 6
    let spread = PlainSpread(&random, people: n, ties: 6 + seed % 30, periods: last, steady: seed % 2 == 0)
    let toa = spread.adoption.map { $0 == neverAdopted ? nil : Int($0) }
    for (span, discount) in [(1, Double?.none), (3, nil), (3, 0.1), (9, 0.5)] {
      for usesFollowersPeriod in [false, true] {
        var rule = FollowingRule()
        rule.span = span
        rule.discount = discount
        rule.usesFollowersPeriod = usesFollowersPeriod
        let found = spread.rows.following(adoption: spread.adoption, rule)
        for i in 0..<n {
          var (next, later, just, before) = (0.0, 0.0, 0.0, 0.0)
          if let t = toa[i], t >= 1 {
            for k in 1...span {
              let w = discount.map { d in (1..<k).reduce(1.0) { product, _ in product * (1 + d) } } ?? Double(k)
              let seen = t + k - (usesFollowersPeriod ? 0 : 1)
              for j in 0..<n {
                guard let other = toa[j] else { continue }
                if t + k <= last, spread.weight[seen - 1][j][i] > 0 {
                  if other == t + k { next += 1 / w }
                  if other >= t + k { later += 1 / w }
                }
                if t - k >= 1, spread.weight[t - k][i][j] > 0 {
                  if other == t - k { just += 1 / w }
                  if other <= t - k { before += 1 / w }
                }
              }
            }
          }
          #expect(abs(found.infectiousness[i] - (later > 0 ? next / later : 0)) < 1e-12)
          #expect(abs(found.susceptibility[i] - (before > 0 ? just / before : 0)) < 1e-12)
        }
      }
    }
  }

  @Test func equivalenceByHand() {
    var random = TestRandom(5)
    for n in [1, 2, 5, 9] {
      let spread = PlainSpread(&random, people: n, ties: 2 * n, periods: 1)
      let ties = spread.weight[0]
      // Steps by Floyd and Warshall.
      var steps = (0..<n).map { i in (0..<n).map { j in i == j ? 0 : ties[i][j] > 0 ? 1 : 99 } }
      for k in 0..<n { for i in 0..<n { for j in 0..<n { steps[i][j] = min(steps[i][j], steps[i][k] + steps[k][j]) } } }
      let z = steps.map { $0.map { $0 > 6 ? 0.0 : Double($0) } }
      let greatest = max(z.flatMap(\.self).max() ?? 0, 1e-300)
      let matrix = StepMatrix(spread.rows.weights())
      #expect(matrix.steps.map(Double.init) == z.flatMap(\.self))
      let distances = matrix.profileDistances()
      for i in 0..<n {
        for j in 0..<n {
          var square = (z[i][j] - z[j][i]) * (z[i][j] - z[j][i])
          for k in 0..<n where k != i && k != j {
            square += (z[j][k] - z[i][k]) * (z[j][k] - z[i][k]) + (z[k][j] - z[k][i]) * (z[k][j] - z[k][i])
          }
          if z.flatMap(\.self).max() ?? 0 > 0 {
            #expect(abs(distances[i * n + j] - square.squareRoot() / greatest) < 1e-12)
          }
        }
      }
      let likeness = matrix.likeness()
      for i in 0..<n {
        let row = likeness.weights[likeness.offsets[i]..<likeness.offsets[i + 1]]
        #expect(row.isEmpty || abs(row.reduce(0, +) - 1) < 1e-12)
      }
    }
  }

  /// Ties that come and go: each period's exposure is that of its own ties, alone.
  @Test(arguments: [false, true]) func equivalenceFollowsTies(lagsTies: Bool) {
    var random = TestRandom(6)
    let spread = PlainSpread(&random, people: 8, ties: 20, periods: 5)
    for lag in 0...5 {
      var rule = ExposureRule(lag: lag)
      rule.lagsTies = lagsTies
      var found: [[Int]: Double] = [:]
      spread.rows.eachEquivalenceExposure(adoption: spread.adoption, rule, inverted: false) { found[[$0, $1]] = $2 }
      #expect(found.count == 8 * (5 - lag))
      for (key, value) in found {
        let likeness = StepMatrix(spread.rows.weights(in: lagsTies ? key[1] - lag : key[1])).likeness()
        let adopted = (likeness.offsets[key[0]]..<likeness.offsets[key[0] + 1]).reduce(0.0) { sum, place in
          let toa = spread.adoption[Int(likeness.others[place])]
          return Int(toa) <= key[1] - lag ? sum + likeness.weights[place] : sum
        }
        #expect(abs(value - adopted) < 1e-12)
      }
    }
  }
}
