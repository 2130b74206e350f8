import Records

/// The region, its areas, and the organisations and teams in them.
///
/// Organisations that people work for lie in order of area, and teams in order of organisation, so that everyone in
/// one of them is a range of everyone in order of team.
struct Places {
  /// The seven integrated care boards' areas; the names alone are real.
  static let areas: [(slug: String, name: String)] = [
    ("bnssg", "Bristol, North Somerset and South Gloucestershire"),
    ("bsw", "Bath and North East Somerset, Swindon and Wiltshire"),
    ("cornwall", "Cornwall and the Isles of Scilly"),
    ("devon", "Devon"),
    ("dorset", "Dorset"),
    ("gloucestershire", "Gloucestershire"),
    ("somerset", "Somerset"),
  ]
  private static let region = "South West"
  private static let peoplePerTeam = 4.0

  /// The table of organisations: the region, the areas' boards, then those that people work for.
  private(set) var organisations: [Organisation] = []
  /// The table of teams.
  private(set) var teams: [Team] = []
  /// Where each team works.
  private(set) var settings: [Setting] = []
  /// True for teams that nobody supports, kept apart so that supported ones have something to be compared with.
  private(set) var isComparison: [Bool] = []
  /// Row in `organisations` of the first that people work for.
  let firstEmployer: Int
  /// Area of each employer.
  private(set) var employerArea: [Int] = []
  /// How likely people are to work for an employer, summed up to and including it.
  private(set) var employerWeights: [Int] = []
  /// First team of each employer, and one past the last of all.
  private(set) var firstTeam: [Int] = []
  /// First employer of each area, and one past the last of all.
  private(set) var firstEmployerOfArea: [Int] = []
  /// Row of the surgical peers' team once it is added.
  private(set) var peerTeam = 0

  /// Places enough for `people`.
  init(people: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed, .places)
    var region = Organisation()
    region.id = "south-west"
    region.name = "South West (synthetic)"
    region.kind = "region"
    region.region = Self.region
    organisations.append(region)
    for area in Self.areas {
      var board = Organisation()
      board.id = "icb-" + area.slug
      board.name = area.name + " (synthetic integrated care board)"
      board.kind = "icb"
      board.region = Self.region
      board.parent = RowIndex(0)
      organisations.append(board)
    }
    firstEmployer = organisations.count

    let employers = max(2 * Self.areas.count, people / 40)
    let width = idWidth(employers, least: 3)
    var weights: [Int] = []
    var lists: [[Setting]] = []
    for area in Self.areas.indices {
      firstEmployerOfArea.append(weights.count)
      let share = (area + 1) * employers / Self.areas.count - area * employers / Self.areas.count
      for number in 0..<share {
        let form = Self.form(number)
        var row = Organisation()
        row.id = numbered("o", weights.count + 1, width: width)
        row.name = "\(Names.place(weights.count)) \(form.suffix) (synthetic)"
        row.kind = form.kind
        row.region = Self.region
        row.parent = RowIndex(1 + area)
        organisations.append(row)
        employerArea.append(area)
        weights.append(form.weight)
        lists.append(form.settings)
      }
    }
    firstEmployerOfArea.append(weights.count)

    let total = weights.reduce(0, +)
    let teamWidth = idWidth(Int(Double(people) / Self.peoplePerTeam) + employers, least: 4)
    var sum = 0
    for employer in weights.indices {
      sum += weights[employer]
      employerWeights.append(sum)
      firstTeam.append(teams.count)
      let members = Double(people * weights[employer]) / Double(total)
      let count = max(2, Int((members / Self.peoplePerTeam).rounded()))
      for number in 0..<count {
        let setting = lists[employer][number % lists[employer].count]
        var team = Team()
        team.id = numbered("t", teams.count + 1, width: teamWidth)
        team.name = "\(setting.team) \(number / lists[employer].count + 1), \(Names.place(employer))"
        team.organisation = RowIndex(firstEmployer + employer)
        team.setting = setting.name
        teams.append(team)
        settings.append(setting)
        isComparison.append(number > 0 && random.chance(0.3))
      }
    }
    firstTeam.append(teams.count)
  }

  private static func form(
    _ number: Int
  ) -> (kind: String, suffix: String, weight: Int, settings: [Setting]) {
    if number == 0 || number % 10 == 4 { return ("trust", "Hospitals Trust", 8, Setting.trust) }
    if number % 10 == 1 { return ("community provider", "Community and Mental Health", 5, Setting.community) }
    return ("practice", "Practice", 1, Setting.practice)
  }

  /// The employer that a number below the sum of all weights falls on.
  func employer(at weight: Int) -> Int {
    var low = 0
    var high = employerWeights.count - 1
    while low < high {
      let middle = (low + high) / 2
      if employerWeights[middle] > weight { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Employer of a team.
  func employer(ofTeam team: Int) -> Int { (teams[team].organisation?.int ?? firstEmployer) - firstEmployer }

  /// The teams of an employer.
  func teams(ofEmployer employer: Int) -> Range<Int> { firstTeam[employer]..<firstTeam[employer + 1] }

  /// The teams of an area.
  func teams(ofArea area: Int) -> Range<Int> {
    firstTeam[firstEmployerOfArea[area]]..<firstTeam[firstEmployerOfArea[area + 1]]
  }

  /// The surgical team of the first trust of an area.
  func surgicalTeam(ofArea area: Int) -> Int { firstTeam[firstEmployerOfArea[area]] }

  /// Gives every team a headcount above the number of its listed members; `members` is the team of each person.
  mutating func setHeadcounts(members: [Int32], seed: UInt64) {
    var random = SeededRandom(seed: seed, .places, part: 2)
    var listed = [Int](repeating: 0, count: teams.count)
    for team in members { listed[Int(team)] += 1 }
    for team in teams.indices { teams[team].headcount = listed[team] + random.within(4...18) + listed[team] / 2 }
  }

  /// Adds the team in which the surgeon brings peers of several trusts together.
  mutating func addPeerTeam(headcount: Int) {
    peerTeam = teams.count
    var team = Team()
    team.id = "surgical-peers"
    team.name = "Surgical peers' circle"
    team.organisation = teams[surgicalTeam(ofArea: Population.surgeonArea)].organisation
    team.setting = "surgery"
    team.headcount = headcount
    teams.append(team)
    settings.append(Setting.trust[0])
    isComparison.append(false)
  }
}
