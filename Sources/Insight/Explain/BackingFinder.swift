import Graph
import Records

/// Looks up the records that can have carried a step at a moment.
struct BackingFinder {
  private let network: Network
  private let options: ReachOptions

  init(_ network: Network, _ options: ReachOptions) {
    self.network = network
    self.options = options
  }

  private func isAsked(_ technique: RowIndex<Technique>) -> Bool {
    options.technique == nil || options.technique == technique
  }

  private func isAsked(_ techniques: [RowIndex<Technique>]) -> Bool {
    options.technique.map(techniques.contains) ?? true
  }

  private func record<Row>(
    _ kind: Backing.Kind, _ row: Int, _ table: Table<Row>, _ evidence: Evidence?? = .none, level: Certainty? = nil
  ) -> Backing {
    let grade = evidence.map { $0 ?? .reported }
    return Backing(
      kind: kind, row: row, file: table.file, line: row < table.lines.count ? Int(table.lines[row]) : nil,
      evidence: grade,
      level: level ?? (grade == .inferred ? .probable : .confirmed))
  }

  /// The records behind one step, surest first.
  func backing(
    _ from: (kind: NodeKind, row: Int), _ through: Int?, _ to: (kind: NodeKind, row: Int), at moment: Moment
  ) -> [Backing] {
    var found: [Backing] = []
    if to.kind == .organisation {
      return from.kind == .person
        ? [record(.person, from.row, network.people)] : [record(.team, from.row, network.teams)]
    }
    if let team = through {
      return support(by: from.row, of: team, at: moment, member: to.row)
    }
    if to.kind == .person || to.kind == .technique {
      for (row, transfer) in network.transfers.rows.enumerated() {
        guard transfer.from.int == from.row, isAsked(transfer.technique), transfer.interval.contains(moment) else {
          continue
        }
        if to.kind == .person ? transfer.to.int == to.row : transfer.technique.int == to.row {
          found.append(record(.transfer, row, network.transfers, transfer.evidence))
        }
      }
      for (row, use) in network.uses.rows.enumerated() {
        guard use.learnedFrom?.int == from.row, isAsked(use.technique),
          (use.spell.start?.interval ?? use.spell.interval).contains(moment)
        else { continue }
        if to.kind == .person ? use.person.int == to.row : use.technique.int == to.row {
          found.append(record(.use, row, network.uses, use.evidence))
        }
      }
    }
    switch to.kind {
    case .person: found += ties(from.row, to.row, at: moment)
    case .team: found += support(by: from.row, of: to.row, at: moment, member: nil)
    case .technique:
      for (row, engagement) in network.engagements.rows.enumerated()
      where engagement.person.int == from.row && engagement.techniques.contains(where: { $0.int == to.row })
        && isAsked(engagement.techniques) && engagement.spell.interval.contains(moment)
      {
        found.append(record(.engagement, row, network.engagements, engagement.evidence))
      }
    default: break
    }
    return found.sorted { ($0.level, $0.kind.rawValue, $0.row) < ($1.level, $1.kind.rawValue, $1.row) }
  }

  private func ties(_ from: Int, _ to: Int, at moment: Moment) -> [Backing] {
    network.ties.rows.enumerated().compactMap { row, tie in
      let influence = tie.influence ?? options.silentTies
      let forward = tie.from.int == from && tie.to.int == to && influence != .backward
      let backward = tie.to.int == from && tie.from.int == to && influence != .forward
      guard forward || backward, tie.spell.interval.contains(moment) else { return nil }
      return record(.tie, row, network.ties, level: .possible)
    }
  }

  /// Engagements of a person with a team; with a member, each together with a membership it meets at the moment.
  private func support(by person: Int, of team: Int, at moment: Moment, member: Int?) -> [Backing] {
    var found: [Backing] = []
    for (row, engagement) in network.engagements.rows.enumerated()
    where engagement.person.int == person && engagement.team.int == team && isAsked(engagement.techniques)
      && engagement.spell.interval.contains(moment)
    {
      found.append(
        record(.engagement, row, network.engagements, engagement.evidence, level: member == nil ? nil : .probable))
    }
    guard let member, !found.isEmpty else { return found }
    for (row, membership) in network.memberships.rows.enumerated()
    where membership.person.int == member && membership.team.int == team
      && membership.spell.interval.contains(moment)
    {
      found.append(record(.membership, row, network.memberships, level: .probable))
    }
    return found
  }

  /// The step by which somebody on a cohort is reached: enrolment, or with a technique the event that taught it.
  func participation(_ person: Int, in cohort: RowIndex<Cohort>, at moment: Moment, isDated: Bool) -> ExplainedStep {
    var found: [Backing] = []
    if options.technique != nil {
      for (row, event) in network.events.rows.enumerated()
      where event.cohort == cohort && isAsked(event.techniques) && (event.person.map { $0.int == person } ?? true)
        && event.spell.interval.lower <= moment
      {
        found.append(record(.event, row, network.events))
      }
    }
    for (row, enrolment) in network.enrolments.rows.enumerated()
    where enrolment.cohort == cohort && enrolment.person.int == person {
      found.append(record(.enrolment, row, network.enrolments))
    }
    return ExplainedStep(
      from: nil, through: nil, to: (.person, person), time: isDated ? moment : nil, backing: found)
  }
}
