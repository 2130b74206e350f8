import Algorithms

/// Where two definitions give one spread different figures.
public struct SpreadDifferences: Sendable {
  /// Periods whose hazard differs, with it by the published and by netdiffuseR's definition.
  public let hazards: [(period: Int, published: Double?, netdiffuser: Double?)]
  /// People, by row, whose threshold differs.
  public let thresholds: [(person: Int, published: Double?, netdiffuser: Double?)]
  /// People, by row, whose adopter category differs.
  public let categories: [(person: Int, published: AdopterCategory, netdiffuser: AdopterCategory)]
  /// Where thresholds are cut into categories.
  public let thresholdCuts: (published: [Double], netdiffuser: [Double])
  /// Periods between exposure and adoption.
  public let lags: (published: Int, netdiffuser: Int)
  /// Share that adopts in the end by the Bass curve.
  public let ceilings: (published: Double?, netdiffuser: Double?)

  /// Compares one spread by either definition.
  ///
  /// - Precondition: Both are of one network, technique and window.
  public init(published: ObservedSpread, netdiffuser: ObservedSpread) {
    hazards = zip(published.periods, netdiffuser.periods).compactMap { a, b in
      a.hazard == b.hazard ? nil : (a.number, a.hazard, b.hazard)
    }
    let pairs = zip(published.people, netdiffuser.people).enumerated()
    thresholds = pairs.compactMap { person, pair in
      pair.0.threshold == pair.1.threshold ? nil : (person, pair.0.threshold, pair.1.threshold)
    }
    categories = pairs.compactMap { person, pair in
      pair.0.category == pair.1.category ? nil : (person, pair.0.category, pair.1.category)
    }
    thresholdCuts = (published.thresholds?.cuts ?? [], netdiffuser.thresholds?.cuts ?? [])
    lags = (published.lag, netdiffuser.lag)
    ceilings = (published.bass?.figures.ceiling, netdiffuser.bass?.figures.ceiling)
  }
}
