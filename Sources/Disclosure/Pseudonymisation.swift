import Graph
import Records

/// A network on its way to pseudonyms: what is referred to is made first, then what refers to it.
struct Pseudonymisation {
  /// The network as it is.
  let old: Network
  let pseudonyms: Pseudonyms
  let options: PseudonymisationOptions
  /// The network as it will be.
  var network = Network()
  var mentions: PersonMentions
  let areas: Areas
  /// Where each row of a table went.
  var people: [Int] = []
  var teams: [Int] = []
  var techniques: [Int] = []
  var cohorts: [Int] = []
  var engagements: [Int] = []
  private var counts: [(kind: String, what: String, count: Int)] = []

  init(_ old: Network, _ pseudonyms: Pseudonyms, _ options: PseudonymisationOptions) {
    self.old = old
    self.pseudonyms = pseudonyms
    self.options = options
    mentions = PersonMentions(of: old.people.rows)
    areas = Areas(of: old, pseudonyms, least: options.leastGroup, &mentions)
  }

  /// What was changed, that there is any of.
  var changes: [DisclosureChange] {
    let all =
      counts + [
        ("mentions", "mentions of people in titles, descriptions and other words that are kept", mentions.found)
      ]
    return
      all.filter { $0.count > 0 }
      .map { DisclosureChange(kind: $0.kind, count: $0.count, note: "\($0.what): \($0.count)") }
  }

  mutating func count(_ kind: String, _ what: String, _ count: Int) { counts.append((kind, what, count)) }

  /// What the network says of itself, organisations, people, teams, techniques and cohorts.
  mutating func makeNodes() {
    network.about.title = mentions.masked(old.about.title)
    network.about.description = mentions.masked(old.about.description)
    network.about.citation = mentions.masked(old.about.citation)
    network.about.licence = mentions.masked(old.about.licence)
    network.about.time = old.about.time
    network.organisations = Table(areas.organisations)
    makePeople()
    makeTeams()
    makeTechniques()
    makeCohorts()
  }

  private mutating func makePeople() {
    let rows = old.people.rows
    let ids = pseudonyms.pseudonyms(of: rows.map(\.id), in: .people)
    let groups = coarse(
      rows.map(\.staffGroup), of: Array(rows.indices), "staffGroups", "people whose staff group is too small to stay")
    let new = rows.indices.map { row in
      var person = Person()
      person.id = ids[row]
      person.name = ids[row]
      person.staffGroup = groups[row]
      person.organisation = rows[row].organisation.flatMap { areas.place[$0.int] }
      return person
    }
    count("roles", "roles left out", rows.count { !$0.role.isEmpty })
    count("addresses", "e-mail addresses left out", rows.count { !$0.email.isEmpty })
    count(
      "directory", "people whose answers for the directory of peers are left out",
      rows.count { $0.listed != nil || $0.introduces != nil || $0.capacity != nil || !$0.available.isUndated })
    let placed = rows.indices.count { rows[$0].organisation != nil && new[$0].organisation == nil }
    count("areas", "people of areas too small to stay, or of none", placed)
    (network.people, people) = Table.sorted(new, in: network)
  }

  private mutating func makeTeams() {
    let rows = old.teams.rows
    let ids = pseudonyms.pseudonyms(of: rows.map(\.id), in: .teams)
    let settings = coarse(
      rows.map(\.setting), of: Array(rows.indices), "settings", "teams whose setting is too rare to stay")
    let new = rows.indices.map { row in
      var team = Team()
      team.id = ids[row]
      team.setting = settings[row]
      team.organisation = rows[row].organisation.flatMap { areas.place[$0.int] }
      // Where the policy shows every count, the exact one could still tell the team.
      team.headcount = rows[row].headcount.map { $0 > 0 ? max(DisclosurePolicy.toNearest5($0), 5) : $0 }
      return team
    }
    (network.teams, teams) = Table.sorted(new, in: network)
    var number: [String: Int] = [:]
    for row in network.teams.rows.indices {
      let setting = network.teams.rows[row].setting
      number[setting, default: 0] += 1
      network.teams.rows[row].name = "\(setting.isEmpty ? "" : setting + " ")team \(number[setting, default: 1])"
    }
  }

  private mutating func makeTechniques() {
    let rows = old.techniques.rows
    let replaced = pseudonyms.pseudonyms(of: rows.map(\.id), in: .techniques)
    let new = rows.indices.map { row in
      var technique = Technique()
      // Two ids that name people could be alike without these.
      technique.id = mentions.masked(rows[row].id) == rows[row].id ? rows[row].id : replaced[row]
      technique.name = mentions.masked(rows[row].name)
      technique.category = mentions.masked(rows[row].category)
      technique.aliases = rows[row].aliases.map { mentions.masked($0) }
      return technique
    }
    (network.techniques, techniques) = Table.sorted(new, in: network)
  }

  private mutating func makeCohorts() {
    let rows = old.cohorts.rows
    let ids = pseudonyms.pseudonyms(of: rows.map(\.id), in: .cohorts)
    let new = rows.indices.map { row in
      var cohort = Cohort()
      cohort.id = ids[row]
      cohort.programme = mentions.masked(rows[row].programme)
      cohort.spell = coarse(rows[row].spell)
      return cohort
    }
    (network.cohorts, cohorts) = Table.sorted(new, in: network)
    let begun = network.cohorts.rows.map { $0.spell.start?.moment ?? .max }
    let inTime = begun.indices.sorted { (begun[$0], $0) < (begun[$1], $1) }
    for (number, row) in inTime.enumerated() { network.cohorts.rows[row].name = "cohort \(number + 1)" }
  }

  func moved(_ person: RowIndex<Person>) -> RowIndex<Person> { RowIndex(people[person.int]) }

  func moved(_ team: RowIndex<Team>) -> RowIndex<Team> { RowIndex(teams[team.int]) }

  /// Techniques in the order of the new table, so that the order they were written in says nothing.
  func moved(_ list: [RowIndex<Technique>]) -> [RowIndex<Technique>] {
    list.map { techniques[$0.int] }.sorted().map { RowIndex($0) }
  }

  /// Words that stand for enough people, without any people in them.
  mutating func coarse(_ words: [String], of holders: [Int], _ kind: String, _ what: String) -> [String] {
    let rare = RareWords(words, of: holders, least: options.leastGroup)
    count(kind, what, rare.changed)
    return rare.words.map { mentions.masked($0) }
  }

  func coarse(_ spell: Spell) -> Spell {
    Spell(start: spell.start.map { coarse($0, isEnd: false) }, end: spell.end.map { coarse($0, isEnd: true) })
  }

  /// The first day of a date's month, or the last; as it is where dates stay exact.
  func coarse(_ stamp: Stamp, isEnd: Bool) -> Stamp {
    guard options.dates == .month, old.scale == .calendar else { return stamp }
    let date = Calendar.date(days: Calendar.days(of: stamp.moment))
    let day = isEnd ? Calendar.length(ofMonth: date.month, year: date.year) : 1
    return Stamp(Calendar.days(year: date.year, month: date.month, day: day) * Calendar.day, isDate: true)
  }
}
