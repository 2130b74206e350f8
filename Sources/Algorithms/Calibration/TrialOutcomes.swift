#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How often patterns of tries came off, and what that says of their rates.
///
/// In rates the logarithm of the likelihood, the sum of log(1 - exp(-n rates)) over what came off less that of n rates over what
/// did not, is concave, so that Newton's way uphill ends at the top, wherever it starts.
struct TrialOutcomes {
  private let patterns: [[Double]]
  private var cameOff: [Double]
  /// For each kind the tries on occasions that did not come off.
  private var failed: [Double]
  /// Rates beyond this are probabilities of 1 to all purposes.
  private static let greatestRate = 30.0

  /// A place on the likelihood.
  struct Point {
    var rates: [Double]
    var logLikelihood: Double
  }

  init(patterns: [[Double]]) {
    self.patterns = patterns
    cameOff = [Double](repeating: 0, count: patterns.count)
    failed = [Double](repeating: 0, count: patterns.first?.count ?? 0)
  }

  mutating func add(_ pattern: Int, cameOff: Bool, weight: Double) {
    if cameOff {
      self.cameOff[pattern] += weight
    } else {
      for kind in failed.indices { failed[kind] += weight * patterns[pattern][kind] }
    }
  }

  private func isTried(_ kind: Int) -> Bool {
    failed[kind] > 0 || patterns.indices.contains { cameOff[$0] > 0 && patterns[$0][kind] > 0 }
  }

  private func logLikelihood(_ rates: [Double]) -> Double {
    var sum = 0.0
    for kind in rates.indices { sum -= failed[kind] * rates[kind] }
    for (pattern, weight) in zip(patterns, cameOff) where weight > 0 {
      let all = zip(pattern, rates).reduce(0) { $0 + $1.0 * $1.1 }
      sum += weight * (all > 0 ? log(-expm1(-all)) : -.infinity)
    }
    return sum
  }

  /// The rates at which the likelihood is greatest, with that of `fixed` held where one is given.
  func mostLikely(holding fixed: (kind: Int, rate: Double)? = nil, from start: [Double]? = nil) -> Point {
    var rates = start ?? failed.indices.map { isTried($0) ? 0.05 : 0 }
    if let fixed { rates[fixed.kind] = fixed.rate }
    // A start at which something that came off cannot have done so leads nowhere.
    var point = Point(rates: rates, logLikelihood: logLikelihood(rates))
    if point.logLikelihood == -.infinity {
      for kind in rates.indices where fixed?.kind != kind { point.rates[kind] = max(point.rates[kind], 0.05) }
      point.logLikelihood = logLikelihood(point.rates)
    }
    for _ in 0..<200 {
      let next = uphill(from: point, holding: fixed?.kind)
      guard next.logLikelihood > point.logLikelihood else { break }
      point = next
    }
    return point
  }

  /// One step uphill: Newton's, among rates that are free to move, shortened until it gains.
  private func uphill(from point: Point, holding fixed: Int?) -> Point {
    let kinds = point.rates.count
    var gradient = failed.map { -$0 }
    var curvature = [[Double]](repeating: [Double](repeating: 0, count: kinds), count: kinds)
    for (pattern, weight) in zip(patterns, cameOff) where weight > 0 {
      let all = zip(pattern, point.rates).reduce(0) { $0 + $1.0 * $1.1 }
      let none = exp(-all)
      let some = -expm1(-all)
      guard some > 0 else { continue }
      for k in 0..<kinds where pattern[k] > 0 {
        gradient[k] += weight * pattern[k] * none / some
        for l in 0..<kinds { curvature[k][l] += weight * pattern[k] * pattern[l] * none / (some * some) }
      }
    }
    let free = (0..<kinds).filter { kind in
      kind != fixed && !(point.rates[kind] <= 0 && gradient[kind] <= 0)
        && !(point.rates[kind] >= Self.greatestRate && gradient[kind] >= 0)
    }
    guard !free.isEmpty else { return point }
    let step =
      solve(free.map { row in free.map { curvature[row][$0] } }, free.map { gradient[$0] }) ?? free.map { gradient[$0] }
    var length = 1.0
    for _ in 0..<60 {
      var next = point
      for (place, kind) in free.enumerated() {
        next.rates[kind] = min(max(point.rates[kind] + length * step[place], 0), Self.greatestRate)
      }
      next.logLikelihood = logLikelihood(next.rates)
      if next.logLikelihood > point.logLikelihood { return next }
      length /= 2
    }
    return point
  }

  /// Where the greatest likelihood with one probability held falls 1.92 in logarithm below the greatest of all: half of the
  /// 95% point of chi-squared with one degree of freedom.
  func profile(_ kind: Int, around best: Point) -> (low: Double, high: Double) {
    func isWithin(_ probability: Double) -> Bool {
      let held = mostLikely(holding: (kind, rate(probability)), from: best.rates)
      return held.logLikelihood >= best.logLikelihood - 1.920_729_410_347_062
    }
    let middle = probability(ofRate: best.rates[kind])
    func border(_ inside: Double, _ outside: Double) -> Double {
      if isWithin(outside) { return outside }
      var (inside, outside) = (inside, outside)
      for _ in 0..<30 {
        let between = (inside + outside) / 2
        if isWithin(between) { inside = between } else { outside = between }
      }
      return (inside + outside) / 2
    }
    return (border(middle, 0), border(middle, probability(ofRate: Self.greatestRate)))
  }
}

/// The solution x of `matrix` x = `right` by elimination with pivots; `nil` where there is none to speak of.
private func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
  var rows = matrix
  var x = right
  for column in rows.indices {
    guard let pivot = (column..<rows.count).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
      abs(rows[pivot][column]) > 1e-12 * (1 + abs(matrix[column][column]))
    else { return nil }
    rows.swapAt(column, pivot)
    x.swapAt(column, pivot)
    for row in column + 1..<max(column + 1, rows.count) {
      let factor = rows[row][column] / rows[column][column]
      for place in column..<rows.count { rows[row][place] -= factor * rows[column][place] }
      x[row] -= factor * x[column]
    }
  }
  for row in rows.indices.reversed() {
    for place in row + 1..<max(row + 1, rows.count) { x[row] -= rows[row][place] * x[place] }
    x[row] /= rows[row][row]
  }
  return x
}
