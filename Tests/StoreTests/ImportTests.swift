import Foundation
import Interchange
import Records
import Testing

@testable import Store

private let people = "id,name,role,badge\np1,Ada,nurse,7\np2,Ben,,\np3,Cy,surgeon,9\n"

@Suite struct Importing {
  private let scratch: Scratch
  private let store: StoreOwner

  init() throws {
    scratch = try Scratch()
    store = try StoreOwner(scratch.store("a"), makingNew: true)
  }

  @Test func everythingComesBack() throws {
    let about = "id,name,kind,parent_id\no1,Trust,trust,o2\no2,Board,icb,\n"
    let given = try network(
      [
        .organisations: about,
        .people: "id,name,listed,introduces,capacity,organisation_id,email,available_from,Years\n"
          + "p1,\"A, \"\"b\"\"\",yes,no,3,o1,x@nhs.uk,2024-01-01,1\np2,,no,,,,,2024-02-03T10:00:00Z,\n",
        .teams: "id,name,organisation_id,headcount\nt1,Team,o1,12\n",
        .memberships: "person_id,team_id,start,end,x\np1,t1,2024-01-01,2024-02-29,5\np1,t1,2024-01-01,2024-02-29,5\n",
        .techniques: "id,name,aliases\nk1,AI,x;y\nk2,,\n",
        .cohorts: "id,start,end\nc1,2023-01-01,2023-06-30\n",
        .enrolments: "person_id,cohort_id,outcome\np1,c1,completed\n",
        .events: "id,cohort_id,kind,techniques,person_id\n,c1,coaching,k1;k2,p1\n",
        .uses: "id,person_id,technique_id,start,learned_from,evidence\nu1,p2,k1,2024-03-01,p1,confirmed\n",
        .engagements: "id,person_id,team_id,techniques,timing,note\n,p1,t1,k1,after,\"two\nlines\"\ne2,p2,t1,,,\n",
        .transfers: "id,from_id,to_id,technique_id,date,fidelity\n,p1,p2,k1,2024-03-01,0.1\n",
        .ties: "from_id,to_id,kind,start,end,weight,influence\np1,p2,advice,2024-01-01,2024-01-01,-0,backward\n"
          + "p2,p1,,,,1e300,\np2,p1,,,,,both\n",
        .outcomes: "id,team_id,measure,date,value,better,engagement_id\n,t1,retention,2024-01-31,88.25,higher,e2\n",
      ], title: "A title")
    let result = try store.take(given)
    #expect(result.change?.id == 1 && result.difference.counts[.ties]?.added == 3)
    #expect(contents(try store.reader.network()) == contents(given))
    // Opened anew, and by somebody who only reads.
    #expect(contents(try StoreReader(scratch.store("a")).network()) == contents(given))
    #expect(try store.reader.findings() == [])
  }

  @Test func theSameAgainChangesNothing() throws {
    let given = try network([.people: people, .ties: "from_id,to_id\np1,p2\np1,p2\n"])
    try store.take(given)
    let again = try store.take(given)
    #expect(again.change == nil && again.difference.isEmpty)
    #expect(again.difference.tables.map(\.unchanged) == [3, 2])
    #expect(try store.reader.history().count == 1)
  }

