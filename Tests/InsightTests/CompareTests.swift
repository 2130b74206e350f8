import Algorithms
import Graph
import Records
import Synthesis
import Testing

@testable import Insight

@Suite struct CompareTests {
  /// Two cohorts a year apart; what each does within 90 days, and after, worked out by hand.
  private func network() throws -> Network {
    try Samples.read([
      .people: "id\na\nb\nc\nd\ne\nf\ng\n", .teams: "id\nt\nu\n", .techniques: "id\nk\n",
      .cohorts: "id,start\nc1,2020-01-01\nc2,2021-01-01\n",
      .enrolments: "person_id,cohort_id,start\na,c1,2020-01-01\nb,c1,2020-01-10\nc,c2,2021-01-01\n",
      // Something as late as this is on record.
      .events: "id,cohort_id,start\ne1,c2,2021-04-15\n",
      .uses: "person_id,technique_id,start\na,k,2020-01-15\nc,k,2021-02-01\n",
      .engagements: "person_id,team_id,start,end\na,t,2020-02-01,2020-02-10\na,u,2020-12-01,2020-12-10\n"
        + "c,u,2021-02-01,2021-02-05\n",
      .transfers:
        "from_id,to_id,technique_id,date\na,d,k,2020-03-01\nd,e,k,2020-03-05\na,f,k,2020-11-01\nc,g,k,2021-03-01\n",
    ])
  }

  @Test func cohortsAreFollowedEquallyLong() throws {
    let network = try network()
    let both: [RowIndex<Cohort>] = [RowIndex(0), RowIndex(1)]
    let periods = try network.compare(both, after: 90 * 86_400)
    #expect(periods.map(\.participants) == [2, 1] && periods.map(\.used) == [1, 1])
    #expect(periods.map(\.learners) == [2, 1] && periods.map(\.transfers) == [1, 1])
    #expect(periods.map(\.engagements) == [1, 1] && periods.map(\.teamsSupported) == [1, 1])
    // Of two participants one taught one peer; so few get no interval.
    #expect(periods[0].learnersEach?.mean == 0.5 && periods[1].learnersEach?.mean == 1)
    #expect(periods[0].learnersEach?.low == nil)
    #expect(periods.map { $0.reached[0].people } == [2, 1] && periods.map { $0.reached[0].teams } == [1, 1])
    let all = try network.compare(both, after: nil)
    // The second cohort is on record for 105 days, 1 January to 15 April; the first is cut there too.
    #expect(all.allSatisfy { $0.period.upper - $0.period.lower == 105 * 86_400 })
    #expect(try network.compare(both, after: 60 * 86_400).map(\.transfers) == [0, 1])
    #expect(throws: QuestionError.self) { try network.compare(both, after: 106 * 86_400) }
    #expect(throws: QuestionError.self) { try network.compare([RowIndex(0), RowIndex(0)], after: nil) }
  }

  @Test func timesAreComparedOverPeriodsThatDoNotOverlap() throws {
    let network = try network()
    let ends = try ["2020-04-15", "2021-04-15"].map { try TimeWindow.stamp($0, "--at", .calendar) }
    let periods = try network.compare(nil, at: ends, over: nil)
    #expect(periods.map { network.unit.text($0.period.lower) } == ["2019-04-17", "2020-04-16"])
    #expect(periods.map(\.participants) == [2, 3] && periods.map(\.learners) == [2, 2])
    #expect(periods.map(\.others) == [5, 4] && periods.map(\.learnersNonAlumni) == [2, 2])
    #expect(periods.map(\.engagements) == [1, 2] && periods.map(\.transfers) == [1, 2])
    #expect(periods.map { $0.reached[0].people } == [2, 2] && periods.map { $0.reached[0].teams } == [1, 1])
    let one = try network.compare(RowIndex(1), at: ends, over: nil)
    #expect(one.map(\.participants) == [0, 1] && one[0].learnersEach == nil && one[0].reached[2].people == 0)
    // Nothing is on record then.
    let late = try TimeWindow.stamp("2021-04-16", "--at", .calendar)
    #expect(throws: QuestionError.self) { try network.compare(nil, at: [ends[0], late], over: nil) }
  }

  /// What a participant knew before joining did not come from the course, though they pass it on after it.
  @Test func whatWasKnownBeforeIsNotCounted() throws {
    let network = try Samples.read([
      .people: "id\na\nb\nc\n", .techniques: "id\nold\nnew\n", .cohorts: "id,start\nc1,2020-01-01\n",
      .enrolments: "person_id,cohort_id\na,c1\n",
      .uses: "person_id,technique_id,start\na,old,2019-01-01\na,new,2020-01-15\n",
      .transfers: "from_id,to_id,technique_id,date\na,b,old,2020-02-01\na,c,new,2020-02-01\n",
    ])
    let end = try TimeWindow.stamp("2020-02-01", "--at", .calendar)
    let period = try #require(try network.compare(RowIndex(0), at: [end], over: nil).first)
    #expect(period.learners == 1 && period.learnersEach?.mean == 1 && period.transfers == 2)
  }

  @Test func whatCannotBeComparedIsRefused() throws {
    let undated = try Samples.read([.people: "id\na\n", .cohorts: "id\nc1\nc2\n"])
    #expect(throws: QuestionError.self) { try undated.compare([RowIndex(0), RowIndex(1)], after: nil) }
  }

  /// A period that takes in everything counts what reach and the cascade count.
  @Test(arguments: [3, 11]) func theWholeOfTimeGivesTheWholeReach(seed: Int) throws {
    let network = Synthesis.generate(people: 200, seed: UInt64(seed)).network
    let end = try #require(network.lastRecord)
    let period = try #require(try network.compare(nil, at: [Stamp(end, isDate: true)], over: nil).first)
    let all = ReachSource.cohorts(network.cohorts.rows.indices.map { RowIndex($0) })
    var options = ReachOptions()
    options.window = TimeWindow(from: nil, until: end + 86_400)
    let alumni = network.alumni().count { $0 }
    let levels = network.reach(of: all, options).levels
    #expect(period.participants == alumni)
    #expect(period.reached.map(\.people) == levels.map { $0.people - alumni })
    #expect(period.reached.map(\.teams) == levels.map(\.teams))
    #expect(period.used + period.learners <= network.forest().people.count)
  }
}
