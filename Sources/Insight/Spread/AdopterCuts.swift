/// Adopter categories by how many standard deviations from the mean somebody adopted.
public enum AdopterCategory: String, Sendable, CaseIterable {
  case innovator, earlyAdopter, earlyMajority, lateMajority, laggard, nonAdopter
}

/// Categories of how much of their surroundings had to adopt before somebody did.
public enum ThresholdCategory: String, Sendable, CaseIterable {
  case veryLow, low, high, veryHigh
}

/// Mean and standard deviation of a figure, and where they cut it.
public struct AdopterCuts: Sendable {
  /// Mean.
  public let mean: Double
  /// Sample standard deviation; 0 of one value.
  public let deviation: Double
  /// A value on a cut belongs above it, as netdiffuseR has it, not below.
  private let isClosedOnTheLeft: Bool

  /// Less a deviation, the mean, and a deviation more.
  public var cuts: [Double] { [mean - deviation, mean, mean + deviation] }

  /// - Returns: `nil` of no values.
  init?(of values: [Double], _ definition: SpreadDefinition) {
    guard !values.isEmpty else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    deviation = values.count < 2 ? 0 : (squares / Double(values.count - 1)).squareRoot()
    isClosedOnTheLeft = definition == .netdiffuser
  }

  private func isBelow(_ value: Double, _ cut: Double) -> Bool { isClosedOnTheLeft ? value < cut : value <= cut }

  private func place(of value: Double) -> Int { cuts.firstIndex { isBelow(value, $0) } ?? 3 }

  /// The category of a time of adoption; Valente 1995, innovators (more than two deviations before the mean) by Rogers.
  func category(_ time: Double, hasInnovators: Bool) -> AdopterCategory {
    if hasInnovators, time < mean - 2 * deviation { return .innovator }
    return [.earlyAdopter, .earlyMajority, .lateMajority, .laggard][place(of: time)]
  }

  /// The category of a threshold.
  func thresholdCategory(_ threshold: Double) -> ThresholdCategory { ThresholdCategory.allCases[place(of: threshold)] }
}
