import Foundation
import Records
import Synchronization
import Testing

@testable import Store

/// A clock that is set by hand.
private final class HandClock: Sendable {
  let moment = Mutex<Int64>(1_000_000)
  @Sendable func now() -> Int64 { moment.withLock { $0 } }
  func pass(_ seconds: Int64) { moment.withLock { $0 += seconds } }
}

@Suite struct AccountTests {
  private let scratch: Scratch
  private let clock = HandClock()
  private let store: StoreOwner

  init() throws {
    scratch = try Scratch()
    store = try StoreOwner(scratch.store("a"), makingNew: true, clock: clock.now)
    try store.take(try network([.people: "id,name\np1,One\np2,Two\nq3,Three\n"]))
  }

  private func account(_ secret: String, _ kinds: Set<TokenKind> = Set(TokenKind.allCases)) throws -> Account? {
    try store.reader.account(bySecret: secret, kinds, at: clock.now())
  }

  @Test func aTokenIsGoodForWhatItIsForUntilItEnds() throws {
    let secret = try store.issue(.token, to: .alumnus, named: "One", person: "p1", for: 100, by: "tester")
    let account = try #require(try account(secret))
    #expect(account.role == .alumnus && account.name == "One" && account.person == "p1")
    #expect(try self.account(secret, [.session, .link]) == nil)
    #expect(try self.account(secret + "0") == nil)
    clock.pass(99)
    #expect(try self.account(secret) != nil)
    clock.pass(1)
    #expect(try self.account(secret) == nil)
  }

  @Test func whoWasEnteredTwiceSignsInAsWhoStaysUntilThatIsUndone() throws {
    let secret = try store.issue(.token, to: .alumnus, named: "One", person: "p1", for: 100, by: "tester")
    let first = try store.merge("p1", into: "p2", by: "tester")
    #expect(try account(secret)?.person == "p2")
    let second = try store.merge("p2", into: "q3", by: "tester")
    #expect(try account(secret)?.person == "q3")
    // Not in another order, in which it would come to somebody else.
    #expect(throws: StoreError.self) { try store.undo(first.id, by: "tester") }
    _ = try store.undo(second.id, by: "tester")
    #expect(try account(secret)?.person == "p2")
    let back = try store.undo(first.id, by: "tester")
    #expect(try account(secret)?.person == "p1")
    _ = try store.undo(back.id, by: "tester")
    #expect(try account(secret)?.person == "p2")
    #expect(try store.reader.findings() == [])
  }

  @Test(.enabled(if: Scratch.isOfFiles, Scratch.ofFiles)) func theStoreDoesNotHoldASecret() throws {
    let secret = try store.issue(.token, to: .lead, named: "Lead", for: 100, by: "tester")
    try store.database.scrub()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: store.path))
    #expect(bytes.range(of: Data(secret.utf8)) == nil)
    #expect(secret.utf8.count == 64)
  }

  @Test func aLinkSignsInOnce() throws {
    let link = try store.issue(.link, to: .lead, named: "Lead", for: 100, by: "tester")
    let session = try #require(try store.redeem(link: link, for: 50))
    #expect(try account(session, [.session])?.role == .lead)
    #expect(try store.redeem(link: link, for: 50) == nil)
    #expect(try store.redeem(link: session, for: 50) == nil)
    try store.revoke(secret: session)
    #expect(try account(session) == nil)
    let late = try store.issue(.link, to: .lead, named: "Lead", for: 10, by: "tester")
    clock.pass(10)
    #expect(try store.redeem(link: late, for: 50) == nil)
  }

  @Test func whatIsTakenBackIsGoodNoLonger() throws {
    let secrets = try (0..<3).map { _ in
      try store.issue(.token, to: .researcher, named: "R", for: 100, by: "tester")
    }
    let tokens = try store.reader.tokens(at: clock.now())
    #expect(tokens.map(\.kind) == [.token, .token, .token] && Set(tokens.map(\.account.id)).count == 1)
    try store.revoke(tokens[1].number, by: "tester")
    #expect(try secrets.map { try account($0) != nil } == [true, false, true])
    #expect { try store.revoke(tokens[1].number, by: "tester") } throws: { ($0 as? StoreError)?.kind == .question }
  }

  @Test func anAlumnusIsSomebodyInTheNetwork() throws {
    for person in [nil, "nobody"] {
      #expect { try store.issue(.token, to: .alumnus, named: "X", person: person, for: 9, by: "tester") } throws: {
        ($0 as? StoreError)?.kind == .question
      }
    }
    #expect(try store.reader.tokens(at: clock.now()).isEmpty)
  }

  @Test func whoIsForgottenIsSignedOut() throws {
    let own = try store.issue(.token, to: .alumnus, named: "One", person: "p1", for: 100, by: "tester")
    let others = try store.issue(.token, to: .alumnus, named: "Two", person: "p2", for: 100, by: "tester")
    _ = try store.erase("p1", structure: .keep, by: "tester")
    #expect(try account(own) == nil)
    #expect(try account(others)?.person == "p2")
  }

  @Test func everyDoingIsOnTheAudit() throws {
    let secret = try store.issue(.link, to: .lead, named: "Lead", for: 100, by: "tester")
    _ = try store.redeem(link: secret, for: 10)
    try store.noteRead("read centrality", of: "--measure=degree", for: "planning", by: "Lead")
    let entries = try store.reader.audit().suffix(3)
    #expect(entries.map(\.action) == ["issue a link", "sign in", "read centrality"])
    #expect(entries.last?.purpose == "planning" && entries.last?.name == "Lead")
    #expect(try store.reader.verifyAudit().firstBroken == nil)
  }

  @Test(.enabled(if: Scratch.isOfFiles, Scratch.ofFiles)) func nobodyListensMeansNoLoan() throws {
    #expect(StoreLoan(ofStoreAt: store.path) == nil)
    #expect { try StoreOwner(store.path, borrowing: true) } throws: { "\($0)".contains("in use by process") }
  }

  @Test func aRecordIsFoundByItsIdAndByItsNumber() throws {
    let byID = try store.reader.history(of: .id("p2"), in: .people)
    #expect(byID.steps.count == 1)
    #expect(
      try store.reader.history(of: .number(byID.record), in: .people).steps.first?.cells == byID.steps.first?.cells)
    for address in [RecordAddress.id("p3"), .number(99)] {
      #expect { try store.reader.history(of: address, in: .people) } throws: { ($0 as? StoreError)?.kind == .question }
    }
    #expect { try store.reader.history(of: .id("p1"), in: .teams) } throws: { ($0 as? StoreError)?.kind == .question }
  }
}
