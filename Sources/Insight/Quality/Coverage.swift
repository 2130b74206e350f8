public import Records

/// How much of what could be on record is.
public struct Coverage: Sendable {
  /// One thing that can be there or be missing.
  public struct Measure: Sendable {
    /// A short name, stable, in camel case.
    public let name: String
    /// What is counted, in words.
    public let what: String
    /// How many have it.
    public let count: Int
    /// Of how many.
    public let of: Int
    /// What it means for the answers, in one sentence.
    public let meaning: String
    /// Ids, or lines of the table's file, of the first few without it.
    public let examples: [String]

    /// What it is about in a few words: `uses with a start` is about them.
    public var subject: String { String(what.prefix { $0 != ":" }) }

    /// `count / of`; `nil` of nothing.
    public var share: Double? { of == 0 ? nil : Double(count) / Double(of) }
  }

  /// The measures, of people first and then table by table; those of empty tables are left out.
  public let measures: [Measure]
  /// Rows of uses, engagements, transfers and outcomes by grade of evidence, surest first; an empty cell means reported.
  public let evidence: [(table: String, counts: [(grade: Evidence, count: Int)])]

  /// Looks through `network`.
  ///
  /// - Complexity: O(records log ties).
  public init(of network: Network) {
    var measures: [Measure] = []
    func add<Row>(
      _ name: String, _ what: String, _ rows: [Row], id: (Int) -> String, meaning: String, _ has: (Int) -> Bool
    ) {
      guard !rows.isEmpty else { return }
      let lacking = rows.indices.filter { !has($0) }
      measures.append(
        Measure(
          name: name, what: what, count: rows.count - lacking.count, of: rows.count, meaning: meaning,
          examples: lacking.prefix(5).map(id)))
    }
    func line<Row>(_ table: Table<Row>) -> (Int) -> String {
      { row in row < table.lines.count ? "line \(table.lines[row])" : "row \(row + 1)" }
    }
    let people = network.people.rows
    let person = { (row: Int) in people[row].id }
    let spoke = Self.spoke(network)
    let isAlumnus = network.alumni()
    add(
      "peopleWithRecords", "people with a record of their own: a use, an engagement, a transfer given, a tie named",
      people, id: person,
      meaning:
        "Who is only named by others may have done more; nor is it a response rate, as others may have recorded it."
    ) { spoke[$0] }
    let alumni = people.indices.filter { isAlumnus[$0] }
    add(
      "alumniWithRecords", "alumni with a record of their own", alumni, id: { people[alumni[$0]].id },
      meaning: "An alumnus without a record may have done much; reach and cascades count them as having done nothing."
    ) { spoke[alumni[$0]] }
    add(
      "peopleWithOrganisation", "people whose organisation is known", people, id: person,
      meaning: "Flows between organisations and areas leave the others out."
    ) { people[$0].organisation != nil }
    add(
      "peopleWithStaffGroup", "people whose staff group is known", people, id: person,
      meaning: "What is said of professions leaves the others out."
    ) { !people[$0].staffGroup.isEmpty }
    let always = "Without a start a record holds from the beginning of time, which makes reach look earlier."
    let open = "Without an end a record goes on for ever, which makes reach look greater."
    add("usesWithStart", "uses with a start", network.uses.rows, id: line(network.uses), meaning: always) {
      network.uses.rows[$0].spell.start != nil
    }
    add(
      "usesWithSource", "uses that say whom it was learnt from", network.uses.rows, id: line(network.uses),
      meaning:
        "Who was taught at an event needs none; others' uses have the giver of a transfer, possible sources, or none."
    ) { network.uses.rows[$0].learnedFrom != nil }
    let untaught = Self.untaughtAdoptions(network)
    add(
      "adoptionsWithSource", "adoptions not taught at an event before, whose source a use or a transfer names",
      untaught,
      id: { people[untaught[$0].person].id },
      meaning: "The others have only possible sources, or none, and count as generation 0 then."
    ) { untaught[$0].hasSource }
    add(
      "engagementsWithStart", "engagements with a start", network.engagements.rows, id: line(network.engagements),
      meaning: always
    ) { network.engagements.rows[$0].spell.start != nil }
    add(
      "engagementsWithEnd", "engagements with an end", network.engagements.rows, id: line(network.engagements),
      meaning: open
    ) { network.engagements.rows[$0].spell.end != nil }
    add(
      "engagementsWithTechniques", "engagements that name techniques", network.engagements.rows,
      id: line(network.engagements), meaning: "The others count for no technique's cascade."
    ) { !network.engagements.rows[$0].techniques.isEmpty }
    add(
      "transfersWithDate", "transfers with a date", network.transfers.rows, id: line(network.transfers), meaning: always
    ) { network.transfers.rows[$0].date != nil }
    let learnt = Self.learnt(network)
    add(
      "transfersToldByBoth", "transfers that the receiver's own use also names", network.transfers.rows,
      id: line(network.transfers), meaning: "One side's word alone is less sure."
    ) { row in
      let transfer = network.transfers.rows[row]
      return learnt.contains(Lesson(from: transfer.from, to: transfer.to, technique: transfer.technique))
    }
    add("tiesWithStart", "ties with a start", network.ties.rows, id: line(network.ties), meaning: always) {
      network.ties.rows[$0].spell.start != nil
    }
    let named = Set(network.ties.rows.map { pair($0.from, $0.to) })
    let betweenTwo = network.ties.rows.indices.filter { network.ties.rows[$0].from != network.ties.rows[$0].to }
    add(
      "tiesNamedByBoth", "ties that both people name", betweenTwo, id: { line(network.ties)(betweenTwo[$0]) },
      meaning:
        "Where people were asked whom they turn to, few are mutual; where they were asked whom they met, all should be."
    ) { row in
      let tie = network.ties.rows[betweenTwo[row]]
      return named.contains(pair(tie.to, tie.from))
    }
    add(
      "membershipsWithStart", "memberships with a start", network.memberships.rows, id: line(network.memberships),
      meaning: always
    ) { network.memberships.rows[$0].spell.start != nil }
    add(
      "teamsWithHeadcount", "teams whose headcount is known", network.teams.rows, id: { network.teams.rows[$0].id },
      meaning: "The headcount reached leaves the others out."
    ) { network.teams.rows[$0].headcount != nil }
    self.measures = measures
    func grades(_ table: String, _ rows: [Evidence?]) -> (table: String, counts: [(grade: Evidence, count: Int)]) {
      (table, Evidence.allCases.map { grade in (grade, rows.count { ($0 ?? .reported) == grade }) })
    }
    evidence = [
      grades("uses", network.uses.rows.map(\.evidence)),
      grades("engagements", network.engagements.rows.map(\.evidence)),
      grades("transfers", network.transfers.rows.map(\.evidence)),
      grades("outcomes", network.outcomes.rows.map(\.evidence)),
    ].filter { $0.counts.contains { $0.count > 0 } }
  }

