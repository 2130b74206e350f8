import Dispatch
import Foundation
import Records
import Synchronization
import Testing

@testable import Store

/// Changes that wait for the disk together.
@Suite(.enabled(if: Scratch.isOfFiles, Scratch.ofFiles)) struct GroupCommits {
  @Test func eachOfManyAtOnceIsThereOrNothingOfIt() throws {
    let scratch = try Scratch()
    let store = try StoreOwner(scratch.store("a"), makingNew: true)
    try store.take(try network([.people: "id,role\np,0\n"]))
    let outcomes = Mutex<[(id: String, isDone: Bool)]>([])
    DispatchQueue.concurrentPerform(iterations: 16) { thread in
      for number in 0..<12 {
        let id = "\(thread)-\(number)"
        do {
          // Every third is refused when the person is written already.
          var edits: [RecordEdit] = [.add(.people, ["id": id])]
          if number % 3 == 2 { edits.append(.add(.ties, ["from_id": id, "to_id": "nobody"])) }
          _ = try store.edit(edits, by: "tester", note: id)
          outcomes.withLock { $0.append((id, true)) }
        } catch {
          outcomes.withLock { $0.append((id, false)) }
        }
      }
    }
    let all = outcomes.withLock { $0 }
    #expect(all.count == 192 && all.count(where: \.isDone) == 128)
    // As another program sees it, which reads what is on the disk.
    let reader = try StoreReader(store.path)
    #expect(Set(try reader.network().people.rows.map(\.id)) == Set(all.filter(\.isDone).map(\.id)).union(["p"]))
    let history = try reader.history()
    #expect(
      history.map(\.id) == Array(1...129) && Set(history.dropFirst().map(\.note)) == Set(all.filter(\.isDone).map(\.id))
    )
    #expect(try reader.verifyAudit().firstBroken == nil && reader.findings() == [])
  }

  @Test func ofTwoWhoSawTheSameOneIsTold() throws {
    let scratch = try Scratch()
    let store = try StoreOwner(scratch.store("a"), makingNew: true)
    try store.take(try network([.people: "id,role\np,0\n"]))
    let conflicts = Mutex(0)
    for round in 0..<20 {
      let seen = try store.reader.lastChange()
      DispatchQueue.concurrentPerform(iterations: 4) { thread in
        do {
          _ = try store.edit(.change(.people, .id("p"), ["role": "\(round) \(thread)"]), expecting: seen, by: "t")
        } catch { conflicts.withLock { $0 += (error as? StoreError)?.kind == .conflict ? 1 : 100 } }
      }
    }
    #expect(conflicts.withLock { $0 } == 60)
  }
}
