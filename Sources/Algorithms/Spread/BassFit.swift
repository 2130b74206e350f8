#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The Bass curve that comes closest to a cumulative share.
public struct BassFit: Sendable {
  /// What a curve is described by, or how surely.
  public struct Figures: Sendable, Equatable {
    /// Innovation: the chance to adopt in a period before anybody has.
    public let p: Double
    /// Imitation: what that chance grows by as everybody adopts.
    public let q: Double
    /// The share that adopts in the end.
    public let ceiling: Double
  }

  /// A standard error for each figure; `nil` for one that is given, or lies at the edge of what it may be.
  public struct Errors: Sendable, Equatable {
    /// Of innovation.
    public let p: Double?
    /// Of imitation.
    public let q: Double?
    /// Of the ceiling.
    public let ceiling: Double?
  }

  /// The curve.
  public let figures: Figures
  /// How surely it is known, were the residuals independent.
  public let errors: Errors
  /// Observed share less the curve, period by period.
  public let residuals: [Double]

  /// Square root of the mean squared residual.
  public var rootMeanSquare: Double {
    (residuals.reduce(0) { $0 + $1 * $1 } / Double(max(residuals.count, 1))).squareRoot()
  }

  /// The curve's share at a time: ceiling times F(t) = (1 - e^-(p+q)t) / (1 + (q/p) e^-(p+q)t).
  public func share(at time: Double) -> Double { BassCurve(figures).value(time) }

  /// Fewest periods that are fitted.
  public static let fewestPeriods = 5
}

/// Fits a Bass curve to the cumulative share of adopters by least squares, period by period from 1.
///
/// From the best places of a grid over p and q, each with its best ceiling, the least squares are sought within 0 < p <= 1,
/// 0 <= q <= 10 and ceiling <= 1, by damped steps that stay inside. For people: how much came by itself, how much by
/// imitation, and where it is heading.
///
/// - Parameters:
///   - shares: Cumulative share after each period.
///   - ceiling: The share that adopts in the end, where that is given; netdiffuseR takes 1.
/// - Returns: `nil` for fewer than ``BassFit/fewestPeriods`` periods, or where nothing grows.
/// - Complexity: O(periods), some thousands of times.
/// - Source: Bass 1969, doi:10.1287/mnsc.15.5.215; Levenberg 1944, doi:10.1090/qam/10666.
public func fitBass(_ shares: [Double], ceiling: Double? = nil) -> BassFit? {
  guard shares.count >= BassFit.fewestPeriods, let first = shares.first, shares.contains(where: { $0 > first }) else {
    return nil
  }
  let problem = BassProblem(shares: shares, fixedCeiling: ceiling)
  let best = problem.starts().map(problem.descend).min { problem.squares($0) < problem.squares($1) }
  guard let best else { return nil }
  let curve = BassCurve(best)
  return BassFit(
    figures: best, errors: problem.errors(best),
    residuals: shares.enumerated().map { $1 - curve.value(Double($0 + 1)) })
}

/// A Bass curve with its slopes.
private struct BassCurve {
  let figures: BassFit.Figures
  init(_ figures: BassFit.Figures) { self.figures = figures }

  func value(_ time: Double) -> Double {
    let decay = exp(-(figures.p + figures.q) * time)
    return figures.ceiling * (1 - decay) / (1 + figures.q / figures.p * decay)
  }

  /// How the value moves with p, q and the ceiling.
  func slopes(_ time: Double) -> [Double] {
    let (p, q) = (figures.p, figures.q)
    let decay = exp(-(p + q) * time)
    let above = 1 - decay
    let below = 1 + q / p * decay
    let risen = time * decay
    let byP = (risen * below + above * (q / (p * p) * decay + q / p * risen)) / (below * below)
    let byQ = (risen * below - above * (decay / p - q / p * risen)) / (below * below)
    return [figures.ceiling * byP, figures.ceiling * byQ, above / below]
  }
}

private struct BassProblem {
  let shares: [Double]
  let fixedCeiling: Double?
  private static let least = [1e-9, 0, 1e-6]
  private static let greatest = [1.0, 10, 1]

  private func figures(_ x: [Double]) -> BassFit.Figures { BassFit.Figures(p: x[0], q: x[1], ceiling: x[2]) }

  func squares(_ figures: BassFit.Figures) -> Double {
    let curve = BassCurve(figures)
    return shares.enumerated().reduce(0) { sum, share in
      let residual = share.element - curve.value(Double(share.offset + 1))
      return sum + residual * residual
    }
  }

  /// The best five places of a coarse grid, each with the ceiling that suits it best.
  func starts() -> [BassFit.Figures] {
    var found: [(squares: Double, figures: BassFit.Figures)] = []
    for p in stride(from: -6.0, through: 0, by: 0.5).map({ pow(10, $0) }) {
      for q in [0] + stride(from: -3.0, through: 1, by: 0.25).map({ pow(10, $0) }) {
        let figures = BassFit.Figures(p: p, q: q, ceiling: bestCeiling(p, q))
        found.append((squares(figures), figures))
      }
    }
    return found.sorted { $0.squares < $1.squares }.prefix(5).map(\.figures)
  }

