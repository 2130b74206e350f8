import Records

/// The three cohorts, who was on them, and what their events taught.
struct Course {
  /// Someone is taught a technique and takes it up: the start of every chain.
  struct Uptake {
    let person: Int32
    let day: Day
  }

  /// The table of cohorts.
  private(set) var cohorts: [Cohort] = []
  /// The table of enrolments.
  private(set) var enrolments: [Enrolment] = []
  /// The table of events: the group events, then everyone's own coaching session.
  private(set) var events: [Event] = []
  /// For each technique, those who take it up after being taught it on the course.
  private(set) var uptakes = [[Uptake]](repeating: [], count: Catalogue.entries.count)
  /// First day of the surgeon's use of the two techniques that the plot passes on.
  static let surgeonUptake = (stress: Timeline.day(2022, 6, 13), communication: Timeline.day(2022, 5, 30))

  /// Runs the courses.
  init(population: Population, ids: PersonIDs, seed: UInt64) {
    var random = SeededRandom(seed: seed, .programme)
    for cohort in Timeline.years.indices {
      let id = "c\(Timeline.years[cohort])"
      let dates = Timeline.cohort(cohort)
      var row = Cohort()
      row.id = id
      row.name = "Cohort \(Timeline.years[cohort])"
      row.programme = "Organisational development for clinicians and managers (synthetic)"
      row.spell = Spell(from: dates.start, through: dates.end)
      cohorts.append(row)
      for number in 0..<Timeline.months {
        let day = Timeline.groupEvent(cohort: cohort, number: number)
        var event = Event()
        event.id = "\(id)-day\(number + 1)"
        event.cohort = RowIndex(cohort)
        event.kind = "group event"
        event.spell = Spell(from: day, through: day + 1)
        event.techniques = Catalogue.entries.indices.filter { Catalogue.entries[$0].event == number }
          .map { RowIndex($0) }
        events.append(event)
      }
    }
    let width = idWidth(population.alumni, least: 4)
    let coaching = [RowIndex<Technique>(Catalogue.coaching)]
    for cohort in Timeline.years.indices {
      let dates = Timeline.cohort(cohort)
      for person in population.cohorts.indices where Int(population.cohorts[person]) == cohort {
        let session = dates.start + Day(random.below(14))
        let withdraws = person != PersonIDs.surgeon && random.chance(0.08)
        let end = withdraws ? dates.start + Day(random.within(45...150)) : dates.end
        var enrolment = Enrolment()
        enrolment.person = RowIndex(person)
        enrolment.cohort = RowIndex(cohort)
        enrolment.spell = Spell(from: dates.start, through: end)
        enrolment.outcome = withdraws ? "withdrew" : "completed"
        enrolments.append(enrolment)
        var event = Event()
        event.id = numbered("s", enrolments.count, width: width)
        event.cohort = RowIndex(cohort)
        event.kind = "coaching session"
        event.spell = Spell(from: session, through: session)
        event.person = RowIndex(person)
        event.techniques = coaching
        events.append(event)
        takeUp(person: person, cohort: cohort, session: session, until: end, &random)
      }
    }
  }

  /// Draws what someone takes up of what they were taught before they left.
  private mutating func takeUp(
    person: Int, cohort: Int, session: Day, until end: Day, _ random: inout SeededRandom
  ) {
    for (technique, entry) in Catalogue.entries.enumerated() {
      let taught = entry.event.map { Timeline.groupEvent(cohort: cohort, number: $0) + 1 } ?? session
      let isTakenUp = random.chance(entry.uptake)
      var day = taught + 1 + Day(random.exponential(mean: 50))
      if person == PersonIDs.surgeon, technique == Catalogue.stressConversations {
        day = Self.surgeonUptake.stress
      } else if person == PersonIDs.surgeon, technique == Catalogue.communicationStyles {
        day = Self.surgeonUptake.communication
      } else if !isTakenUp {
        continue
      }
      if taught <= end, day <= Timeline.last {
        uptakes[technique].append(Uptake(person: Int32(person), day: day))
      }
    }
  }
}
