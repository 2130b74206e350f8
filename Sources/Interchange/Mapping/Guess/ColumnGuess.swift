import Records

extension SourceGuess {
  /// What is guessed of one column.
  struct Choice {
    var meaning: Mapping.Meaning
    var fit: Double
    var why: String
  }

  /// Guesses the source as a whole.
  mutating func make() -> (source: Mapping.Source, guesses: [MappingDraft.Guess]) {
    findEnds()
    let kind = tableKind()
    settle(kind)
    var source = Mapping.Source()
    source.file = table.file
    source.part = table.part
    source.table = kind
    source.skip = skip
    var choices = [Choice](
      repeating: Choice(meaning: .attribute, fit: 0, why: "nothing says what it is"), count: table.columns.count)
    let asked = kind == .people ? nominations : []
    let flags = kind == .people || kind == .uses ? techniqueFlags.filter { !asked.contains($0.column) } : []
    for column in table.columns.indices {
      if let meaning = settled[column] {
        choices[column] = Choice(
          meaning: meaning, fit: 1.2,
          why: meaning == .nothing ? "says which rows these are" : "what the ends stand for")
        continue
      }
      choices[column] =
        asked.contains(column)
        ? Choice(meaning: .nomination, fit: 0.8, why: "asks for people")
        : flags.first { $0.column == column }.map {
          Choice(meaning: .use(technique: $0.technique), fit: 0.8, why: "says yes or no of a technique")
        } ?? choice(column, kind)
    }
    keepBest(&choices, kind)
    var guesses: [MappingDraft.Guess] = []
    var seen: [String: Int] = [:]
    for (place, choice) in choices.enumerated() {
      var column = Mapping.Column(table.columns[place], choice.meaning)
      seen[column.name, default: 0] += 1
      column.occurrence = seen[column.name] ?? 1
      finish(&column, place)
      source.columns.append(column)
      guesses.append(guess(column, choice, place))
    }
    return (source, guesses)
  }

  // MARK: Concepts in context

  /// Takes two columns for the ends of ties where their headers are a pair or their cells are the same people.
  private mutating func findEnds() {
    if (has(.from) && has(.to)) || forced != nil { return }
    // "from" and "to" may be a spell, or the ends of ties where numbers in both are the same people.
    if let from = headers.firstIndex(where: { $0.words == ["from"] }),
      let to = headers.firstIndex(where: { $0.words == ["to"] }), !values[from].areDates, !values[to].areDates,
      values[to].share(in: values[from]) > 0.2
    {
      set(from, .from, 1)
      set(to, .to, 1)
      return
    }
    let pairs = [("1", "2"), ("a", "b"), ("i", "j"), ("u", "v")]
    for first in headers.indices {
      for second in headers.indices where second > first {
        let (a, b) = (headers[first].words, headers[second].words)
        guard a.count == b.count, a.dropLast() == b.dropLast(), let x = a.last, let y = b.last,
          pairs.contains(where: { $0 == (x, y) }), !headers[first].isQuestion,
          !values[first].areNumbers || values[first].areWhole,
          !values[first].areDates,
          a.count == 1
            || headers[first].hasAny(
              "person", "node", "actor", "staff", "id", "name", "member", "employee", "individual", "vertex",
              "colleague", "participant"),
          values[first].share(in: values[second]) > 0.2 || a.count > 1
        else { continue }
        set(first, .from)
        set(second, .to)
        return
      }
    }
  }

  /// Settles what a header alone leaves open, now that it is known what the rows are.
  private mutating func settle(_ kind: TableName) {
    // A spell has both ends in times; "from" and "to" of people were settled by their cells.
    for column in concepts.indices {
      let concept = concepts[column].concept
      switch (kind, concept) {
      case (.ties, .kind?) where isDirection(column): set(column, .influence, concepts[column].fit)
      case (.ties, .date?), (.uses, .date?), (.engagements, .date?), (.memberships, .date?), (.enrolments, .date?),
        (.events, .date?), (.cohorts, .date?):
        if place(.start) == nil { set(column, .start, concepts[column].fit) }
      case (.ties, .category?), (.ties, .technique?), (.events, .category?): set(column, .kind, concepts[column].fit)
      case (.ties, .value?): if place(.weight) == nil { set(column, .weight, concepts[column].fit) }
      case (.outcomes, .start?), (.transfers, .start?):
        if place(.date) == nil { set(column, .date, concepts[column].fit) }
      case (.outcomes, .team?) where headers[column].fit("unit") >= 1.1:
        // A ward is a unit, and so is what its figures count: beside another team it is the latter.
        if place(.unit) == nil, concepts.count(where: { $0.concept == .team }) > 1 { set(column, .unit) }
      case (.outcomes, .weight?): if place(.value) == nil { set(column, .value, concepts[column].fit) }
      case (.techniques, .kind?), (.techniques, .team?): set(column, .category, concepts[column].fit)
      case (.enrolments, .kind?) where headers[column].has("status"): set(column, .outcome, concepts[column].fit)
      default: break
      }
    }
    if kind == .ties || kind == .transfers { return }
    for column in concepts.indices {
      // Ends that are no pair are people, or nothing.
      if concepts[column].concept == .from || concepts[column].concept == .to {
        let taught = Concept.learnedFrom.phrases.contains { headers[column].fit($0) >= 1.1 }
        if taught, concepts[column].concept == .from {
          set(column, .learnedFrom, 1)
          continue
        }
        set(
          column,
          headers[column].hasAny(
            "respondent", "mentor", "teacher", "ego", "actor", "who", "learner", "colleague", "adviser")
            ? .person : nil, 0.6)
      }
    }
  }

