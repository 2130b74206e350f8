import Algorithms
import Graph
import Records

/// A network's records as dated contacts among people, teams and techniques, with what questions of reach need beside.
struct ReachContacts {
  let contacts: Contacts
  /// The nodes of the contacts: people, teams, techniques.
  let space: NodeSpace
  /// The earliest time of any contact; `nil` when nothing is dated.
  let earliest: Moment?

  /// Collects the contacts that meet `window`, each cut to it.
  ///
  /// - Parameters:
  ///   - technique: Keep only transfers, uses and engagements that name it; ties and memberships always count.
  ///   - silentTies: How ties that say nothing carry influence.
  init(_ network: Network, technique: RowIndex<Technique>?, window: Interval, silentTies: Influence) {
    let space = NodeSpace([
      .person: network.people.count, .team: network.teams.count, .technique: network.techniques.count,
    ])
    var builder = ContactCollector(space: space, window: window)
    builder.contacts.reserve(2 * network.ties.count)
    for enrolment in network.enrolments.rows { builder.note(network.start(of: enrolment)) }
    for transfer in network.transfers.rows where technique == nil || transfer.technique == technique {
      guard transfer.from != transfer.to else { continue }
      builder.pass(
        from: transfer.from.int, to: transfer.to.int, transfer.technique, during: transfer.interval,
        transfer.evidence)
      builder.note(transfer.date?.moment)
    }
    for use in network.uses.rows where technique == nil || use.technique == technique {
      guard let source = use.learnedFrom, source != use.person else { continue }
      let instant = use.spell.start?.interval ?? use.spell.interval
      builder.pass(from: source.int, to: use.person.int, use.technique, during: instant, use.evidence)
      builder.note(use.spell.start?.moment)
    }
    builder.addEngagements(network, technique)
    for tie in network.ties.rows where tie.from != tie.to {
      builder.note(tie.spell)
      let influence = tie.influence ?? silentTies
      if influence != .backward { builder.add(tie.from.int, tie.to.int, tie.spell.interval, .possible) }
      if influence != .forward { builder.add(tie.to.int, tie.from.int, tie.spell.interval, .possible) }
    }
    self.space = space
    earliest = builder.earliest
    contacts = builder.contacts.freeze()
  }
}

private struct ContactCollector {
  let space: NodeSpace
  let window: Interval
  var contacts: Contacts.Builder
  private(set) var earliest: Moment?

  init(space: NodeSpace, window: Interval) {
    self.space = space
    self.window = window
    contacts = Contacts.Builder(nodeCount: space.count)
  }

  mutating func note(_ moment: Moment?) {
    if let moment { earliest = min(earliest ?? moment, moment) }
  }

  mutating func note(_ spell: Spell) { note(spell.start?.moment ?? spell.end?.moment) }

  mutating func add(_ tail: Int, _ head: Int, _ span: Interval, _ level: Certainty, through team: Int? = nil) {
    contacts.add(tail, head, during: span.clipped(to: window), level, through: team)
  }

  /// A technique goes from one person to another: a contact between the two, and one that reaches the technique.
  mutating func pass(
    from tail: Int, to head: Int, _ technique: RowIndex<Technique>, during span: Interval, _ evidence: Evidence?
  ) {
    let level: Certainty = evidence == .inferred ? .probable : .confirmed
    add(tail, head, span, level)
    add(tail, space.node(.technique, technique.int), span, level)
  }

  /// Each engagement reaches its team, its techniques, and through the team those who work there meanwhile.
  mutating func addEngagements(_ network: Network, _ technique: RowIndex<Technique>?) {
    var members = [[Int]](repeating: [], count: network.teams.count)
    for (row, membership) in network.memberships.rows.enumerated() {
      members[membership.team.int].append(row)
    }
    for engagement in network.engagements.rows {
      if let technique, !engagement.techniques.contains(technique) { continue }
      let level: Certainty = engagement.evidence == .inferred ? .probable : .confirmed
      let span = engagement.spell.interval
      let team = space.node(.team, engagement.team.int)
      note(engagement.spell)
      add(engagement.person.int, team, span, level)
      for technique in engagement.techniques {
        add(engagement.person.int, space.node(.technique, technique.int), span, level)
      }
      for row in members[engagement.team.int] {
        let overlap = span.clipped(to: network.memberships.rows[row].spell.interval)
        // An engagement without a start carries to a member from when they came.
        if !overlap.isEmpty, overlap.lower != .min { note(overlap.lower) }
        add(
          engagement.person.int, network.memberships.rows[row].person.int, overlap, .probable, through: team)
      }
    }
  }
}

extension Network {
  /// When an enrolment began: its own start, or its cohort's.
  func start(of enrolment: Enrolment) -> Moment? {
    (enrolment.spell.start ?? cohorts[enrolment.cohort].spell.start)?.moment
  }

  /// For each person when influence leaves them unless something else is said: the start of their first enrolment.
  func firstEnrolments() -> [Moment?] {
    var first = [Moment?](repeating: nil, count: people.count)
    for enrolment in enrolments.rows {
      guard let start = start(of: enrolment) else { continue }
      let person = enrolment.person.int
      first[person] = min(first[person] ?? start, start)
    }
    return first
  }
}