  /// For each person whether a record tells of something they did: a use or engagement, a transfer they gave, a tie they
  /// named.
  private static func spoke(_ network: Network) -> [Bool] {
    var spoke = [Bool](repeating: false, count: network.people.count)
    for use in network.uses.rows { spoke[use.person.int] = true }
    for engagement in network.engagements.rows { spoke[engagement.person.int] = true }
    for transfer in network.transfers.rows { spoke[transfer.from.int] = true }
    for tie in network.ties.rows { spoke[tie.from.int] = true }
    return spoke
  }

  /// Everybody's adoption of each technique that no event had taught them before, and whether a record names the source.
  private static func untaughtAdoptions(_ network: Network) -> [(person: Int, hasSource: Bool)] {
    network.cascades().flatMap { cascade -> [(person: Int, hasSource: Bool)] in
      let taught = cascade.technique.map { network.taught($0) } ?? []
      return cascade.people.filter { taught[$0.person] > $0.adopted }.map { adopter in
        (adopter.person, adopter.sources.contains(where: \.isKnown))
      }
    }
  }

  /// Source, learner and technique of every use that names its source.
  private static func learnt(_ network: Network) -> Set<Lesson> {
    Set(
      network.uses.rows.compactMap { use in
        use.learnedFrom.map { Lesson(from: $0, to: use.person, technique: use.technique) }
      })
  }
}

/// Who taught what to whom.
private struct Lesson: Hashable {
  var from: RowIndex<Person>
  var to: RowIndex<Person>
  var technique: RowIndex<Technique>
}

/// Two people in order, as one number.
private func pair(_ first: RowIndex<Person>, _ second: RowIndex<Person>) -> UInt64 {
  UInt64(UInt32(bitPattern: first.value)) << 32 | UInt64(UInt32(bitPattern: second.value))
}
