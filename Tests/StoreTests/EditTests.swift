import Records
import Testing

@testable import Store

@Suite struct Editing {
  private let scratch: Scratch
  private let store: StoreOwner

  init() throws {
    scratch = try Scratch()
    store = try StoreOwner(scratch.store("a"), makingNew: true)
    try store.take(
      try network([
        .organisations: "id,name,parent_id\no1,Trust,o2\no2,Board,\n",
        .people: "id,name,organisation_id\np1,Ada,o1\np2,Ben,o1\n", .teams: "id\nt1\n", .techniques: "id\nk1\nk2\n",
        .uses: "id,person_id,technique_id,start,end\nu1,p1,k1,2024-01-01,\n",
        .engagements: "id,person_id,team_id,techniques\ne1,p1,t1,k1\n", .ties: "from_id,to_id\np1,p2\n",
      ]))
  }

  @Test func recordsAreAddedChangedEndedAndTakenOut() throws {
    let added = try store.edit(
      .add(.transfers, ["from_id": "p1", "to_id": "p2", "technique_id": "k2", "date": "2024-02-01"]), by: "a")
    _ = try store.edit(.change(.uses, .id("u1"), ["end": "2024-06-30"]), by: "a")
    _ = try store.edit(
      .add(.outcomes, ["team_id": "t1", "measure": "m", "engagement_id": "e1", "value": "2.5"]), by: "a")
    _ = try store.edit(.remove(.ties, .number(1)), by: "a")
    let now = try store.reader.network()
    #expect(now.transfers.count == 1 && now.ties.count == 0 && now.outcomes.rows[0].value == 2.5)
    #expect(now.uses.rows[0].spell.end != nil)
    let history = try store.reader.history()
    #expect(history[2].counts == [.uses: counts(ended: 1)] && history[4].counts == [.ties: counts(removed: 1)])
    _ = try store.undo(added.change.id, by: "a")
    #expect(try store.reader.network().transfers.count == 0)
    let steps = try store.reader.history(of: "u1")[0].steps
    #expect(steps.map(\.action) == [.added, .ended] && steps[1].cells.map(\.column) == ["end"])
  }

  /// What the rules for tables refuse, an edit refuses, and nothing is changed.
  @Test(arguments: [
    (RecordEdit.add(.uses, ["person_id": "p9", "technique_id": "k1"]), "'p9' is not in people.csv"),
    (.add(.uses, ["person_id": "p1", "technique_id": "k1", "start": "2024-13-01"]), "does not exist"),
    (
      .add(.uses, ["person_id": "p1", "technique_id": "k1", "start": "2024-03-01", "end": "2024-02-01"]),
      "before it starts"
    ),
    (.add(.engagements, ["person_id": "p1", "team_id": "t1", "techniques": "k1;k9"]), "'k9' is not in techniques.csv"),
    (.add(.people, ["id": "p1"]), "already used"),
    (.add(.uses, ["id": "u1", "person_id": "p1", "technique_id": "k1"]), "already used"),
    (.add(.people, ["name": "nobody"]), "the cell is empty"),
    (.add(.people, ["id": "p5", "colour": "x"]), "no column 'colour'"),
    (.change(.people, .id("p9"), ["name": "x"]), "there is no 'p9'"),
    (.change(.people, .id("p1"), ["id": "p7"]), "an id stays"),
    (.change(.people, .id("p1"), ["name": "Ada"]), "holds already"),
    (.change(.organisations, .id("o2"), ["parent_id": "o1"]), "its own parent"),
    (.remove(.people, .id("p1")), "refers to it"), (.remove(.ties, .number(7)), "there is no '#7'"),
  ]) func badEditsAreRefused(edit: RecordEdit, says: String) throws {
    #expect { try store.edit(edit, by: "a") } throws: { "\($0)".contains(says) }
    #expect(try store.reader.history().count == 1 && store.reader.findings().isEmpty)
  }

  @Test func nobodyOverwritesWhatTheyDidNotSee() throws {
    _ = try store.edit(.change(.people, .id("p1"), ["role": "nurse"]), expecting: 1, by: "a")
    #expect { try store.edit(.change(.people, .id("p1"), ["role": "matron"]), expecting: 1, by: "b") } throws: {
      ($0 as? StoreError)?.kind == .conflict
    }
    _ = try store.edit(.change(.people, .id("p1"), ["role": "matron"]), expecting: 2, by: "b")
    #expect(throws: StoreError.self) { try store.undo(2, by: "a") }
    _ = try store.undo(3, by: "a")
    #expect(try store.reader.network().people.rows[0].role == "nurse")
  }
}

@Suite struct MergingPeople {
  @Test func oneOfTwoAndTwoAgain() throws {
    let scratch = try Scratch()
    let store = try StoreOwner(scratch.store("a"), makingNew: true)
    let given = try network([
      .people: "id,name,role,listed\np1,Ada Obi,,yes\np2,A Obi,nurse,no\np3,Cy,,\n", .techniques: "id\nk1\n",
      .uses: "id,person_id,technique_id,learned_from\nu1,p2,k1,p3\nu2,p3,k1,p2\n",
      .ties: "from_id,to_id\np2,p3\np3,p1\n",
    ])
    try store.take(given)
    let merged = try store.merge("p2", into: "p1", by: "tester")
    #expect(
      merged.counts == [.people: counts(changed: 1, removed: 1), .uses: counts(changed: 2), .ties: counts(changed: 1)])
    let now = try store.reader.network()
    #expect(now.people.rows.map(\.id) == ["p1", "p3"] && now.people.rows[0].role == "nurse")
    // Consent that was withheld under one name is not given under the other.
    #expect(now.people.rows[0].listed == false)
    #expect(now.uses.rows.map(\.person.int) == [0, 1] && now.uses.rows[1].learnedFrom?.int == 0)
    // The same spreadsheet, both still in it, is no news; and news of a use does not part them.
    #expect(try store.take(given).difference.isEmpty)
    let news = try store.take(
      try network([
        .people: "id,name,role,listed\np1,Ada Obi,,yes\np2,A Obi,nurse,no\np3,Cy,,\n", .techniques: "id\nk1\n",
        .uses: "id,person_id,technique_id,learned_from,start\nu1,p2,k1,p3,2024-01-01\nu2,p3,k1,p2,\n",
        .ties: "from_id,to_id\np2,p3\np3,p1\n",
      ]))
    #expect(news.difference.counts == [.uses: counts(changed: 1)])
    #expect(try store.reader.network().uses.rows[0].person.int == 0)
    _ = try store.undo(3, by: "tester")
    _ = try store.undo(2, by: "tester")
    #expect(contents(try store.reader.network()) == contents(given))
    #expect(throws: StoreError.self) { try store.merge("p1", into: "p9", by: "tester") }
    #expect(try store.reader.findings() == [])
  }
}
