import Foundation
import Records
import Synchronization
import Testing

@testable import PostgresStore
@testable import Store

/// What needs no server.
@Suite struct PostgresAddresses {
  @Test func argumentsAreNumbered() {
    #expect(
      numbered("SELECT ?, '?' FROM t WHERE a = ?") == "SELECT $1, '?' FROM t WHERE a = $2"
        && numbered("?1 ?2 ?1") == "$1 $2 $1")
    #expect(numbered("") == "" && numbered("?") == "$1" && numbered("'it''s ?' || ?") == "'it''s ?' || $1")
  }

  @Test func aPasswordIsRefusedAndNotRepeated() {
    for address in ["postgres://u:zebra@h/d", "postgres://u@h/d?password=zebra", "postgres://u:zebra@h/d?nonsense=1"] {
      #expect {
        try PostgresAddress(address)
      } throws: {
        ($0 as? StoreError)?.kind == .question && !"\($0)".contains("zebra")
      }
    }
  }

  @Test func whatIsNotWholeGetsASentence() {
    for address in ["postgres://[", "postgres://u@h/d?sslmod=require"] {
      #expect { try PostgresAddress(address) } throws: { "\($0)".contains("write postgres://user@host/database") }
    }
  }

  @Test func eachStoreHasAKeyOfItsOwn() throws {
    let addresses = ["postgres://h/a", "postgres://h/b", "postgres://g/a", "postgres://h/a?options=-csearch_path%3Dx"]
    #expect(Set(try addresses.map { try PostgresAddress($0).erasureKey }).count == 4)
    #expect(try PostgresAddress("postgres://u@h/a").erasureKey == PostgresAddress("postgres://h/a").erasureKey)
  }

  @Test func whatIsElsewhereGoesEncrypted() throws {
    #expect(try PostgresAddress("postgres://localhost/a").isOnThisMachine)
    #expect(try PostgresAddress("postgres:///a?host=/run/postgresql").isOnThisMachine)
    #expect(try !PostgresAddress("postgres://localhost,db.example/a").isOnThisMachine)
  }
}

