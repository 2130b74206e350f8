import Graph
import Insight
import Records
import Testing

@Suite struct SpreadTests {
  @Test func monthsOfTheSurgeonsTechnique() throws {
    let network = try Samples.network("surgeon")
    let spread = try network.observedSpread(SpreadOptions(technique: try network.technique("stress")))
    #expect(spread.periods.map(\.adopters) == [1, 2, 0, 1, 1, 1, 1])
    #expect(spread.periods.map(\.cumulative) == [1, 3, 3, 4, 5, 6, 7])
    #expect(spread.periods.map { spread.unit.text($0.start) }.first == "2022-02-01")
    #expect(spread.periods[0].hazard == nil)
    #expect(close(spread.periods[1].hazard, 2.0 / 11))
    let ella = try network.person("ella").int
    // Cara and Dev have had influence on Ella all along, Jay since 15 June: in May two of two had adopted, but the
    // tie with Jay is in her own period, so two of three.
    #expect(close(spread.people[ella].threshold, 2.0 / 3))
    #expect(spread.people[try network.person("surgeon").int].threshold == nil)
    #expect(spread.people[try network.person("lena").int].category == .nonAdopter)
  }

  @Test func definitionsDifferWhereTheySay() throws {
    let network = try Samples.network("surgeon")
    var options = SpreadOptions(technique: try network.technique("stress"))
    options.definition = .netdiffuser
    let spread = try network.observedSpread(options)
    #expect(spread.periods[0].hazard == 0)
    #expect(spread.lag == 0)
    #expect(spread.people[try network.person("surgeon").int].threshold == 0)
  }

  @Test func windowsKeepEmptyBinsAndEarlierAdopters() throws {
    let network = try Samples.network("surgeon")
    var options = SpreadOptions(technique: try network.technique("stress"))
    options.window = try TimeWindow(since: "2022-04-01", until: "2022-12-31", asOf: nil, scale: .calendar)
    let spread = try network.observedSpread(options)
    #expect(spread.periods.count == 9)
    #expect(spread.periods[0].cumulative == 3, "those who adopted before are still there")
    #expect(spread.people[try network.person("surgeon").int].period == 0)
  }

  @Test(arguments: [
    (PeriodLength.day, "2024-02-28", "2024-03-01", ["2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02"]),
    (.week, "2024-01-03", "2024-01-08", ["2024-01-01", "2024-01-08", "2024-01-15"]),
    (.week, "1969-12-28", "1969-12-29", ["1969-12-22", "1969-12-29", "1970-01-05"]),
    (.month, "2023-12-31", "2024-01-01", ["2023-12-01", "2024-01-01", "2024-02-01"]),
    (.quarter, "2024-02-29", "2024-07-01", ["2024-01-01", "2024-04-01", "2024-07-01", "2024-10-01"]),
    (.year, "2023-06-01", "2024-06-01", ["2023-01-01", "2024-01-01", "2025-01-01"]),
  ])
  func periodsFollowTheCalendar(length: PeriodLength, from: String, to: String, starts: [String]) throws {
    let periods = try Periods(
      length, from: try Stamp.parse(from, .calendar).moment, to: try Stamp.parse(to, .calendar).moment)
    #expect(periods.starts.map { Stamp.text($0, daysOnly: true) } == starts)
    for number in 1...periods.count {
      #expect(periods.number(of: periods.interval(number).lower) == number)
      #expect(periods.number(of: periods.interval(number).upper - 1) == number)
    }
  }

  @Test func tooManyPeriodsAreRefused() throws {
    #expect(throws: QuestionError.self) { try Periods(.period, from: 0, to: 1 << 53) }
    #expect(throws: QuestionError.self) { try Periods(.period, from: -(1 << 53), to: 1 << 53) }
    #expect(throws: QuestionError.self) { try Periods(.day, from: 0, to: 253_402_214_400) }
  }

  @Test func nobodyAdoptedIsAnAnswer() throws {
    let network = try Samples.network("surgeon")
    let spread = try network.observedSpread(SpreadOptions(technique: try network.technique("coaching")))
    #expect(spread.periods.isEmpty)
    #expect(spread.people.allSatisfy { $0.category == .nonAdopter && $0.adopted == nil })
    let dates = try TimeWindow(since: "2022-01-01", until: "2022-02-28", asOf: nil, scale: .calendar)
    var options = SpreadOptions(technique: try network.technique("coaching"))
    options.window = dates
    #expect(try network.observedSpread(options).periods.map(\.cumulative) == [0, 0])
  }

  @Test func periodsMustFitTheNetworksTime() throws {
    let network = try Samples.network("surgeon")
    var options = SpreadOptions(technique: try network.technique("stress"))
    options.by = .period
    #expect(throws: QuestionError.self) { try network.observedSpread(options) }
  }
}
