import Foundation
import Records
import Testing

@testable import Store

@Suite struct Subjects {
  private let scratch = try? Scratch()

  private func store() throws -> StoreOwner {
    let scratch = try #require(scratch)
    return try StoreOwner(scratch.store("a"), makingNew: true)
  }

  private func given(note: String = "asked Zebedee Quartz about it; ZQ-77 agreed, zebedee quartz too") throws -> Network
  {
    try network([
      .people: "id,name,role,email,badge\nZQ-77,Zebedee Quartz,xylophonist,zq@quartz.example,Zebedee Quartz\n"
        + "p2,Ben,,,\np3,Cy,,,\n",
      .teams: "id,name\nt1,Friends of Zebedee Quartz\n", .techniques: "id\nk1\n", .cohorts: "id\nc1\n",
      .enrolments: "person_id,cohort_id\nZQ-77,c1\n", .events: "id,cohort_id,person_id\nv1,c1,ZQ-77\nv2,c1,\n",
      .uses: "id,person_id,technique_id,learned_from\nu1,p2,k1,ZQ-77\nu2,ZQ-77,k1,\n",
      .engagements: "id,person_id,team_id,note\ne1,ZQ-77,t1,\"\(note)\"\ne2,p2,t1,\"\(note)\"\n",
      .ties: "from_id,to_id\nZQ-77,p2\np2,p3\n",
      .outcomes: "team_id,measure,value,engagement_id\nt1,m,1,e1\nt1,m,2,e2\n",
    ])
  }

  private let canaries = ["Zebedee", "zebedee", "Quartz", "quartz", "ZQ-77", "xylophonist"]

