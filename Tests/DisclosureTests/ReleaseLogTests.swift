import Disclosure
import Foundation
import Testing

@Suite struct ReleaseLogTests {
  private func people(_ numbers: Range<Int>) -> [String] { numbers.map { "p\($0)" } }

  private func log(_ policy: DisclosurePolicy) -> ReleaseLog {
    var random = DisclosureRandom(state: 5)
    return ReleaseLog(policy, using: &random)
  }

  @Test func refusesWhatWouldTellAndKeepsNothingOfIt() throws {
    var log = log(.nhsHES)
    try log.release("March", [("participants", people(0..<40)), ("taught", people(0..<20))])
    let before = log
    let refusal = #expect(throws: ReleaseLog.Refusal.self) {
      try log.release("June", [("participants", people(0..<60)), ("taught", people(0..<22))])
    }
    #expect(refusal?.what == "taught" && refusal?.difference == 2 && refusal?.earlier == "March")
    #expect(log == before)
    try log.release("March again", [("participants", people(0..<40)), ("taught", people(0..<20))])
    #expect(log == before, "what was given out may be given out again")
    try log.release("September", [("participants", people(0..<60)), ("taught", people(0..<30))])
    let late = #expect(throws: ReleaseLog.Refusal.self) {
      try log.release("October", [("participants", people(0..<61)), ("taught", people(0..<30))])
    }
    #expect(late?.earlier == "September")
  }

  @Test func goesOnAfterItWasWrittenAndHoldsNobodysID() throws {
    var log = log(.under5)
    try log.release("March", [("taught", people(0..<20))])
    let written = try JSONEncoder().encode(log)
    let text = String(decoding: written, as: UTF8.self)
    for id in people(0..<20) { #expect(!text.contains("\"\(id)\"")) }
    var read = try JSONDecoder().decode(ReleaseLog.self, from: written)
    #expect(read == log && read.isSound && read.policy == .under5)
    #expect(throws: ReleaseLog.Refusal.self) { try read.release("June", [("taught", people(0..<23))]) }
  }

  @Test func knowsALogThatWasTamperedWith() throws {
    var log = log(.under5)
    try log.release("March", [("taught", people(0..<20))])
    let text = String(decoding: try JSONEncoder().encode(log), as: UTF8.self)
    for (old, new) in [("[\"March\"]", "[]"), ("under5", "none")] {
      #expect(text.contains(old))
      let changed = try JSONDecoder().decode(ReleaseLog.self, from: Data(text.replacing(old, with: new).utf8))
      #expect(!changed.isSound)
    }
  }
}
