import Foundation
import Graph
import Interchange
import Records
import Testing

@testable import Store

/// Tables that name what the store knows, and say nothing of the rest.
@Suite struct PartsOfANetwork {
  private let scratch: Scratch
  private let store: StoreOwner

  init() throws {
    scratch = try Scratch()
    store = try StoreOwner(scratch.store("a"), makingNew: true)
    try store.take(
      try network([
        .organisations: "id,name,parent_id\no1,Board,\no2,Trust,o1\n",
        .people: "id,name,role,organisation_id,badge\np1,Ada Obi,nurse,o2,7\np2,Ben,,o1,\np3,Cy,surgeon,,9\n",
        .techniques: "id,name\nk1,Coaching\nk2,Mapping\n", .uses: "person_id,technique_id\np1,k1\n",
        .ties: "from_id,to_id\np1,p2\n",
      ]))
  }

  /// Takes in tables as CSV files of a folder, or of themselves.
  @discardableResult private func take(
    _ tables: [String: String], alone: String? = nil, through mapping: String? = nil, from source: String = "part"
  ) throws -> ImportResult {
    let folder = scratch.path(UUID().uuidString)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in tables { try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)")) }
    let known = try store.reader.network()
    let place = alone.map { "\(folder)/\($0)" } ?? folder
    let network =
      try mapping.map {
        try readNetwork(
          at: place, through: Mapping(file: "map.json", bytes: Array($0.utf8)), mappingFile: "map.json", partOf: known)
      }?.network ?? readNetwork(at: place, partOf: known).network
    return try store.importNetwork(
      network, from: ImportSource(name: source, files: []), partOf: known, by: "tester")
  }

  @Test func oneTableSaysOnlyWhatItHolds() throws {
    let before = contents(try store.reader.network())
    let uses = ["uses.csv": "person_id,technique_id,learned_from\np2,k1,p1\np3,k2,\n"]
    let result = try take(uses, alone: "uses.csv")
    #expect(result.difference.counts == [.uses: counts(added: 2)])
    let after = try store.reader.network()
    #expect(after.uses.rows.map(\.person.int) == [0, 1, 2] && after.uses.rows[1].learnedFrom?.int == 0)
    #expect(Set(before).isSubset(of: contents(after)))
    // The same again, and the whole again, are no news.
    #expect(try take(uses).difference.isEmpty)
    // What a part no longer says stays, as do other tables.
    #expect(try take(["uses.csv": "person_id,technique_id,learned_from\np2,k1,p1\n"]).difference.isEmpty)
    #expect(try take(["ties.csv": "from_id,to_id\np3,p1\n"]).difference.counts == [.ties: counts(added: 1)])
    #expect(try store.reader.findings() == [])
  }

