import Foundation
import GRDB
import Records
import Testing

@testable import Store

@Suite(.enabled(if: Scratch.isOfFiles, Scratch.ofFiles)) struct StoreFile {
  private let scratch: Scratch
  private var path: String { scratch.path("a.ripple") }

  init() throws {
    scratch = try Scratch()
    let store = try StoreOwner(path, makingNew: true)
    var people = "id,name,role\n"
    for number in 0..<400 { people += "p\(number),Person \(number),\(["nurse", "surgeon", ""][number % 3])\n" }
    let ties = (0..<800).map { "p\($0 % 400),p\(($0 * 7 + 1) % 400),advice\n" }.joined()
    try store.take(try network([.people: people, .ties: "from_id,to_id,kind\n" + ties]))
    _ = try store.edit(.change(.people, .id("p1"), ["role": "matron"]), by: "tester")
  }

  @Test func whatIsAcknowledgedIsOnTheDisk() throws {
    let store = try StoreOwner(path)
    let live = try #require(store.database as? SQLiteWriting).pool.writeWithoutTransaction { database in
      (
        try Int.fetchOne(database, sql: "PRAGMA synchronous"),
        try String.fetchOne(database, sql: "PRAGMA journal_mode"),
        try Int.fetchOne(database, sql: "PRAGMA foreign_keys"), try Int.fetchOne(database, sql: "PRAGMA secure_delete")
      )
    }
    #expect(live.0 == 2 && live.1 == "wal" && live.2 == 1 && live.3 == 1)
  }

  @Test func oneOwnerAtATimeAndAnyNumberOfReaders() throws {
    let owner = try StoreOwner(path)
    #expect { try StoreOwner(path) } throws: { "\($0)".contains("in use by process \(getpid())") }
    let reader = try StoreReader(path)
    _ = try owner.edit(.change(.people, .id("p2"), ["role": "seen"]), by: "tester")
    #expect(try reader.network().people.rows[2].role == "seen")
  }

  @Test func aReadOnlyFolderCanBeRead() throws {
    let folder = scratch.path("locked")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: path, toPath: folder + "/a ?#%.ripple")
    try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder) }
    #expect(try StoreReader(folder + "/a ?#%.ripple").network().people.count == 400)
  }

  @Test func whatIsNoStoreGetsASentence() throws {
    #expect { try StoreReader(scratch.path("none.ripple")) } throws: { ($0 as? StoreError)?.kind == .missing }
    try Data("hello".utf8).write(to: URL(filePath: scratch.path("text.ripple")))
    #expect { try StoreReader(scratch.path("text.ripple")) } throws: { ($0 as? StoreError)?.kind == .data }
    _ = try DatabaseQueue(path: scratch.path("other.ripple")).write { try $0.execute(sql: "CREATE TABLE t(x)") }
    #expect { try StoreReader(scratch.path("other.ripple")) } throws: { "\($0)".contains("not a store") }
    #expect { try StoreOwner(scratch.path("other.ripple")) } throws: { "\($0)".contains("not a store") }
  }

  /// A number that no file can bring in is refused, though the sum over its row is right.
  @Test func aNumberWithoutEndIsRefused() throws {
    let owner = try StoreOwner(path)
    try owner.database.write { session in
      let row = try #require(try session.row("SELECT * FROM ties WHERE record = 1"))
      var sum = Checksum()
      for column in ["record", "known_from"] { sum.add(try row.number(column)) }
      sum.add(try row.numberIfAny("source") ?? 0)
      sum.addNothing()
      for column in ["from_id", "to_id"] { sum.add(try row.number(column)) }
      sum.add(try row.text("kind").utf8.span)
      for _ in ["start", "end"] { sum.addNothing() }
      sum.add(Int64(bitPattern: Double.infinity.bitPattern))
      sum.addNothing()
      sum.add("".utf8.span)
      var totals = try Totals(session, of: "ties")
      totals.sum &+= sum.value &- (try row.number("checksum"))
      try session.run("UPDATE ties SET weight = 9e999, checksum = ? WHERE record = 1", [sum.value])
      try totals.write(session, of: "ties")
      return .commit(())
    }
    #expect { try owner.reader.network() } throws: { "\($0)".contains("is not a number") }
  }

  /// Whatever byte is turned, the answer is the one that was written, or a sentence; and the file is left as it is.
  @Test func aDamagedFileIsNeverTakenForASoundOne() throws {
    let sound = try Array(Data(contentsOf: URL(filePath: path)))
    let right = contents(try StoreReader(path).network())
    var lots = Lots(state: 7)
    var told = 0
    for round in 0..<300 {
      var bytes = sound
      switch round % 4 {
      case 0: bytes.removeLast(Int.random(in: 1..<bytes.count, using: &lots))
      case 1:
        let start = Int.random(in: 0..<bytes.count, using: &lots)
        for index in start..<min(start + 512, bytes.count) { bytes[index] = 0 }
      default:
        for _ in 0..<(round % 4 == 2 ? 1 : 20) {
          bytes[Int.random(in: 0..<bytes.count, using: &lots)] ^= 1 << UInt8.random(in: 0..<8, using: &lots)
        }
      }
      let file = scratch.path("damaged.ripple")
      try Data(bytes).write(to: URL(filePath: file))
      do {
        let answer = contents(try StoreReader(file).network())
        #expect(answer == right, "round \(round)")
      } catch {
        told += 1
        #expect(error is StoreError || error is InvalidInput, "\(error)")
        #expect(!"\(error)".contains("\n\n"))
      }
      #expect(try Array(Data(contentsOf: URL(filePath: file))) == bytes)
    }
    #expect(told > 150)
  }

  @Test func backupsAreSoundAndComeBack() throws {
    let owner = try StoreOwner(path)
    let before = contents(try owner.reader.network())
    let backup = try owner.reader.backUp(to: scratch.path("copy.ripple"))
    #expect(backup.change == 2)
    #expect(throws: StoreError.self) { try owner.reader.backUp(to: scratch.path("copy.ripple")) }
    _ = try owner.edit(.remove(.ties, .number(1)), by: "tester")
    #expect { try StoreOwner.restore(scratch.path("copy.ripple"), to: path, replacing: true) } throws: {
      "\($0)".contains("in use")
    }
    let other = scratch.path("b.ripple")
    #expect(try StoreOwner.restore(scratch.path("copy.ripple"), to: other, replacing: false) == backup)
    #expect(throws: StoreError.self) {
      try StoreOwner.restore(scratch.path("copy.ripple"), to: other, replacing: false)
    }
    #expect(contents(try StoreReader(other).network()) == before)
    #expect(try StoreOwner(other).reader.findings().isEmpty)
  }
}
