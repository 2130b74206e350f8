public import Records

extension Network {
  /// The network with its figures about teams as a policy lets them be shown: headcounts, and what was observed of teams.
  ///
  /// A headcount that the policy hides is left out, and rounded where it rounds. What was observed of a team is left out where
  /// a mean over as many people would be hidden: as many as its headcount says, or else as are listed as its members; also
  /// where neither is known. Observations of organisations stay. What can be counted in the records themselves, such as the
  /// listed members of a team, is not hidden: a policy is about figures, and records of single people are none.
  ///
  /// - Parameter policy: The policy.
  /// - Returns: The network, and what was changed in it.
  /// - Complexity: O(records).
  public func disclosed(under policy: DisclosurePolicy) -> (network: Network, changes: [DisclosureChange]) {
    if policy == .none { return (self, []) }
    var shown = self
    var (hidden, rounded, withheld) = (0, 0, 0)
    for row in teams.rows.indices {
      guard let headcount = teams.rows[row].headcount, headcount >= 0 else { continue }
      let new = policy.shown(headcount).number
      if new == nil { hidden += 1 } else if new != headcount { rounded += 1 }
      shown.teams.rows[row].headcount = new
    }
    let sizes = sizesOfTeams()
    for row in outcomes.rows.indices {
      guard outcomes.rows[row].value != nil, let team = outcomes.rows[row].team else { continue }
      if policy.showsMean(of: sizes[team.int]) { continue }
      shown.outcomes.rows[row].value = nil
      withheld += 1
    }
    let rule = "by the policy \(policy.rawValue)"
    return (
      shown,
      [
        DisclosureChange(
          kind: "headcountsHidden", count: hidden, note: "headcounts of teams hidden \(rule): \(hidden)"),
        DisclosureChange(
          kind: "headcountsRounded", count: rounded, note: "headcounts of teams rounded \(rule): \(rounded)"),
        DisclosureChange(
          kind: "observationsHidden", count: withheld,
          note: "figures observed of teams that are small, or of unknown size, hidden \(rule): \(withheld)"),
      ].filter { $0.count > 0 }
    )
  }

  /// How many people each team has: its headcount, or else its listed members; 0 where neither is known.
  private func sizesOfTeams() -> [Int] {
    var members = [Set<Int>](repeating: [], count: teams.count)
    for membership in memberships.rows { members[membership.team.int].insert(membership.person.int) }
    return teams.rows.indices.map { max(teams.rows[$0].headcount ?? members[$0].count, 0) }
  }
}
