#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How alike tied people are in one figure, against chance.
public struct MoransI: Sendable {
  /// I: above ``expected`` where tied people are alike, below where they differ.
  public let observed: Double
  /// What I is on average over all ways of dealing the values out: -1 / (n - 1).
  public let expected: Double
  /// Standard deviation of I over all ways of dealing the values out; `nil` of fewer than four people.
  public let standardDeviation: Double?

  /// How many standard deviations above what is expected.
  public var z: Double? {
    standardDeviation.flatMap { $0 > 0 ? (observed - expected) / $0 : nil }
  }

  /// How often chance alone brings an I as far from the expected, either way, by the normal distribution.
  public var p: Double? { z.map { erfc(abs($0) / 2.0.squareRoot()) } }
}

/// Weights made ready for Moran's I: each row divided by its sum, with the sums that the variance needs.
public struct MoranWeights: Sendable {
  private let rows: WeightRows
  private let shares: [Double]
  /// Sum of all weights; half the sum of (w_ij + w_ji)^2; sum of (row sum + column sum)^2.
  private let s0: Double
  private let s1: Double
  private let s2: Double

  /// Makes `rows` ready.
  ///
  /// - Complexity: O(m log d) for rows of d weights.
  public init(_ rows: WeightRows) {
    var shares = rows.weights
    var ends = [Double](repeating: 0, count: rows.count)
    for person in 0..<rows.count {
      let row = rows.offsets[person]..<rows.offsets[person + 1]
      let sum = row.reduce(0) { $0 + rows.weights[$1] }
      for place in row {
        shares[place] /= sum
        ends[Int(rows.others[place])] += shares[place]
      }
      if !row.isEmpty { ends[person] += 1 }
    }
    var squares = 0.0
    for person in 0..<rows.count {
      for place in rows.offsets[person]..<rows.offsets[person + 1] {
        let back = rows.place(of: UInt32(person), in: Int(rows.others[place])).map { shares[$0] } ?? 0
        squares += shares[place] * (shares[place] + back)
      }
    }
    self.rows = rows
    self.shares = shares
    s0 = (0..<rows.count).reduce(0) { $0 + (rows.offsets[$1] < rows.offsets[$1 + 1] ? 1 : 0) }
    s1 = squares
    s2 = ends.reduce(0) { $0 + $1 * $1 }
  }

  /// Moran's I of one value a person; `nil` where all values are the same, or there are no weights.
  ///
  /// I = (n / W) sum w_ij (x_i - m) (x_j - m) / sum (x_i - m)^2. For people: whether those who are tied took it up at like
  /// times, more than chance would have it.
  ///
  /// - Complexity: O(n + m).
  /// - Source: Moran 1950, doi:10.1093/biomet/37.1-2.17; variance under randomisation: Cliff and Ord 1981, *Spatial
  ///   Processes*, formula 1.44.
  public func moransI(of values: [Double]) -> MoransI? {
    let n = Double(values.count)
    guard values.count > 1, s0 > 0, values.contains(where: { $0 != values[0] }) else { return nil }
    let mean = values.reduce(0, +) / n
    var products = 0.0
    var squares = 0.0
    var fourths = 0.0
    for person in values.indices {
      let own = values[person] - mean
      var around = 0.0
      for place in rows.offsets[person]..<rows.offsets[person + 1] {
        around += shares[place] * (values[Int(rows.others[place])] - mean)
      }
      products += own * around
      squares += own * own
      fourths += own * own * own * own
    }
    let expected = -1 / (n - 1)
    return MoransI(
      observed: n / s0 * products / squares, expected: expected,
      standardDeviation: values.count < 4 ? nil : deviation(n, kurtosis: n * fourths / (squares * squares), expected))
  }

  private func deviation(_ n: Double, kurtosis: Double, _ expected: Double) -> Double {
    let square = s0 * s0
    let regular = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * square)
    let peaked = kurtosis * (n * (n - 1) * s1 - 2 * n * s2 + 6 * square)
    let variance = (regular - peaked) / ((n - 1) * (n - 2) * (n - 3) * square) - expected * expected
    return max(variance, 0).squareRoot()
  }
}

extension WeightRows {
  /// Where `other` stands in the row of `person`.
  fileprivate func place(of other: UInt32, in person: Int) -> Int? {
    var low = offsets[person]
    var high = offsets[person + 1]
    while low < high {
      let middle = (low + high) / 2
      if others[middle] < other { low = middle + 1 } else { high = middle }
    }
    return low < offsets[person + 1] && others[low] == other ? low : nil
  }
}
