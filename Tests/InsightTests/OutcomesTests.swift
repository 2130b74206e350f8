import Algorithms
import Graph
import Records
import Synthesis
import Testing

@testable import Insight

@Suite struct OutcomesTests {
  /// Two periods, everybody observed in both: the textbook difference in differences.
  @Test(arguments: 0..<40)
  func twoPeriodsGiveTheTextbookDifference(seed: Int) throws {
    var state = UInt64(seed + 1) &* 2_862_933_555_777_941_757
    func pick() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / 1e6
    }
    let teams = 3 + seed % 6
    let observations = (0..<teams).flatMap { team in
      (0..<2).map { TeamPanel.Observation(team: team, period: $0, moment: Int64($0), value: pick()) }
    }
    let panel = TeamPanel(teams: teams, periods: 2, observations: observations, window: nil)
    let reached = 1 + seed % 2
    let arrival = (0..<teams).map { $0 < reached ? Interval(1, 1) : nil }
    func change(_ team: Int) -> Double { observations[2 * team + 1].value - observations[2 * team].value }
    let compared = (reached..<teams).map(change).reduce(0, +) / Double(teams - reached)
    let effects = panel.effects(arrival, observations.map(\.value))
    for team in 0..<reached { #expect(close(effects[team], change(team) - compared, 1e-7)) }
    for team in reached..<teams { #expect(effects[team] == nil) }
  }

  /// Seasons and trends that all teams share, and teams' own levels, leave nothing behind.
  @Test func whatAllTeamsShareDropsOut() throws {
    var observations: [TeamPanel.Observation] = []
    let moments: [Moment?] = [3, 5, 5, 7, nil, nil]
    let arrival = moments.map { $0.map { Interval($0, $0) } }
    for team in 0..<6 {
      for period in 0..<10 where (team + period) % 4 != 0 {
        let since = arrival[team].map { Int64(period) >= $0.upper } ?? false
        let value = Double(team * 3) + [0, 2, 5, 1][period % 4] + Double(period) * 0.3 + (since ? 1.5 : 0)
        observations.append(TeamPanel.Observation(team: team, period: period, moment: Int64(period), value: value))
      }
    }
    let panel = TeamPanel(teams: 6, periods: 10, observations: observations, window: nil)
    for effect in panel.effects(arrival, observations.map(\.value)).prefix(4) { #expect(close(effect, 1.5, 1e-6)) }
  }

  /// With few teams the share of shuffles as extreme comes near to that of all assignments.
  @Test func shufflingAgreesWithTryingEveryAssignment() throws {
    let values: [[Double]] = [[5, 3], [4, 3.5], [6, 4.2], [5, 5.1], [4, 4.2], [6, 5.7]]
    let observations = values.enumerated().flatMap { team, pair in
      pair.enumerated().map {
        TeamPanel.Observation(team: team, period: $0.offset, moment: Int64($0.offset), value: $0.element)
      }
    }
    let panel = TeamPanel(teams: 6, periods: 2, observations: observations, window: nil)
    let moments: [Moment?] = [1, 1, 1, nil, nil, nil]
    let arrival = moments.map { $0.map { Interval($0, $0) } }
    func difference(_ reached: Set<Int>) -> Double {
      let change = values.map { $0[1] - $0[0] }
      return change.indices.filter(reached.contains).map { change[$0] }.reduce(0, +) / 3
        - change.indices.filter { !reached.contains($0) }.map { change[$0] }.reduce(0, +) / 3
    }
    let real = difference([0, 1, 2])
    var extreme = 0
    var all = 0
    for set in 0..<64 where set.nonzeroBitCount == 3 {
      all += 1
      if abs(difference(Set((0..<6).filter { set >> $0 & 1 == 1 }))) >= abs(real) - 1e-9 { extreme += 1 }
    }
    let test = try #require(panel.test(arrival, 4_000, seed: 3))
    #expect(abs(test.p - Double(extreme) / Double(all)) < 0.02)
    #expect(test.interval.low < real && real < test.interval.high)
    #expect(panel.test(arrival, 500, seed: 7)?.p == panel.test(arrival, 500, seed: 7)?.p)
  }

  /// Estimates from generated programmes lie near what they were made with, and the interval says so.
  @Test(arguments: [2022, 7, 41])
  func estimatesAreNearTheTruth(seed: Int) throws {
    let network = Synthesis.generate(people: 530, seed: UInt64(seed)).network
    let truth = [
      ("sickness absence", -0.7, 0.3), ("retention", 1.6, 0.6), ("conflict", -0.35, 0.12), ("stress", -0.3, 0.12),
    ]
    for (measure, effect, tolerance) in truth {
      let answer = try network.outcomes(of: measure, from: nil)
      let difference = try #require(answer.difference)
      #expect(abs(difference - effect) < tolerance, "\(measure)")
      let test = try #require(answer.test)
      #expect(test.p < 0.05 && test.interval.low <= difference && difference <= test.interval.high)
    }
  }

  /// Means before and since, of reached teams by generation and of the others, worked out by hand.
  @Test func meansAreThoseOfTeams() throws {
    let network = try Samples.read([
      .people: "id\na\nb\n", .teams: "id\nt1\nt2\nt3\nt4\nt5\n", .cohorts: "id,start\nc,2020-01-01\n",
      .enrolments: "person_id,cohort_id,start\na,c,2020-01-01\n", .techniques: "id\nk\n",
      .transfers: "from_id,to_id,technique_id,date\na,b,k,2020-02-01\n",
      .engagements: "person_id,team_id,start,end\na,t1,2020-03-10,2020-03-20\nb,t2,2020-05-10,2020-05-20\n",
      .outcomes: "team_id,measure,date,value,unit,better\n"
        + "t1,stress,2020-02-01,8,score,lower\nt1,stress,2020-06-01,5,score,lower\nt1,stress,2020-07-01,4,score,lower\n"
        + "t2,stress,2020-03-01,6,score,lower\nt2,stress,2020-04-01,7,score,lower\nt2,stress,2020-06-01,5,score,lower\n"
        + "t3,stress,2020-03-01,7,score,lower\nt3,stress,2020-04-01,8,score,lower\nt3,stress,2020-06-01,8,score,lower\nt3,stress,2020-07-01,9,score,lower\n"
        + "t4,stress,2020-02-01,2,score,lower\nt4,stress,2020-06-01,3,score,lower\n"
        + "t5,stress,2020-06-01,3,score,lower\n",
    ])
    let answer = try network.outcomes(of: "stress", from: .cohort(RowIndex(0)))
    #expect(answer.generations.map(\.generation) == [1, 2] && answer.generations.map(\.teams) == [1, 1])
    #expect(answer.generations.map(\.before) == [8, 6.5] && answer.generations.map(\.after) == [4.5, 5])
    let others = try #require(answer.notReached)
    // The later of the two arrivals splits the others' observations.
    #expect(network.unit.text(others.moment) == "2020-05-10" && others.teams == 2)
    #expect(others.before == (7.5 + 2) / 2 && others.after == (8.5 + 3) / 2)
    #expect(answer.reached == 2 && answer.compared == 2 && answer.teams.map(\.lack) == [nil, nil, nil, nil, .tooFew])
    #expect(answer.better == .lower && answer.test == nil)
  }

  /// What a team shows once somebody else supports it, and in the month it is reached in, is nobody's before or since.
  @Test func whatIsNeitherBeforeNorSinceIsLeftOut() throws {
    let months = (1...9).map { "2020-0\($0)-15" }
    let observed = ["t1", "t2", "t3"].flatMap { team in months.map { "\(team),calm,\($0),1\n" } }.joined()
    let network = try Samples.read([
      .people: "id\na\nz\n", .teams: "id\nt1\nt2\nt3\n", .cohorts: "id,start\nc,2020-01-01\n",
      .enrolments: "person_id,cohort_id\na,c\n",
      .engagements: "person_id,team_id,start,end\na,t1,2020-05-20,2020-05-25\nz,t1,2020-04-01,2020-04-02\n"
        + "z,t2,2020-07-01,2020-07-02\n",
      .outcomes: "team_id,measure,date,value\n" + observed,
    ])
    let answer = try network.outcomes(of: "calm", from: .cohort(RowIndex(0)))
    // t1: January to March before, June to September since; of t2 January to June; of t3 everything.
    #expect(answer.teams.map(\.observations) == [7, 6, 9])
    // April's and May's of t1 before it was reached on the 20th, and July's to September's of t2.
    #expect(answer.supportedObservations == 2 + 3 && answer.transitionObservations == 0)
    #expect(answer.difference == 0 && answer.reached == 1 && answer.compared == 2)
  }

  /// A team counts as reached when it is at the level asked for, though a surer record reached it later.
  @Test func arrivalsAreThoseOfTheLevelAskedFor() throws {
    let network = try Samples.read([
      .people: "id\na\nb\n", .teams: "id\nt\nu\n", .techniques: "id\nk\n",
      .engagements:
        "person_id,team_id,start,end,evidence\nb,t,2020-03-10,2020-03-12,inferred\nb,t,2020-06-10,2020-06-12,\n",
      .transfers: "from_id,to_id,technique_id,date\na,b,k,2020-02-01\n",
      .outcomes: "team_id,measure,date,value\nt,calm,2020-02-02,1\nt,calm,2020-06-20,1\nt,calm,2020-07-02,1\n"
        + "u,calm,2020-02-02,1\nu,calm,2020-07-02,1\n",
    ])
    var options = OutcomeOptions()
    let probable = try network.outcomes(of: "calm", from: .people([RowIndex(0)]), options)
    options.reach.limits.level = .confirmed
    let confirmed = try network.outcomes(of: "calm", from: .people([RowIndex(0)]), options)
    func arrival(_ answer: OutcomeAnswer) -> String? { answer.teams[0].arrival.map { network.unit.text($0) } }
    #expect(arrival(probable) == "2020-03-10" && arrival(confirmed) == "2020-06-10")
    // The 20th of June lies in the month it is surely reached in.
    #expect(probable.transitionObservations == 0 && confirmed.transitionObservations == 1)
  }

  /// Levels of teams and times that no chain of observations joins say nothing of each other.
  @Test func whatIsNotJoinedIsNotCompared() {
    let values: [(team: Int, period: Int, value: Double)] = [
      (0, 0, 5), (0, 2, 9), (1, 0, 5), (2, 2, 100), (2, 3, 100),
    ]
    func effect(_ more: [(team: Int, period: Int, value: Double)]) -> Double? {
      let all = values + more
      let panel = TeamPanel(
        teams: 3, periods: 4,
        observations: all.map {
          TeamPanel.Observation(team: $0.team, period: $0.period, moment: Int64($0.period), value: $0.value)
        }, window: nil)
      return panel.effects([Interval(2, 2), nil, nil], all.map(\.value))[0]
    }
    #expect(effect([]) == nil)
    // Once team 1 is seen at time 3 beside team 2, it tells that 100 of team 2 is as much as 6 of team 0.
    #expect(close(effect([(1, 3, 6)]), 9 - 6, 1e-6))
  }

  @Test func whatCannotBeAskedIsRefused() throws {
    let network = try Samples.read([
      .teams: "id\nt\n",
      .outcomes:
        "team_id,measure,date,value,unit\nt,stress,2020-01-01,3,score\nt,stress,2020-02-01,3,%\nt,calm,2020-01-01,1,\n",
    ])
    #expect(throws: QuestionError.self) { try network.outcomes(of: "joy", from: nil) }
    #expect(throws: QuestionError.self) { try network.outcomes(of: "stress", from: nil) }
    let answer = try network.outcomes(of: "calm", from: nil)
    #expect(answer.difference == nil && answer.test == nil && answer.teams.map(\.lack) == [.tooFew])
  }
}
