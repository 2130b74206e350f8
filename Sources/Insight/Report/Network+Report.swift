import Algorithms
import Graph
public import Records

extension Network {
  /// What a commissioner wants to know of one cohort, or of the whole programme.
  ///
  /// - Parameter cohort: The cohort; `nil` for all of them together.
  /// - Throws: ``QuestionError`` when nobody is enrolled, or a measure is written in several units.
  /// - Complexity: that of reach, cascades, comparison and outcomes for every technique and measure.
  public func commissionerReport(of cohort: RowIndex<Cohort>? = nil) throws(QuestionError) -> CommissionerReport {
    let participants = participantRows(of: cohort)
    if participants.isEmpty {
      throw QuestionError(
        cohort.map { "nobody is enrolled on '\(cohorts[$0].id)': a report is about participants" }
          ?? "nobody is enrolled on any cohort: a report is about participants, so list them in enrolments.csv")
    }
    let sources = cohort.map { [$0] } ?? cohorts.rows.indices.map { RowIndex($0) }
    var cascadeOptions = CascadeOptions()
    cascadeOptions.from = cohort.map { self.participants(of: $0) }
    let forest = cascadeOverAll(cascadeOptions)
    let cascades = cascades(cascadeOptions).filter { !$0.people.isEmpty }
    let span = reportSpan(sources)
    var compared: ComparedPeriod?
    if let span {
      let (end, overflow) = span.to.addingReportingOverflow(unit.length)
      compared = try compare(
        cohort, at: [Stamp(span.to, isDate: unit.length == Calendar.day)],
        over: overflow ? nil : end - span.from
      ).first
    }
    var reachOptions = ReachOptions()
    reachOptions.limits.level = .possible
    var answers: [OutcomeAnswer] = []
    for measure in Set(outcomes.rows.filter { $0.team != nil }.map(\.measure)).sorted() {
      answers.append(try outcomes(of: measure, from: cohort.map { .cohort($0) }))
    }
    let at = lastRecord
    let sole = Dictionary(grouping: soleUses(nil, at: at), by: \.technique).mapValues(\.count)
    let practices = cascades.compactMap { cascade in
      cascade.technique.map { technique in
        CommissionerReport.Practice(
          technique: technique, cascade: cascade, sustainment: sustainment(of: [technique]),
          soleUses: sole[technique.int] ?? 0)
      }
    }
    let doers = doers(among: participants)
    return CommissionerReport(
      cohort: cohort, span: span, funnel: CommissionerReport.Funnel(doers),
      counted: doers + [CommissionerReport.Counted(what: "adopters", people: Set(forest.people.map(\.person)))],
      compared: compared,
      reach: reach(of: .cohorts(sources), reachOptions).levels, forest: forest,
      figures: figures(of: [forest], cascadeOptions)[0], growth: growth(of: forest),
      techniques: practices.sorted {
        ($1.cascade.people.count, $0.technique.int) < ($0.cascade.people.count, $1.technique.int)
      }, usesAt: at, outcomes: answers, story: story(of: cascades), coverage: Coverage(of: self), unit: unit)
  }

  private func participantRows(of cohort: RowIndex<Cohort>?) -> Set<Int> {
    Set(enrolments.rows.filter { cohort == nil || $0.cohort == cohort }.map(\.person.int))
  }

  /// From when the first of the cohorts began to where the record of practice ends.
  private func reportSpan(_ sources: [RowIndex<Cohort>]) -> (from: Moment, to: Moment)? {
    guard let last = lastRecord else { return nil }
    let chosen = Set(sources.map(\.int))
    let starts =
      sources.compactMap { cohorts[$0].spell.start?.moment }
      + enrolments.rows.filter { chosen.contains($0.cohort.int) }.compactMap { $0.spell.start?.moment }
    return (min(starts.min() ?? last, last), last)
  }

