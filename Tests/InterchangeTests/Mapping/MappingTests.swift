import FoundationEssentials
import Graph
import Interchange
import Records
import Testing

/// Reads files through a mapping given as text.
private func read(_ files: [(String, String)], _ mapping: String) throws -> ReadNetwork {
  let scratch = try Scratch()
  for (name, text) in files { _ = try scratch.write(name, text) }
  let path = files.count == 1 ? "\(scratch.path)/\(files[0].0)" : scratch.path
  return try readNetwork(at: path, through: Mapping(file: "m.json", bytes: Array(mapping.utf8)), mappingFile: "m.json")
}

/// The problems of files that cannot be read.
private func problems(_ files: [(String, String)], _ mapping: String) throws -> [Problem] {
  do {
    _ = try read(files, mapping)
    return []
  } catch let error as InvalidInput {
    return error.problems.kept.filter { $0.severity == .error }
  }
}

private func oneSource(_ file: String, _ table: String, _ columns: String, more: String = "") -> String {
  """
  {"ripple_mapping": 1, "sources": [{"file": "\(file)", "table": "\(table)", \(more)
    "columns": [
      \(columns)
    ]}]}
  """
}

@Suite struct MappingTests {
  private static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  // MARK: Surveys

  private func survey(_ mapping: Mapping? = nil) throws -> ReadNetwork {
    let path = Self.top.appending(path: "graphs/survey").path
    let mapping = try mapping ?? Mapping(file: "mapping.json", bytes: readFile("\(path)/mapping.json"))
    return try readNetwork(at: "\(path)/responses.csv", through: mapping, mappingFile: "mapping.json")
  }

