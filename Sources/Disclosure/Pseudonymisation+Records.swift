import Records

/// Memberships, enrolments, events, uses, engagements, transfers, ties and outcomes.
extension Pseudonymisation {
  /// Everything that refers to people, teams, techniques and cohorts.
  mutating func makeRecords() {
    let memberships = old.memberships.rows.map { row in
      var membership = row
      membership.person = moved(row.person)
      membership.team = moved(row.team)
      membership.spell = coarse(row.spell)
      return membership
    }
    network.memberships = Table.sorted(memberships, in: network).table
    makeEnrolments()
    makeEvents()
    makeUses()
    makeEngagements()
    makeTransfers()
    makeTies()
    makeOutcomes()
    let notes =
      old.engagements.rows.count { !$0.note.isEmpty } + old.transfers.rows.count { !$0.note.isEmpty }
      + old.outcomes.rows.count { !$0.note.isEmpty }
    count("notes", "notes left out", notes)
    let unknown = TableName.allCases.reduce(0) { $0 + old.cells(of: $1).further.count } + old.about.further.count
    count("furtherColumns", "columns that Ripple does not know, and further members of network.json, left out", unknown)
  }

  private mutating func makeEnrolments() {
    let rows = old.enrolments.rows
    let outcomes = coarse(
      rows.map(\.outcome), of: rows.map(\.person.int), "enrolmentOutcomes",
      "enrolments whose outcome is too rare to stay")
    let new = rows.indices.map { row in
      var enrolment = rows[row]
      enrolment.person = moved(rows[row].person)
      enrolment.cohort = RowIndex(cohorts[rows[row].cohort.int])
      enrolment.spell = coarse(rows[row].spell)
      enrolment.outcome = outcomes[row]
      return enrolment
    }
    network.enrolments = Table.sorted(new, in: network).table
  }

  private mutating func makeEvents() {
    let rows = old.events.rows
    let ids = pseudonyms.pseudonyms(of: rows.map(\.id), in: .events)
    let kinds = coarse(rows.map(\.kind), of: Array(rows.indices), "eventKinds", "events whose kind is too rare to stay")
    let new = rows.indices.map { row in
      var event = Event()
      event.id = ids[row]
      event.cohort = rows[row].cohort.map { RowIndex(cohorts[$0.int]) }
      event.kind = kinds[row]
      event.spell = coarse(rows[row].spell)
      event.person = rows[row].person.map { moved($0) }
      event.techniques = moved(rows[row].techniques)
      return event
    }
    network.events = Table.sorted(new, in: network).table
  }

  private mutating func makeUses() {
    let rows = old.uses.rows
    let ids = pseudonyms.pseudonyms(of: rows.map(\.id), in: .uses)
    let reasons = coarse(
      rows.map(\.reasonStopped), of: rows.map(\.person.int), "reasons",
      "uses whose reason for stopping is too rare to stay")
    let new = rows.indices.map { row in
      var use = rows[row]
      use.id = ids[row]
      use.person = moved(use.person)
      use.technique = RowIndex(techniques[use.technique.int])
      use.spell = coarse(use.spell)
      use.learnedFrom = use.learnedFrom.map { moved($0) }
      use.reasonStopped = reasons[row]
      return use
    }
    network.uses = Table.sorted(new, in: network).table
  }

  private mutating func makeEngagements() {
    let rows = old.engagements.rows
    let ids = pseudonyms.pseudonyms(of: rows.map(\.id), in: .engagements)
    let new = rows.indices.map { row in
      var engagement = rows[row]
      engagement.id = ids[row]
      engagement.person = moved(engagement.person)
      engagement.team = moved(engagement.team)
      engagement.techniques = moved(engagement.techniques)
      engagement.spell = coarse(engagement.spell)
      engagement.note = ""
      return engagement
    }
    (network.engagements, engagements) = Table.sorted(new, in: network)
  }

  private mutating func makeTransfers() {
    let rows = old.transfers.rows
    let ids = pseudonyms.pseudonyms(of: rows.map(\.id), in: .transfers)
    let new = rows.indices.map { row in
      var transfer = rows[row]
      transfer.id = ids[row]
      transfer.from = moved(transfer.from)
      transfer.to = moved(transfer.to)
      transfer.technique = RowIndex(techniques[transfer.technique.int])
      transfer.date = transfer.date.map { coarse($0, isEnd: false) }
      transfer.note = ""
      return transfer
    }
    network.transfers = Table.sorted(new, in: network).table
  }

  private mutating func makeTies() {
    let rows = old.ties.rows
    let ids = pseudonyms.pseudonyms(of: rows.map(\.id), in: .ties)
    let kinds = coarse(
      rows.map(\.kind), of: rows.map(\.from.int), "tieKinds", "ties whose kind too few people have for it to stay")
    let new = rows.indices.map { row in
      var tie = rows[row]
      tie.id = ids[row]
      tie.from = moved(tie.from)
      tie.to = moved(tie.to)
      tie.kind = kinds[row]
      tie.spell = coarse(tie.spell)
      return tie
    }
    network.ties = Table.sorted(new, in: network).table
  }

  private mutating func makeOutcomes() {
    let rows = old.outcomes.rows
    let ids = pseudonyms.pseudonyms(of: rows.map(\.id), in: .outcomes)
    var new: [Outcome] = []
    var left = 0
    for (row, outcome) in rows.enumerated() {
      let area = outcome.organisation.flatMap { areas.own[$0.int] }
      // What was observed of one trust is not true of its area.
      if outcome.team == nil, outcome.organisation != nil, area == nil {
        left += 1
        continue
      }
      var outcome = outcome
      outcome.id = ids[row]
      outcome.team = outcome.team.map { moved($0) }
      outcome.organisation = area
      outcome.measure = mentions.masked(outcome.measure)
      outcome.date = outcome.date.map { coarse($0, isEnd: false) }
      outcome.unit = mentions.masked(outcome.unit)
      outcome.engagement = outcome.engagement.map { RowIndex(engagements[$0.int]) }
      outcome.note = ""
      new.append(outcome)
    }
    count("observations", "observations of organisations that are not areas, left out", left)
    network.outcomes = Table.sorted(new, in: network).table
  }
}
