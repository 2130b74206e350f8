import Algorithms
import Graph
import Insight
import Records
import Testing

/// Every figure here was worked out by hand from graphs/surgeon.
@Suite struct SurgeonReachTests {
  private let network: Network
  init() throws { network = try Samples.network("surgeon") }

  private func node(_ id: String, in reach: Reach) -> ReachedNode? {
    reach.nodes.first { network.id($0.kind, $0.row) == id }
  }

  private func path(_ id: String, in reach: Reach) -> String {
    node(id, in: reach).map { reach.path(to: $0) }?.map { network.id($0.kind, $0.row) }.joined(separator: ">") ?? "none"
  }

  private func arrival(_ id: String, in reach: Reach) -> String? {
    node(id, in: reach)?.arrival.map(reach.unit.text)
  }

  @Test func theCohortReachesEverybodyAtThreeLevels() throws {
    let reach = network.reach(of: .cohort(try network.cohort("c1")))
    #expect(reach.sources == ["c1"])
    #expect(reach.levels.map(\.people) == [7, 10, 12])
    #expect(reach.levels.map(\.teams) == [2, 2, 2])
    #expect(reach.levels.map(\.techniques) == [2, 2, 2])
    #expect(reach.levels.map(\.organisations) == [2, 2, 2])
    #expect(reach.levels.map(\.headcount) == [34, 34, 34])
    #expect(reach.byGeneration.map(\.people) == [2, 3, 4, 2, 1])
    #expect(reach.byGeneration.map(\.teams) == [0, 2, 0, 0, 0])
    #expect(reach.overTime.map { reach.unit.text($0.time) }.first == "2022-01-01")
    #expect(reach.overTime.last?.people == 12 && reach.overTime.last?.teams == 2)
  }

  @Test(arguments: [
    ("surgeon", "2022-01-01", "surgeon", Certainty.confirmed), ("ben", "2022-03-01", "surgeon>ben", .confirmed),
    ("cara", "2022-03-25", "surgeon>cara", .confirmed), ("dev", "2022-05-01", "surgeon>ben>dev", .confirmed),
    ("hugo", "2022-08-15", "surgeon>ben>dev>finn>hugo", .confirmed),
    ("iris", "2022-03-15", "surgeon>theatre>iris", .probable), ("kofi", "2022-04-01", "lena>ward>kofi", .probable),
    ("gita", "2022-05-10", "lena>gita", .probable), ("ella", "2022-03-25", "surgeon>cara>ella", .possible),
    ("jay", "2022-06-15", "surgeon>cara>ella>jay", .possible), ("theatre", "2022-03-15", "surgeon>theatre", .confirmed),
    ("stress", "2022-03-01", "surgeon>stress", .confirmed), ("hospital", "2022-01-01", "lena>hospital", .confirmed),
    ("community", "2022-07-01", "surgeon>ben>dev>finn>community", .confirmed),
  ])
  func eachIsReachedOnItsDateByItsPath(id: String, date: String, route: String, level: Certainty) throws {
    let reach = network.reach(of: .cohort(try network.cohort("c1")))
    #expect(arrival(id, in: reach) == date)
    #expect(path(id, in: reach) == route)
    #expect(node(id, in: reach)?.level == level)
    #expect(node(id, in: reach)?.generation == route.split(separator: ">").count - 1)
  }

  /// Routes that leave last leave in the last second of a day; days are shown, and each but once.
  @Test(arguments: RouteKind.allCases) func everyDayHasOneRow(kind: RouteKind) throws {
    var options = ReachOptions()
    options.path = kind
    let days = network.reach(of: .cohort(try network.cohort("c1")), options).overTime.map { network.unit.text($0.time) }
    #expect(!days.isEmpty && days == Set(days).sorted())
  }

  /// An engagement without a start carries to a member from when they came, and is dated by that.
  @Test(arguments: ["", "20"]) func membershipsDateEngagementsWithoutAStart(end: String) throws {
    let network = try Samples.read(
      [
        .people: "id\nu\nw\nx\ny\n", .teams: "id\nT\n", .engagements: "person_id,team_id,start,end\nu,T,,\(end)\n",
        .memberships: "person_id,team_id,start,end\nw,T,7,8\n", .ties: "from_id,to_id,start,end\nx,y,9,9\n",
      ], time: .integer)
    let reach = network.reach(of: .people([RowIndex(0)]))
    #expect(reach.levels.map(\.people) == [0, 1, 1] && reach.nodes.map(\.arrival) == [7, 7])
  }

  /// Who enrolled on no known date is not reached before anything is on record, and so not in a window that ends before.
  @Test func participantsWithoutADateAreNotReachedAfterTheWindow() throws {
    let network = try Samples.read(
      [
        .people: "id\na\nb\nc\nd\n", .cohorts: "id\nC\n", .enrolments: "person_id,cohort_id\na,C\n",
        .ties: "from_id,to_id,start,end\na,b,,\nc,d,9,9\n",
      ], time: .integer)
    var options = ReachOptions()
    options.window = try TimeWindow(since: nil, until: "5", asOf: nil, scale: .integer)
    #expect(network.reach(of: .cohort(RowIndex(0)), options).nodes.isEmpty)
    options.window = try TimeWindow(since: nil, until: "9", asOf: nil, scale: .integer)
    #expect(network.reach(of: .cohort(RowIndex(0)), options).nodes.map(\.arrival) == [9, 9])
  }

