import Testing

@testable import Algorithms

/// Probabilities told from tries of which only the outcome together is known.
@Suite struct TrialsTests {
  @Test func singleTriesGiveTheirShare() {
    var trials = Trials(kinds: 1)
    for unit in 0..<40 { trials.add([1], about: unit, cameOff: unit < 10) }
    let estimate = trials.estimate()
    #expect(abs((estimate.probabilities[0] ?? 0) - 0.25) < 1e-9)
    #expect(estimate.tries == [40])
    // Where 10 log p + 30 log (1 - p) is 1.9207 below its greatest.
    #expect(abs((estimate.intervals[0]?.low ?? 0) - 0.1339) < 1e-3)
    #expect(abs((estimate.intervals[0]?.high ?? 0) - 0.3971) < 1e-3)
  }

  @Test func severalAtOnceShareTheBlame() {
    var trials = Trials(kinds: 1)
    for unit in 0..<100 { trials.add([2], about: unit, cameOff: unit < 51) }
    // 1 - (1 - p)^2 = 0.51 at p = 0.3.
    #expect(abs((trials.estimate().probabilities[0] ?? 0) - 0.3) < 1e-8)
  }

  @Test func extremesAreFoundAndWhatWasNeverTriedIsNot() {
    var never = Trials(kinds: 2)
    var always = never
    for unit in 0..<20 {
      never.add([1, 0], about: unit, cameOff: false)
      always.add([1, 0], about: unit, cameOff: true)
    }
    #expect(never.estimate().probabilities[0] == 0 && never.estimate().probabilities[1] == nil)
    #expect(never.estimate().intervals[0]?.low == 0)
    // (1 - p)^20 falls to exp(-1.9207).
    #expect(abs((never.estimate().intervals[0]?.high ?? 0) - 0.0916) < 1e-3)
    #expect((always.estimate().probabilities[0] ?? 0) > 1 - 1e-9)
    #expect(Trials(kinds: 2).estimate().probabilities.allSatisfy { $0 == nil })
  }

  /// The likelihood at the estimate against every point of a fine grid.
  @Test(arguments: 0..<12)
  func noPointOfAGridIsLikelier(seed: UInt64) {
    var random = TestRandom(seed)
    var trials = Trials(kinds: 2)
    var rows: [(counts: [UInt32], cameOff: Bool)] = []
    for unit in 0..<60 {
      let counts = [UInt32.random(in: 0...2, using: &random), UInt32.random(in: 0...2, using: &random)]
      let none = (0..<2).reduce(1.0) { all, kind in
        (0..<counts[kind]).reduce(all) { value, _ in value * (1 - [0.15, 0.4][kind]) }
      }
      let cameOff = Double.random(in: 0..<1, using: &random) >= none
      trials.add(counts, about: unit, cameOff: cameOff)
      if counts != [0, 0] { rows.append((counts, cameOff)) }
    }
    let best = trials.outcomes { _ in 1 }.mostLikely()
    func likelihood(_ p: [Double]) -> Double {
      rows.reduce(1.0) { all, row in
        let none = (0..<2).reduce(1.0) { all, kind in
          (0..<row.counts[kind]).reduce(all) { value, _ in value * (1 - p[kind]) }
        }
        return all * (row.cameOff ? 1 - none : none)
      }
    }
    let p = best.rates.map(probability(ofRate:))
    for a in stride(from: 0.0, through: 0.98, by: 0.02) {
      for b in stride(from: 0.0, through: 0.98, by: 0.02) {
        #expect(likelihood([a, b]) <= likelihood(p) * (1 + 1e-9))
      }
    }
  }

  /// Of many sets of tries made with a known probability, nearly 95% have it within their interval.
  @Test func intervalsHoldTheTruthAsOftenAsTheySay() {
    var random = TestRandom(7)
    var held = 0
    for _ in 0..<200 {
      var trials = Trials(kinds: 1)
      for unit in 0..<80 {
        let count = UInt32.random(in: 1...3, using: &random)
        let cameOff = (0..<count).contains { _ in Double.random(in: 0..<1, using: &random) < 0.2 }
        trials.add([count], about: unit, cameOff: cameOff)
      }
      if let interval = trials.estimate().intervals[0], interval.low <= 0.2, 0.2 <= interval.high { held += 1 }
    }
    #expect((180...198).contains(held))
  }

  @Test func drawsScatterAboutTheEstimateAndAreTheSameAgain() {
    var trials = Trials(kinds: 1)
    for unit in 0..<200 { trials.add([1], about: unit, cameOff: unit % 4 == 0) }
    let draws = (0..<200).map { trials.redrawn($0, seed: 3)[0] }
    let mean = draws.reduce(0, +) / 200
    let deviation = (draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 199).squareRoot()
    // The standard error of a share of a quarter of 200 is 0.0306.
    #expect(abs(mean - 0.25) < 0.008 && abs(deviation - 0.0306) < 0.006)
    #expect(draws == (0..<200).map { trials.redrawn($0, seed: 3)[0] })
  }
}
