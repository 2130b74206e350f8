import Graph
import Records
import Synthesis
import Testing

@testable import Insight

@Suite struct QualityTests {
  @Test func coverageIsCountedByHand() throws {
    let network = try Samples.read([
      .people: "id,staff_group,organisation_id\na,Nurses,o\nb,,o\nc,Nurses,\nd,,\n", .organisations: "id\no\n",
      .teams: "id,headcount\nt,9\nu,\n", .techniques: "id\nk\nl\n", .cohorts: "id,start\nc1,2020-01-01\n",
      .enrolments: "person_id,cohort_id\na,c1\nd,c1\n",
      .uses: "person_id,technique_id,start,learned_from,evidence\nb,k,2020-02-01,a,observed\na,l,,,\n",
      .engagements: "person_id,team_id,start,end,techniques\na,t,2020-03-01,2020-04-01,k\na,u,2020-03-01,,\n",
      .transfers: "from_id,to_id,technique_id,date\na,b,k,2020-02-01\na,b,l,\n",
      .ties: "from_id,to_id,start,end\na,b,2020-01-01,\nb,a,,\nb,c,2020-01-01,\n",
    ])
    let coverage = Coverage(of: network)
    func counts(_ name: String) -> [Int]? {
      coverage.measures.first { $0.name == name }.map { [$0.count, $0.of] }
    }
    // c and d say nothing of their own; d is an alumnus.
    #expect(counts("peopleWithRecords") == [2, 4] && counts("alumniWithRecords") == [1, 2])
    #expect(coverage.measures.first { $0.name == "peopleWithRecords" }?.examples == ["c", "d"])
    #expect(counts("peopleWithOrganisation") == [2, 4] && counts("peopleWithStaffGroup") == [2, 4])
    #expect(counts("usesWithStart") == [1, 2] && counts("usesWithSource") == [1, 2])
    #expect(coverage.measures.first { $0.name == "usesWithStart" }?.examples == ["line 3"])
    #expect(counts("engagementsWithEnd") == [1, 2] && counts("engagementsWithTechniques") == [1, 2])
    #expect(counts("transfersWithDate") == [1, 2] && counts("transfersToldByBoth") == [1, 2])
    #expect(counts("tiesWithStart") == [2, 3] && counts("tiesNamedByBoth") == [2, 3])
    // Of k: b is named a's learner; of l: b has it by a transfer, a in no way.
    #expect(counts("adoptionsWithSource") == [2, 4])
    #expect(counts("teamsWithHeadcount") == [1, 2] && counts("membershipsWithStart") == nil)
    let uses = try #require(coverage.evidence.first { $0.table == "uses" })
    #expect(uses.counts.map(\.count) == [1, 0, 1, 0])
  }

  @Test func leavingRecordsOutKeepsTheRestInStep() throws {
    let network = try Samples.read([
      .people: "id\na\nb\n", .teams: "id\nt\n",
      .engagements:
        "id,person_id,team_id,start,mood\ne1,a,t,2020-01-01,good\ne2,b,t,2020-02-01,fair\ne3,a,t,2020-03-01,bad\n",
      .outcomes: "team_id,measure,date,value,engagement_id\nt,m,2020-04-01,1,e1\nt,m,2020-05-01,2,e3\n",
    ])
    let thinned = network.keeping { table, row in table != .engagements || row != 0 }
    #expect(thinned.engagements.rows.map(\.id) == ["e2", "e3"] && thinned.engagements.lines == [3, 4])
    #expect(thinned.engagements.extraColumns.first?.values.map { $0 } == ["fair", "bad"])
    // The first outcome has lost its engagement, the second names the same one at its new place.
    #expect(thinned.outcomes.rows.map { $0.engagement?.int } == [nil, 1])
    #expect(thinned.outcomes.rows.map(\.value) == [1, 2])
  }

  @Test func lotsAreNestedAndRepeatable() throws {
    let network = Synthesis.generate(people: 150, seed: 5).network
    var options = SensitivityOptions()
    options.shares = [0, 0.1, 0.2, 1]
    options.runs = 12
    let source = ReachSource.cohorts(network.cohorts.rows.indices.map { RowIndex($0) })
    let found = network.sensitivity(of: source, options)
    #expect(found.missing[0].runs.allSatisfy { $0 == found.full })
    for (some, more) in zip(found.missing[1].runs, found.missing[2].runs) {
      // What is missing of a tenth is also missing of a fifth, and less on record never reaches further.
      for (tenth, fifth) in zip(some.people + some.teams, more.people + more.teams) { #expect(fifth <= tenth) }
      #expect(more.adopters <= some.adopters && some.adopters <= found.full.adopters)
    }
    #expect(found.missing[1].runs != found.missing[2].runs)
    #expect(found.missing[3].runs.allSatisfy { $0.adopters == 0 && $0.firstR == nil && $0.teams == [0, 0, 0] })
    #expect(zip(found.confirmedOnly.people, found.full.people).allSatisfy { $0 <= $1 })
    let again = network.sensitivity(of: source, options)
    #expect(again.missing.map(\.runs) == found.missing.map(\.runs))
    options.seed = 2
    #expect(network.sensitivity(of: source, options).missing[1].runs != found.missing[1].runs)
    #expect(network.sensitivity(of: nil, options).full.people.isEmpty)
  }

  @Test func rangesCutTheSameOffBothEnds() {
    let runs = (0..<100).map {
      SensitiveFigures(people: [$0], teams: [], adopters: 0, firstR: $0 < 3 ? nil : Double($0), secondR: nil)
    }
    let missing = Sensitivity.Missing(share: 0.1, runs: runs)
    let people = missing.range { Double($0.people[0]) }
    #expect(people?.median == 49.5 && people?.low == 2 && people?.high == 97)
    #expect(missing.range(of: \.firstR)?.median == 51)
    #expect(missing.range(of: \.secondR) == nil)
  }
}
