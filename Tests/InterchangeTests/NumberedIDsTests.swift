import Testing

@testable import Interchange

@Suite struct NumberedIDsTests {
  private func number(_ ids: inout NumberedIDs, _ id: String) -> Int? { ids.number(of: Array(id.utf8).span) }

  /// No two ids have one number, and only such ids have one as are the first one's word and a plain number.
  @Test(arguments: [
    ("n0", ["n0": 0, "n7": 7, "n10": 10, "n123456789": 123_456_789]),
    ("17", ["0": 0, "17": 17, "900": 900]),
    ("a1b2", ["a1b2": 2, "a1b30": 30]),
    ("ann", ["ann1": 1]),
  ])
  func numbersTellIDsApart(first: String, numbers: [String: Int]) {
    var ids = NumberedIDs()
    _ = number(&ids, first)
    for (id, wanted) in numbers { #expect(number(&ids, id) == wanted) }
    for other in ["", "n", "n00", "n07", "N7", "m7", "n-1", "n 1", "n1 ", "n1x", "n1234567890", "é1", "007"] {
      #expect(number(&ids, other) == nil)
    }
  }

  /// What is far out of proportion is not kept, so that no id makes a large table.
  @Test func oneIDMakesNoLargeTable() {
    var ids = NumberedIDs()
    #expect(number(&ids, "n1") == 1)
    ids.store(5, 1)
    ids.store(6, 999_999_999)
    #expect(ids.value(1) == 5)
    #expect(ids.value(0) == nil)
    #expect(ids.value(999_999_999) == nil)
  }
}