  @Test func theSurveyBecomesPeopleTiesUsesAndMemberships() throws {
    let read = try survey()
    let network = read.network
    #expect(
      network.people.rows.prefix(6).map(\.id) == [
        "asha-vale", "ben-orrin", "cara-tarn", "hugo-penn", "jose-quill", "lena-wren",
      ])
    // One was named who did not answer.
    #expect(network.people.rows.map(\.name).suffix(1) == ["Dr Ines Stone"])
    #expect(network.people.count == 7)
    let ties = network.ties.rows.map { "\(network.people[$0.from].id) \($0.kind) \(network.people[$0.to].id)" }
    #expect(
      Set(ties) == [
        "asha-vale advice hugo-penn", "asha-vale advice lena-wren", "ben-orrin advice asha-vale",
        "cara-tarn advice asha-vale",
        "cara-tarn advice lena-wren", "hugo-penn advice lena-wren", "jose-quill advice hugo-penn",
        "jose-quill advice dr-ines-stone", "lena-wren advice jose-quill", "ben-orrin discussion asha-vale",
        "ben-orrin discussion cara-tarn", "cara-tarn discussion ben-orrin", "hugo-penn discussion lena-wren",
        "hugo-penn discussion asha-vale", "lena-wren discussion hugo-penn",
      ])
    #expect(ties.count == 15)
    for tie in network.ties.rows where tie.kind == "advice" { #expect(tie.influence == .backward) }
    let uses = network.uses.rows.map { "\(network.people[$0.person].id) \(network.techniques[$0.technique].name)" }
    #expect(
      uses.filter { $0.hasSuffix("oaching") }.map { $0.prefix { $0 != " " } } == [
        "asha-vale", "ben-orrin", "hugo-penn", "lena-wren",
      ])
    #expect(uses.count == 7)
    #expect(network.organisations.count == 2)
    #expect(network.teams.rows.map(\.name) == ["Theatre", "Surgical ward", "Community team"])
    // 3 January, not 1 March.
    #expect(network.memberships.rows.first?.spell.start?.text(.calendar) == "2021-01-03")
    #expect(network.people.rows[2].listed == false)
    // What was equated is listed: two spellings of names, one of a trust.
    let equated = read.problems.kept.filter { $0.message.contains("is taken for") }
    #expect(equated.map(\.line) == [4, 4, 7])
    #expect(
      equated.contains { $0.column == "Who do you turn to for advice? 1" && $0.message.contains("'Jose  Quill'") })
    #expect(!network.people.extraColumns.contains { $0.name == "IP Address" })
  }

  @Test func theSurveysMappingIsTheOneThatIsDraftedButForItsTitle() throws {
    let path = Self.top.appending(path: "graphs/survey").path
    let committed = try Mapping(file: "mapping.json", bytes: readFile("\(path)/mapping.json"))
    var drafted = try draftMapping(at: "\(path)/responses.csv").mapping
    drafted.about = committed.about
    #expect(drafted == committed)
  }

  @Test func aMappingReadsBackAsItWasWritten() throws {
    let scratch = try Scratch()
    let path = Self.top.appending(path: "graphs/survey").path
    var mapping = try draftMapping(at: "\(path)/responses.csv").mapping
    mapping.about.title = "A \"title\" / with\nlines"
    mapping.sources[0].skip = 3
    mapping.sources[0].constants = [Mapping.Constant(Mapping.Target(.uses, "evidence"), "observed")]
    mapping.sources[0].columns[0].separator = "|"
    mapping.sources[0].columns[0].occurrence = 2
    mapping.sources[0].columns[1].adds = true
    mapping.sources[0].columns[1].dates = [try DatePattern("d MMM yyyy"), try DatePattern("MMM yyyy = first day")]
    try mapping.write(to: OutputFile(path: "\(scratch.path)/m.json"))
    #expect(try Mapping(file: "m.json", bytes: readFile("\(scratch.path)/m.json")) == mapping)
  }

  // MARK: Rows

  @Test func aStaffListBecomesPeopleTeamsAndCohortsByName() throws {
    let csv = """
      Staff No,Forename,Surname,Trust code,Trust,Cohort,Tools
      00123,Ann,Lee,T1,North,Spring,"Coaching, Team diagnostic"
      7,Bo,Öz,T1,North,,
      00123,Ann,Lee,T1,North,Autumn,
      """
    let network = try read(
      [("staff.csv", csv)],
      oneSource(
        "staff.csv", "people",
        """
        {"column": "Staff No", "becomes": "id"}, {"column": "Forename", "becomes": "people.name", "part": 1},
        {"column": "Surname", "becomes": "people.name", "part": 2}, {"column": "Trust code", "becomes": "organisations.id"},
        {"column": "Trust", "becomes": "organisations.name"}, {"column": "Cohort", "becomes": "enrolments.cohort_id"},
        {"column": "Tools", "becomes": "uses.technique_id", "separator": ","}
        """, more: "\"constants\": {\"uses.evidence\": \"observed\"},")
    ).network
    #expect(network.people.rows.map(\.id) == ["00123", "7"])
    #expect(network.people.rows.map(\.name) == ["Ann Lee", "Bo Öz"])
    #expect(network.organisations.rows.map(\.id) == ["T1"])
    #expect(network.people.rows.allSatisfy { $0.organisation?.int == 0 })
    #expect(network.enrolments.rows.map { network.cohorts[$0.cohort].name } == ["Spring", "Autumn"])
    #expect(network.uses.rows.map { network.techniques[$0.technique].name } == ["Coaching", "Team diagnostic"])
    #expect(network.uses.rows.allSatisfy { $0.evidence == .observed })
    #expect(network.people.lines == [2, 3])
    #expect(network.people.file == "staff.csv")
  }

  @Test func severalFilesMakeOneNetwork() throws {
    let mapping = """
      {"ripple_mapping": 1, "sources": [
        {"file": "a.csv", "table": "people", "columns": [{"column": "Name", "becomes": "name"}]},
        {"file": "b.csv", "table": "ties", "dates": "dd/MM/yyyy", "columns": [
          {"column": "Ego", "becomes": "from_id"}, {"column": "Alter", "becomes": "to_id", "add": true},
          {"column": "Met", "becomes": "start"}]},
        {"file": "c.csv", "table": "ties", "columns": [
          {"column": "From", "becomes": "from_id"}, {"column": "To", "becomes": "to_id"},
          {"column": "S", "becomes": "start"}, {"column": "E", "becomes": "end"}]}]}
      """
    let network = try read(
      [
        ("a.csv", "Name\nAnn Lee\nBo\n"), ("b.csv", "Ego,Alter,Met\nAnn Lee,Cy Ox,02/01/2024\n"),
        ("c.csv", "From,To,S,E\nBo,ann-lee,2024-01-01,\n"),
      ], mapping
    ).network
    #expect(network.people.rows.map(\.id) == ["ann-lee", "Bo", "cy-ox"])
    // A meeting stays one beside ties that go on.
    #expect(network.ties.rows[0].spell.interval.upper - network.ties.rows[0].spell.interval.lower == 86_400)
    #expect(network.ties.rows[0].spell.start?.text(.calendar) == "2024-01-02")
    #expect(network.ties.rows[1].spell.end == nil)
    #expect(network.ties.rows[1].to.int == 0)
    #expect(network.ties.lines.isEmpty)
  }

  @Test func wholeNumbersAreTimesWhereTheMappingSaysSo() throws {
    let network = try read(
      [("e.csv", "i,j,t\na,b,20\nb,c,40\n")],
      oneSource(
        "e.csv", "ties",
        """
        {"column": "i", "becomes": "from_id"}, {"column": "j", "becomes": "to_id"}, {"column": "t", "becomes": "start"}
        """
      ).replacing("\"sources\"", with: "\"time\": \"integer\", \"sources\"")
    ).network
    #expect(network.scale == .integer)
    #expect(network.ties.rows.map { $0.spell.interval.lower } == [20, 40])
  }

  // MARK: Problems

  @Test func problemsStandWhereTheFileHasThem() throws {
    let csv = """
      Staff No,Ward,Joined,OK?,Weight
      1,Theatre,31/02/2024,Y,2

      2,Theatre,01/02/2024,perhaps,
      2,Ward 7,01/02/2024,Y,
      """
    let found = try problems(
      [("s.csv", csv)],
      oneSource(
        "s.csv", "people",
        """
        {"column": "Staff No", "becomes": "id"}, {"column": "Ward", "becomes": "memberships.team_id"},
        {"column": "Joined", "becomes": "memberships.start"},
        {"column": "OK?", "becomes": "people.listed", "values": {"Y": "yes"}}, {"column": "Weight", "becomes": "nothing"}
        """, more: "\"dates\": \"dd/MM/yyyy\","))
    #expect(found.map { "\($0.line) \($0.column ?? "")" } == ["2 Joined"])
    let later = try problems(
      [("s.csv", csv.replacing("31/02", with: "01/02"))],
      oneSource(
        "s.csv", "people",
        """
        {"column": "Staff No", "becomes": "id"}, {"column": "Ward", "becomes": "memberships.team_id"},
        {"column": "Joined", "becomes": "memberships.start"},
        {"column": "OK?", "becomes": "people.listed", "values": {"Y": "yes"}}, {"column": "Weight", "becomes": "nothing"}
        """, more: "\"dates\": \"dd/MM/yyyy\","))
    #expect(later.map { "\($0.line) \($0.column ?? "") \($0.file)" } == ["4 OK? s.csv", "5 Staff No s.csv"])
  }

  @Test func namesakesAreNotTakenForEachOther() throws {
    let mapping = """
      {"ripple_mapping": 1, "sources": [
        {"file": "a.csv", "table": "people", "columns": [{"column": "No", "becomes": "id"}, {"column": "Name", "becomes": "name"}]},
        {"file": "b.csv", "table": "ties", "columns": [
          {"column": "Ego", "becomes": "from_id"}, {"column": "Alter", "becomes": "to_id"}]}]}
      """
    let found = try problems(
      [("a.csv", "No,Name\n1,Jo Ray\n2,Jo Ray\n"), ("b.csv", "Ego,Alter\n1,Jo Ray\n")], mapping)
    #expect(found.first?.message.contains("can be any of 2") == true)
    #expect(found.first?.file == "b.csv" && found.first?.line == 2 && found.first?.column == "Alter")
    let same = try problems(
      [("a.csv", "Name\nJo Ray\njo  ray\n")],
      oneSource("a.csv", "people", "{\"column\": \"Name\", \"becomes\": \"name\"}"))
    #expect(same.map(\.line) == [3])
  }

  @Test(arguments: [
    ("{", "not a JSON object"), ("{\"sources\": []}", "not a mapping of version 1"),
    ("{\"ripple_mapping\": 2, \"sources\": []}", "not a mapping of version 1"),
    ("{\"ripple_mapping\": 1}", "no list of sources"),
    (
      "{\"ripple_mapping\": 1, \"sources\": [{\"file\": \"a.csv\", \"table\": \"persons\", \"columns\": []}]}",
      "none of Ripple's tables"
    ),
    (oneSource("a.csv", "people", "{\"column\": \"A\", \"becomes\": \"people.nmae\"}"), "people has no column 'nmae'"),
    (oneSource("a.csv", "people", "{\"column\": \"A\", \"becomes\": \"poeple.name\"}"), "none of Ripple's tables"),
    (
      oneSource(
        "a.csv", "people", "{\"column\": \"A\", \"becomes\": \"id\"}, {\"column\": \"B\", \"becomes\": \"id\"}"),
      "'A' and 'B' both become people.id"
    ),
    (
      oneSource(
        "a.csv", "people", "{\"column\": \"A\", \"becomes\": \"id\"}, {\"column\": \"A\", \"becomes\": \"name\"}"),
      "has two entries"
    ),
    (
      oneSource(
        "a.csv", "people", "{\"column\": \"A\", \"becomes\": \"id\"}, {\"column\": \"C\", \"becomes\": \"name\"}"),
      "has no column 'C'"
    ),
    (
      oneSource("b.csv", "ties", "{\"column\": \"A\", \"becomes\": \"from_id\"}"), "nothing in a.csv becomes ties.to_id"
    ),
    (
      oneSource("a.csv", "people", "{\"column\": \"A\", \"becomes\": \"id\", \"date\": \"dd/MM/yyyy\"}"),
      "'date' is no member"
    ),
    (
      oneSource("a.csv", "people", "{\"column\": \"A\", \"becomes\": \"available_from\", \"dates\": \"MM/yyyy\"}"),
      "a month alone"
    ),
    (
      oneSource("a.csv", "people", "{\"column\": \"A\", \"becomes\": \"available_from\", \"dates\": \"soon\"}"),
      "is not how dates are written"
    ),
    (oneSource("a.csv", "people", "{\"column\": \"A\", \"becomes\": \"use\"}"), "of which technique"),
    (
      oneSource("a.csv", "people", "{\"column\": \"A\", \"becomes\": \"nomination\", \"influence\": \"up\"}"),
      "not both, forward or backward"
    ),
  ])
  func faultsOfAMappingAreSaid(mapping: String, message: String) throws {
    let found = try problems([("a.csv", "A,B\nx,y\n")], mapping)
    #expect(found.contains { $0.message.contains(message) && $0.file == "m.json" && !$0.remedy.isEmpty }, "\(found)")
  }

  @Test func columnsThatTheMappingForgetsAreNamed() throws {
    let read = try read(
      [("a.csv", "A,B\nx,y\n")], oneSource("a.csv", "people", "{\"column\": \"A\", \"becomes\": \"id\"}"))
    #expect(read.problems.kept.map(\.column) == ["B"])
  }

  // MARK: Dates

  @Test(arguments: [
    ("dd/MM/yyyy", "03/04/2024", "2024-04-03"), ("MM/dd/yyyy", "3/4/2024", "2024-03-04"),
    ("d MMM yyyy", "29 February 2024", "2024-02-29"), ("d-MMM-yy", "1-Sept-69", "2069-09-01"),
    ("d-MMM-yy", "1-Jan-70", "1970-01-01"),
    ("yyyyMMdd", "20240131", "2024-01-31"), ("MM/dd/yyyy h:mm:ss a", "5/2/2024 12:05:00 AM", "2024-05-02T00:05:00Z"),
    ("MM/yyyy = first day", "04/2024", "2024-04-01"), ("excel", "45351", "2024-02-29"), ("excel", "1", "1900-01-01"),
    ("excel", "59", "1900-02-28"), ("excel", "61", "1900-03-01"), ("excel", "45351.5", "2024-02-29T12:00:00Z"),
    ("yyyy-MM-dd HH:mm", "2024-02-29 23:59", "2024-02-29T23:59:00Z"),
  ])
  func datesAreReadAsTheyAreWritten(pattern: String, text: String, time: String) throws {
    let mapping = oneSource(
      "a.csv", "people",
      "{\"column\": \"A\", \"becomes\": \"id\"}, {\"column\": \"B\", \"becomes\": \"available_from\", \"dates\": \"\(pattern)\"}"
    )
    let network = try read([("a.csv", "A,B\nx,\(text)\n")], mapping).network
    #expect(network.people.rows[0].available.start?.text(.calendar) == time)
  }

  @Test(arguments: [
    ("dd/MM/yyyy", "31/04/2024"), ("dd/MM/yyyy", "2024-04-03"), ("dd/MM/yyyy", "03/04/24"),
    ("d MMM yyyy", "3 Foo 2024"),
    ("excel", "60"), ("excel", "0"), ("excel", "2958466"), ("excel", "1e300"), ("excel", "soon"),
    ("MM/dd/yyyy h:mm a", "5/2/2024 13:05 PM"),
  ])
  func whatIsNoDateIsSaidAndNotTaken(pattern: String, text: String) throws {
    let mapping = oneSource(
      "a.csv", "people",
      "{\"column\": \"A\", \"becomes\": \"id\"}, {\"column\": \"B\", \"becomes\": \"available_from\", \"dates\": \"\(pattern)\"}"
    )
    let found = try problems([("a.csv", "A,B\nx,\(text)\n")], mapping)
    #expect(found.map { "\($0.file) \($0.line) \($0.column ?? "")" } == ["a.csv 2 B"])
  }
}
