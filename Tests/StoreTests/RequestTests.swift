import Foundation
import Records
import Testing

@testable import Store

@Suite struct Requests {
  private let scratch = try? Scratch()

  private func store(at moment: Int64 = 1_000_000) throws -> StoreOwner {
    let scratch = try #require(scratch)
    let store = try StoreOwner(scratch.store("a"), makingNew: true, clock: { moment })
    try store.take(
      try network([
        .people: "id,name,listed,capacity\na1,Ann,yes,\nb1,Ben,yes,1\nc1,Cy,no,\nd1,Di Quartz-Zeal,yes,\n"
          + (1...6).map { "q\($0),Q,yes,\n" }.joined(),
        .techniques: "id,name\nk1,Coaching\nk2,Diagnosis\n", .teams: "id,name\nt1,Ward\n",
      ]))
    return store
  }

  @Test func aRequestIsAnsweredByTheOneAskedAndWithdrawnByTheOneWhoAsked() throws {
    let store = try store()
    let number = try store.ask("b1", from: "a1", message: " about coaching", by: "Ann")
    let made = PeerRequest(
      number: number, asker: "a1", peer: "b1", message: "about coaching", made: 1_000_000, state: .asked)
    #expect(try store.reader.requests(of: "a1") == [made])
    #expect(try store.reader.requests(of: "b1") == [made])
    #expect(try store.reader.requests(of: "d1") == [])
    #expect(throws: StoreError.self) { try store.answer(number, accepting: true, as: "a1", by: "Ann") }
    #expect(throws: StoreError.self) { try store.withdraw(number, as: "b1", by: "Ben") }
    try store.answer(number, accepting: true, as: "b1", by: "Ben")
    #expect(try store.reader.requests(of: "a1").map(\.state) == [.accepted])
    try store.withdraw(number, as: "a1", by: "Ann")
    #expect(try store.reader.requests(of: "b1") == [])
  }

  /// No word of a request that was declined is left in the file, and nobody but the two people knows of it.
  @Test func aDeclinedRequestKeepsNoWord() throws {
    let store = try store()
    let number = try store.ask("d1", from: "a1", message: "xylophones and zithers", by: "Ann")
    try store.answer(number, accepting: false, as: "d1", by: "Di")
    #expect(try store.reader.requests(of: "a1").map { "\($0.state) \($0.message)" } == ["declined "])
    #expect(try store.reader.audit().allSatisfy { !$0.subject.contains("d1") && !$0.subject.contains("a1") })
    // Whoever was declined may ask again.
    #expect(try store.ask("d1", from: "a1", message: "again", by: "Ann") != number)
  }

  @Test func nobodyIsAskedWhoDidNotAgreeOrAsMoreThanTheyCanTake() throws {
    let store = try store()
    let hidden = #expect(throws: StoreError.self) { try store.ask("c1", from: "a1", message: "x", by: "Ann") }
    let absent = #expect(throws: StoreError.self) { try store.ask("nobody", from: "a1", message: "x", by: "Ann") }
    #expect(hidden == absent)
    #expect(throws: StoreError.self) { try store.ask("a1", from: "a1", message: "x", by: "Ann") }
    #expect(throws: StoreError.self) { try store.ask("b1", from: "a1", message: "  ", by: "Ann") }
    _ = try store.ask("b1", from: "a1", message: "x", by: "Ann")
    #expect(throws: StoreError.self) { try store.ask("b1", from: "a1", message: "twice", by: "Ann") }
    #expect(throws: StoreError.self) { try store.ask("b1", from: "d1", message: "one too many", by: "Di") }
    for number in 1...4 { _ = try store.ask("q\(number)", from: "a1", message: "x", by: "Ann") }
    #expect(throws: StoreError.self) { try store.ask("q5", from: "a1", message: "a sixth", by: "Ann") }
  }