  /// Participants, and those of them who did each of the things the funnel counts, in its order.
  private func doers(among participants: Set<Int>) -> [CommissionerReport.Counted] {
    var used: Set<Int> = []
    var supported: Set<Int> = []
    var taught: Set<Int> = []
    var active: Set<Int> = []
    let now = lastRecord.map { Interval($0, $0 + unit.length) } ?? .always
    for use in uses.rows {
      used.insert(use.person.int)
      if use.spell.interval.meets(now) { active.insert(use.person.int) }
      if let source = use.learnedFrom, source != use.person {
        taught.insert(source.int)
        used.insert(source.int)
      }
    }
    for engagement in engagements.rows {
      supported.insert(engagement.person.int)
      if !engagement.techniques.isEmpty { used.insert(engagement.person.int) }
      if engagement.spell.interval.meets(now) { active.insert(engagement.person.int) }
    }
    for transfer in transfers.rows where transfer.from != transfer.to {
      taught.insert(transfer.from.int)
      used.formUnion([transfer.from.int, transfer.to.int])
    }
    return [
      ("participants", participants), ("used", used), ("supported", supported), ("taught", taught),
      ("still using", active),
    ].map { CommissionerReport.Counted(what: $0, people: participants.intersection($1)) }
  }

  /// Adopters by the end of each quarter in which the record goes on, of those whose adoption is dated.
  private func growth(of forest: Cascade) -> [CommissionerReport.Growth] {
    guard scale == .calendar, let last = lastRecord else { return [] }
    let isAlumnus = alumni()
    let dated = forest.people.filter { $0.adopted != .min && $0.adopted <= last }
    guard let first = dated.first?.adopted, var start = Calendar.startOfQuarter(first) else { return [] }
    var growth: [CommissionerReport.Growth] = []
    var next = 0
    var (alumni, others) = (0, 0)
    while start <= last, let end = Calendar.adding(months: 3, to: start) {
      while next < dated.count, dated[next].adopted < end {
        if isAlumnus[dated[next].person] { alumni += 1 } else { others += 1 }
        next += 1
      }
      growth.append(CommissionerReport.Growth(start: start, alumni: alumni, others: others))
      start = end
    }
    return growth
  }

  /// The longest chain of any technique; of equals the one of most adopters, then the first in the table.
  private func story(of cascades: [Cascade]) -> CommissionerReport.Story? {
    let longest = cascades.filter { $0.longestChain.count > 1 }.max { a, b in
      let (first, second) = (a.technique?.int ?? 0, b.technique?.int ?? 0)
      return (a.longestChain.count, a.people.count, second) < (b.longestChain.count, b.people.count, first)
    }
    guard let cascade = longest, let technique = cascade.technique else { return nil }
    let steps = cascade.longestChain.map { place in
      let adopter = cascade.people[place]
      let parent = adopter.parent.map { cascade.people[$0].person }
      let teams = engagements.rows.filter {
        $0.person.int == adopter.person && $0.techniques.contains(technique)
      }.map(\.team)
      return CommissionerReport.Story.Step(
        person: adopter.person, adopted: adopter.adopted,
        isKnown: adopter.sources.contains { $0.isKnown && $0.person == parent }, teams: Set(teams).count)
    }
    let size = cascade.trees.first { $0.root == steps.first?.person }?.size ?? steps.count
    return CommissionerReport.Story(technique: technique, steps: steps, treeSize: size - 1)
  }
}

extension CommissionerReport.Funnel {
  fileprivate init(_ doers: [CommissionerReport.Counted]) {
    let counts = doers.map(\.people.count)
    self.init(trained: counts[0], used: counts[1], supported: counts[2], taught: counts[3], stillUsing: counts[4])
  }
}

extension Calendar {
  /// The beginning of the quarter a moment lies in; `nil` beyond the calendar.
  fileprivate static func startOfQuarter(_ moment: Moment) -> Moment? {
    guard moment >= first, moment < end else { return nil }
    let date = date(days: days(of: moment))
    return days(year: date.year, month: (date.month - 1) / 3 * 3 + 1, day: 1) * day
  }
}