  @Test func aRowOfSomebodyKnownKeepsTheColumnsItDoesNotHave() throws {
    let result = try take([
      "people.csv": "id,role,wing\np4,matron,east\np1,sister,west\n", "organisations.csv": "id,kind\no2,trust\n",
      "memberships.csv": "person_id,team_id\np1,t1\np4,t1\n", "teams.csv": "id,organisation_id\nt1,o2\n",
    ])
    #expect(
      result.difference.counts == [
        .organisations: counts(changed: 1), .people: counts(added: 1, changed: 1), .teams: counts(added: 1),
        .memberships: counts(added: 2),
      ])
    let after = try store.reader.network()
    let ada = after.people.rows[0]
    #expect(ada.name == "Ada Obi" && ada.role == "sister" && ada.organisation?.int == 1)
    #expect(after.people.extraColumns.map(\.name) == ["badge", "wing"])
    #expect(after.people.extraColumns.map { $0.values[0] } == ["7", "west"])
    #expect(after.organisations.rows[1].parent?.int == 0 && after.organisations.rows[1].kind == "trust")
    #expect(try take(["people.csv": "id,role\np1,sister\n"], from: "other").difference.isEmpty)
  }

  @Test func columnsAPartDoesNotHaveStayInEveryTable() throws {
    try take(
      ["uses.csv": "id,person_id,technique_id,start,evidence,ward\nu1,p2,k1,2024-01-01,observed,A\n"], from: "whole")
    let ended = ["uses.csv": "id,person_id,technique_id,end\nu1,p2,k1,2024-06-30\n"]
    #expect(try take(ended).difference.counts == [.uses: counts(ended: 1)])
    let use = try #require(try store.reader.network().uses.rows.last)
    #expect(use.evidence == .observed && use.spell.start != nil && use.spell.end != nil)
    #expect(try store.reader.network().uses.extraColumns.map { $0.values.last } == ["A"])
    #expect(try take(ended).difference.isEmpty)
    // What was edited since the part was read is not what the part says otherwise.
    let known = try store.reader.network()
    var builder = NetworkBuilder(partOf: known, about: About())
    builder.read(.people, from: CSVRows(file: "people.csv", bytes: Array("id,role\np1,matron\n".utf8)))
    let part = try builder.finish().network
    _ = try store.edit(.change(.people, .id("p1"), ["listed": "no"]), by: "Ada")
    _ = try store.importNetwork(part, from: ImportSource(name: "posts", files: []), partOf: known, by: "tester")
    let ada = try store.reader.network().people.rows[0]
    #expect(ada.role == "matron" && ada.listed == false && ada.name == "Ada Obi")
    // The next one of that source leaves her out, and she stays.
    #expect(
      try take(["people.csv": "id,role\np3,matron\n"], from: "posts").difference.counts == [.people: counts(changed: 1)]
    )
    #expect(try store.reader.findings() == [])
  }

  @Test func aMappingFindsWhoIsKnownByIdAndByOtherNames() throws {
    _ = try store.edit(.change(.people, .id("p2"), ["email": "ben@example.nhs.uk"]), by: "tester")
    let byID = """
      {"ripple_mapping": 1, "sources": [{"file": "posts.csv", "table": "people", "columns": [
        {"column": "Staff No", "becomes": "people.id"}, {"column": "Post", "becomes": "people.role"}]}]}
      """
    let posts = ["posts.csv": "Staff No,Post\np1,matron\np3,surgeon\n"]
    #expect(try take(posts, through: byID).difference.counts == [.people: counts(changed: 1)])
    let byName = """
      {"ripple_mapping": 1, "sources": [{"file": "posts.csv", "table": "people", "columns": [
        {"column": "Who", "becomes": "people.name"}, {"column": "Post", "becomes": "people.role"}]}]}
      """
    let named = ["posts.csv": "Who,Post\nBen@example.nhs.uk,porter\nADA OBI,matron\n"]
    #expect(try take(named, through: byName, from: "names").difference.counts == [.people: counts(changed: 1)])
    #expect(try store.reader.network().people.rows.map(\.name) == ["Ada Obi", "Ben", "Cy"])
    #expect(try store.reader.network().people.rows.map(\.role) == ["matron", "porter", "surgeon"])
    let both = """
      {"ripple_mapping": 1, "sources": [{"file": "posts.csv", "table": "people", "columns": [
        {"column": "Staff No", "becomes": "people.id"}, {"column": "Called", "becomes": "people.name"},
        {"column": "Asks", "becomes": "nomination", "kind": "advice"}]}]}
      """
    let called = ["posts.csv": "Staff No,Called,Asks\np3,Cyrus,\np1,Ada Obi,Cyrus\n"]
    #expect(
      try take(called, through: both, from: "calls").difference.counts == [
        .people: counts(changed: 1), .ties: counts(added: 1),
      ])
  }

  @Test func whatNobodyKnowsIsRefusedWithItsLine() throws {
    let before = contents(try store.reader.network())
    #expect {
      try take(["uses.csv": "person_id,technique_id\np1,k1\np9,k1\n"])
    } throws: { error in
      "\(error)".contains("uses.csv:3: person_id: 'p9' is neither in people.csv nor known")
    }
    #expect { try take(["people.csv": "id\np1\np1\n"]) } throws: { "\($0)".contains("people.csv:3: id: the id 'p1'") }
    #expect { try take(["people.csv": ""]) } throws: { "\($0)".contains("the file is empty") }
    #expect { try take(["mine.csv": "id\np1\n"], alone: "mine.csv") } throws: {
      "\($0)".contains("not one of Ripple's tables")
    }
    #expect { try take(["organisations.csv": "id,parent_id\no1,o2\n"]) } throws: { "\($0)".contains("its own parent") }
    #expect(contents(try store.reader.network()) == before)
  }

  @Test func aSurveyNamesPeopleAsTheyAreKnown() throws {
    let mapping = """
      {"ripple_mapping": 1, "sources": [{"file": "survey.csv", "table": "people", "columns": [
        {"column": "Who are you?", "becomes": "people.name"}, {"column": "Your post", "becomes": "people.role"},
        {"column": "Uses", "becomes": "uses.technique_id", "separator": ","},
        {"column": "Whom do you ask?", "becomes": "nomination", "kind": "advice", "influence": "backward"}]}]}
      """
    let result = try take(
      [
        "survey.csv": """
        Who are you?,Your post,Uses,Whom do you ask?
        Ben,porter,"Coaching, Mapping",ada obi
        Dee,midwife,Mapping,Cy

        """
      ], through: mapping)
    #expect(
      result.difference.counts == [
        .people: counts(added: 1, changed: 1), .uses: counts(added: 3), .ties: counts(added: 2),
      ])
    let after = try store.reader.network()
    #expect(after.people.rows.map(\.id) == ["p1", "p2", "p3", "Dee"])
    #expect(after.people.rows[1].role == "porter" && after.people.rows[1].organisation?.int == 0)
    #expect(after.uses.rows.map { [$0.person.int, $0.technique.int] } == [[0, 0], [1, 0], [1, 1], [3, 1]])
    #expect(after.ties.rows.suffix(2).map { [$0.from.int, $0.to.int] } == [[1, 0], [3, 2]])
  }

  @Test func somebodyTakenOutMeanwhileIsNotReferredTo() throws {
    let known = try store.reader.network()
    var builder = NetworkBuilder(partOf: known, about: About())
    builder.read(.uses, from: CSVRows(file: "uses.csv", bytes: Array("person_id,technique_id\np3,k1\n".utf8)))
    let part = try builder.finish().network
    _ = try store.edit(.remove(.people, .id("p3")), by: "tester")
    #expect(throws: StoreError.self) {
      try store.importNetwork(part, from: ImportSource(name: "part", files: []), partOf: known, by: "tester")
    }
    #expect(try store.reader.network().uses.count == 1)
  }

  @Test func timesAreCountedAsTheStoreDoes() throws {
    let numbers = try StoreOwner(scratch.store("b"), makingNew: true)
    try numbers.take(try network([.people: "id\n1\n2\n"], time: .integer))
    let known = try numbers.reader.network()
    var builder = NetworkBuilder(partOf: known, about: About())
    builder.read(.ties, from: CSVRows(file: "ties.csv", bytes: Array("from_id,to_id,start,end\n1,2,3,5\n".utf8)))
    let part = try builder.finish().network
    _ = try numbers.importNetwork(part, from: ImportSource(name: "part", files: []), partOf: known, by: "tester")
    #expect(try numbers.reader.network().ties.rows[0].spell.interval == Interval(3, 6))
  }
}
