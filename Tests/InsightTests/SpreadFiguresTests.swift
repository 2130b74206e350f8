import Algorithms
import Insight
import Records
import Testing

@Suite struct SpreadFiguresTests {
  private func read(_ tables: [TableName: String], time: TimeScale = .calendar) throws -> Network {
    try Samples.read(tables, time: time)
  }

  @Test func usesLastAndStartAgain() throws {
    let network = try read([
      .people: "id\na\nb\nc\nd\n", .techniques: "id,name\nk,K\nl,L\n",
      .uses: """
      person_id,technique_id,start,end,reason_stopped
      a,k,2024-01-01,2024-01-10,no time
      a,k,2024-02-01,,
      b,k,2024-01-01,2024-01-10,
      b,k,2024-01-11,2024-01-20,no time
      c,k,2024-01-05,2024-01-14,moved
      d,k,,,
      d,l,2024-02-20,2024-02-29,moved

      """,
    ])
    let found = network.sustainment(of: [try network.technique("k")])
    // The last record is 29 February; b's two records are one use.
    #expect(found.curve.spells == 4 && found.curve.ended == 3)
    #expect(found.curve.steps.map { $0.length / Calendar.day } == [10, 20])
    #expect(found.curve.steps.map(\.atRisk) == [4, 2] && found.curve.steps.map(\.ended) == [2, 1])
    #expect(found.curve.longest / Calendar.day == 29)
    #expect(found.restarts == 1 && found.undated == 1)
    #expect(found.reasons.map(\.reason) == ["no time", "moved"] && found.reasons.map(\.count) == [2, 1])
    #expect(network.sustainment().curve.spells == 5)
    // As it stood on 12 January one use had ended, c's had not.
    let early = try TimeWindow(since: nil, until: "2024-01-12", asOf: nil, scale: .calendar)
    let then = network.sustainment(of: [try network.technique("k")], early)
    #expect(then.curve.spells == 3 && then.curve.ended == 1 && then.curve.longest / Calendar.day == 12)
  }

  @Test func nothingDatedIsNoCurve() throws {
    let network = try read([.people: "id\na\n", .techniques: "id,name\nk,K\n", .uses: "person_id,technique_id\na,k\n"])
    let found = network.sustainment()
    #expect(found.curve.spells == 0 && found.until == nil)
    let spread = try network.observedSpread(SpreadOptions(technique: try network.technique("k")))
    #expect(spread.periods.isEmpty && spread.adopters == 1 && spread.bass == nil && spread.moran == nil)
  }

  private func five() throws -> Network {
    try read(
      [
        .organisations: "id,name,kind,region,parent_id\ni,Area,icb,,\no,Org,trust,,i\n",
        .people: "id,staff_group,organisation_id\na,x,o\nb,x,o\nc,y,\nd,y,o\ne,,\n", .techniques: "id,name\nk,K\nl,L\n",
        .ties: "from_id,to_id,influence\nb,a,backward\nc,a,backward\nd,a,backward\nc,b,backward\n",
        .uses: "person_id,technique_id,start\na,k,1\nb,k,2\nc,k,3\nd,l,4\n",
      ], time: .integer)
  }