  /// No byte of the person is in any file that holds the store, whatever became of their relations.
  @Test(arguments: ErasedStructure.allCases) func nothingIsLeftOfAnErasedPerson(structure: ErasedStructure) throws {
    let store = try store()
    try store.take(try given())
    _ = try store.edit(
      .change(.people, .id("p2"), ["role": "friend of Zebedee Quartz"]), by: "Zebedee Quartz", note: "for ZQ-77")
    _ = try store.edit(.change(.people, .id("ZQ-77"), ["role": "xylophonist still"]), by: "tester")
    let before = try store.reader.network()
    let certificate = try store.erase("ZQ-77", structure: structure, by: "tester")
    for (name, bytes) in try #require(scratch).remains(of: store) {
      for canary in canaries { #expect(bytes.range(of: Data(canary.utf8)) == nil, "\(canary) in \(name)") }
    }
    let after = try store.reader.network()
    if structure == .keep {
      #expect(
        after.people.rows.map(\.id) == [certificate.tombstone, "p2", "p3"] && after.ties.count == before.ties.count)
      #expect(
        after.people.rows[0].name.isEmpty && after.uses.rows[0].learnedFrom?.int == 0 && after.outcomes.count == 2)
    } else {
      #expect(after.people.rows.map(\.id) == ["p2", "p3"] && after.ties.count == 1 && after.enrolments.count == 0)
      #expect(after.uses.rows.map(\.id) == ["u1"] && after.uses.rows[0].learnedFrom == nil)
      #expect(after.events.rows.map(\.id) == ["v2"] && after.engagements.rows.map(\.id) == ["e2"])
      #expect(after.outcomes.rows.map { $0.engagement?.int } == [nil, 0])
    }
    #expect(try store.reader.findings() == [])
    // Earlier times have forgotten as well.
    let earlier = contents(try store.reader.network(asKnown: .change(1))).joined()
    for canary in canaries { #expect(!earlier.contains(canary)) }
    #expect(throws: StoreError.self) { try store.undo(certificate.change, by: "tester") }
    #expect(try store.reader.verifyAudit().firstBroken == nil)
  }

  /// A spreadsheet that still holds an erased person brings back neither them nor what is of them.
  @Test func anErasedPersonDoesNotComeBack() throws {
    let store = try store()
    try store.take(try given(note: ""))
    _ = try store.erase("ZQ-77", structure: .keep, by: "tester")
    let before = contents(try store.reader.network())
    let again = try store.take(try given(note: ""))
    #expect(again.difference.counts.isEmpty || again.difference.counts.keys.allSatisfy { $0 == .teams || $0 == .uses })
    #expect(again.difference.withheld == 6)
    let after = contents(try store.reader.network()).filter { !$0.hasPrefix("teams") }
    #expect(after == before.filter { !$0.hasPrefix("teams") })
    // Under another id, the address tells.
    let renamed = try network([.people: "id,name,email\nq1,Z,ZQ@quartz.example\np2,Ben,\n"])
    try store.take(renamed, from: "other")
    #expect(try !store.reader.network().people.rows.contains { $0.id == "q1" })
    // Without the key nobody can tell, and nothing is imported.
    try FileManager.default.removeItem(atPath: store.database.reading.erasureKey)
    #expect { try store.take(renamed, from: "third") } throws: { "\($0)".contains("-key") }
    #expect { try store.erase("p2", structure: .keep, by: "tester") } throws: { "\($0)".contains("-key") }
  }

  /// An id that is a word like any other is taken out where it is somebody's id, and nowhere else.
  @Test func aWordIsNoTraceOfWhoHasItForAnId() throws {
    let store = try store()
    try store.take(
      try network([
        .people: "id,role\nsurgeon,\np2,surgeon\n", .teams: "id,name\nsurgeon,surgeon\n", .techniques: "id\nk1\n",
        .uses: "id,person_id,technique_id,learned_from,reason_stopped\nu1,p2,k1,surgeon,\n",
        .ties: "from_id,to_id,kind\np2,surgeon,surgeon\n",
      ]))
    // What the source said of it is kept beside what was edited, and holds the id as well.
    _ = try store.edit(.change(.uses, .id("u1"), ["reason_stopped": "moved"]), by: "tester")
    try store.take(
      try network([
        .people: "id,role\nsurgeon,\np2,surgeon\n", .teams: "id,name\nsurgeon,surgeon\n", .techniques: "id\nk1\n",
        .uses: "id,person_id,technique_id,learned_from,start\nu1,p2,k1,surgeon,2024-01-01\n",
        .ties: "from_id,to_id,kind\np2,surgeon,surgeon\n",
      ]))
    let tombstone = try store.erase("surgeon", structure: .keep, by: "tester").tombstone
    let now = try store.reader.network()
    #expect(now.people.rows.map(\.id) == [tombstone, "p2"] && now.people.rows[1].role == "surgeon")
    #expect(now.teams.rows[0].id == "surgeon" && now.teams.rows[0].name == "surgeon")
    #expect(now.ties.rows[0].to.int == 0 && now.ties.rows[0].kind == "surgeon")
    #expect(now.uses.rows[0].learnedFrom?.int == 0 && now.uses.rows[0].reasonStopped == "moved")
    let said = try store.reader.read { try $0.texts("SELECT said FROM uses WHERE said IS NOT NULL") }
    #expect(!said.isEmpty && !said.contains { $0.contains("surgeon") })
    #expect(try store.reader.findings() == [])
  }

  @Test func everythingHeldIsReported() throws {
    let store = try store()
    try store.take(try given(note: ""))
    let report = try store.reader.subjectReport("ZQ-77")
    #expect(report.map(\.table) == [.people, .enrolments, .events, .uses, .uses, .engagements, .ties])
    #expect(throws: StoreError.self) { try store.reader.subjectReport("p9") }
  }

  @Test func consentIsNotTakenBackByAnImport() throws {
    let store = try store()
    try store.take(try network([.people: "id,listed,role\np1,yes,nurse\n"]))
    _ = try store.edit(.change(.people, .id("p1"), ["listed": "no"]), by: "p1")
    try store.take(try network([.people: "id,listed,role\np1,yes,matron\n"]))
    try store.take(try network([.people: "id,listed,role\np1,yes,sister\n"]))
    let person = try store.reader.network().people.rows[0]
    #expect(person.listed == false && person.role == "sister")
  }
}