  /// Gephi's Type says whether an edge is directed.
  private func isDirection(_ column: Int) -> Bool {
    !values[column].values.isEmpty
      && values[column].values.allSatisfy { Self.directions[$0.lowercased()] != nil }
  }

  private static let directions = [
    "directed": "forward", "undirected": "both", "mutual": "both", "both": "both", "forward": "forward",
    "backward": "backward",
    "one-way": "forward", "two-way": "both", "reciprocal": "both", "bidirectional": "both", "unidirectional": "forward",
  ]

  // MARK: Competition

  /// Leaves each of Ripple's columns to the column that fits it best; forename and surname are joined.
  private func keepBest(_ choices: inout [Choice], _ kind: TableName) {
    var best: [Mapping.Target: Int] = [:]
    let forename = place(.forename)
    let surname = place(.surname)
    let joins = kind == .people && forename != nil && surname != nil
    func rank(_ column: Int) -> Double {
      let concept = concepts[column].concept
      var rank = choices[column].fit
      if concept == .forename || concept == .surname { rank += joins ? 0.2 : -0.2 }
      if values[column].filled == 0 { rank -= 0.5 }
      if concept == .id, values[column].areDistinct { rank += 0.2 }
      return rank
    }
    for column in choices.indices {
      guard case .cells(let targets) = choices[column].meaning, let target = targets.first else { continue }
      if let rival = best[target] {
        if joins, target.column == "name", [forename, surname].contains(rival), [forename, surname].contains(column) {
          continue
        }
        if rank(column) > rank(rival) { best[target] = column }
      } else {
        best[target] = column
      }
    }
    for column in choices.indices {
      guard case .cells(let targets) = choices[column].meaning, let target = targets.first, let winner = best[target]
      else { continue }
      if winner == column { continue }
      if joins, target.column == "name", [forename, surname].contains(winner), [forename, surname].contains(column) {
        continue
      }
      choices[column].meaning = .attribute
      choices[column].why = "'\(table.columns[winner])' fits \(target) better"
    }
  }

  // MARK: Details

  /// Adds how cells are written: dates, yes and no, several in a cell.
  private mutating func finish(_ column: inout Mapping.Column, _ place: Int) {
    let values = values[place]
    switch column.meaning {
    case .nomination:
      column.kind =
        headers[place].has("advice")
        ? "advice"
        : headers[place].hasAny("friend~")
          ? "friendship" : headers[place].hasAny("discuss", "talk") ? "discussion" : "nomination"
      column.influence = .backward
      column.separator = values.separator
    case .use: column.values = flagWords(values)
    case .cells(let targets):
      guard let target = targets.first, let info = target.info else { return }
      switch info.type {
      case .time:
        let isSerial = values.areSerials && !values.areDates
        if isSerial {
          column.dates = [DatePattern(known: "excel")]
        } else if let dates = values.dates, values.areDates, !dates.pattern.isOwn {
          column.dates = [dates.pattern]
        }
        if values.filled > 0 { note(timesAreWhole: values.areWhole && !isSerial && !values.areDates) }
      case .flag: column.values = flagWords(values)
      case .list:
        if let separator = values.separator, separator != ";" { column.separator = separator }
      case .reference:
        if target.refersTo == .techniques { column.separator = values.separator }
      case .text where target.column == "influence":
        for value in values.values {
          if let word = Self.directions[value.lowercased()], word != value { column.values[value] = word }
        }
      case .text where target.column == "evidence" || target.column == "better" || target.column == "timing":
        let words: [String] =
          target.column == "evidence"
          ? Evidence.allCases.map(\.rawValue)
          : target.column == "better" ? Better.allCases.map(\.rawValue) : Timing.allCases.map(\.rawValue)
        for value in values.values where !words.contains(value) {
          if let word = words.first(where: { value.lowercased().hasPrefix($0.prefix(5)) }) {
            column.values[value] = word
          }
        }
      default: break
      }
      if case .cells(let targets) = column.meaning, targets.first?.column == "name", targets.first?.table == .people {
        if concepts[place].concept == .forename { column.part = 1 }
        if concepts[place].concept == .surname { column.part = 2 }
      }
    default: break
    }
  }

  private func flagWords(_ values: ColumnValues) -> [String: String] {
    var words: [String: String] = [:]
    for value in values.values where value != "yes" && value != "no" {
      if let flag = ColumnValues.flag(value) {
        words[value] = flag ? "yes" : "no"
      } else if values.distinct == 1 {
        words[value] = "yes"
      }
    }
    return words
  }

  private func guess(_ column: Mapping.Column, _ choice: Choice, _ place: Int) -> MappingDraft.Guess {
    let becomes: String
    switch column.meaning {
    case .cells(let targets): becomes = targets.map(\.description).joined(separator: ", ")
    case .attribute: becomes = "attribute"
    case .nothing: becomes = "nothing"
    case .nomination: becomes = "nomination"
    case .use(let technique): becomes = "use of \(technique)"
    }
    let isTold = choice.why.contains(";") || choice.fit >= 1.2
    let sureness: MappingDraft.Sureness =
      column.meaning == .attribute && choice.fit < 0.9
      ? .unsure : choice.fit >= 1.05 && isTold ? .sure : choice.fit >= 0.75 ? .likely : .unsure
    let examples = table.values(place, from: skip).lazy.filter { !$0.isEmpty }.prefix(3)
    return MappingDraft.Guess(
      column: column.name, becomes: becomes, sureness: sureness, why: choice.why, examples: Array(examples))
  }
}
