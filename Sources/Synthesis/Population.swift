import Records

/// Ids of people by row: `surgeon`, then `p` and a number.
struct PersonIDs: Sendable {
  /// Row of the surgeon.
  static let surgeon = 0
  private let width: Int

  /// Ids for `people` people.
  init(people: Int) { width = idWidth(people, least: 5) }

  /// The id of a row.
  func text(_ row: Int) -> String { row == Self.surgeon ? "surgeon" : numbered("p", row, width: width) }
}

/// Everyone, with what is known of them beyond their row.
struct Population {
  /// Area in which the surgeon works.
  static let surgeonArea = 3

  /// The table of people.
  private(set) var rows: [Person] = []
  /// Cohort of each person; -1 for those who were on none.
  private(set) var cohorts: [Int8] = []
  /// The team each person is in at first.
  private(set) var teams: [Int32] = []
  /// Staff group of each person.
  private(set) var groups: [Int8] = []
  /// How likely others are to name a person: a heavy-tailed whole number.
  private(set) var popularity: [UInt32] = []
  /// The surgeon's peers, in the order in which the plot takes them.
  private(set) var circle: [Int32] = []
  /// Number of people on a cohort.
  private(set) var alumni = 0

  /// Draws everyone.
  ///
  /// - Complexity: O(people log organisations).
  init(people: Int, ids: PersonIDs, places: Places, seed: UInt64) {
    var random = SeededRandom(seed: seed, .people)
    // 300 of 530, to the nearest person; the surgeon is one of them.
    alumni = (people * 30 + 26) / 53
    drawCohorts(people: people, &random)
    drawCircle(people: people, &random)
    var place = [Int32](repeating: -1, count: people)
    for (position, member) in circle.enumerated() { place[Int(member)] = Int32(position) }

    rows.reserveCapacity(people)
    let total = places.employerWeights.last ?? 1
    for person in 0..<people {
      let isSurgical = person == PersonIDs.surgeon || place[person] >= 0
      var team = 0
      if isSurgical {
        let position = Int(place[person])
        let area = position < 0 || position % 3 == 0 ? Self.surgeonArea : position % Places.areas.count
        team = places.surgicalTeam(ofArea: area)
      } else {
        let choices = places.teams(ofEmployer: places.employer(at: random.below(total)))
        team = random.within(choices.lowerBound...choices.upperBound - 1)
      }
      var group = isSurgical ? StaffGroups.medical : random.weighted(places.settings[team].groupShares)
      if cohorts[person] >= 0, StaffGroups.neverAlumni.contains(group) { group = StaffGroups.administrative }
      teams.append(Int32(team))
      groups.append(Int8(group))
      // Pareto with exponent 4/3: small teams even degrees out, so popularity must be very unequal for a heavy tail.
      let root = (1 - random.unit()).squareRoot().squareRoot()
      popularity.append(UInt32(min(200, 1 / (root * root * root)) * 16))

      var row = person == PersonIDs.surgeon ? Self.surgeon(&random) : Self.anyone(number: person, &random)
      row.id = ids.text(person)
      row.staffGroup = StaffGroups.entries[group].name
      row.organisation = places.teams[team].organisation
      if person != PersonIDs.surgeon {
        row.role = random.pick(isSurgical ? StaffGroups.surgicalRoles : StaffGroups.entries[group].roles)
      }
      rows.append(row)
    }
  }

  /// Draws who is on a cohort, exactly `alumni` people (Knuth's algorithm S), and on which.
  private mutating func drawCohorts(people: Int, _ random: inout SeededRandom) {
    cohorts = [Int8](repeating: -1, count: people)
    cohorts[PersonIDs.surgeon] = 0
    var wanted = alumni - 1
    for person in 1..<people where random.below(people - person) < wanted {
      cohorts[person] = Int8(random.below(Timeline.years.count))
      wanted -= 1
    }
  }

  /// Draws the surgeon's peers among those who were on no cohort.
  private mutating func drawCircle(people: Int, _ random: inout SeededRandom) {
    var peers = cohorts.indices.filter { cohorts[$0] < 0 }.map { Int32($0) }
    let count = min(SurgeonPlot.parents.count, people * 9 / 100, peers.count)
    for position in 0..<count {
      peers.swapAt(position, position + random.below(peers.count - position))
    }
    circle = Array(peers[..<count])
  }

  private static func surgeon(_ random: inout SeededRandom) -> Person {
    var row = Person()
    row.name = "Rowan Tresilver"
    row.role = "Consultant surgeon"
    row.email = "rowan.tresilver@example.org"
    row.listed = true
    row.introduces = true
    row.capacity = 2
    row.available = Spell(from: Timeline.day(2022, 9, 1))
    return row
  }

  private static func anyone(number: Int, _ random: inout SeededRandom) -> Person {
    var row = Person()
    let name = Names.person(&random)
    row.name = "\(name.given) \(name.family)"
    if random.chance(0.7) {
      row.email = "\(name.given).\(name.family).\(number)@example.org".lowercased()
    }
    row.listed = [true, true, true, false, nil][random.below(5)]
    row.introduces = [true, true, false, nil][random.below(4)]
    guard row.listed == true else { return row }
    if random.chance(0.8) { row.capacity = random.within(1...4) }
    if random.chance(0.3) {
      let start = Timeline.first + Day(random.below(900))
      row.available = Spell(from: start, through: random.chance(0.4) ? start + Day(random.within(90...600)) : nil)
    }
    return row
  }
}
