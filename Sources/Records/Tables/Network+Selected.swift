public import Graph

extension Network {
  /// The network with some of its nodes alone: records whose ends are all kept stay, with their lines and unknown columns.
  ///
  /// A reference to a node that is left out, where a record can do without, is left out too: `dropped` counts those.
  ///
  /// - Complexity: O(rows).
  public func selecting(_ isKept: (NodeKind, Int) -> Bool) -> (network: Network, dropped: Int) {
    var places: [[Int32]] = []
    for kind in NodeKind.allCases {
      var next: Int32 = 0
      places.append(
        (0..<space.range(of: kind).count).map { row in
          guard isKept(kind, row) else { return -1 }
          next += 1
          return next - 1
        })
    }
    func place(_ kind: NodeKind, _ row: Int) -> Int32 { places[Int(kind.rawValue)][row] }
    func has<Row>(_ kind: NodeKind, _ index: RowIndex<Row>) -> Bool { place(kind, index.int) >= 0 }
    func moved<Row>(_ kind: NodeKind, _ index: RowIndex<Row>) -> RowIndex<Row> { RowIndex(Int(place(kind, index.int))) }
    var dropped = 0
    func movedOrLeft<Row>(_ kind: NodeKind, _ index: RowIndex<Row>?) -> RowIndex<Row>? {
      guard let index else { return nil }
      if has(kind, index) { return moved(kind, index) }
      dropped += 1
      return nil
    }
    func moved(_ techniques: [RowIndex<Technique>]) -> [RowIndex<Technique>] {
      let kept = techniques.filter { has(.technique, $0) }
      dropped += techniques.count - kept.count
      return kept.map { moved(.technique, $0) }
    }
    func each<Row>(_ table: inout Table<Row>, _ change: (inout Row) -> Void) {
      for row in table.rows.indices { change(&table.rows[row]) }
    }

    var part = self
    part.organisations = organisations.keeping { place(.organisation, $0) >= 0 }
    part.people = people.keeping { place(.person, $0) >= 0 }
    part.teams = teams.keeping { place(.team, $0) >= 0 }
    part.techniques = techniques.keeping { place(.technique, $0) >= 0 }
    part.cohorts = cohorts.keeping { place(.cohort, $0) >= 0 }
    part.events = events.keeping { place(.event, $0) >= 0 }
    part.outcomes = outcomes.keeping { place(.outcome, $0) >= 0 }
    part.memberships = memberships.keeping {
      has(.person, memberships.rows[$0].person) && has(.team, memberships.rows[$0].team)
    }
    part.enrolments = enrolments.keeping {
      has(.person, enrolments.rows[$0].person) && has(.cohort, enrolments.rows[$0].cohort)
    }
    part.uses = uses.keeping { has(.person, uses.rows[$0].person) && has(.technique, uses.rows[$0].technique) }
    part.transfers = transfers.keeping {
      let transfer = transfers.rows[$0]
      return has(.person, transfer.from) && has(.person, transfer.to) && has(.technique, transfer.technique)
    }
    part.ties = ties.keeping { has(.person, ties.rows[$0].from) && has(.person, ties.rows[$0].to) }
    let engagementStays = engagements.rows.map { has(.person, $0.person) && has(.team, $0.team) }
    part.engagements = engagements.keeping { engagementStays[$0] }
    var engagementPlaces: [Int?] = []
    var next = 0
    for stays in engagementStays {
      engagementPlaces.append(stays ? next : nil)
      if stays { next += 1 }
    }

    each(&part.organisations) { $0.parent = movedOrLeft(.organisation, $0.parent) }
    each(&part.people) { $0.organisation = movedOrLeft(.organisation, $0.organisation) }
    each(&part.teams) { $0.organisation = movedOrLeft(.organisation, $0.organisation) }
    each(&part.memberships) {
      $0.person = moved(.person, $0.person)
      $0.team = moved(.team, $0.team)
    }
    each(&part.enrolments) {
      $0.person = moved(.person, $0.person)
      $0.cohort = moved(.cohort, $0.cohort)
    }
    each(&part.events) {
      $0.cohort = movedOrLeft(.cohort, $0.cohort)
      $0.person = movedOrLeft(.person, $0.person)
      $0.techniques = moved($0.techniques)
    }
    each(&part.uses) {
      $0.person = moved(.person, $0.person)
      $0.technique = moved(.technique, $0.technique)
      $0.learnedFrom = movedOrLeft(.person, $0.learnedFrom)
    }
    each(&part.engagements) {
      $0.person = moved(.person, $0.person)
      $0.team = moved(.team, $0.team)
      $0.techniques = moved($0.techniques)
    }
    each(&part.transfers) {
      $0.from = moved(.person, $0.from)
      $0.to = moved(.person, $0.to)
      $0.technique = moved(.technique, $0.technique)
    }
    each(&part.ties) {
      $0.from = moved(.person, $0.from)
      $0.to = moved(.person, $0.to)
    }
    each(&part.outcomes) {
      $0.team = movedOrLeft(.team, $0.team)
      $0.organisation = movedOrLeft(.organisation, $0.organisation)
      guard let engagement = $0.engagement else { return }
      $0.engagement = engagementPlaces[engagement.int].map { RowIndex($0) }
      if $0.engagement == nil { dropped += 1 }
    }
    return (part, dropped)
  }
}
