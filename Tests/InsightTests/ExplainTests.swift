import Algorithms
import Graph
import Records
import Testing

@testable import Insight

@Suite struct ExplainTests {
  private func explain(
    _ network: Network, _ from: String, _ to: String, technique: String? = nil, level: Certainty = .possible
  ) throws -> Explanation {
    var options = ReachOptions()
    options.technique = try technique.map { try network.technique($0) }
    options.limits.level = level
    let source = try network.place(from, among: [.person, .cohort])
    let target = try network.place(to, among: [.person, .team, .technique, .organisation])
    return try network.explain(
      target, from: source.kind == .cohort ? .cohort(RowIndex(source.row)) : .people([RowIndex(source.row)]), options)
  }

  @Test func aChainIsExplainedRecordByRecord() throws {
    let network = try Samples.network("surgeon")
    let found = try explain(network, "c1", "hugo", technique: "stress")
    #expect(found.level == .confirmed)
    #expect(found.steps.map { network.id($0.to.kind, $0.to.row) } == ["surgeon", "ben", "dev", "finn", "hugo"])
    #expect(found.steps[0].backing.map(\.kind) == [.event, .enrolment])
    #expect(found.steps[1].backing.map(\.kind) == [.use])
    #expect(found.steps[4].backing.map(\.kind) == [.transfer])
    // Lines are those of the tables, the header being line 1.
    #expect(found.steps[1].backing[0].line == 3 && found.steps[4].backing[0].line == 2)
    #expect(found.sources.map { network.people.rows[$0.person].id } == ["finn"])
    #expect(found.earlier != nil)
  }

  @Test func aMissingChainIsExplainedToo() throws {
    let tables: [TableName: String] = [
      .people: "id\na\nb\nc\nd\n",
      .ties: "from_id,to_id,start,end\na,b,2020-05-01,2020-05-01\nb,c,2020-01-01,2020-02-01\n",
    ]
    let network = try Samples.read(tables)
    func missing(_ from: String, _ to: String, level: Certainty = .possible) throws -> NoChain? {
      let found = try explain(network, from, to, level: level)
      #expect(found.steps.isEmpty && found.level == nil)
      return found.missing
    }
    guard case .againstTime = try missing("a", "c") else { return #expect(Bool(false), "times are in the way") }
    guard case .unconnected = try missing("a", "d") else { return #expect(Bool(false), "nothing joins them") }
    guard case .outside(let arrival, .possible) = try missing("a", "b", level: .confirmed) else {
      return #expect(Bool(false), "a tie joins them")
    }
    #expect(arrival.map { network.unit.text($0) } == "2020-05-01")
    #expect(throws: QuestionError.self) { try explain(network, "a", "a") }
    #expect(throws: QuestionError.self) { try network.place("a", among: [.team, .cohort]) }
    #expect(throws: QuestionError.self) { try explain(network, "a", "nobody") }
  }

  @Test func otherTechniquesAndAreasAreNamed() throws {
    let network = try Samples.read([
      .organisations: "id,kind,parent_id\nnorth,icb,\ntrust,,north\n", .people: "id,organisation_id\na,\nb,trust\n",
      .techniques: "id\nk\nl\n", .transfers: "from_id,to_id,technique_id,date\na,b,k,2020-01-01\n",
    ])
    guard case .otherTechniques(let arrival, .confirmed) = try explain(network, "a", "b", technique: "l").missing else {
      return #expect(Bool(false), "another technique leads there")
    }
    #expect(arrival.map { network.unit.text($0) } == "2020-01-01")
    guard case .within(let parts) = try explain(network, "a", "north").missing else {
      return #expect(Bool(false), "an area has no people of its own")
    }
    #expect(parts.map(\.int) == [1])
    #expect(try explain(network, "a", "b").steps.first?.evidence == .reported)
  }

  @Test func idsOfSeveralKindsAreToldApart() throws {
    let network = try Samples.read([
      .people: "id\na\nb\n", .teams: "id\na\n", .engagements: "person_id,team_id,start\nb,a,2020-01-01\n",
    ])
    #expect(throws: QuestionError.self) { try network.place("a", among: [.person, .team]) }
    #expect(try network.place("team:a", among: [.person, .team]) == (.team, 0))
    #expect(try network.place("b", among: [.person, .team]) == (.person, 1))
  }

  /// Every step of every chain has a record that can carry it at its moment, and no step goes back in time.
  @Test(arguments: 0..<60)
  func everyStepIsBacked(seed: Int) throws {
    var state = UInt64(seed) &* 2_862_933_555_777_941_757 &+ 3_037_000_493
    func pick(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let n = 4 + pick(8)
    func span() -> String {
      let start = pick(12)
      return pick(4) == 0 ? "\(start)," : "\(start),\(start + pick(6))"
    }
    var tables: [TableName: String] = [
      .people: "id\n" + (0..<n).map { "p\($0)\n" }.joined(), .teams: "id\nt0\nt1\n", .techniques: "id\nk\n",
      .memberships: "person_id,team_id,start,end\n", .uses: "person_id,technique_id,start,end,learned_from,evidence\n",
      .engagements: "person_id,team_id,start,end,techniques,evidence\n",
      .transfers: "from_id,to_id,technique_id,date\n",
      .ties: "from_id,to_id,start,end,influence\n",
    ]
    for _ in 0..<n {
      tables[.memberships, default: ""] += "p\(pick(n)),t\(pick(2)),\(span())\n"
      tables[.uses, default: ""] += "p\(pick(n)),k,\(span()),p\(pick(n)),\(["", "inferred"][pick(2)])\n"
      tables[.engagements, default: ""] +=
        "p\(pick(n)),t\(pick(2)),\(span()),\(["k", ""][pick(2)]),\(["", "inferred"][pick(2)])\n"
      tables[.transfers, default: ""] += "p\(pick(n)),p\(pick(n)),k,\(pick(14))\n"
      tables[.ties, default: ""] +=
        "p\(pick(n)),p\(pick(n)),\(span()),\(["", "both", "forward", "backward"][pick(4)])\n"
    }
    let network = try Samples.read(tables, time: .integer)
    let reach = network.reach(of: .people([RowIndex(0)]))
    for node in reach.nodes {
      let found = try network.explain((node.kind, node.row), from: .people([RowIndex(0)]))
      #expect(found.level == node.level && found.steps.last?.time == node.arrival)
      var last = Moment.min
      for step in found.steps {
        let time = try #require(step.time)
        #expect(time >= last && step.level <= node.level)
        last = time
        let kinds = Set(step.backing.map(\.kind))
        #expect(step.through == nil ? !kinds.isEmpty : kinds.isSuperset(of: [.engagement, .membership]))
        for record in step.backing {
          let span: Interval =
            switch record.kind {
            case .transfer: network.transfers.rows[record.row].interval
            case .use: network.uses.rows[record.row].spell.start?.interval ?? .always
            case .engagement: network.engagements.rows[record.row].spell.interval
            case .membership: network.memberships.rows[record.row].spell.interval
            case .tie: network.ties.rows[record.row].spell.interval
            default: .always
            }
          #expect(span.contains(time))
        }
      }
    }
  }
}
