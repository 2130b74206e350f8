public import Graph

/// A way of looking at a network as a graph.
public enum View: String, Sendable, CaseIterable {
  /// People, joined by ties, transfers, and engagements with one team that overlap in time.
  case people
  /// Every record, as typed nodes and edges.
  case full
  /// People and the teams they engaged with.
  case support
  /// People and the techniques they used.
  case skills

  /// The kinds of node the view has, in the order of their indices.
  public var kinds: [NodeKind] {
    switch self {
    case .people: [.person]
    case .full: NodeKind.allCases
    case .support: [.person, .team]
    case .skills: [.person, .technique]
    }
  }

  /// True when edges run between two kinds of node and never within one.
  public var isTwoMode: Bool { self == .support || self == .skills }
}

extension Network {
  /// The nodes of a view: the rows of its kinds, in input order.
  public func space(of view: View) -> NodeSpace {
    let all = space
    return NodeSpace(
      Dictionary(uniqueKeysWithValues: view.kinds.map { ($0, all.range(of: $0).count) }))
  }

  /// The edges of a view whose spell meets `window`.
  ///
  /// - Parameters:
  ///   - view: What to look at.
  ///   - window: What to keep; records without dates are always kept.
  ///   - silentTies: How to read ties that do not say which way they carry.
  /// - Complexity: O(records), and for `people` the pairs of engagements of each team.
  public func edges(of view: View, during window: Interval = .always, silentTies: Way = .both) -> EdgeTable {
    var edges = EdgeTable(space: space(of: view))
    switch view {
    case .people:
      addTies(to: &edges, window, silentTies)
      addTransfers(to: &edges, window)
      addCoEngagements(to: &edges, window)
    case .support:
      addEngagements(to: &edges, window)
    case .skills:
      addUses(to: &edges, window)
    case .full:
      addTies(to: &edges, window, silentTies)
      addTransfers(to: &edges, window)
      addEngagements(to: &edges, window)
      addUses(to: &edges, window)
      addPlaces(to: &edges, window)
      addReferences(to: &edges, window)
    }
    return edges
  }

  private func addTies(to edges: inout EdgeTable, _ window: Interval, _ silent: Way) {
    edges.reserve(ties.count)
    // Looked at where they lie, since copying half a million rows takes a while.
    let rows = ties.rows.span
    for row in rows.indices where rows[row].spell.interval.meets(window) {
      // Who names whom counts here, so even a tie that carries backward runs as it is written.
      let way: Way =
        switch rows[row].influence {
        case .none: silent
        case .both: .both
        case .forward, .backward: .forward
        }
      edges.add(
        .tie, row: row, from: rows[row].from.int, to: rows[row].to.int, way: way, weight: rows[row].weight ?? 1)
    }
  }

  private func addTransfers(to edges: inout EdgeTable, _ window: Interval) {
    for (row, transfer) in transfers.rows.enumerated() where transfer.interval.meets(window) {
      edges.add(.transfer, row: row, from: transfer.from.int, to: transfer.to.int)
    }
  }

  /// One edge for each team and each pair of people whose engagements with it overlap within the window.
  private func addCoEngagements(to edges: inout EdgeTable, _ window: Interval) {
    var byTeam = [[Int]](repeating: [], count: teams.count)
    for (row, engagement) in engagements.rows.enumerated() where engagement.spell.interval.meets(window) {
      byTeam[engagement.team.int].append(row)
    }
    for rows in byTeam where rows.count > 1 {
      var joined: Set<UInt64> = []
      for (place, first) in rows.enumerated() {
        let a = engagements.rows[first]
        for second in rows[(place + 1)...] {
          let b = engagements.rows[second]
          guard a.person != b.person,
            a.spell.interval.clipped(to: window).meets(b.spell.interval)
          else { continue }
          let low = UInt64(min(a.person.int, b.person.int))
          let high = UInt64(max(a.person.int, b.person.int))
          guard joined.insert(low << 32 | high).inserted else { continue }
          edges.add(.coEngagement, row: first, from: a.person.int, to: b.person.int, way: .both)
        }
      }
    }
  }

  private func addEngagements(to edges: inout EdgeTable, _ window: Interval) {
    for (row, engagement) in engagements.rows.enumerated() where engagement.spell.interval.meets(window) {
      edges.add(
        .engagement, row: row, from: engagement.person.int,
        to: edges.space.node(.team, engagement.team.int))
    }
  }

  private func addUses(to edges: inout EdgeTable, _ window: Interval) {
    for (row, use) in uses.rows.enumerated() where use.spell.interval.meets(window) {
      edges.add(
        .use, row: row, from: use.person.int, to: edges.space.node(.technique, use.technique.int))
    }
  }

  private func addPlaces(to edges: inout EdgeTable, _ window: Interval) {
    for (row, membership) in memberships.rows.enumerated() where membership.spell.interval.meets(window) {
      edges.add(
        .membership, row: row, from: membership.person.int, to: edges.space.node(.team, membership.team.int))
    }
    for (row, enrolment) in enrolments.rows.enumerated() where enrolment.spell.interval.meets(window) {
      edges.add(
        .enrolment, row: row, from: enrolment.person.int, to: edges.space.node(.cohort, enrolment.cohort.int))
    }
  }

  private func addReferences(to edges: inout EdgeTable, _ window: Interval) {
    let space = edges.space
    for (row, person) in people.rows.enumerated() {
      if let organisation = person.organisation {
        edges.add(.worksFor, row: row, from: row, to: space.node(.organisation, organisation.int))
      }
    }
    for (row, team) in teams.rows.enumerated() {
      if let organisation = team.organisation {
        edges.add(.belongsTo, row: row, from: space.node(.team, row), to: space.node(.organisation, organisation.int))
      }
    }
    for (row, organisation) in organisations.rows.enumerated() {
      if let parent = organisation.parent {
        edges.add(
          .partOf, row: row, from: space.node(.organisation, row), to: space.node(.organisation, parent.int))
      }
    }
    for (row, event) in events.rows.enumerated() where event.spell.interval.meets(window) {
      let node = space.node(.event, row)
      if let cohort = event.cohort { edges.add(.heldFor, row: row, from: node, to: space.node(.cohort, cohort.int)) }
      if let person = event.person { edges.add(.attends, row: row, from: person.int, to: node) }
      for technique in event.techniques {
        edges.add(.teaches, row: row, from: node, to: space.node(.technique, technique.int))
      }
    }
    for (row, outcome) in outcomes.rows.enumerated() where outcome.interval.meets(window) {
      let node = space.node(.outcome, row)
      if let team = outcome.team { edges.add(.observes, row: row, from: node, to: space.node(.team, team.int)) }
      if let organisation = outcome.organisation {
        edges.add(.observes, row: row, from: node, to: space.node(.organisation, organisation.int))
      }
    }
  }
}

extension Transfer {
  /// When it happened, as long as the date was written; all of time where none was.
  public var interval: Interval { date?.interval ?? .always }
}

extension Outcome {
  /// When it was observed; all of time where no date was written.
  public var interval: Interval { date?.interval ?? .always }
}
