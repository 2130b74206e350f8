import Disclosure
import Foundation
import Testing

@Suite struct DisclosureHistoryTests {
  private func people(_ ids: some Sequence<Int>) -> Population { Population(ids.map { "p\($0)" }, salt: [1, 2, 3]) }

  @Test func oneWhoJoinedIsNotTold() {
    var history = DisclosureHistory(.nhsHES)
    #expect(history.show("used coaching", about: people(0..<40)) == .safe)
    #expect(history.show("used coaching", about: people(0..<41)) == .refused(difference: 1, earlier: 0))
    #expect(history.show("used coaching", about: people(0..<47)) == .refused(difference: 7, earlier: 0))
    #expect(history.show("used coaching", about: people(0..<48)) == .safe)
    #expect(history.show("used coaching", about: people(0..<50)) == .refused(difference: 2, earlier: 1))
    #expect(history.show("used coaching", about: people(0..<40)) == .safe, "as it was shown before")
    #expect(history.show("used facilitation", about: people(0..<41)) == .safe, "another question")
    #expect(history.count == 3)
  }

  @Test func aCohortWithinACohortIsNotTold() {
    var history = DisclosureHistory(.under5)
    #expect(history.show("mean stress", about: people(0..<30)) == .safe)
    #expect(history.show("mean stress", about: people(0..<26)) == .refused(difference: 4, earlier: 0))
    #expect(history.show("mean stress", about: people(1..<31)) == .refused(difference: 2, earlier: 0))
    #expect(history.show("mean stress", about: people(0..<25)) == .safe)
    #expect(history.show("mean stress", about: people(100..<130)) == .safe)
  }

  @Test func withoutAPolicyEverythingIsTold() {
    var history = DisclosureHistory(.none)
    for last in 10..<20 { #expect(history.show("n", about: people(0..<last)) == .safe) }
  }

  /// No two answers that were shown differ by few people, and what is refused differs so from one that was.
  @Test(arguments: 0..<20) func agreesWithSets(seed: UInt64) throws {
    var random = DisclosureRandom(state: seed)
    var history = DisclosureHistory(.model7)
    var shown: [(question: String, people: Set<Int>)] = []
    for _ in 0..<60 {
      let question = ["a", "b"][Int.random(in: 0...1, using: &random)]
      let first = Int.random(in: 0..<12, using: &random)
      var set = Set(first..<first + Int.random(in: 1..<30, using: &random))
      for _ in 0..<3 { set.remove(Int.random(in: 0..<40, using: &random)) }
      func isNear(_ other: Set<Int>) -> Bool {
        set != other && set.subtracting(other).count <= 6 && other.subtracting(set).count <= 6
      }
      let near = shown.firstIndex { $0.question == question && isNear($0.people) }
      switch history.show(question, about: people(set)) {
      case .safe:
        #expect(near == nil)
        if !shown.contains(where: { $0 == (question, set) }) { shown.append((question, set)) }
      case .refused(let difference, let earlier):
        #expect(earlier == near)
        #expect(difference == near.map { set.symmetricDifference(shown[$0].people).count })
      }
    }
    #expect(history.count == shown.count)
    let kept = try JSONDecoder().decode(DisclosureHistory.self, from: JSONEncoder().encode(history))
    #expect(kept == history)
  }

  @Test func idsAreNotInWhatIsKept() throws {
    var history = DisclosureHistory(.nhsHES)
    _ = history.show("q", about: Population(["surgeon", "surgeon", "hugo"], salt: [9]))
    let kept = String(decoding: try JSONEncoder().encode(history), as: UTF8.self)
    #expect(!kept.contains("surgeon") && !kept.contains("hugo"))
    #expect(Population(["a", "b", "a"], salt: [1]).count == 2)
    #expect(Population(["a"], salt: [1]) != Population(["a"], salt: [2]))
  }
}
