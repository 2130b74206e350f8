import Graph
import Testing

@testable import Algorithms

@Suite struct RoutesTests {
  private func check(
    _ contacts: [PlainContact], nodes: Int, teams: Int, start: Int64, _ limits: ReachLimits
  ) {
    let graph = frozen(contacts, nodes: nodes + teams)
    let until: Int64 = 30 + limits.lag * Int64(nodes + 2) + 40
    for source in 0..<nodes {
      let found = routes(
        in: graph, from: [ReachSeed(node: source, time: start, isSource: true)], limits: limits)
      let expected = exploreByHand(
        contacts, nodes: nodes, source: source, start: start, lag: limits.lag, maxGap: limits.maxGap,
        maxSteps: limits.maxGenerations, until: until)
      for node in 0..<nodes where node != source {
        guard let wanted = expected[node] else {
          #expect(!found.reaches(node))
          continue
        }
        #expect(found.reaches(node))
        #expect(found.arrival[node] == wanted.arrival)
        let path = found.path(to: node)
        #expect(path.first == source && path.last == node)
        #expect(path.count == Int(found.generation[node]) + 1)
        if limits.maxGap != nil || limits.maxGenerations != nil {
          #expect(Int(found.generation[node]) == wanted.steps)
        }
        #expect(
          isWalkable(
            path, contacts, start: start, arrival: wanted.arrival, lag: limits.lag, maxGap: limits.maxGap, until: until)
        )
      }
    }
  }

  /// What must be passed on exactly one moment after it came goes back and forth along an open tie for as long as it takes.
  @Test func longWalksBackAndForthEnd() {
    func contact(_ from: Int, _ to: Int, _ start: Int64, _ end: Int64) -> PlainContact {
      PlainContact(from: from, to: to, span: Interval(start, end))
    }
    let contacts = [
      contact(0, 1, 0, 1), contact(1, 2, 0, .max), contact(2, 1, 0, .max), contact(1, 3, 100_001, 100_002),
      contact(1, 4, 100_000, 100_001),
    ]
    var limits = ReachLimits()
    limits.lag = 1
    limits.maxGap = 1
    let found = routes(
      in: frozen(contacts, nodes: 5), from: [ReachSeed(node: 0, time: 0, isSource: true)], limits: limits)
    // Node 1 is come to at even moments, and passes on at odd ones.
    #expect(found.arrival[3] == 100_001 && found.generation[3] == 100_002 && !found.reaches(4))
  }

  @Test(arguments: 0..<60)
  func foremostRoutesAreWhatTryingEverythingFinds(seed: UInt64) {
    var random = TestRandom(seed)
    let nodes = Int.random(in: 2...7, using: &random)
    let contacts = randomContacts(&random, nodes: nodes, count: Int.random(in: 1...18, using: &random), teams: 2)
    for lag: Int64 in [0, 1, 4] {
      var limits = ReachLimits()
      limits.lag = lag
      check(contacts, nodes: nodes, teams: 2, start: Int64.random(in: -1...10, using: &random), limits)
    }
  }

  @Test(arguments: 0..<60)
  func limitedWalksAreWhatTryingEverythingFinds(seed: UInt64) {
    var random = TestRandom(seed &+ 1000)
    let nodes = Int.random(in: 2...6, using: &random)
    let contacts = randomContacts(&random, nodes: nodes, count: Int.random(in: 1...12, using: &random), teams: 1)
    for (lag, gap, steps) in [(0, nil, 2), (2, nil, 3), (0, 0, nil), (0, 3, nil), (1, 4, nil), (2, 6, 3), (3, 2, nil)]
      as [(Int64, Int64?, Int?)]
    {
      var limits = ReachLimits()
      limits.lag = lag
      limits.maxGap = gap
      limits.maxGenerations = steps
      check(contacts, nodes: nodes, teams: 1, start: Int64.random(in: -1...10, using: &random), limits)
    }
  }

  /// Every network of three people with two contacts at moments 0 to 2, either instant or of two moments.
  @Test func foremostRoutesHoldOnEverySmallNetwork() {
    var spans: [Interval] = []
    for start: Int64 in 0...2 { for length: Int64 in 1...2 { spans.append(Interval(start, start + length)) } }
    let pairs = [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)]
    let single = pairs.flatMap { pair in spans.map { PlainContact(from: pair.0, to: pair.1, span: $0) } }
    for first in single {
      for second in single {
        for lag: Int64 in 0...1 {
          var limits = ReachLimits()
          limits.lag = lag
          check([first, second], nodes: 3, teams: 0, start: 0, limits)
        }
      }
    }
  }

  @Test(arguments: 0..<20)
  func everyStepOfAForemostRouteIsForemost(seed: UInt64) {
    var random = TestRandom(seed &+ 7)
    let contacts = randomContacts(&random, nodes: 12, count: 40)
    let found = routes(
      in: frozen(contacts, nodes: 12), from: [ReachSeed(node: 0, time: 0, isSource: true)], limits: ReachLimits())
    for node in 1..<12 where found.reaches(node) {
      let path = found.path(to: node)
      for (place, step) in path.enumerated().dropFirst() {
        #expect(found.path(to: step) == Array(path.prefix(place + 1)))
      }
    }
  }

  @Test(arguments: 0..<20)
  func addingAContactOrTimeNeverShrinksReach(seed: UInt64) {
    var random = TestRandom(seed &+ 99)
    var contacts = randomContacts(&random, nodes: 8, count: 10)
    func reached(_ contacts: [PlainContact], start: Int64 = 0) -> Set<Int> {
      let found = routes(
        in: frozen(contacts, nodes: 8), from: [ReachSeed(node: 0, time: start, isSource: true)], limits: ReachLimits())
      return Set((0..<8).filter { found.reaches($0) })
    }
    var before = reached(contacts)
    for _ in 0..<10 {
      contacts.append(contentsOf: randomContacts(&random, nodes: 8, count: 1))
      let after = reached(contacts)
      #expect(before.isSubset(of: after))
      before = after
    }
    #expect(reached(contacts, start: 5).isSubset(of: before))
  }

  @Test(arguments: 0..<10)
  func relabellingAndShiftingTimeChangeNothingElse(seed: UInt64) {
    var random = TestRandom(seed &+ 500)
    let contacts = randomContacts(&random, nodes: 9, count: 25)
    let labels = Array(0..<9).shuffled(using: &random)
    let moved = contacts.map { contact in
      PlainContact(
        from: labels[contact.from], to: labels[contact.to],
        span: Interval(
          contact.span.lower == .min ? .min : contact.span.lower + 1000,
          contact.span.upper == .max ? .max : contact.span.upper + 1000))
    }
    var limits = ReachLimits()
    limits.lag = 1
    for source in 0..<9 {
      let a = routes(
        in: frozen(contacts, nodes: 9), from: [ReachSeed(node: source, time: 0, isSource: true)], limits: limits)
      let b = routes(
        in: frozen(moved, nodes: 9), from: [ReachSeed(node: labels[source], time: 1000, isSource: true)], limits: limits
      )
      for node in 0..<9 where node != source {
        #expect(a.reaches(node) == b.reaches(labels[node]))
        if a.reaches(node) {
          #expect(a.arrival[node] + 1000 == b.arrival[labels[node]])
          #expect(a.generation[node] == b.generation[labels[node]])
        }
      }
    }
  }

  @Test func theRankOfIdsDecidesBetweenEqualRoutes() {
    let contacts = [(0, 1), (0, 2), (1, 3), (2, 3)].map {
      PlainContact(from: $0.0, to: $0.1, span: Interval(0, 1))
    }
    let seeds = [ReachSeed(node: 0, time: 0, isSource: true)]
    let graph = frozen(contacts, nodes: 4)
    #expect(routes(in: graph, from: seeds, limits: ReachLimits()).path(to: 3) == [0, 1, 3])
    #expect(routes(in: graph, from: seeds, limits: ReachLimits(), rank: [0, 2, 1, 3]).path(to: 3) == [0, 2, 3])
  }

  @Test func participantsNeedTheLagAndSourcesDoNot() {
    let graph = frozen([PlainContact(from: 0, to: 1, span: Interval(0, 2))], nodes: 2)
    var limits = ReachLimits()
    limits.lag = 2
    #expect(routes(in: graph, from: [ReachSeed(node: 0, time: 0, isSource: true)], limits: limits).reaches(1))
    #expect(!routes(in: graph, from: [ReachSeed(node: 0, time: 0, isSource: false)], limits: limits).reaches(1))
  }

  /// 1 leaves on its own at 10 only, but passes on at 6 what 0 brought it at 5.
  @Test func aSourceCanPassOnEarlierWhatAnotherBroughtIt() {
    let graph = frozen(
      [PlainContact(from: 0, to: 1, span: Interval(5, 6)), PlainContact(from: 1, to: 2, span: Interval(6, 7))], nodes: 3
    )
    let seeds = [ReachSeed(node: 0, time: 0, isSource: true), ReachSeed(node: 1, time: 10, isSource: true)]
    for gap in [nil, 5] as [Int64?] {
      var limits = ReachLimits()
      limits.maxGap = gap
      #expect(routes(in: graph, from: seeds, limits: limits).path(to: 2) == [0, 1, 2])
    }
  }

  @Test func everyonesReachIsEachPersonsReach() {
    var random = TestRandom(3)
    let contacts = randomContacts(&random, nodes: 30, count: 80)
    let graph = frozen(contacts, nodes: 30)
    let starts = [Int64](repeating: 0, count: 25)
    let counts = reachOneByOne(in: graph, starts: starts, counted: 0..<20, limits: ReachLimits()).reached
    #expect(counts == reachOfEveryone(in: ContactStream(graph), starts: starts, counted: 0..<20).reached)
    for source in 0..<25 {
      let found = routes(in: graph, from: [ReachSeed(node: source, time: 0, isSource: true)], limits: ReachLimits())
      #expect(counts[source] == (0..<20).count { $0 != source && found.reaches($0) })
    }
  }
}

/// One pass over the stream against the search over rows.
@Suite struct StreamRoutesTests {
  @Test func onePassGivesTheRoutesOfTheSearch() {
    var passes = 0
    SweepTests.cases(300, nodes: 1...9) { network in
      let n = network.starts.count
      var random = TestRandom(UInt64(n))
      let rank = (0..<UInt32(n)).shuffled(using: &random)
      var limits = ReachLimits()
      limits.lag = network.lag
      let seeds = (0..<n).filter { _ in Int.random(in: 0..<3, using: &random) == 0 }.map { node in
        ReachSeed(node: node, time: network.starts[node], isSource: Bool.random(using: &random))
      }
      let stream = ContactStream(network.contacts)
      guard let found = foremostRoutes(in: stream, from: seeds, lag: network.lag, rank: rank) else { return }
      passes += 1
      let expected = routes(in: network.contacts, from: seeds, limits: limits, rank: rank)
      #expect(found.arrival == expected.arrival)
      #expect(found.generation == expected.generation)
      for node in 0..<n { #expect(found.path(to: node) == expected.path(to: node)) }
    }
    #expect(passes > 500)
  }
}
