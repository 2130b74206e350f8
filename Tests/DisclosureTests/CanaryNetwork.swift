import Records

/// A network in which every text that could tell who somebody is can be told from all others.
struct CanaryNetwork {
  /// What every planted string holds, in small letters, and nothing else that is written does.
  static let stem = "canary"

  /// Each planted string.
  private(set) var planted: [String] = []
  private(set) var network = Network()
  private static let people = 240

  init() throws {
    var tables = [TableName: String]()
    /// A string that is nowhere else.
    func canary(_ what: String) -> String {
      planted.append("\(Self.stem)-\(what)-\(planted.count)")
      return planted[planted.count - 1]
    }
    func rows(_ header: String, _ count: Int, _ row: (Int) -> [String]) -> String {
      ([header] + (0..<count).map { row($0).joined(separator: ",") }).joined(separator: "\n") + "\n"
    }
    let ids = (0..<Self.people).map { _ in canary("id") }
    let names = (0..<Self.people).map { _ in canary("Given") + " " + canary("FAMILY") }
    let addresses = (0..<Self.people).map { _ in canary("mail") + "@" + canary("host") + ".example.org" }
    let groups = ["Nursing", "Medical", "Managers"]
    let places = (0..<12).map { _ in canary("trust") }
    let teams = (0..<30).map { _ in canary("team") }
    let cohorts = (0..<3).map { _ in canary("cohort") }
    let techniques = ["coaching", "facilitation", ids[9]]
    let engagements = (0..<40).map { _ in canary("engagement") }
    /// A person mentioned in passing, in one way or another.
    func mention(_ person: Int) -> String {
      ["by \(names[person])", "(\(addresses[person]))", "see \(ids[person])."][person % 3]
    }
    tables[.organisations] = rows("id,name,kind,region,parent_id,\(canary("column"))", 15) { row in
      if row < 2 { return ["board\(row)", "Board \(row) \(mention(row))", "icb", "South", "", ""] }
      if row == 2 { return ["region", "The South", "region", "South", "", canary("cell")] }
      return [
        places[row - 3], canary("trust name"), "trust", "South", ["board0", "board1", "region"][row % 3],
        canary("cell"),
      ]
    }
    tables[.people] = rows(
      "id,name,role,staff_group,organisation_id,email,listed,introduces,capacity,available_from,\(canary("column"))",
      Self.people
    ) { row in
      [
        ids[row], names[row], canary("role"), row % 50 == 7 ? canary("group") : groups[row % 3], places[row % 12],
        addresses[row], "yes", "no", "\(row % 4)", "2024-01-01", canary("cell"),
      ]
    }
    tables[.teams] = rows("id,name,organisation_id,setting,headcount,\(canary("column"))", 30) { row in
      [
        teams[row], canary("team name"), places[row % 12], row % 5 == 0 ? canary("setting") : "ward", "\(row)",
        canary("cell"),
      ]
    }
    tables[.memberships] = rows("person_id,team_id,start,\(canary("column"))", 100) { row in
      [ids[row], teams[row % 30], "2022-01-0\(1 + row % 9)", canary("cell")]
    }
    tables[.techniques] = rows("id,name,category,aliases", 3) { row in
      [techniques[row], "Technique \(mention(30 + row))", "category \(mention(40 + row))", "a;\(mention(50 + row))"]
    }
    tables[.cohorts] = rows("id,name,programme,start,end", 3) { row in
      [cohorts[row], canary("cohort name"), "Programme \(mention(60 + row))", "202\(row)-01-01", "202\(row)-06-30"]
    }
    tables[.enrolments] = rows("person_id,cohort_id,start,outcome", 60) { row in
      [ids[row], cohorts[row % 3], "202\(row % 3)-01-01", row % 10 == 0 ? canary("outcome") : "completed"]
    }
    tables[.events] = rows("id,cohort_id,kind,start,person_id,techniques", 40) { row in
      [
        canary("event"), cohorts[row % 3], row % 10 == 0 ? canary("kind") : "coaching session", "202\(row % 3)-02-01",
        row % 2 == 0 ? ids[row] : "", techniques[row % 3],
      ]
    }
    tables[.uses] = rows("id,person_id,technique_id,start,learned_from,reason_stopped,\(canary("column"))", 120) {
      row in
      [
        canary("use"), ids[row], techniques[row % 3], "2023-0\(1 + row % 9)-15",
        row % 2 == 0 ? ids[(row + 7) % 240] : "",
        row % 10 == 0 ? canary("reason") : "", canary("cell"),
      ]
    }
    tables[.engagements] = rows("id,person_id,team_id,techniques,start,end,note", 40) { row in
      [engagements[row], ids[row], teams[row % 30], techniques[row % 3], "2023-03-01", "2023-04-30", canary("note")]
    }
    tables[.transfers] = rows("id,from_id,to_id,technique_id,date,note", 60) { row in
      [canary("transfer"), ids[row], ids[row + 60], techniques[row % 3], "2023-10-0\(1 + row % 9)", canary("note")]
    }
    tables[.ties] = rows("id,from_id,to_id,kind,start,end,weight", 200) { row in
      [
        canary("tie"), ids[row], ids[(row * 7 + 1) % 240], row % 20 == 0 ? canary("kind") : "advice",
        "2022-05-0\(1 + row % 9)",
        "", "\(1 + row % 5)",
      ]
    }
    tables[.outcomes] = rows("id,team_id,organisation_id,measure,date,value,unit,engagement_id,note", 60) { row in
      [
        canary("outcome"), row % 3 == 0 ? "" : teams[row % 30], row % 3 == 0 ? places[row % 12] : "",
        "stress \(mention(70 + row % 3))", "2023-06-30", "\(row).5", "% \(mention(80 + row % 3))",
        engagements[row % 40], canary("note"),
      ]
    }
    var about = About()
    about.title = "A network \(mention(3))"
    about.description = "What followed, written \(mention(4)) and \(mention(6)), sent to \(mention(7))"
    about.citation = "\(names[12]), 2025"
    about.licence = "ask \(addresses[13])"
    about.further = ["contact": "\"\(canary("further"))\""]
    var builder = NetworkBuilder(about: about)
    for table in TableName.allCases {
      guard let text = tables[table] else { continue }
      builder.read(table, from: CSVRows(file: table.file, bytes: Array(text.utf8)))
    }
    network = try builder.finish().network
  }
}
