import Records

/// What a column becomes, by what it is about.
extension SourceGuess {
  func choice(_ column: Int, _ kind: TableName) -> Choice {
    let own = table.columns[column]
    if kind.columns.contains(where: { $0.name == own }) {
      return Choice(meaning: .cells([Mapping.Target(kind, own)]), fit: 1.2, why: "Ripple's own name")
    }
    let (concept, fit) = concepts[column]
    guard let concept else { return Choice(meaning: .attribute, fit: fit, why: why(nothing: column)) }
    if concept == .device {
      return Choice(meaning: .nothing, fit: 0.9, why: "tells a device or place, nothing of practice")
    }
    if concept == .administration {
      return Choice(meaning: .attribute, fit: 0.9, why: "about the file or the person, not the network")
    }
    guard let targets = targets(concept, kind, column), !targets.isEmpty else {
      return Choice(meaning: .attribute, fit: fit, why: "\(kind.rawValue) has no place for it")
    }
    return Choice(meaning: .cells(targets), fit: fit, why: why(concept, column))
  }

  private func why(nothing column: Int) -> String {
    if values[column].filled == 0 { return "its cells are empty" }
    return values[column].areSentences ? "free text" : "nothing says what it is"
  }

  private func why(_ concept: Concept, _ column: Int) -> String {
    let values = values[column]
    var reasons = ["the header"]
    switch concept {
    case .start, .end, .date, .availableFrom, .availableUntil:
      if let dates = values.dates, values.areDates {
        reasons.append("dates as \(dates.pattern.text)")
      } else if values.areSerials {
        reasons.append("days as Excel counts them")
      } else if let months = values.months {
        reasons.append("months as \(months.text.replacing(" = first day", with: "")), which are no dates")
      } else if values.areWhole {
        reasons.append("whole numbers")
      }
    case .email: if values.areEmails { reasons.append("e-mail addresses") }
    case .id: if values.areDistinct { reasons.append("no two the same") }
    case .listed, .introduces: if values.areFlags { reasons.append("yes or no") }
    case .weight, .value, .headcount: if values.areNumbers { reasons.append("numbers") }
    case .to:
      if let from = place(.from), values.share(in: self.values[from]) > 0.2 {
        reasons.append("shares cells with '\(table.columns[from])'")
      }
    case .name, .person: if values.arePersonNames { reasons.append("names of people") }
    default: break
    }
    return reasons.joined(separator: "; ")
  }

  /// The columns that a concept is in rows of a kind.
  private func targets(_ concept: Concept, _ kind: TableName, _ column: Int) -> [Mapping.Target]? {
    func of(_ table: TableName, _ name: String) -> [Mapping.Target] { [Mapping.Target(table, name)] }
    func own(_ name: String) -> [Mapping.Target]? {
      kind.columns.contains { $0.name == name } ? of(kind, name) : nil
    }
    let isPeople = kind == .people
    switch concept {
    case .id:
      if isPeople { return own("id") }
      if [.memberships, .enrolments, .uses, .engagements].contains(kind), place(.person) == nil,
        place(.name) == nil || concepts[column].fit > 1.1
      {
        return own("person_id")
      }
      return own("id") ?? own("person_id")
    case .name:
      if kind.isNamed { return own("name") }
      return own("person_id")
    case .person:
      return isPeople ? (place(.name) == nil && place(.forename) == nil ? own("name") : nil) : own("person_id")
    case .forename, .surname:
      return isPeople ? own("name") : nil
    case .email:
      return isPeople
        ? own("email")
        : own("person_id").flatMap { place(.id) == nil && place(.name) == nil && place(.person) == nil ? $0 : nil }
    case .role: return own("role")
    case .staffGroup: return own("staff_group")
    case .organisation, .organisationID:
      if kind == .organisations { return own(concept == .organisation ? "name" : "id") }
      guard own("organisation_id") != nil else { return nil }
      if concept == .organisationID, place(.organisation) != nil { return of(.organisations, "id") }
      if concept == .organisation, place(.organisationID) != nil { return of(.organisations, "name") }
      return own("organisation_id")
    case .team, .teamID:
      if kind == .teams { return own(concept == .team ? "name" : "id") }
      let table: TableName = isPeople ? .memberships : kind
      guard isPeople || own("team_id") != nil else { return nil }
      if concept == .teamID, place(.team) != nil { return of(.teams, "id") }
      if concept == .team, place(.teamID) != nil { return of(.teams, "name") }
      return of(table, "team_id")
    case .cohort, .cohortID:
      if kind == .cohorts { return own(concept == .cohort ? "name" : "id") }
      let table: TableName = isPeople ? .enrolments : kind
      guard isPeople || own("cohort_id") != nil else { return nil }
      if concept == .cohortID, place(.cohort) != nil { return of(.cohorts, "id") }
      if concept == .cohort, place(.cohortID) != nil { return of(.cohorts, "name") }
      return of(table, "cohort_id")
    case .technique, .techniqueID:
      if kind == .techniques { return own(concept == .technique ? "name" : "id") }
      if isPeople { return of(.uses, "technique_id") }
      if own("techniques") != nil { return own("techniques") }
      guard own("technique_id") != nil else { return nil }
      if concept == .techniqueID, place(.technique) != nil { return of(.techniques, "id") }
      if concept == .technique, place(.techniqueID) != nil { return of(.techniques, "name") }
      return own("technique_id")
    case .start, .end:
      let name = concept.rawValue
      if isPeople {
        if isSurvey, !headers[column].hasAny("join~", "ward", "team", "post", "since", "left", "leav~", "department") {
          return nil
        }
        if place(.team) != nil || place(.teamID) != nil,
          !headers[column].hasAny("course", "cohort", "programme", "enrol~")
        {
          return of(.memberships, name)
        }
        return place(.cohort) != nil || place(.cohortID) != nil ? of(.enrolments, name) : nil
      }
      return own(name)
    case .date: return own("date")
    case .from: return own("from_id")
    case .to: return own("to_id")
    case .outcome:
      if isPeople { return place(.cohort) != nil && !isSurvey ? of(.enrolments, "outcome") : nil }
      return own("outcome")
    case .learnedFrom:
      return isPeople ? (place(.technique) != nil ? of(.uses, "learned_from") : nil) : own("learned_from")
    case .parent: return own("parent_id")
    case .reasonStopped: return own("reason_stopped")
    case .availableFrom: return own("available_from")
    case .availableUntil: return own("available_until")
    case .programme: return kind == .cohorts ? own("programme") : nil
    case .weight, .kind, .influence, .region, .headcount, .setting, .category, .aliases, .measure, .value, .unit,
      .better, .evidence, .note,
      .fidelity, .timing, .capacity, .listed, .introduces:
      return own(concept == .note ? "note" : concept.rawValue)
    case .administration, .device: return nil
    }
  }
}
