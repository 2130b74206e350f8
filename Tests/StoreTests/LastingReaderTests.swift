import Foundation
import Records
import Testing

@testable import Store

/// A service keeps a reader open while the right to write goes to other processes and comes back.
@Suite struct LastingReaderTests {
  @Test(.enabled(if: Scratch.isOfFiles, Scratch.ofFiles))
  func aReaderSeesWhatOtherProcessesWriteAfterTheOwnerCameAndWent() throws {
    let scratch = try Scratch()
    let path = scratch.path("a.ripple")
    var owner: StoreOwner? = try StoreOwner(path, makingNew: true)
    try owner?.take(try network([.people: "id,name\np1,One\n"]))
    let reader = try #require(owner).lastingReader()
    for number in 0..<3 {
      owner = nil
      // Another process writes, and takes itself for the last one to close the store.
      let other = Process()
      other.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      other.arguments = [
        "python3", "-c",
        """
        import sqlite3, sys
        store = sqlite3.connect(sys.argv[1])
        store.execute("INSERT INTO accounts VALUES (?, 'lead', 'n', NULL, 0)", [sys.argv[2]])
        store.commit()
        store.close()
        """, path, "a\(number)",
      ]
      try other.run()
      other.waitUntilExit()
      try #require(other.terminationStatus == 0)
      owner = try StoreOwner(path, beside: reader)
      let seen = try reader.read { try $0.number("SELECT count(*) FROM accounts") }
      #expect(seen == Int64(number + 1))
    }
  }
}