  private func bestCeiling(_ p: Double, _ q: Double) -> Double {
    if let fixedCeiling { return fixedCeiling }
    let curve = BassCurve(BassFit.Figures(p: p, q: q, ceiling: 1))
    var products = 0.0
    var squares = 0.0
    for (place, share) in shares.enumerated() {
      let value = curve.value(Double(place + 1))
      products += share * value
      squares += value * value
    }
    return squares > 0 ? min(max(products / squares, Self.least[2]), Self.greatest[2]) : 1
  }

  /// Goes down from `start` until steps no longer help.
  func descend(from start: BassFit.Figures) -> BassFit.Figures {
    var x = [start.p, start.q, start.ceiling]
    var now = squares(start)
    var damping = 1e-3
    for _ in 0..<1000 where damping < 1e12 {
      let (normal, downhill) = normalEquations(figures(x))
      let free = freeFigures(x, downhill)
      var damped = normal
      for place in free { damped[place][place] *= 1 + damping }
      guard let step = solve(damped, downhill, free) else {
        damping *= 10
        continue
      }
      let next = (0..<3).map { min(max(x[$0] + step[$0], Self.least[$0]), Self.greatest[$0]) }
      let there = squares(figures(next))
      if there < now {
        let hasSettled = now - there <= 1e-15 * now
        (x, now) = (next, there)
        if hasSettled { break }
        damping = max(damping / 10, 1e-15)
      } else {
        damping *= 10
      }
    }
    return figures(x)
  }

  /// What may move: not a given ceiling, nor what is at an edge and would go beyond it.
  private func freeFigures(_ x: [Double], _ downhill: [Double]) -> [Int] {
    (0..<3).filter { place in
      if place == 2, fixedCeiling != nil { return false }
      if x[place] <= Self.least[place], downhill[place] <= 0 { return false }
      return !(x[place] >= Self.greatest[place] && downhill[place] >= 0)
    }
  }

  /// The products of slopes with one another, and with the residuals.
  private func normalEquations(_ figures: BassFit.Figures) -> (normal: [[Double]], downhill: [Double]) {
    let curve = BassCurve(figures)
    var normal = [[Double]](repeating: [0, 0, 0], count: 3)
    var downhill = [0.0, 0, 0]
    for (place, share) in shares.enumerated() {
      let time = Double(place + 1)
      let slopes = curve.slopes(time)
      let residual = share - curve.value(time)
      for row in 0..<3 {
        downhill[row] += slopes[row] * residual
        for column in 0..<3 { normal[row][column] += slopes[row] * slopes[column] }
      }
    }
    return (normal, downhill)
  }

  func errors(_ best: BassFit.Figures) -> BassFit.Errors {
    let (normal, _) = normalEquations(best)
    let x = [best.p, best.q, best.ceiling]
    let free = (0..<3).filter { place in
      !(place == 2 && fixedCeiling != nil) && x[place] > Self.least[place] && x[place] < Self.greatest[place]
    }
    guard shares.count > free.count else { return BassFit.Errors(p: nil, q: nil, ceiling: nil) }
    let variance = squares(best) / Double(shares.count - free.count)
    let errors = (0..<3).map { place -> Double? in
      var unit = [0.0, 0, 0]
      unit[place] = 1
      guard free.contains(place), let column = solve(normal, unit, free), column[place] >= 0 else { return nil }
      return (variance * column[place]).squareRoot()
    }
    return BassFit.Errors(p: errors[0], q: errors[1], ceiling: errors[2])
  }

  /// Solves the equations of the free figures alone, the others staying 0; `nil` where they say nothing.
  private func solve(_ matrix: [[Double]], _ right: [Double], _ free: [Int]) -> [Double]? {
    // Figures differ in size by many powers of ten, so each is counted in its own measure first.
    let scale = (0..<3).map { matrix[$0][$0] > 0 ? 1 / matrix[$0][$0].squareRoot() : 0 }
    var rows = free.map { row in free.map { matrix[row][$0] * scale[row] * scale[$0] } + [right[row] * scale[row]] }
    for column in rows.indices {
      let pivot = rows.indices.filter { $0 >= column }.max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      rows.swapAt(column, pivot)
      guard abs(rows[column][column]) > 1e-14 else { return nil }
      for row in rows.indices where row != column {
        let factor = rows[row][column] / rows[column][column]
        for place in rows[row].indices { rows[row][place] -= factor * rows[column][place] }
      }
    }
    var solution = [0.0, 0, 0]
    for (place, figure) in free.enumerated() {
      solution[figure] = rows[place][free.count] / rows[place][place] * scale[figure]
    }
    return solution
  }
}