  @Test func aChangedSourceIsAppliedExactlyAsShown() throws {
    try store.take(
      try network([
        .people: people, .techniques: "id\nk\n",
        .uses: "person_id,technique_id,start,end\np1,k,2024-01-01,\np2,k,2024-01-01,\n",
        .ties: "from_id,to_id\np1,p2\n",
      ]))
    let after = try network([
      .people: "id,name,role,badge,wing\np1,Ada,matron,7,east\np2,Ben,,,\np3,Cy,surgeon,9,\np4,Di,,,\n",
      .techniques: "id\nk\n",
      .uses: "person_id,technique_id,start,end,reason_stopped\np1,k,2024-01-01,2024-05-31,moved\np2,k,2024-01-01,,\n",
    ])
    let source = ImportSource(name: "tables", files: [])
    let shown = try store.reader.difference(of: after, from: source)
    #expect(try store.reader.history().count == 1)
    let done = try store.take(after)
    #expect(shown.counts == done.difference.counts)
    let byTable = Dictionary(uniqueKeysWithValues: shown.tables.map { ($0.table, $0) })
    #expect(byTable[.people]?.counts == counts(added: 1, changed: 1) && byTable[.people]?.unchanged == 2)
    #expect(byTable[.uses]?.counts == counts(ended: 1) && byTable[.ties]?.counts == counts(removed: 1))
    let change = try #require(byTable[.people]?.examples.first { $0.action == .changed })
    #expect(
      change.record == "p1"
        && change.cells == [
          CellChange(column: "role", before: "nurse", after: "matron"),
          CellChange(column: "wing", before: "", after: "east"),
        ])
    #expect(contents(try store.reader.network()) == contents(after))
  }

  @Test func whatWasKnownBeforeIsKnownStill() throws {
    let clock = Clock()
    let path = try scratch.store("b")
    let store = try StoreOwner(path, makingNew: true, clock: { clock.now })
    let first = try network([.people: people, .ties: "from_id,to_id,weight\np1,p2,1\n"], title: "first")
    let second = try network([.people: "id,name,extra\np1,Ada,x\np2,Ben,\n"], title: "second")
    clock.now = 1000
    try store.take(first)
    clock.now = 2000
    try store.take(second)
    // A clock that was set back does not turn the order round.
    clock.now = 500
    try store.take(first)
    let reader = store.reader
    #expect(contents(try reader.network(asKnown: .moment(1999))) == contents(first))
    #expect(contents(try reader.network(asKnown: .change(2))) == contents(second))
    #expect(contents(try reader.network(asKnown: .moment(2000))) == contents(first))
    #expect(contents(try reader.network()) == contents(first))
    #expect(throws: StoreError.self) { try reader.network(asKnown: .moment(999)) }
    #expect(throws: StoreError.self) { try reader.network(asKnown: .change(4)) }
  }

  @Test func anEditStaysUntilTheSourceHasNews() throws {
    let before = try network([.people: people])
    try store.take(before)
    _ = try store.edit(.change(.people, .id("p1"), ["role": "matron"]), by: "tester")
    _ = try store.edit(.remove(.people, .id("p2")), by: "tester")
    let again = try store.take(before)
    #expect(again.difference.isEmpty)
    #expect(try store.reader.network().people.rows.map(\.role) == ["matron", "surgeon"])
    // News in another cell leaves it; news in the same cell takes its place.
    let other = try store.take(
      try network([.people: "id,name,role,badge\np1,Ada,nurse,8\np2,Ben,,\np3,Cy,surgeon,9\n"]))
    #expect(other.difference.counts == [.people: counts(changed: 1)] && other.difference.tables[0].overridden == 0)
    #expect(try store.reader.network().people.rows.map(\.role) == ["matron", "surgeon"])
    #expect(try store.reader.network().people.extraColumns[0].values == ["8", "9"])
    let wider = try store.take(
      try network([.people: "id,name,role,badge,wing\np1,Ada,nurse,8,\np2,Ben,,,\np3,Cy,surgeon,9,\n"]))
    #expect(wider.difference.isEmpty)
    let news = try store.take(
      try network([.people: "id,name,role,badge,wing\np1,Ada,sister,8,x\np2,Ben,,,\np3,Cy,surgeon,9,\n"]))
    #expect(news.difference.counts == [.people: counts(changed: 1)] && news.difference.tables[0].overridden == 1)
    #expect(try store.reader.network().people.rows.map(\.role) == ["sister", "surgeon"])
  }

  @Test func sourcesDoNotTakeEachOthersRecords() throws {
    try store.take(try network([.people: "id,name\np1,Ada\np2,Ben\n"]), from: "a")
    try store.take(try network([.people: "id,name\np2,Ben\np3,Cy\n"]), from: "b")
    let less = try store.take(try network([.people: "id,name\np3,Cyril\n"]), from: "b")
    #expect(less.difference.counts == [.people: counts(changed: 1)])
    #expect(try store.reader.network().people.rows.map(\.name) == ["Ada", "Ben", "Cyril"])
  }

  @Test func nothingIsTakenOutThatOthersReferTo() throws {
    try store.take(try network([.people: "id\np1\np2\n"]), from: "a")
    try store.take(try network([.people: "id\np1\np2\n", .ties: "from_id,to_id\np1,p2\n"]), from: "b")
    #expect {
      try store.take(try network([.people: "id\np1\n"]), from: "a")
    } throws: { "\($0)".contains("'p2' of people cannot be taken out") }
    #expect(try store.reader.history().count == 2 && store.reader.network().people.count == 2)
  }

  @Test func filesTellThatNothingIsNew() throws {
    let files = [SourceFile(name: "people.csv", contents: Array("x".utf8))]
    let given = try network([.people: people])
    let source = ImportSource(name: "s", files: files)
    #expect(try store.importNetwork(given, from: source, by: "tester").change != nil)
    #expect(try store.importNetwork(given, from: source, by: "tester").difference.tables.isEmpty)
    // After an undo the same files are news again.
    _ = try store.undo(1, by: "tester")
    #expect(try store.importNetwork(given, from: source, by: "tester").difference.counts[.people]?.added == 3)
  }

  @Test func anotherWayOfCountingTimeIsRefused() throws {
    try store.take(try network([.people: people]))
    #expect(throws: StoreError.self) { try store.take(try network([.people: people], time: .integer)) }
  }
}

func counts(added: Int = 0, changed: Int = 0, ended: Int = 0, removed: Int = 0) -> RecordCounts {
  var counts = RecordCounts()
  (counts.added, counts.changed, counts.ended, counts.removed) = (added, changed, ended, removed)
  return counts
}

/// A clock that tests set.
final class Clock: @unchecked Sendable {
  var now: Int64 = 0
}