  @Test func groupsSideBySide() throws {
    let network = try five()
    var options = SpreadOptions(technique: try network.technique("k"))
    options.grouping = "staff_group"
    let groups = try network.observedSpread(options).groups
    #expect(groups.map(\.name) == ["x", "y", nil])
    #expect(groups.map(\.people) == [2, 2, 1] && groups.map(\.adopters) == [2, 1, 0])
    #expect(groups.map(\.medianPeriod) == [1.5, 3, nil])
    #expect(
      groups[0].hazard == [nil, 1, nil] && groups[1].hazard == [nil, 0, 0.5] && groups[2].hazard == [nil, 0, 0])
    // Of x one person could have adopted in period 2 and did; in y two could in periods 2 and 3, and one did.
    #expect(groups.map(\.meanHazard) == [1, 0.25, 0])
    #expect(groups.map(\.sustainment.curve.spells) == [2, 1, 0])
    options.grouping = "area"
    #expect(try network.observedSpread(options).groups.map(\.name) == ["Area", nil])
    options.grouping = "nothing"
    #expect(throws: QuestionError.self) { try network.observedSpread(options) }
  }

  @Test func centralPeopleWereEarlier() throws {
    let network = try five()
    let central = try network.observedSpread(SpreadOptions(technique: try network.technique("k"))).central
    // a can influence three, b one, c nobody; a was first and c last.
    #expect(central.adopters == 3 && central.leftOut == 2)
    #expect(close(central.correlation?.rho, 1))
    let few = try network.observedSpread(SpreadOptions(technique: try network.technique("l"))).central
    #expect(few.adopters == 1 && few.correlation == nil)
  }

  @Test func severalTechniquesAreTheSameAsEach() throws {
    let network = try Samples.network("surgeon")
    let all = network.techniques.rows.indices.map { RowIndex<Technique>($0) }
    var options = SpreadOptions(technique: all[0])
    options.test = SpreadTestOptions(permutations: 99)
    let spreads = try network.observedSpreads(of: all, options)
    #expect(spreads.map(\.technique) == all)
    for (technique, spread) in zip(all, spreads) {
      options.technique = technique
      let own = try network.observedSpread(options)
      #expect(own.periods.map(\.cumulative) == spread.periods.map(\.cumulative))
      #expect(own.tests.map { $0.exposure?.p } == spread.tests.map { $0.exposure?.p })
      #expect(own.people.map(\.threshold) == spread.people.map(\.threshold))
    }
  }

  @Test func chanceIsTriedInThreeWays() throws {
    let network = try five()
    var options = SpreadOptions(technique: try network.technique("k"))
    options.test = SpreadTestOptions(permutations: 199)
    let spread = try network.observedSpread(options)
    #expect(spread.tests.map(\.null) == SpreadNull.allCases && spread.shuffledWithin == "staff_group")
    // b adopted after their one contact, c after both of theirs.
    #expect(spread.tests.allSatisfy { $0.exposure?.observed == 1 })
    // Within x the two times can change places: half the shuffles leave a, who learns from nobody, second.
    #expect(spread.tests[2].exposure.map { $0.low == 0.5 && $0.high == 1 && abs($0.nullMean - 0.75) < 0.1 } == true)
    options.test?.within = "nothing"
    #expect(throws: QuestionError.self) { try network.observedSpread(options) }
    let plain = try read(
      [
        .people: "id\na\nb\n", .techniques: "id,name\nk,K\n", .ties: "from_id,to_id\na,b\n",
        .uses: "person_id,technique_id,start\na,k,1\nb,k,2\n",
      ], time: .integer)
    options = SpreadOptions(technique: try plain.technique("k"))
    options.test = SpreadTestOptions(permutations: 19)
    #expect(try plain.observedSpread(options).tests.map(\.null) == [.rewiredTies, .shuffledTimes])
  }

  @Test func definitionsDifferWhereTheyShould() throws {
    let network = try five()
    var options = SpreadOptions(technique: try network.technique("k"))
    let published = try network.observedSpread(options)
    options.definition = .netdiffuser
    let other = try network.observedSpread(options)
    let differences = SpreadDifferences(published: published, netdiffuser: other)
    #expect(differences.hazards.map(\.period) == [1] && differences.hazards[0].netdiffuser == 0)
    // The first adopter has a threshold by netdiffuseR alone.
    #expect(differences.thresholds.map(\.person) == [0] && differences.lags == (1, 0))
  }

  @Test func innovatorsAreSetApart() throws {
    let uses = (0..<12).map { "p\($0),k,\($0 == 0 ? 1 : 20 + $0 % 3)\n" }.joined()
    let people = (0..<13).map { "p\($0)\n" }.joined()
    let network = try read(
      [.people: "id\n" + people, .techniques: "id,name\nk,K\n", .uses: "person_id,technique_id,start\n" + uses],
      time: .integer)
    var options = SpreadOptions(technique: try network.technique("k"))
    #expect(try network.observedSpread(options).people[0].category == .earlyAdopter)
    options.hasInnovators = true
    let spread = try network.observedSpread(options)
    #expect(spread.people[0].category == .innovator && spread.people[12].category == .nonAdopter)
    #expect(spread.people.count { $0.category == .innovator } == 1)
  }

  @Test func publishedLagLooksAtTheTiesOfThePeriodItself() throws {
    let network = try read(
      [
        .people: "id\na\nb\n", .techniques: "id,name\nk,K\n",
        .ties: "from_id,to_id,start,end,influence\nb,a,1,1,backward\n",
        .uses: "person_id,technique_id,start\na,k,1\nb,k,2\n",
      ], time: .integer)
    var options = SpreadOptions(technique: try network.technique("k"))
    #expect(try network.observedSpread(options).exposure[1] == [nil, 0])
    options.definition = .netdiffuser
    options.lag = 1
    #expect(try network.observedSpread(options).exposure[1] == [nil, 1])
  }
}
