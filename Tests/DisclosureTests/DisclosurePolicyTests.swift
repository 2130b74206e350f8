import Disclosure
import Testing

@Suite struct DisclosurePolicyTests {
  @Test(arguments: [
    (DisclosurePolicy.nhsHES, [0: "0", 1: "*", 7: "*", 8: "10", 12: "10", 13: "15", 17: "15", 18: "20", 102: "100"]),
    (.under5, [0: "0", 1: "<5", 4: "<5", 5: "5", 8: "8", 103: "103"]),
    (.base10, [0: "*", 1: "*", 9: "*", 10: "10", 13: "13"]),
    (.model7, [0: "*", 1: "*", 6: "*", 7: "7", 13: "13"]),
    (.none, [0: "0", 1: "1", 7: "7", 13: "13"]),
  ])
  func countsAreShownByTheRule(policy: DisclosurePolicy, expected: [Int: String]) {
    for (count, text) in expected { #expect(policy.shown(count).description == text, "\(policy) \(count)") }
  }

  @Test(arguments: DisclosurePolicy.allCases) func aReaderIsNeverMisled(policy: DisclosurePolicy) {
    for count in Array(0...200) + [Int.max - 1, .max] {
      let shown = policy.shown(count)
      #expect(shown.possible.contains(count))
      if let hidden = policy.hidden, hidden.contains(count) {
        #expect(shown.number == nil)
        #expect(hidden.allSatisfy { shown.possible.contains($0) })
      }
    }
  }

  @Test func namesAreThoseOfTheCommandLine() {
    #expect(DisclosurePolicy.allCases.map(\.rawValue) == ["nhs-hes", "under5", "base10", "model7", "none"])
  }

  @Test func percentagesAreOfRoundedFigures() throws {
    let hes = DisclosurePolicy.nhsHES
    // 13 of 48 is 15 of 50.
    #expect(hes.shown(percentageOf: 13, in: 48) == 30)
    #expect(hes.shown(percentageOf: 0, in: 48) == 0)
    #expect(hes.shown(percentageOf: 48, in: 48) == 100)
    #expect(hes.shown(percentageOf: 7, in: 48) == nil)
    #expect(hes.shown(percentageOf: 41, in: 48) == nil, "7 others")
    #expect(hes.shown(percentageOf: 0, in: 7) == nil)
    #expect(hes.shown(percentageOf: 0, in: 0) == nil)
    #expect(DisclosurePolicy.none.shown(percentageOf: 1, in: 8) == 12.5)
    #expect(DisclosurePolicy.model7.shown(percentageOf: 8, in: 32) == 25)
    #expect(DisclosurePolicy.base10.shown(percentageOf: 8, in: 32) == nil)
  }

  /// Whoever knows the whole and the percentage finds no part, and no remainder, that is hidden.
  @Test(arguments: DisclosurePolicy.allCases) func percentagesGiveNoSmallCount(policy: DisclosurePolicy) {
    guard let hidden = policy.hidden else { return }
    for whole in 1...60 {
      for part in 0...whole where policy.shown(percentageOf: part, in: whole) != nil {
        #expect(!hidden.contains(part) && !hidden.contains(whole - part) && !hidden.contains(whole))
      }
    }
  }

  @Test func meansOfFewAreHidden() {
    #expect((0...9).filter { DisclosurePolicy.nhsHES.showsMean(of: $0) } == [8, 9])
    #expect((0...9).filter { DisclosurePolicy.under5.showsMean(of: $0) } == [5, 6, 7, 8, 9])
    #expect((0...11).filter { DisclosurePolicy.base10.showsMean(of: $0) } == [10, 11])
    #expect((0...9).filter { DisclosurePolicy.model7.showsMean(of: $0) } == [7, 8, 9])
    #expect((0...2).filter { DisclosurePolicy.none.showsMean(of: $0) } == [1, 2])
  }
}
