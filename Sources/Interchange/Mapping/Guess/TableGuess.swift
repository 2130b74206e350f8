import Records

extension SourceGuess {
  /// The table that the rows seem to be of.
  func tableKind() -> TableName {
    if let forced { return forced }
    let name = HeaderWords((table.part ?? table.file).split(separator: ".").first.map(String.init) ?? "")
    if let own = TableName(rawValue: (table.part ?? table.file).lowercased().replacing(".csv", with: "")) { return own }
    let hasPerson = has(.name, .person, .forename, .surname, .email) || personID != nil
    let hasEnds = has(.from) && has(.to)
    if hasEnds { return has(.technique, .techniqueID, .fidelity) ? .transfers : .ties }
    if has(.measure), has(.value, .weight) { return .outcomes }
    if nominations.count > 0 || (isSurvey && hasPerson && !usesOnly) { return .people }
    let hasTeam = has(.team, .teamID)
    let hasCohort = has(.cohort, .cohortID)
    let hasTechnique = has(.technique, .techniqueID)
    let describesPerson = has(.role, .staffGroup, .email, .listed, .capacity) || (has(.forename) && has(.surname))
    if hasPerson {
      if hasTechnique, !describesPerson {
        return hasTeam && (has(.start, .date) || has(.timing))
          ? .engagements : hasCohort && has(.kind) ? .events : .uses
      }
      if hasCohort, !describesPerson, !hasTeam { return .enrolments }
      if hasTeam, !describesPerson, has(.start, .end), !hasCohort, !has(.headcount, .setting) { return .memberships }
    }
    if hasCohort, hasTechnique || has(.kind), !hasPerson || name.hasAny("event", "session", "workshop") {
      return .events
    }
    if name.hasAny(
      "people", "person", "staff", "member", "participant", "node", "vertex", "vertices", "employee", "contact",
      "actor", "respondent", "ego~", "alumni")
    {
      return .people
    }
    if !hasPerson || has(.headcount, .setting) || !describesPerson {
      if has(.headcount, .setting) || name.hasAny("team", "ward", "department", "unit") { return .teams }
      if name.hasAny("trust", "organisation", "org", "site", "employer") { return .organisations }
      if name.hasAny("technique", "tool", "method", "practice") || has(.aliases) { return .techniques }
      if has(.organisation, .organisationID), has(.region, .parent), !hasPerson || !describesPerson, !hasTeam {
        return .organisations
      }
      if name.hasAny("cohort", "course", "intake") || (hasCohort && has(.programme, .start)) { return .cohorts }
      if hasTechnique { return .techniques }
      if hasTeam, !hasPerson { return .teams }
    }
    return .people
  }

  /// The column of people's ids, if there is one.
  var personID: Int? {
    concepts.indices.filter { concepts[$0].concept == .id }.max { concepts[$0].fit < concepts[$1].fit }
  }

  /// True where uses are all that the answers are about.
  private var usesOnly: Bool { has(.technique) && has(.start) && !isSurvey }

  /// Columns of names that somebody was asked for.
  var nominations: [Int] {
    headers.indices.filter { column in
      let header = headers[column]
      let asks =
        header.hasAny("who", "whom", "name", "colleague", "person", "people", "nominate~", "nominee")
        && (header.isQuestion || header.hasAny("nominat~", "nominee")) && concepts[column].concept != .device
      let turns = header.hasAny(
        "turn", "advice", "ask", "help", "support", "discuss", "talk", "trust", "nominat~", "nominee", "go", "work",
        "consult", "friend",
        "confide", "contact", "rely", "learn~", "influence~", "collaborat~", "respect", "approach", "seek", "meet",
        "speak", "chat", "share")
      guard asks, turns else { return false }
      let values = values[column]
      return values.filled == 0
        || !(values.areNumbers || values.areDates || values.areFlags || values.areEmails && values.areDistinct)
          && !values.areLongTexts
    }
  }

  /// Columns that say of one technique whether it is used: the column, and the technique.
  var techniqueFlags: [(column: Int, technique: String)] {
    table.columns.indices.compactMap { column in
      let header = headers[column]
      guard values[column].areFlags || (values[column].filled > 0 && values[column].distinct == 1),
        header.hasAny("used", "use", "using", "uses", "practise~", "practice~", "applied", "tried", "technique", "tool")
      else { return nil }
      let technique = technique(in: table.columns[column], question: skip > 0 ? table.cell(0, column) : nil)
      return technique.map { (column, $0) }
    }
  }

  /// The technique that a header asks about: what stands in brackets or behind a dash or colon, else what follows "used".
  private func technique(in header: String, question: String?) -> String? {
    let text = question.flatMap { $0.isEmpty ? nil : $0 } ?? header
    for (open, close) in [("[", "]"), ("(", ")")] {
      if let start = text.lastIndex(of: Character(open)), let end = text[start...].firstIndex(of: Character(close)) {
        let inside = String(text[text.index(after: start)..<end]).trimmedOfSpace
        if inside.count > 2 { return inside }
      }
    }
    for mark in [" - ", " – ", ": "] {
      if let last = text.entries(mark).last, text.contains(mark), last.count > 2, !last.hasSuffix("?") { return last }
    }
    let stops: Set<String> = [
      "have", "you", "do", "did", "ever", "used", "use", "uses", "using", "with", "your", "team", "teams", "since",
      "course", "practise",
      "practised", "applied", "tried", "the", "a", "an", "yes", "no", "in", "practice", "technique", "tool", "y", "n",
      "at", "work", "is", "has",
      "been", "techniques", "tools", "this", "month", "programme", "after", "it",
    ]
    let words = HeaderWords(text).words.filter { !stops.contains($0) }
    let technique = words.joined(separator: " ")
    return technique.isEmpty ? nil : technique.prefix(1).uppercased() + technique.dropFirst()
  }
}
