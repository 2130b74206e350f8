import Records
import Testing

@testable import Insight

@Suite struct CascadePropertyTests {
  /// A network in which records of who learnt from whom are partly there, wrong, or on one day.
  private func random(_ seed: Int, techniques: Int = 1) throws -> Network {
    var state = UInt64(seed) &* 2_862_933_555_777_941_757 &+ 3_037_000_493
    func pick(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let n = 3 + pick(15)
    var uses = "person_id,technique_id,start,end,learned_from\n"
    for _ in 0..<n + pick(n) {
      let start = pick(12)
      uses +=
        "p\(pick(n)),\(techniques == 1 ? "k" : "k\(pick(techniques))"),\(start),\(pick(3) == 0 ? String(start + pick(6)) : ""),\(pick(2) == 0 ? "p\(pick(n))" : "")\n"
    }
    var transfers = "from_id,to_id,technique_id,date,fidelity\n"
    for _ in 0..<pick(n) {
      let technique = techniques == 1 ? "k" : "k\(pick(techniques))"
      transfers += "p\(pick(n)),p\(pick(n)),\(technique),\(pick(14)),\(["", "0.5", "1"][pick(3)])\n"
    }
    var ties = "from_id,to_id,start,end,influence\n"
    for _ in 0..<2 * n {
      let start = pick(12)
      let dates = pick(3) == 0 ? "," : "\(start),\(start + pick(5))"
      ties += "p\(pick(n)),p\(pick(n)),\(dates),\(["", "both", "forward", "backward"][pick(4)])\n"
    }
    return try Samples.read(
      [
        .organisations: "id,kind,parent_id\nb,icb,\na,trust,b\nc,trust,\n",
        .people: "id,organisation_id,staff_group\n"
          + (0..<n).map { "p\($0),\(["a", "c", ""][$0 % 3]),\(["x", "y", "z", ""][$0 % 4])\n" }.joined(),
        .techniques: "id\n" + (techniques == 1 ? "k\n" : (0..<techniques).map { "k\($0)\n" }.joined()), .uses: uses,
        .transfers: transfers, .ties: ties,
      ], time: .integer)
  }

  @Test(arguments: 0..<150)
  func creditReconcilesAndForestsPartition(seed: Int) throws {
    let network = try random(seed)
    for rule in [CreditRule.equal, .recency(halfLife: 3)] {
      var options = CascadeOptions()
      options.credit = rule
      let cascade = network.cascades(options)[0]
      let people = cascade.people
      let withSource = people.filter { !$0.sources.isEmpty }
      for person in withSource { #expect(close(person.sources.map(\.credit).reduce(0, +), 1)) }
      #expect(close(people.map(\.credit).reduce(0, +), Double(withSource.count)))
      #expect(cascade.trees.map(\.size).reduce(0, +) == people.count)
      #expect(cascade.generations.map(\.people).reduce(0, +) == people.count)
      for person in people {
        #expect(person.sources.isEmpty == (person.generation == 0))
        #expect(person.sources.isEmpty == (person.parent == nil))
        for source in person.sources {
          let giver = people.first { $0.person == source.person }
          #expect(giver.map { $0.adopted <= person.adopted } == true)
          if !source.isKnown { #expect(giver.map { $0.adopted < person.adopted } == true) }
        }
      }
      // Downstream credit, followed by hand from the definition.
      for giver in people {
        let followed = people.reduce(0.0) { sum, learner in
          sum
            + learner.sources.filter { $0.person == giver.person }.reduce(0.0) {
              $0 + $1.credit * (1 + learner.downstream)
            }
        }
        #expect(close(giver.downstream, followed))
      }
    }
  }

  /// The forest over all techniques keeps what holds of each, and puts everybody where they first adopted anything.
  @Test(arguments: 0..<150)
  func theForestOverAllTechniquesReconciles(seed: Int) throws {
    let network = try random(seed + 5_000, techniques: 3)
    let single = network.cascades()
    let all = network.cascadeOverAll()
    #expect(Set(all.people.map(\.person)) == Set(single.flatMap { $0.people.map(\.person) }))
    #expect(all.trees.map(\.size).reduce(0, +) == all.people.count)
    #expect(all.generations.map(\.people).reduce(0, +) == all.people.count)
    for person in all.people {
      let own = single.flatMap { cascade in cascade.people.filter { $0.person == person.person } }
      #expect(person.adopted == own.map(\.adopted).min())
      let named = Set(own.filter { $0.adopted == person.adopted }.flatMap { $0.sources.map(\.person) })
      #expect(Set(person.sources.map(\.person)).isSubset(of: named))
      if !person.sources.isEmpty { #expect(close(person.sources.map(\.credit).reduce(0, +), 1)) }
      #expect(person.sources.isEmpty == (person.generation == 0))
      #expect(person.sources.isEmpty == (person.parent == nil))
    }
  }

  /// What flows between places is the credit there is, and R lies inside its interval.
  @Test(arguments: 0..<100)
  func figuresReconcile(seed: Int) throws {
    let network = try random(seed + 9_000)
    let cascades = network.cascades()
    let figures = try #require(network.figures(of: cascades).first)
    let cascade = cascades[0]
    let withSource = cascade.people.count { !$0.sources.isEmpty }
    for flow in [figures.organisationFlow, figures.areaFlow] {
      #expect(close(flow.map(\.credit).reduce(0, +), Double(withSource)))
    }
    // People of trust a are in the board's area; trust c has no region.
    #expect(figures.areaFlow.allSatisfy { $0.from == nil || $0.from == "b" })
    var inside = 0.0
    for adopter in cascade.people where adopter.person % 3 == 0 {
      for source in adopter.sources where source.person % 3 == 0 { inside += source.credit }
    }
    let found = figures.areaFlow.first { $0.from == "b" && $0.to == "b" }?.credit ?? 0
    #expect(close(found, inside))
    for row in cascade.generations {
      guard let r = row.r, let interval = row.rInterval else { continue }
      #expect(interval.low <= r && r <= interval.high)
    }
    let tied = Set(
      network.ties.rows.filter { $0.from != $0.to }.map { [min($0.from.int, $0.to.int), max($0.from.int, $0.to.int)] })
    for row in figures.surprises {
      let (from, to) = (try #require(row.from), try #require(row.to))
      let groups = Set([from, to])
      let ties = tied.count { pair in
        let names = pair.map { network.people.rows[$0].staffGroup }
        return Set(names) == groups && !names.contains("")
      }
      #expect(row.ties == ties)
    }
    for row in figures.fidelity {
      let given = network.transfers.rows.filter { transfer in
        let receiver = cascade.people.first { $0.person == transfer.to.int }
        return transfer.fidelity != nil && receiver?.generation == row.generation
          && receiver?.sources.contains { $0.isKnown && $0.person == transfer.from.int } == true
      }
      #expect(row.transfers == given.count)
      #expect(close(row.mean, given.reduce(0) { $0 + ($1.fidelity ?? 0) } / Double(max(given.count, 1))))
      if let left = row.cumulative { #expect(left >= 0 && left <= 1) }
    }
  }

  /// Points of Student's t from printed tables.
  @Test func intervalsUseStudentsT() {
    for (degrees, point) in [(4, 2.776), (5, 2.571), (10, 2.228), (30, 2.042), (1_000, 1.962)] {
      #expect(abs(studentT975(degrees: degrees) - point) < 0.001)
    }
    #expect(MeanInterval(ofCounts: []) == nil && MeanInterval(ofCounts: [1, 2, 3, 0])?.low == nil)
    // Mean 1; the squares about it sum to 12.
    let five = MeanInterval(ofCounts: [0, 0, 0, 1, 4])
    #expect(five?.mean == 1 && five?.low == 0)
    #expect(close(five?.high, 1 + 2.775_582 * (12.0 / 4 / 5).squareRoot(), 1e-5))
  }

  /// Structural virality against the distances between all pairs of people of a tree.
  @Test(arguments: 0..<40)
  func structuralViralityIsTheMeanDistance(seed: Int) throws {
    let cascade = try random(seed + 1000).cascades()[0]
    func up(_ place: Int) -> [Int] {
      var chain = [place]
      while let last = chain.last, let parent = cascade.people[last].parent { chain.append(parent) }
      return chain
    }
    for tree in cascade.trees where tree.size > 1 {
      let chains = cascade.people.indices.map(up).filter { $0.last.map { cascade.people[$0].person } == tree.root }
      #expect(chains.count == tree.size)
      #expect(chains.map(\.count).max() == tree.depth + 1)
      var sum = 0
      for a in chains {
        for b in chains where a[0] != b[0] {
          let shared = a.reversed().elementsCommonPrefix(with: b.reversed())
          sum += a.count + b.count - 2 * shared
        }
      }
      #expect(close(tree.structuralVirality, Double(sum) / Double(tree.size * (tree.size - 1))))
    }
  }
}

extension Sequence where Element: Equatable {
  fileprivate func elementsCommonPrefix(with other: some Sequence<Element>) -> Int {
    zip(self, other).prefix { $0 == $1 }.count
  }
}
