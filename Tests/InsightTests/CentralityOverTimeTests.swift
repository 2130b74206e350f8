import Graph
import Insight
import Records
import Testing

@Suite struct CentralityOverTimeTests {
  private func values(_ series: CentralitySeries) -> [[Double?]] {
    series.values.shown(to: .recordHolder)?.first ?? []
  }

  private func network() throws -> Network {
    try Samples.read([
      .people: "id\na\nb\nc\nd\n",
      .ties: "from_id,to_id,start,end\na,b,2022-01-10,2022-02-20\na,c,2022-03-01,\nb,c,2022-03-15,2022-03-31\n",
    ])
  }

  @Test func rollingWindowsSeeWhatMeetsThem() throws {
    let series = try network().centrality([.degree], on: .people, CentralityOptions(), every: .period(.month))
    #expect(series.series.windows.count == 3)
    #expect(values(series) == [[1, 1, 0, 0], [1, 1, 0, 0], [1, 1, 2, 0]])
  }

  @Test func windowsMaySpanSeveralPeriods() throws {
    let series = try network().centrality(
      [.degree], on: .people, CentralityOptions(), every: .period(.month), span: 2)
    #expect(values(series) == [[1, 1, 0, 0], [2, 2, 2, 0]])
  }

  @Test func growingWindowsKeepWhatWas() throws {
    let series = try network().centrality(
      [.degree], on: .people, CentralityOptions(), every: .period(.month), .growing)
    #expect(values(series) == [[1, 1, 0, 0], [1, 1, 0, 0], [2, 2, 2, 0]])
  }

  @Test func lengthsOfTimeAndWholeNumbers() throws {
    let network = try Samples.read(
      [.people: "id\na\nb\n", .ties: "from_id,to_id,start,end\na,b,10,12\nb,a,25,26\n"], time: .integer)
    let series = try network.centrality([.degree], on: .people, CentralityOptions(), every: .length(5))
    #expect(series.series.windows.map(\.lower) == [10, 15, 20, 25])
    #expect(values(series).map { $0[0] } == [1, 0, 0, 1])
    #expect(throws: QuestionError.self) {
      try network.centrality([.degree], on: .people, CentralityOptions(), every: .period(.month))
    }
    #expect(throws: QuestionError.self) {
      try network.centrality([.degree], on: .people, CentralityOptions(), every: .period(.period), span: 100)
    }
  }

  /// Each window gives what asking for it alone gives, for every measure.
  @Test(arguments: [WindowKind.rolling, .growing])
  func everyWindowIsWhatItIsAlone(kind: WindowKind) throws {
    let network = try Samples.network("surgeon")
    var options = CentralityOptions()
    options.by = "organisation_id"
    let measures = CentralityMeasure.allCases.filter { !$0.isOfEdges }
    let series = try network.centrality(measures, on: .people, options, every: .period(.month), kind)
    #expect(series.series.windows.count > 4)
    for (place, window) in series.series.windows.enumerated() {
      let since = window.lower == .min ? nil : network.unit.text(window.lower)
      options.window = try TimeWindow(
        since: since, until: network.unit.text(window.upper - 1), asOf: nil, scale: network.scale)
      let alone = try network.centrality(measures, on: .people, options)
      for (measure, scores) in alone.enumerated() {
        #expect(series.values.shown(to: .recordHolder)?[measure][place] == scores.values.shown(to: .recordHolder))
      }
    }
  }

  @Test func whoMayNotSeeScoresSeesNone() throws {
    let scores = try network().centrality([.degree], on: .people)
    #expect(scores[0].values.shown(to: .others) == nil)
    #expect(scores[0].values.shown(to: .recordHolder) == [2, 2, 2, 0])
    let structure = try network().graph(of: .people).structure()
    #expect(structure.separation.shown(to: .others) == nil)
  }

  @Test func groupsComeFromAnyColumn() throws {
    let network = try Samples.read([
      .organisations: "id,region\no1,North\no2,South\n",
      .people: "id,organisation_id,ward\na,o1,x\nb,o2,\nc,,y\n", .cohorts: "id\nc1\nc2\n",
      .enrolments: "person_id,cohort_id,start\na,c2,2022-01-01\na,c1,2021-01-01\nb,c2,\n",
      .ties: "from_id,to_id\na,b\nb,c\n",
    ])
    func groups(_ field: String) throws -> [String?] {
      let grouping = try network.graph(of: .people, by: field).grouping
      return grouping.map { grouping in grouping.groups.map { $0.map { grouping.names[$0] } } } ?? []
    }
    #expect(try groups("ward") == ["x", nil, "y"])
    #expect(try groups("region") == ["North", "South", nil])
    #expect(try groups("cohort") == ["c1", "c2", nil])
    #expect(try groups("organisation_id") == ["o1", "o2", nil])
    #expect(throws: QuestionError.self) { try groups("shoe_size") }
  }
}
