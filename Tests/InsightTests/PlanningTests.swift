import Algorithms
import Graph
import Insight
import Records
import Testing

@Suite struct PlanTests {
  /// Two teams around a leader each, and one person apart: `a` is named by four, `f` by three.
  private func network() throws -> Network {
    try Samples.read([
      .organisations: "id,name,kind,region,parent_id\no1,One,trust,North,\no2,Two,trust,South,\n",
      .people: """
      id,name,organisation_id,capacity,cost
      a,Ann,o1,2,5
      b,Ben,o1,,1
      c,Cas,o1,,1
      d,Dee,o1,,1
      e,Eve,o1,,1
      f,Fay,o2,,4
      g,Gus,o2,,1
      h,Hal,o2,,1
      i,Ida,o2,,
      z,Zoe,,,1

      """,
      .ties: """
      id,from_id,to_id,kind,influence
      1,b,a,advice,backward
      2,c,a,advice,backward
      3,d,a,advice,backward
      4,e,a,advice,backward
      5,g,f,advice,backward
      6,h,f,advice,backward
      7,i,f,advice,backward

      """,
    ])
  }

  private func ids(_ plan: Plan, _ network: Network) -> [String] {
    (plan.chosen.shown(to: .recordHolder) ?? []).map { network.people.rows[$0.person].id }
  }

  private func question(_ count: Int) -> PlanQuestion {
    var question = PlanQuestion()
    question.count = count
    question.probability = 1
    question.worlds = 10
    return question
  }

  @Test func choosesThoseWhoReachMostAndSaysWhatTheyAdd() throws {
    let network = try network()
    let plan = try network.plan(question(3))
    #expect(ids(plan, network) == ["a", "f", "z"])
    #expect(plan.chosen.shown(to: .recordHolder)?.map(\.gain) == [5, 4, 1])
    #expect(plan.chosen.shown(to: .others) == nil)
    #expect(plan.reached == 10 && plan.standardError == 0 && plan.reachedBefore == 0)
    #expect(plan.certificate.isCertified && plan.certificate.atLeast <= 10 && plan.certificate.atMost >= 10 - 1e-9)
    #expect(plan.people == 9 && plan.arcs == 7)
    let best = try #require(plan.comparisons.first { $0.kind == .bestConnected })
    #expect(best.chosen.map { network.people.rows[$0].id } == ["a", "f", "b"])
    #expect(best.reached == 9 && best.difference.mean == 1)
    let random = try #require(plan.comparisons.first { $0.kind == .random })
    #expect(random.difference.mean > 0 && random.reached + random.difference.mean == 10)
  }

  @Test func keepsToWhatIsAsked() throws {
    let network = try network()
    func row(_ id: String) throws -> RowIndex<Person> { try network.person(id) }
    var one = question(2)
    one.quotas = [PlanQuota(field: "region", value: "North", most: 0)]
    #expect(ids(try network.plan(one), network) == ["f", "z"])
    one.quotas = [PlanQuota(field: "area", value: "North", most: 0), PlanQuota(field: "area", value: "South", most: 0)]
    #expect(ids(try network.plan(one), network) == ["z"])
    var two = question(1)
    two.excluded = [try row("a")]
    #expect(ids(try network.plan(two), network) == ["f"])
    two.candidates = [("organisation_id", "o1")]
    // They are all alike.
    #expect(["b", "c", "d", "e"].contains(ids(try network.plan(two), network).joined()))
    var three = question(1)
    three.already = [try row("a"), try row("b")]
    three.compared = [try row("z")]
    let beside = try network.plan(three)
    #expect(ids(beside, network) == ["f"])
    #expect(beside.reachedBefore == 5 && beside.reached == 9)
    #expect(beside.comparisons.first { $0.kind == .named }?.difference.mean == 3)
    var four = question(1)
    four.count = nil
    four.budget = PlanBudget(total: 5, field: "cost")
    let spent = try network.plan(four)
    // The best is five: f for 4 and one more for 1, or a for 5.
    #expect(spent.reached >= 0.3 * 5)
    #expect(spent.withoutCost == 1)
    #expect((spent.chosen.shown(to: .recordHolder) ?? []).reduce(0) { $0 + ($1.cost ?? 0) } <= 5)
  }

  @Test func aBudgetGoesWithQuotas() throws {
    let network = try network()
    var question = question(1)
    question.count = nil
    question.budget = PlanBudget(total: 7, field: "cost")
    question.quotas = [PlanQuota(field: "area", value: "North", most: 1)]
    let plan = try network.plan(question)
    // Of the North one alone: a for 5 and two more for 1 each, or f for 4, one of the North for 1, and two more.
    #expect(plan.reached == 7)
    #expect(plan.certificate.certified > plan.certificate.target)
    question.quotas[0] = PlanQuota(field: "area", value: "North", most: 0)
    #expect(try network.plan(question).reached == 5)
  }

