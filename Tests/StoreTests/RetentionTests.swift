import Records
import Synchronization
import Testing

@testable import Store

@Suite struct RetentionTests {
  private static let tables: [TableName: String] = [
    .people: "id,name\na,A\nb,B\nc,C\nd,D\ne,E\n",
    .cohorts:
      "id,name,programme,start,end\nc1,C1,short,2020-01-01,2020-06-30\nc2,C2,long,2020-01-01,2020-12-31\nc3,C3,free,2020-01-01,2020-12-31\n",
    .enrolments: """
    person_id,cohort_id,start,end
    a,c1,2020-01-01,2020-03-31
    b,c1,,
    c,c1,2020-01-01,2020-03-31
    c,c2,2020-01-01,2020-03-31
    d,c1,2020-01-01,2020-03-31
    d,c3,2020-01-01,2020-03-31

    """,
  ]
  private static let rules = [
    RetentionRule(programme: "short", months: 12, structure: .keep),
    RetentionRule(programme: "long", months: 36, structure: .remove),
  ]

  private func due(_ date: String) throws -> [DueErasure] {
    try network(Self.tables).due(under: Self.rules, at: try Stamp.parse(date, .calendar).moment)
  }

  @Test func theLongestRuleCountsAndAProgrammeWithoutOneKeepsForGood() throws {
    #expect(try due("2021-03-31").isEmpty)
    // The place ended with 31 March 2020, so that twelve months are up as 1 April 2021 begins.
    #expect(try due("2021-04-01").map(\.person) == ["a"])
    #expect(try due("2021-07-01").map(\.person) == ["a", "b"])
    #expect(try due("2023-03-31").map(\.person) == ["a", "b"])
    let all = try due("2100-01-01")
    #expect(all.map(\.person) == ["a", "b", "c"])
    #expect(all.map(\.rule.structure) == [.keep, .keep, .remove])
  }

  @Test func timeOnlyEverAddsPeople() throws {
    var before: Set<String> = []
    for month in 0..<60 {
      let date = "\(2020 + month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)-01"
      let now = Set(try due(date).map(\.person))
      #expect(before.isSubset(of: now))
      before = now
    }
    #expect(before.count == 3)
  }

  @Test func rulesAreKeptReplacedAndDropped() throws {
    let scratch = try Scratch()
    let store = try StoreOwner(scratch.store("a"), makingNew: true)
    for rule in Self.rules { try store.keep(rule, by: "tester") }
    let longer = RetentionRule(programme: "short", months: 24, structure: .remove)
    try store.keep(longer, by: "tester")
    #expect(try store.reader.retentionRules() == [Self.rules[1], longer])
    try store.forgetRule(of: "long", by: "tester")
    #expect(try store.reader.retentionRules() == [longer])
    #expect { try store.forgetRule(of: "long", by: "tester") } throws: { ($0 as? StoreError)?.kind == .question }
  }

  @Test func theCertificateListsWhatTheServiceGaveWhileThePersonWasKnown() throws {
    let scratch = try Scratch()
    let ticks = Mutex<Int64>(0)
    let store = try StoreOwner(
      scratch.store("a"), makingNew: true,
      clock: {
        ticks.withLock {
          $0 += 1
          return $0
        }
      })
    try store.noteRead("read export", of: "before", for: "x", by: "lead")
    try store.take(try network(Self.tables))
    try store.noteRead("read export", of: "after", for: "x", by: "lead")
    let certificate = try store.erase("a", structure: .keep, by: "tester")
    #expect(certificate.answers.map(\.subject) == ["after"])
  }
}
