import Foundation
import Testing

@testable import Algorithms

@Suite struct SurvivalCurveTests {
  private func curve(_ ended: [Int64], _ going: [Int64]) -> SurvivalCurve {
    SurvivalCurve(
      ended.map { SurvivalCurve.Spell(length: $0, hasEnded: true) }
        + going.map { SurvivalCurve.Spell(length: $0, hasEnded: false) })
  }

  /// Weeks in remission of 21 patients on 6-MP (Freireich et al. 1963), as textbooks work it out.
  @Test func remissionOfLeukaemia() throws {
    let found = curve([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])
    #expect(found.steps.map(\.length) == [6, 7, 10, 13, 16, 22, 23])
    #expect(found.steps.map(\.atRisk) == [21, 17, 15, 12, 11, 7, 6])
    #expect(found.steps.map(\.ended) == [3, 1, 1, 1, 1, 1, 1])
    let shares = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    for (step, share) in zip(found.steps, shares) { #expect(abs(step.share - share) < 5e-5) }
    #expect(found.median == 23 && found.spells == 21 && found.ended == 9 && found.longest == 35)
    // Greenwood at 10 weeks: standard error 0.0963, as published.
    let step = try #require(found.step(at: 12))
    let parts: [Double] = [3.0 / 378, 1.0 / 272, 1.0 / 210]
    let greenwood = parts.reduce(0, +).squareRoot()
    #expect(abs(step.share * greenwood - 0.0963) < 5e-5)
    let spread = exp(1.959963984540054 * greenwood / -log(step.share))
    #expect(abs((step.low ?? 0) - pow(step.share, spread)) < 1e-12)
    #expect(abs((step.high ?? 0) - pow(step.share, 1 / spread)) < 1e-12)
    #expect(found.steps.allSatisfy { ($0.low ?? 0) >= 0 && ($0.low ?? 0) < $0.share && ($0.high ?? 1) <= 1 })
    #expect(found.step(at: 5) == nil)
  }

  @Test func everythingEndsOrNothingDoes() {
    let none = curve([], [3, 4])
    #expect(none.steps.isEmpty && none.median == nil && none.longest == 4)
    let all = curve([2, 2, 5], [])
    #expect(all.steps.map(\.share) == [1.0 / 3, 0] && all.median == 2)
    #expect(all.steps.last?.low == nil && all.steps.last?.high == nil)
    #expect(curve([], []).steps.isEmpty)
  }
}