  @Test func datedTiesAreFollowedInTheOrderOfTime() throws {
    let network = try Samples.read([
      .people: "id\na\nb\nc\nd\ne\nf\n",
      .ties: """
      id,from_id,to_id,start,end
      1,a,b,2024-01-05,2024-01-05
      2,b,c,2024-01-03,2024-01-03
      3,d,b,2024-01-01,2024-01-01
      4,e,f,2024-01-05,2024-01-09
      5,f,a,2024-01-05,2024-01-05

      """,
    ])
    var question = question(1)
    question.isDirected = true
    // Along ties that always hold e reaches f, a, b and c; in the order of time f alone, while d reaches b and c.
    #expect(ids(try network.plan(question), network) == ["e"])
    question.time = .contacts
    let plan = try network.plan(question)
    #expect(ids(plan, network) == ["d"] && plan.reached == 3)
    question.window = try TimeWindow(since: "2024-01-02", until: nil, asOf: nil, scale: .calendar)
    let later = try network.plan(question)
    #expect(later.reached == 2)
    var options = SimulationOptions(model: .ic, seeds: [try network.person("d")])
    options.chance = .same(1)
    options.isDirected = true
    options.time = .contacts
    #expect(try network.simulation(options).mean == plan.reached)
    #expect(throws: QuestionError.self) { try self.network().plan(question) }
  }

  @Test func refusesWhatCannotBeAsked() throws {
    let network = try network()
    var one = question(1)
    one.quotas = [PlanQuota(field: "colour", value: "red", most: 1)]
    #expect(throws: QuestionError.self) { try network.plan(one) }
    one.quotas = [PlanQuota(field: "region", value: "West", most: 1)]
    #expect(throws: QuestionError.self) { try network.plan(one) }
    var two = question(1)
    two.budget = PlanBudget(total: 5, field: "name")
    #expect(throws: QuestionError.self) { try network.plan(two) }
    #expect(throws: QuestionError.self) { try Network().plan(question(1)) }
  }

  @Test func mentorsLeadThoseNearest() throws {
    let network = try network()
    let mentors = network.mentors(2)
    let leaders = try #require(mentors.leaders.shown(to: .recordHolder))
    #expect(leaders.map { network.people.rows[$0.person].id } == ["a", "f"])
    #expect(leaders.map(\.nominations) == [4, 3])
    // Ann has room for two.
    #expect(leaders[0].mentees.map { network.people.rows[$0.person].id } == ["b", "c"])
    #expect(leaders[1].mentees.map(\.steps) == [1, 1, 1])
    #expect(mentors.withoutRoom.shown(to: .recordHolder)?.map { network.people.rows[$0].id } == ["d", "e"])
    #expect(mentors.unreachable.shown(to: .recordHolder)?.map { network.people.rows[$0].id } == ["z"])
    #expect(mentors.unreachable.shown(to: .others) == nil)
    #expect(Network().mentors(3).count == 0)
  }

  @Test func fragilityNamesWhoAloneCarries() throws {
    let network = try Samples.read([
      .organisations: "id,name,kind,region\no1,One,trust,North\no2,Two,trust,South\no3,Three,trust,West\n",
      .people: "id,organisation_id\na,o1\nb,o1\nc,o2\nd,o2\ne,o3\n",
      .techniques: "id,name\nk,Coaching\n",
      .uses:
        "id,person_id,technique_id,start,end\n1,a,k,2024-01-01,\n2,c,k,2024-01-01,2024-02-01\n3,d,k,2024-01-01,\n4,c,k,2024-06-01,\n",
      .ties: "id,from_id,to_id,influence\n1,a,b,both\n2,b,c,both\n3,b,d,both\n4,c,d,both\n5,d,e,both\n6,c,e,both\n",
    ])
    let fragility = network.fragility()
    // Everybody reaches everybody. Without b, a is cut off from three, both ways.
    #expect(fragility.meanReached == 4)
    let losses = try #require(fragility.losses.shown(to: .recordHolder))
    #expect(losses.map(\.people) == [[1]] && losses.map(\.pairs) == [6] && losses.map(\.fall) == [1.5])
    #expect(fragility.isComplete)
    let uses = try #require(fragility.soleUses.shown(to: .recordHolder))
    #expect(uses.map(\.organisation) == [0] && uses.map(\.person) == [0] && uses.map(\.usersElsewhere) == [2])
    let carriers = try #require(fragility.soleCarriers.shown(to: .recordHolder))
    #expect(carriers.map(\.areas) == [["North", "South"], ["South", "West"]])
    #expect(carriers.map(\.people) == [[1], [4]])
    var pair = FragilityQuestion()
    pair.leaving = 2
    // Without c and d, e is cut off from a and b; without b and c, a from d and e, as without b and d.
    let pairs = try #require(network.fragility(pair).losses.shown(to: .recordHolder))
    #expect(pairs[0].pairs == 4 && pairs.contains { $0.people == [2, 3] && $0.pairs == 4 })
    #expect(Network().fragility().meanReached == nil)
  }
}
