public import Graph
public import Records

/// A record that can have carried a step of a chain.
public struct Backing: Sendable {
  /// What kind of record it is, and so which table it stands in.
  public enum Kind: String, Sendable {
    case transfer = "transfers.csv"
    case use = "uses.csv"
    case engagement = "engagements.csv"
    case membership = "memberships.csv"
    case tie = "ties.csv"
    case enrolment = "enrolments.csv"
    case event = "events.csv"
    case person = "people.csv"
    case team = "teams.csv"
  }

  /// Which table.
  public let kind: Kind
  /// Row in the table.
  public let row: Int
  /// The file it was read from, where that is not the table's own; a network read from one file does not say so.
  public let file: String?
  /// Line of the file it was read from; `nil` where it was not read from a table.
  public let line: Int?
  /// Evidence on record, `reported` where nothing is said; `nil` for records that carry no grade.
  public let evidence: Evidence?
  /// The surest level at which the record counts.
  public let level: Certainty
}

/// One step of a chain.
public struct ExplainedStep: Sendable {
  /// Where it begins; `nil` when a cohort's participant is reached by taking part.
  public let from: (kind: NodeKind, row: Int)?
  /// The team passed through, for somebody reached by working in it while it was supported.
  public let through: Int?
  /// Where it ends.
  public let to: (kind: NodeKind, row: Int)
  /// When; `nil` in a network without times.
  public let time: Moment?
  /// The records that can have carried it at that moment, surest first; one of each pair of engagement and membership.
  public let backing: [Backing]

  /// How sure the surest of its records is.
  public var level: Certainty { backing.map(\.level).min() ?? .possible }

  /// The surest grade of evidence among its records of that level; `nil` where none carries a grade.
  public var evidence: Evidence? {
    let surest = backing.filter { $0.level == level }.compactMap(\.evidence)
    return Evidence.allCases.first { surest.contains($0) }
  }
}

/// Why a chain is missing.
public enum NoChain: Sendable {
  /// No records lead from one to the other, whatever their time.
  case unconnected
  /// Records lead there, but not one after another in time.
  case againstTime
  /// There is a chain outside the part of time or the level that was asked for; when it arrives, if it is dated.
  case outside(Moment?, Certainty)
  /// There is a chain, but by other techniques than the one that was asked for.
  case otherTechniques(Moment?, Certainty)
  /// An organisation has no people and teams of its own, but others within it do, which may be reached.
  case within([RowIndex<Organisation>])
}

/// How influence can have got from one to another, step by step, with the records behind each step.
public struct Explanation: Sendable {
  /// Name of the source: a person's, or a cohort's.
  public let source: (kind: NodeKind, row: Int)
  /// What was to be reached.
  public let target: (kind: NodeKind, row: Int)
  /// When influence leaves the source; `nil` in a network without times.
  public let start: Moment?
  /// The surest level at which the target is reached; `nil` when it is not.
  public let level: Certainty?
  /// The steps of the foremost route at that level.
  public let steps: [ExplainedStep]
  /// An earlier arrival by less sure records, if there is one.
  public let earlier: (level: Certainty, arrival: Moment)?
  /// Why there is no chain, when there is none.
  public let missing: NoChain?
  /// The technique's own account of whom the target learnt it from; empty without a technique.
  public let sources: [CascadeSource]
}