  @Test func whatIsConfirmedIsOfThatEvidenceAndWhatIsDeclinedNamesNobody() throws {
    let store = try store()
    _ = try store.report(
      [
        (
          .add(
            .uses,
            [
              "id": "u1", "person_id": "a1", "technique_id": "k1", "start": "2024-03-01",
              "learned_from": "b1", "evidence": "reported",
            ]), "b1"
        ),
        (
          .add(
            .transfers,
            [
              "id": "x1", "from_id": "a1", "to_id": "d1", "technique_id": "k1", "date": "2024-04-01",
              "evidence": "reported",
            ]), "d1"
        ),
        (.add(.engagements, ["id": "e1", "person_id": "a1", "team_id": "t1", "evidence": "reported"]), nil),
      ], of: "a1", by: "Ann")
    let claims = try store.reader.claims(of: "a1")
    #expect(
      claims.map(\.content) == [
        .taught(technique: "k1", on: "2024-04-01"), .learnt(technique: "k1", since: "2024-03-01"),
      ])
    #expect(throws: StoreError.self) {
      try store.settle(claims[1].number, .decline, as: "d1", by: "Di")
    }
    try store.settle(claims[1].number, .confirm(technique: "k2", day: nil), as: "b1", by: "Ben")
    var now = try store.reader.network()
    #expect(now.uses.rows[0].evidence == .confirmed && now.uses.rows[0].technique.int == 1)
    #expect(now.uses.rows[0].learnedFrom != nil && now.transfers.rows[0].evidence == .reported)
    try store.settle(claims[0].number, .decline, as: "d1", by: "Di")
    now = try store.reader.network()
    #expect(now.transfers.count == 0 && now.engagements.count == 1)
    #expect(try store.reader.claims(of: "a1") == [])
    #expect(throws: StoreError.self) { try store.settle(claims[0].number, .decline, as: "d1", by: "Di") }
  }

  /// A record that breaks a rule leaves nothing of those made with it.
  @Test func recordsAreMadeTogetherOrNotAtAll() throws {
    let store = try store()
    #expect(throws: (any Error).self) {
      try store.report(
        [
          (.add(.uses, ["id": "u1", "person_id": "a1", "technique_id": "k1", "learned_from": "b1"]), "b1"),
          (.add(.engagements, ["id": "e1", "person_id": "a1", "team_id": "nowhere"]), nil),
        ], of: "a1", by: "Ann")
    }
    #expect(try store.reader.network().uses.count == 0 && store.reader.claims(of: "b1") == [])
  }

  @Test(arguments: ErasedStructure.allCases) func requestsAndClaimsGoWithThePerson(structure: ErasedStructure) throws {
    let store = try store()
    _ = try store.ask("d1", from: "a1", message: "x", by: "Ann")
    _ = try store.ask("b1", from: "d1", message: "x", by: "Di")
    _ = try store.ask("q1", from: "b1", message: "I heard of you from Di Quartz-Zeal", by: "Ben")
    _ = try store.report(
      [(.add(.transfers, ["id": "x1", "from_id": "a1", "to_id": "d1", "technique_id": "k1"]), "d1")], of: "a1",
      by: "Ann")
    try store.askErasure(of: "d1", true, by: "Di")
    #expect(try store.reader.erasureRequests() == [ErasureRequest(person: "d1", made: 1_000_000)])
    _ = try store.erase("d1", structure: structure, by: "lead")
    #expect(try store.reader.erasureRequests() == [] && store.reader.requests(of: "a1") == [])
    #expect(try store.reader.claims(of: "a1") == [])
    let left = try store.reader.requests(of: "b1")
    #expect(left.count == 1 && left.allSatisfy { !$0.message.contains("Quartz") })
  }

  @Test func askingToBeErasedCanBeTakenBack() throws {
    let store = try store()
    try store.askErasure(of: "a1", true, by: "Ann")
    try store.askErasure(of: "a1", true, by: "Ann")
    #expect(try store.reader.erasureRequests().map(\.person) == ["a1"])
    try store.askErasure(of: "a1", false, by: "Ann")
    #expect(try store.reader.erasureRequests() == [])
  }

  @Test func requestsOfAPersonEnteredTwiceAreTheOnesWhoStays() throws {
    let store = try store()
    _ = try store.ask("d1", from: "q1", message: "x", by: "Q")
    _ = try store.ask("q2", from: "q1", message: "x", by: "Q")
    try store.askErasure(of: "q1", true, by: "Q")
    _ = try store.merge("q1", into: "q2", by: "tester")
    #expect(try store.reader.requests(of: "q2").map(\.peer) == ["d1"])
    #expect(try store.reader.erasureRequests().map(\.person) == ["q2"])
    _ = try store.undo(try store.reader.lastChange(), by: "tester")
    #expect(try store.reader.requests(of: "q2") == [] && store.reader.requests(of: "q1").map(\.peer) == ["d1"])
    #expect(try store.reader.erasureRequests().map(\.person) == ["q1"])
    // Of two who both asked, both have asked again once they are two again.
    try store.askErasure(of: "q2", true, by: "Q")
    _ = try store.merge("q1", into: "q2", by: "tester")
    #expect(try store.reader.erasureRequests().map(\.person) == ["q2"])
    _ = try store.undo(try store.reader.lastChange(), by: "tester")
    #expect(Set(try store.reader.erasureRequests().map(\.person)).contains("q1"))
  }
}
