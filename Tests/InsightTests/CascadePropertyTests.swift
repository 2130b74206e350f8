import Insight
import Records
import Testing

@Suite struct CascadePropertyTests {
  /// A network in which records of who learnt from whom are partly there, wrong, or on one day.
  private func random(_ seed: Int) throws -> Network {
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
        "p\(pick(n)),k,\(start),\(pick(3) == 0 ? String(start + pick(6)) : ""),\(pick(2) == 0 ? "p\(pick(n))" : "")\n"
    }
    var transfers = "from_id,to_id,technique_id,date\n"
    for _ in 0..<pick(n) { transfers += "p\(pick(n)),p\(pick(n)),k,\(pick(14))\n" }
    var ties = "from_id,to_id,start,end,influence\n"
    for _ in 0..<2 * n {
      let start = pick(12)
      let dates = pick(3) == 0 ? "," : "\(start),\(start + pick(5))"
      ties += "p\(pick(n)),p\(pick(n)),\(dates),\(["", "both", "forward", "backward"][pick(4)])\n"
    }
    return try Samples.read(
      [
        .people: "id\n" + (0..<n).map { "p\($0)\n" }.joined(), .techniques: "id\nk\n", .uses: uses,
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