  @Test func oneTechniqueStartsWithTheEventThatTaughtIt() throws {
    var options = ReachOptions()
    options.technique = try network.technique("communication")
    let reach = network.reach(of: .cohort(try network.cohort("c1")), options)
    #expect(arrival("surgeon", in: reach) == "2022-02-01")
    #expect(path("ben", in: reach) == "surgeon>theatre>ben", "the transfer of another technique does not count")
    #expect(node("finn", in: reach) == nil)
    options.technique = try network.technique("coaching")
    #expect(arrival("surgeon", in: network.reach(of: .cohort(try network.cohort("c1")), options)) == "2022-01-10")
    #expect(
      node("lena", in: network.reach(of: .cohort(try network.cohort("c1")), options)) == nil, "the session was for one")
  }

  @Test func sourcesDoNotCountAndAlumniLeaveAtTheirEnrolment() throws {
    let reach = network.reach(of: .people([try network.person("surgeon")]))
    #expect(node("surgeon", in: reach) == nil)
    #expect(node("lena", in: reach) == nil)
    #expect(reach.levels.map(\.people) == [5, 6, 8])
    let later = try TimeWindow(since: "2022-03-20", until: nil, asOf: nil, scale: .calendar)
    var options = ReachOptions()
    options.window = later
    let after = network.reach(of: .people([try network.person("surgeon")]), options)
    #expect(arrival("theatre", in: after) == "2022-03-20")
    #expect(path("ben", in: after) == "surgeon>theatre>ben", "the passing on of 1 March is over")
  }

  @Test func participantsStayReachedAfterTheCourse() throws {
    var options = ReachOptions()
    options.window = try TimeWindow(since: "2022-07-01", until: nil, asOf: nil, scale: .calendar)
    let after = network.reach(of: .cohort(try network.cohort("c1")), options)
    #expect(arrival("surgeon", in: after) == "2022-07-01" && path("surgeon", in: after) == "surgeon")
    #expect(path("kofi", in: after) == "lena>ward>kofi")
    options.window = try TimeWindow(since: nil, until: "2021-12-31", asOf: nil, scale: .calendar)
    #expect(network.reach(of: .cohort(try network.cohort("c1")), options).nodes.isEmpty)
  }

  @Test func listsStopAtTheLevelAskedForAndTotalsDoNot() throws {
    var options = ReachOptions()
    options.limits.level = .confirmed
    let reach = network.reach(of: .cohort(try network.cohort("c1")), options)
    #expect(reach.levels.map(\.people) == [7, 10, 12])
    #expect(reach.nodes.allSatisfy { $0.level == .confirmed })
    #expect(reach.overTime.last?.people == 7)
  }

  @Test func lagsAndLimitsOfStepsCutRoutesShort() throws {
    var options = ReachOptions()
    options.limits.maxGenerations = 2
    let near = network.reach(of: .cohort(try network.cohort("c1")), options)
    #expect(near.nodes.allSatisfy { $0.generation <= 3 })
    #expect(node("finn", in: near) == nil && node("iris", in: near) != nil)
    options = ReachOptions()
    options.limits.lag = 45 * 86_400
    let slow = network.reach(of: .cohort(try network.cohort("c1")), options)
    #expect(arrival("hugo", in: slow) == "2022-08-15", "45 days from 1 July are just over")
    options.limits.lag += 86_400
    let slower = network.reach(of: .cohort(try network.cohort("c1")), options)
    #expect(path("hugo", in: slower) == "surgeon>theatre>iris>hugo", "a day more, and only the tie with Iris is left")
    #expect(arrival("hugo", in: slower) == "2022-04-30" && node("hugo", in: slower)?.level == .possible)
  }

  @Test func organisationsAreAStepOfTheirOwn() throws {
    var options = ReachOptions()
    options.limits.maxGenerations = 1
    let near = network.reach(of: .people([try network.person("surgeon")]), options)
    #expect(near.nodes.allSatisfy { $0.generation <= 1 } && node("hospital", in: near) == nil)
    options.limits.maxGenerations = 2
    #expect(
      path("hospital", in: network.reach(of: .people([try network.person("surgeon")]), options))
        == "surgeon>ben>hospital")
  }

  @Test func aTieToOneselfDatesNothing() throws {
    let network = try Samples.read(
      [.people: "id\na\nb\nc\n", .ties: "from_id,to_id,start,end\na,a,1,1\na,b,5,\nb,c,,\n"], time: .integer)
    let reach = network.reach(of: .people([RowIndex(1)]))
    #expect(reach.nodes.map(\.arrival) == [5, 5])
  }

  /// The whole of a route is worked out only for those who ask for it.
  @Test func aChainOfAHundredThousandIsReached() throws {
    let count = 100_000
    let network = try Samples.read(
      [
        .people: "id\n" + (0..<count).map { "p\($0)\n" }.joined(), .techniques: "id\nk\n",
        .uses: "person_id,technique_id,start,learned_from\n"
          + (1..<count).map { "p\($0),k,\($0),p\($0 - 1)\n" }.joined(),
      ], time: .integer)
    let reach = network.reach(of: .people([RowIndex(0)]))
    #expect(reach.levels[0].people == count - 1)
    #expect(reach.nodes.last.map { reach.path(to: $0).count } == count)
    #expect(network.cascades()[0].longestChain.count == count)
  }

  @Test func everyonesReachAgreesWithEachPersons() throws {
    for level in Certainty.allCases {
      var options = ReachOptions()
      options.limits.level = level
      let counts = network.reachOfEveryone(options).reached
      for row in network.people.rows.indices {
        let reach = network.reach(of: .people([RowIndex(row)]), options)
        #expect(reach.levels[Int(level.rawValue)].people == counts[row])
      }
    }
  }

  @Test func unknownIdsNameTheNearest() {
    #expect(throws: QuestionError.self) { try network.person("surgoen") }
    do { _ = try network.technique("stres") } catch { #expect(error.description.contains("did you mean stress")) }
  }
}
