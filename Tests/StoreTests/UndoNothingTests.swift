import Records
import Testing

@testable import Store

@Suite struct UndoNothingTests {
  @Test(arguments: [0, -1, 2, Int64.max, .min]) func whatIsNoChangeSetIsSaidToBeNone(_ number: Int64) throws {
    let scratch = try Scratch()
    let store = try StoreOwner(scratch.store("a"), makingNew: true)
    try store.take(try network([.people: "id,name\na,A\n"]))
    #expect { try store.undo(number, by: "tester") } throws: { ($0 as? StoreError)?.kind == .question }
    #expect(try store.reader.history().count == 1)
  }
}
