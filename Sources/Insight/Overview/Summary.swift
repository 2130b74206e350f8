public import Graph
public import Records

/// How much a network holds, and of when.
public struct Summary: Sendable {
  /// Number of rows of each table, alumni (people with an enrolment) among them.
  public let counts: [(name: String, count: Int)]
  /// The least time written in any table.
  public let from: Moment?
  /// The greatest time written in any table, ends as written.
  public let to: Moment?
  /// How times are shown.
  public let unit: TimeUnit

  /// Counts what `network` holds.
  ///
  /// - Complexity: O(records).
  public init(of network: Network) {
    counts = [
      ("people", network.people.count), ("alumni", network.alumni().count { $0 }),
      ("organisations", network.organisations.count), ("teams", network.teams.count),
      ("memberships", network.memberships.count), ("techniques", network.techniques.count),
      ("cohorts", network.cohorts.count), ("enrolments", network.enrolments.count),
      ("events", network.events.count), ("uses", network.uses.count),
      ("engagements", network.engagements.count), ("transfers", network.transfers.count),
      ("ties", network.ties.count), ("outcomes", network.outcomes.count),
    ]
    let range = network.timeRange
    from = range?.from
    to = range?.to
    unit = network.unit
  }
}