@Suite(.enabled(if: !Scratch.isOfFiles, Scratch.ofServers)) struct Postgres {
  private let scratch: Scratch
  private let place: String

  init() throws {
    scratch = try Scratch()
    place = try scratch.store("p")
  }

  private func made() throws -> StoreOwner {
    let store = try StoreOwner(place, makingNew: true)
    try store.take(try network([.people: "id,name\np1,Ada\np2,Ben\n", .ties: "from_id,to_id\np1,p2\n"]))
    return store
  }

  private func direct() throws -> PostgresConnection { try PostgresConnection(PostgresAddress(place), "any") }

  @Test func whatIsNoStoreGetsASentence() throws {
    #expect { try StoreReader(place) } throws: { ($0 as? StoreError)?.kind == .missing }
    #expect { try StoreOwner(place) } throws: { ($0 as? StoreError)?.kind == .missing }
    #expect(try !StoreReader.isThere(place))
    try direct().run("CREATE TABLE another (x INTEGER)")
    for open in [{ _ = try StoreReader(place) }, { _ = try StoreOwner(place, makingNew: true) }] {
      #expect { try open() } throws: { "\($0)".contains("tables of another program") }
    }
    let server = try #require(Scratch.server)
    let nowhere = try #require(URL(string: server)?.deletingLastPathComponent().absoluteString) + "nowhere"
    #expect { try StoreReader(nowhere) } throws: { "\($0)".contains("there is no database") }
    #expect { try StoreReader("postgres://127.0.0.1:1/x") } throws: { ($0 as? StoreError)?.kind == .unavailable }
  }

  @Test func anotherVersionsStoreIsRefused() throws {
    _ = try made()
    try direct().run("INSERT INTO ripple_steps VALUES ('9: later')")
    #expect { try StoreOwner(place) } throws: { "\($0)".contains("later version") }
    try direct().run("DELETE FROM ripple_steps WHERE name LIKE '9%' OR name LIKE '3%'")
    #expect { try StoreReader(place) } throws: { "\($0)".contains("earlier version") }
  }

  @Test func aServerThatForgetsIsRefused() throws {
    _ = try made()
    let lax = place + "%20-csynchronous_commit%3Doff"
    #expect { try StoreOwner(lax) } throws: { "\($0)".contains("synchronous_commit is off") }
    #expect(try StoreReader(lax).network().people.count == 2)
  }

  @Test func ownersTakeTurns() throws {
    let first = try made()
    let owners = try (0..<4).map { _ in try StoreOwner(place) }
    let problems = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 4) { number in
      do {
        for step in 0..<10 {
          _ = try owners[number].edit(.add(.people, ["id": "n\(number)-\(step)"]), by: "o\(number)")
        }
      } catch { problems.withLock { $0.append("\(error)") } }
    }
    #expect(problems.withLock { $0 } == [])
    #expect(try first.reader.history().map(\.id) == Array(1...41))
    #expect(try first.reader.network().people.count == 42 && first.reader.findings() == [])
  }

  @Test func aConnectionLostInTheMiddleChangesNothing() throws {
    let store = try made()
    let other = try direct()
    let before = contents(try store.reader.network())
    #expect {
      try store.database.write { session in
        try session.run("UPDATE people SET name = 'lost'")
        let process = try #require(try session.number("SELECT pg_backend_pid()"))
        try other.run("SELECT pg_terminate_backend(\(process))")
        while try PostgresSession(other).has("SELECT 1 FROM pg_stat_activity WHERE pid = ?", [process]) {}
        try session.run("UPDATE people SET name = 'lost again'")
        return .commit(())
      }
    } throws: {
      ($0 as? StoreError)?.kind == .unavailable
    }
    #expect(contents(try store.reader.network()) == before)
    // The next change connects anew.
    _ = try store.edit(.add(.people, ["id": "p3"]), by: "tester")
    #expect(try store.reader.network().people.count == 3)
  }

  /// A commit that was broken off before it counted is looked up and told to be none.
  @Test func aCommitThatIsNotHeardOfIsLookedUp() throws {
    let store = try made()
    try direct().run(
      """
      CREATE FUNCTION strike() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF NEW.author = 'struck' THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER strike AFTER INSERT ON changes DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION strike();
      """)
    #expect {
      try store.edit(.add(.people, ["id": "p3"]), by: "struck")
    } throws: {
      ($0 as? StoreError)?.kind == .unavailable && "\($0)".contains("nothing was changed")
    }
    #expect(try store.reader.network().people.count == 2)
    #expect(try store.edit(.add(.people, ["id": "p3"]), by: "tester").change.id == 2)
  }

  @Test func whatNoDatabaseKeepsIsRefused() throws {
    let store = try made()
    #expect {
      try store.edit(.add(.people, ["id": "p3"]), by: "tester", note: "a\0b")
    } throws: {
      ($0 as? StoreError)?.kind == .question
    }
    #expect(try store.reader.history().count == 1)
  }

  @Test func whoeverFollowsHearsOfEveryChange() throws {
    let store = try made()
    let follower = try StoreReader(place)
    var known = StoreNews()
    #expect(try follower.awaitNews(after: &known, within: 0) && known == StoreNews(change: 1, entry: 1))
    for number in 2...5 {
      _ = try store.edit(.add(.people, ["id": "n\(number)"]), by: "tester")
      #expect(try follower.awaitNews(after: &known, within: 60) && known.change == Int64(number))
    }
    // What was read is no news, and what is behind it is not missed.
    try store.noteRead("read reach", of: "everybody", for: "a test", by: "tester")
    #expect(try !follower.awaitNews(after: &known, within: 0) && known == StoreNews(change: 5, entry: 5))
    // A token that is taken back is news as well, and no change set.
    _ = try store.issue(.token, to: .lead, named: "L", for: 9, by: "tester")
    #expect(try follower.awaitNews(after: &known, within: 60) && known == StoreNews(change: 5, entry: 7))
  }

  @Test func aCopyIsTheSameThereAndBack() throws {
    let file = scratch.path("a.ripple")
    let store = try StoreOwner(file, makingNew: true)
    try store.take(
      try network(
        [
          .people: "id,name,email,note\np1,\"A, \"\"b\"\"\",x@y.z,\np2,Zoë 🙂,,n\np3,,,\n", .techniques: "id\nk\n",
          .transfers: "from_id,to_id,technique_id,fidelity\np1,p2,k,0.1\n",
          .ties: "from_id,to_id,weight\np1,p2,-0\np2,p1,1e300\np2,p1,\n",
        ], title: "A title"))
    _ = try store.edit(.change(.people, .id("p1"), ["name": "Ada"]), by: "tester")
    _ = try store.erase("p3", structure: .keep, by: "tester")
    _ = try store.issue(.token, to: .lead, named: "L", for: 1 << 40, by: "tester")
    let there = try StoreOwner.copy(file, to: place)
    #expect(there.count == Schema.tables.count && there.first { $0.name == "ties" }?.rows == 3)
    let back = scratch.path("b.ripple")
    #expect(try StoreOwner.copy(place, to: back) == there)
    for copy in [place, back] {
      let reader = try StoreReader(copy)
      #expect(contents(try reader.network()) == contents(try store.reader.network()))
      #expect(try reader.history() == store.reader.history() && reader.findings() == [])
      #expect(try reader.verifyAudit() == store.reader.verifyAudit())
    }
    // Who was erased is known again at the other place.
    let again = try network([.people: "id\np1\np2\np3\n"])
    #expect(try StoreOwner(place).take(again).difference.withheld == 1)
    #expect { try StoreOwner.copy(file, to: place) } throws: { "\($0)".contains("there is a store at") }
  }

  @Test func backupsAreTheServersAffair() throws {
    let store = try made()
    #expect { try store.reader.backUp(to: scratch.path("x")) } throws: { "\($0)".contains("pg_basebackup") }
    #expect {
      try StoreOwner.restore(scratch.path("x"), to: place, replacing: true)
    } throws: {
      "\($0)".contains("pg_restore")
    }
  }
}
