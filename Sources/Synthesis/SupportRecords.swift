import Records

/// The teams that people support with what they use.
struct SupportRecords {
  /// The table of engagements: the surgeon's first, the others by start.
  private(set) var rows: [Engagement] = []

  private static let notes = [
    "two half-day sessions with the whole team", "asked for by the team's manager", "after a difficult winter",
    "short sessions at the start of the shift", "follow-up of the team diagnostic", "joint work with the people team",
  ]
  private static let alumniWhoSupport = 0.65
  private static let othersWhoSupport = 0.06

  /// Draws who supports which team with what.
  ///
  /// A technique is used with a team only once its user has it, so that no engagement makes anyone an earlier adopter.
  init(spread: TrueSpread, plot: SurgeonPlot, population: Population, places: Places, seed: UInt64) {
    var random = SeededRandom(seed: seed, .engagements)
    let people = population.rows.count
    let byPerson = stableOrder(of: spread.adoptions.map(\.person), below: people)
    var drawn: [Engagement] = []
    for person in 0..<people where person != PersonIDs.surgeon {
      let own = byPerson.order[Int(byPerson.starts[person])..<Int(byPerson.starts[person + 1])]
      guard let first = own.first else { continue }
      let isAlumnus = population.cohorts[person] >= 0
      guard random.chance(isAlumnus ? Self.alumniWhoSupport : Self.othersWhoSupport) else { continue }
      // A few go on to build networks of their own.
      let count = random.chance(0.05) ? random.within(3...6) : random.weighted([0, 70, 30])
      for _ in 0..<count {
        guard let team = Self.team(near: Int(population.teams[person]), places, &random) else { continue }
        let start = spread.adoptions[Int(first)].day + Day(random.within(3...60)) + Day(random.exponential(mean: 90))
        guard
          let row = Self.engagement(
            person, with: team, from: start, spread, own, population, &random)
        else { continue }
        drawn.append(row)
        let overlapping = start + Day(random.within(10...40))
        if random.chance(0.08),
          let second = Self.engagement(person, with: team, from: overlapping, spread, own, population, &random)
        {
          drawn.append(second)
        }
      }
    }
    let order = stableOrder(
      of: drawn.map { Day(Calendar.days(of: $0.spell.start?.moment ?? 0)) - Timeline.first },
      below: Int(Timeline.last - Timeline.first) + 1
    ).order
    rows = Self.surgeon(peerTeam: places.peerTeam)
    let surgeons = rows.count
    let width = idWidth(drawn.count, least: 5)
    rows.reserveCapacity(surgeons + drawn.count)
    for position in order {
      rows.append(drawn[Int(position)])
      rows[rows.count - 1].id = numbered("e", rows.count - surgeons, width: width)
    }
  }

  /// First and last day of the surgeon's work with peers as a team.
  static let surgeonSpell = (start: Timeline.day(2022, 7, 4), end: Timeline.day(2024, 3, 31))

  /// The surgeon's two engagements with the peers' team, which overlap.
  private static func surgeon(peerTeam: Int) -> [Engagement] {
    var first = Engagement()
    first.id = "e-surgeon-1"
    first.person = RowIndex(PersonIDs.surgeon)
    first.team = RowIndex(peerTeam)
    first.techniques = [RowIndex(Catalogue.stressConversations), RowIndex(Catalogue.communicationStyles)]
    first.spell = Spell(from: surgeonSpell.start, through: surgeonSpell.end)
    first.timing = .during
    first.evidence = .confirmed
    first.note = "helps surgical peers with their stress and with how they communicate with other practitioners"
    var second = first
    second.id = "e-surgeon-2"
    second.techniques = [RowIndex(Catalogue.stressConversations)]
    second.spell = Spell(from: Timeline.day(2023, 2, 6))
    second.timing = .after
    second.evidence = .observed
    second.note = "monthly peer group, still going on"
    return [first, second]
  }

  /// A team that can be supported: mostly one's own, else one nearby.
  private static func team(near home: Int, _ places: Places, _ random: inout SeededRandom) -> Int? {
    let employer = places.employer(ofTeam: home)
    for _ in 0..<6 {
      let team: Int
      switch random.weighted([50, 34, 16]) {
      case 0: team = home
      case 1:
        let teams = places.teams(ofEmployer: employer)
        team = teams.lowerBound + random.below(teams.count)
      default:
        let teams = places.teams(ofArea: places.employerArea[employer])
        team = teams.lowerBound + random.below(teams.count)
      }
      if !places.isComparison[team] { return team }
    }
    return nil
  }

  private static func engagement(
    _ person: Int, with team: Int, from start: Day, _ spread: TrueSpread, _ own: ArraySlice<Int32>,
    _ population: Population, _ random: inout SeededRandom
  ) -> Engagement? {
    guard start < Timeline.last - 30 else { return nil }
    var techniques: [RowIndex<Technique>] = []
    for index in own {
      let adoption = spread.adoptions[Int(index)]
      let inUse = adoption.day <= start && (adoption.until >= start || adoption.resumes <= start)
      if inUse, techniques.count < 3, techniques.isEmpty || random.chance(0.5) {
        techniques.append(RowIndex(Int(adoption.technique)))
      }
    }
    guard !techniques.isEmpty else { return nil }
    var row = Engagement()
    row.person = RowIndex(person)
    row.team = RowIndex(team)
    row.techniques = techniques
    let end = start + Day(random.within(45...330))
    row.spell = Spell(from: start, through: random.chance(0.12) || end > Timeline.last ? nil : end)
    let cohort = Int(population.cohorts[person])
    row.timing = cohort >= 0 && start <= Timeline.cohort(cohort).end ? .during : .after
    row.evidence = SpreadRecords.evidence(canBeInferred: true, &random)
    if random.chance(0.2) { row.note = random.pick(notes) }
    return row
  }
}
