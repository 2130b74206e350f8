/// A mean with its 95% interval by Student's t, which speaks of how the counted differ, not of records that are missing.
public struct MeanInterval: Sendable, Equatable {
  /// The mean.
  public let mean: Double
  /// Lower end of the interval, cut at 0; `nil` of fewer than ``fewest`` values, and of values that are all the same, which
  /// say nothing of how far others differ.
  public let low: Double?
  /// Upper end.
  public let high: Double?

  /// Least number of values that get an interval.
  public static let fewest = 5

  /// The mean of counts; `nil` of none.
  init?(ofCounts values: [Double]) {
    guard !values.isEmpty else { return nil }
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    self.mean = mean
    guard values.count >= Self.fewest, values.contains(where: { $0 != values[0] }) else {
      low = nil
      high = nil
      return
    }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let half = studentT975(degrees: values.count - 1) * (squares / (n - 1) / n).squareRoot()
    low = max(0, mean - half)
    high = mean + half
  }
}

/// The 97.5% point of Student's t distribution for five or more values, that is four degrees of freedom or more: within
/// 0.04% by the expansion in Abramowitz and Stegun 26.7.5.
func studentT975(degrees: Int) -> Double {
  let z = 1.959_963_984_540_054
  let v = Double(degrees)
  let z3 = z * z * z
  let z5 = z3 * z * z
  let z7 = z5 * z * z
  let z9 = z7 * z * z
  return z + (z3 + z) / (4 * v) + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v)
    + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * v * v * v)
    + (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92_160 * v * v * v * v)
}
