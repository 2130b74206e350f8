import Insight
import Records
import Testing

@Suite struct SurgeonCascadeTests {
  private let network: Network
  private let cascade: Cascade
  init() throws {
    network = try Samples.network("surgeon")
    var options = CascadeOptions()
    options.technique = try network.technique("stress")
    cascade = network.cascades(options)[0]
  }

  private func adopter(_ id: String) -> Adopter? { cascade.people.first { network.people.rows[$0.person].id == id } }

  @Test func generationsCreditAndFigures() {
    #expect(
      cascade.people.map { network.people.rows[$0.person].id } == [
        "surgeon", "ben", "cara", "dev", "ella", "finn", "hugo",
      ])
    #expect(cascade.people.map(\.generation) == [0, 1, 1, 2, 2, 3, 4])
    #expect(cascade.people.map(\.downstream) == [6, 3.5, 0.5, 2.5, 0, 1, 0])
    #expect(cascade.people.map(\.credit) == [2, 1, 0.5, 1.5, 0, 1, 0])
    #expect(cascade.generations.map(\.r) == [2, 1, 0.5, 1, nil])
    #expect(close(cascade.sharePeer, 6.0 / 7))
    #expect(cascade.multiplier == 6)
    #expect(close(cascade.medianTimeToPassOn, 53 * 86_400))
    #expect(
      cascade.longestChain.map { network.people.rows[cascade.people[$0].person].id } == [
        "surgeon", "ben", "dev", "finn", "hugo",
      ])
    #expect(cascade.trees.count == 1 && cascade.trees[0].size == 7 && cascade.trees[0].depth == 4)
    #expect(close(cascade.trees[0].structuralVirality, 112.0 / 42))
  }

  @Test func candidatesShareTheCreditAndRecordsComeFirst() {
    let ella = adopter("ella")
    #expect(ella?.sources.map(\.credit) == [0.5, 0.5])
    #expect(ella?.sources.allSatisfy { !$0.isKnown } == true)
    #expect(ella?.parent == 2, "of equals the one who adopted first stands above")
    #expect(adopter("cara")?.sources.count == 1, "a use and a transfer name the same person")
  }

  @Test func recencyFavoursTheLater() throws {
    var options = CascadeOptions()
    options.technique = try network.technique("stress")
    // Cara adopted 37 days before Dev.
    options.credit = .recency(halfLife: 37 * 86_400)
    let recent = network.cascades(options)[0]
    #expect(zip(recent.people[4].sources.map(\.credit), [1.0 / 3, 2.0 / 3]).allSatisfy { close($0, $1) })
    #expect(recent.people[4].parent == 3)
  }

  @Test func whoIsACandidateDoesNotDependOnTheRuleOfCredit() throws {
    let network = try Samples.read(
      [
        .people: "id\na\nb\nc\n", .techniques: "id\nk\n",
        .uses: "person_id,technique_id,start\na,k,0\nb,k,5000\nc,k,5001\n", .ties: "from_id,to_id\na,c\nb,c\n",
      ], time: .integer)
    var options = CascadeOptions()
    options.credit = .recency(halfLife: 1)
    #expect(network.cascades(options)[0].people[2].sources.map(\.credit) == [0, 1])
  }

  @Test func partOfACascadeKeepsItsPlaceInTheWhole() throws {
    var options = CascadeOptions()
    options.technique = try network.technique("stress")
    options.from = [try network.person("dev")]
    let part = network.cascades(options)[0]
    #expect(part.people.map { network.people.rows[$0.person].id } == ["dev", "ella", "finn", "hugo"])
    #expect(part.people.map(\.generation) == [2, 2, 3, 4])
    #expect(part.trees.map(\.size) == [3, 1])
    #expect(part.adoptersInAll == 7 && cascade.adoptersInAll == 7)
  }

  @Test func somebodyTaughtBeforeNeedsNoSource() throws {
    let tables: [TableName: String] = [
      .people: "id\na\nb\n", .techniques: "id\nk\n", .cohorts: "id\nc\n", .enrolments: "person_id,cohort_id\nb,c\n",
      .events: "cohort_id,start,techniques\nc,2022-02-01,k\n",
      .uses: "person_id,technique_id,start\na,k,2022-01-01\nb,k,2022-03-01\n", .ties: "from_id,to_id\na,b\n",
    ]
    let taught = try Samples.read(tables).cascades()[0]
    #expect(taught.people.map(\.generation) == [0, 0])
    var without = tables
    without[.events] = nil
    #expect(try Samples.read(without).cascades()[0].people.map(\.generation) == [0, 1])
  }

  @Test func whoStoppedBeforeTheTieBeganIsNoSource() throws {
    func sources(_ tie: String) throws -> Int {
      try Samples.read([
        .people: "id\na\nb\n", .techniques: "id\nk\n",
        .uses: "person_id,technique_id,start,end\na,k,2022-01-01,2022-01-31\nb,k,2022-06-01,\n",
        .ties: "from_id,to_id,start,end\na,b,\(tie)\n",
      ]).cascades()[0].people[1].sources.count
    }
    #expect(try sources("2022-01-31,2022-02-10") == 1)
    #expect(try sources("2022-02-01,2022-02-10") == 0)
    #expect(try sources("2021-01-01,2021-12-31") == 0)
    #expect(try sources(",") == 1)
  }

  @Test func peopleWhoNameEachOtherOnOneDayAreNobodysSource() throws {
    let network = try Samples.read([
      .people: "id\na\nb\nc\n", .techniques: "id\nk\n",
      .uses: "person_id,technique_id,start,learned_from\na,k,2022-01-01,b\nb,k,2022-01-01,a\nc,k,2022-01-01,b\n",
    ])
    let cascade = network.cascades()[0]
    #expect(cascade.people.map(\.generation) == [0, 0, 1])
  }

  @Test func aSourceWhoAdoptedLaterIsAWarningAndNoSource() throws {
    let network = try Samples.read([
      .people: "id\na\nb\n", .techniques: "id\nk\n",
      .uses: "person_id,technique_id,start,learned_from\nb,k,2022-01-01,\nb,k,2022-05-01,a\n",
    ])
    #expect(network.cascades()[0].people.map(\.generation) == [0, 0])
    let doubts = network.doubts()
    #expect(doubts.count == 1 && doubts[0].line == 3 && doubts[0].file == "uses.csv" && doubts[0].severity == .warning)
  }
}
