import Graph
public import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How well somebody can be expected to help: evidence × recency / (1 + load), between 0 and 1.
///
/// - **Evidence** of the surest record that they use the technique: 1 where it was observed, 0.8 where both sides say so,
///   0.6 where one does, 0.3 where it was inferred.
/// - **Recency** 2^(-age / half-life), age being the time from their last known use to the moment asked about; 1 for a use
///   that goes on, and where nothing has a time.
/// - **Load** is the number of their engagements going on, over the requests a month they can take where that is known.
///
/// Whoever is not available, or can take no requests at all, is left out: their score would be 0.
public enum PeerScore {
  /// What a record of such evidence is worth.
  public static func weight(_ evidence: Evidence) -> Double {
    switch evidence {
    case .observed: 1
    case .confirmed: 0.8
    case .reported: 0.6
    case .inferred: 0.3
    }
  }

  /// Scores within this share of the best of them are nearly equal: turns go round among those who have them.
  public static let nearlyEqual = 0.9

  /// The half-life where none is said: a year, or six periods.
  ///
  /// - Parameter scale: How the network writes times.
  public static func defaultHalfLife(_ scale: TimeScale) -> Int64 { scale == .integer ? 6 : 365 * Calendar.day }

  /// What an age leaves of a use's worth.
  ///
  /// - Parameters:
  ///   - age: The time since the last use, at least 0.
  ///   - halfLife: The age that leaves half.
  public static func recency(age: Int64, halfLife: Int64) -> Double {
    age <= 0 ? 1 : exp2(-Double(age) / Double(max(halfLife, 1)))
  }

  /// The score of somebody who is available.
  ///
  /// - Parameters:
  ///   - evidence: Of the surest record.
  ///   - recency: See ``recency(age:halfLife:)``.
  ///   - engagements: How many are going on.
  ///   - capacity: Requests a month the person can take, at least 1, where that is known.
  public static func score(evidence: Evidence, recency: Double, engagements: Int, capacity: Int?) -> Double {
    let load = Double(engagements) / Double(max(capacity ?? 1, 1))
    return weight(evidence) * recency / (1 + load)
  }
}
