import Foundation
import Testing

@testable import Algorithms

@Suite struct BassFitTests {
  private func curve(_ p: Double, _ q: Double, _ ceiling: Double, _ periods: Int) -> [Double] {
    (1...periods).map { t in
      let decay = exp(-(p + q) * Double(t))
      return ceiling * (1 - decay) / (1 + q / p * decay)
    }
  }

  @Test(arguments: [
    (0.03, 0.38, 1.0, 20), (0.01, 0.5, 0.6, 25), (0.2, 0.0, 0.8, 12), (0.001, 0.9, 0.3, 30), (0.08, 0.6, 0.9, 6),
    (0.0005, 0.4, 0.95, 60), (0.3, 1.2, 0.5, 10),
  ])
  func curvesAreFoundAgain(p: Double, q: Double, ceiling: Double, periods: Int) throws {
    let fit = try #require(fitBass(curve(p, q, ceiling, periods)))
    #expect(abs(fit.figures.p - p) < 1e-6 * max(1, 1 / p) * p + 1e-7)
    #expect(abs(fit.figures.q - q) < 1e-5)
    #expect(abs(fit.figures.ceiling - ceiling) < 1e-6)
    #expect(fit.rootMeanSquare < 1e-8)
    #expect(abs(fit.share(at: 3) - curve(p, q, ceiling, 3)[2]) < 1e-7)
  }

  /// Standard errors are those of the spread of estimates over many noisy curves.
  @Test func errorsAreHowFarEstimatesScatter() throws {
    var random = TestRandom(9)
    let truth = curve(0.03, 0.4, 0.8, 20)
    var found: [BassFit] = []
    for _ in 0..<200 {
      let noisy = truth.map { share in
        share + 0.01 * ((0..<12).reduce(0.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) } - 6)
      }
      found.append(try #require(fitBass(noisy)))
    }
    func scatter(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
    }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    let ratios = [
      mean(found.compactMap(\.errors.p)) / scatter(found.map(\.figures.p)),
      mean(found.compactMap(\.errors.q)) / scatter(found.map(\.figures.q)),
      mean(found.compactMap(\.errors.ceiling)) / scatter(found.map(\.figures.ceiling)),
    ]
    for ratio in ratios { #expect(ratio > 0.8 && ratio < 1.25) }
  }

  /// No figures of a fine grid around the fit come closer.
  @Test(arguments: 0..<10) func nothingNearComesCloser(seed: Int) throws {
    var random = TestRandom(UInt64(seed) + 40)
    var shares: [Double] = []
    for _ in 0..<12 { shares.append(min(1, (shares.last ?? 0) + Double.random(in: 0..<0.12, using: &random))) }
    let fit = try #require(fitBass(shares))
    func squares(_ p: Double, _ q: Double, _ ceiling: Double) -> Double {
      zip(curve(p, q, ceiling, 12), shares).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    let best = fit.figures
    let least = squares(best.p, best.q, best.ceiling)
    for p in [0.5, 0.9, 0.99, 1, 1.01, 1.1, 2].map({ $0 * best.p }) where p <= 1 {
      for q in [0, 0.5, 0.9, 0.99, 1, 1.01, 1.1, 2].map({ $0 * best.q }) + [0.01, 0.1] {
        for ceiling in [0.5, 0.9, 0.99, 1, 1.01, 1.1, 2].map({ $0 * best.ceiling }) where ceiling <= 1 {
          #expect(squares(p, q, ceiling) >= least - 1e-12)
        }
      }
    }
  }

  @Test func noCurveWhereThereIsTooLittle() {
    #expect(fitBass([0.1, 0.2, 0.3, 0.4]) == nil)
    #expect(fitBass([]) == nil)
    #expect(fitBass([0.3, 0.3, 0.3, 0.3, 0.3, 0.3]) == nil)
    #expect(fitBass([0, 0, 0, 0, 0, 0]) == nil)
    let step = fitBass([0, 0, 0, 1, 1, 1])
    #expect(step.map { $0.figures.ceiling <= 1 && $0.residuals.allSatisfy(\.isFinite) } == true)
    let straight = fitBass((1...10).map { Double($0) / 10 })
    #expect(straight.map { $0.residuals.allSatisfy { abs($0) < 0.2 } } == true)
  }
}
