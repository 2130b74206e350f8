public import Graph
public import Records

/// What a cohort, or all cohorts together, led to in one period.
public struct ComparedPeriod: Sendable {
  /// The cohort; `nil` for all of them.
  public let cohort: RowIndex<Cohort>?
  /// The period. One that begins at `Int64.min` takes in everything before its end.
  public let period: Interval
  /// People whose enrolment began before the end of the period.
  public let participants: Int
  /// Participants who had used a technique by the end of the period.
  public let used: Int
  /// People who are no participants.
  public let others: Int
  /// Others who in the period first used a technique that came, or by a tie may have come, down to them from a participant
  /// who took it up after joining the cohort; each counts once.
  public let learners: Int
  /// Those of the learners who are no alumni of any cohort.
  public let learnersNonAlumni: Int
  /// How often, for each participant, one of the others took up a technique in the period directly from them, who had it
  /// themselves since joining: each technique taken up counts 1, shared as credit says among its known or possible sources.
  public let learnersEach: MeanInterval?
  /// What was reached in the period, participants left out, by level, surest first, each including the surer.
  public let reached: [ReachTotals]
  /// Engagements of participants that began in the period.
  public let engagements: Int
  /// Teams those engagements were with.
  public let teamsSupported: Int
  /// Transfers that participants gave in the period.
  public let transfers: Int
}
