import Graph
public import Insight
public import Interchange
public import Records

/// Writes a picture as JSON made to be small: tables as lists by column, people, teams, areas and the like as their places in
/// these lists, positions as whole numbers, twentieths of the least distance.
///
/// A spread's `sources` are triples of person, credit and 1 for one on record, one after another; `sourcesOf` says how many
/// each adopter has. `parents` are places among the adopters, -1 for a root.
///
/// - Parameters:
///   - picture: The picture.
///   - network: The network it is of.
///   - version: The change set it is of.
///   - output: Where to.
public func writePicture(
  _ picture: Picture, of network: Network, version: Int, to output: OutputFile
) throws(OutputError) {
  var json = JSONWriter(output)
  let rendering = PictureRendering(network: network, picture: picture)
  try json.object { (json) throws(OutputError) in
    try json.member("version", version)
    try json.member("title", network.about.title)
    try json.member("time", network.scale.rawValue)
    try json.member("until", time: picture.lastRecord, picture.unit)
    try rendering.writeTables(to: &json)
    try rendering.writePeople(to: &json)
    try rendering.writeTeams(to: &json)
    try rendering.writeEngagements(to: &json)
    try json.name("spreads")
    try json.array { (json) throws(OutputError) in
      for spread in picture.spreads { try rendering.write(spread, to: &json) }
    }
  }
  try output.finish()
}

private struct PictureRendering {
  let network: Network
  let picture: Picture

  private func column<Values: Sequence>(
    _ name: String, _ values: Values, to json: inout JSONWriter,
    _ write: (Values.Element, inout JSONWriter) throws(OutputError) -> Void
  ) throws(OutputError) {
    try json.name(name)
    try json.array { (json) throws(OutputError) in
      for value in values { try write(value, &json) }
    }
  }

  private func numbers(_ name: String, _ values: some Sequence<Int>, to json: inout JSONWriter) throws(OutputError) {
    try column(name, values, to: &json) { (value, json) throws(OutputError) in try json.value(value) }
  }

  private func times(
    _ name: String, _ values: some Sequence<Moment?>, to json: inout JSONWriter
  ) throws(OutputError) {
    try column(name, values, to: &json) { (value, json) throws(OutputError) in try json.time(value, picture.unit) }
  }

  private func places(_ name: String, _ values: [Double], to json: inout JSONWriter) throws(OutputError) {
    try numbers(name, values.map { Int(($0 * 20).rounded()) }, to: &json)
  }

  /// Areas, cohorts, techniques and measures.
  func writeTables(to json: inout JSONWriter) throws(OutputError) {
    try json.name("areas")
    try json.object { (json) throws(OutputError) in
      let areas = picture.places.areas
      try json.member("name", areas.map(\.name))
      try places("x", areas.map(\.x), to: &json)
      try places("y", areas.map(\.y), to: &json)
      try places("radius", areas.map(\.radius), to: &json)
    }
    try json.name("cohorts")
    try json.object { (json) throws(OutputError) in
      let cohorts = network.cohorts.rows
      try json.member("id", cohorts.map(\.id))
      try json.member("name", cohorts.indices.map { network.label(.cohort, $0) })
      try times("start", cohorts.map { $0.spell.start?.moment }, to: &json)
      try times("end", cohorts.map { $0.spell.end?.moment }, to: &json)
    }
    try json.name("techniques")
    try json.object { (json) throws(OutputError) in
      try json.member("id", network.techniques.rows.map(\.id))
      try json.member("name", network.techniques.rows.indices.map { network.label(.technique, $0) })
    }
    var seen: Set<String> = []
    try json.member("measures", network.outcomes.rows.map(\.measure).filter { seen.insert($0).inserted })
  }

  /// Everybody, with words that many share as a list of their own.
  func writePeople(to json: inout JSONWriter) throws(OutputError) {
    let people = network.people.rows
    let roles = Words(people.map(\.role))
    let groups = Words(people.map(\.staffGroup))
    try json.member("roles", roles.list)
    try json.member("staffGroups", groups.list)
    try json.name("people")
    try json.object { (json) throws(OutputError) in
      try json.member("id", people.map(\.id))
      try json.member("name", people.indices.map { network.label(.person, $0) })
      try numbers("role", roles.places, to: &json)
      try numbers("staffGroup", groups.places, to: &json)
      try numbers("area", picture.places.areaOfPeople, to: &json)
      try places("x", picture.places.peopleX, to: &json)
      try places("y", picture.places.peopleY, to: &json)
      try numbers("cohort", picture.cohort.map { $0?.int ?? -1 }, to: &json)
    }
  }

  /// Every team.
  func writeTeams(to json: inout JSONWriter) throws(OutputError) {
    let teams = network.teams.rows
    try json.name("teams")
    try json.object { (json) throws(OutputError) in
      try json.member("id", teams.map(\.id))
      try json.member("name", teams.indices.map { network.label(.team, $0) })
      try json.member("setting", teams.map(\.setting))
      try column("headcount", teams.map(\.headcount), to: &json) { (value, json) throws(OutputError) in
        try json.value(value)
      }
      try numbers("area", picture.places.areaOfTeams, to: &json)
      try places("x", picture.places.teamsX, to: &json)
      try places("y", picture.places.teamsY, to: &json)
    }
  }

  /// Who supported which team.
  func writeEngagements(to json: inout JSONWriter) throws(OutputError) {
    let engagements = network.engagements.rows
    try json.name("engagements")
    try json.object { (json) throws(OutputError) in
      try numbers("person", engagements.map(\.person.int), to: &json)
      try numbers("team", engagements.map(\.team.int), to: &json)
      try times("start", engagements.map { $0.spell.start?.moment }, to: &json)
      try times("end", engagements.map { $0.spell.end?.moment }, to: &json)
      try column("techniques", engagements, to: &json) { (value, json) throws(OutputError) in
        try json.array { (json) throws(OutputError) in
          for technique in value.techniques { try json.value(technique.int) }
        }
      }
      try column("evidence", engagements, to: &json) { (value, json) throws(OutputError) in
        try json.value((value.evidence ?? .reported).rawValue)
      }
    }
  }

  /// How one technique spread.
  func write(_ spread: PicturedSpread, to json: inout JSONWriter) throws(OutputError) {
    let people = spread.cascade.people
    try json.object { (json) throws(OutputError) in
      try json.member("technique", spread.technique?.int)
      try json.member("taught", spread.taught)
      try json.member("teams", spread.teams)
      try numbers("person", people.map(\.person), to: &json)
      try times("adopted", people.map(\.adopted), to: &json)
      try numbers("generation", people.map(\.generation), to: &json)
      try numbers("isTaught", spread.isTaught.map { $0 ? 1 : 0 }, to: &json)
      try numbers("parents", people.map { $0.parent ?? -1 }, to: &json)
      try numbers("sourcesOf", people.map(\.sources.count), to: &json)
      try json.name("sources")
      try json.array { (json) throws(OutputError) in
        for person in people {
          for source in person.sources {
            try json.value(source.person)
            try json.value((source.credit * 1000).rounded() / 1000)
            try json.value(source.isKnown ? 1 : 0)
          }
        }
      }
    }
  }
}

/// Words that many rows share: each once, in the order of the first row that has it, and for each row which one.
private struct Words {
  private(set) var list: [String] = []
  private(set) var places: [Int] = []

  init(_ values: [String]) {
    var known: [String: Int] = [:]
    for value in values {
      let place = known[value] ?? list.count
      if place == list.count {
        known[value] = place
        list.append(value)
      }
      places.append(place)
    }
  }
}
