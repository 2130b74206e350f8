import Graph
import Testing

@testable import Algorithms

/// Sweeps over everybody at once against one search a source, which has its own twin by hand.
@Suite struct SweepTests {
  /// Random contacts of one of the shapes that are swept in different ways.
  enum Shape: CaseIterable { case instants, meetings, spells, briefSpells, undated, sparseInstants }

  static func contacts(_ shape: Shape, _ random: inout TestRandom, nodes: Int) -> [PlainContact] {
    let count = Int.random(in: 0..<(nodes * 4), using: &random)
    switch shape {
    case .spells:
      return randomContacts(&random, nodes: nodes, count: count)
    case .briefSpells:
      return (0..<count).map { _ in
        let at = Int64.random(in: 0..<60, using: &random)
        let span = Interval(at, at + Int64.random(in: 1...4, using: &random))
        return PlainContact(
          from: Int.random(in: 0..<nodes, using: &random), to: Int.random(in: 0..<nodes, using: &random), span: span)
      }
    case .undated:
      return randomContacts(&random, nodes: nodes, count: count / 3).map { contact in
        PlainContact(from: contact.from, to: contact.to, span: .always)
      }
    case .instants, .meetings, .sparseInstants:
      let horizon: Int64 = shape == .sparseInstants ? 200 : 12
      return (0..<count).flatMap { _ -> [PlainContact] in
        let at = Int64.random(in: 0..<horizon, using: &random)
        let (a, b) = (Int.random(in: 0..<nodes, using: &random), Int.random(in: 0..<nodes, using: &random))
        let one = PlainContact(from: a, to: b, span: Interval(at, at + 1))
        return shape == .meetings ? [one, PlainContact(from: b, to: a, span: one.span)] : [one]
      }
    }
  }

  struct Case {
    var contacts: Contacts
    var starts: [Moment]
    var lag: Int64
  }

  static func cases(_ count: Int, nodes: ClosedRange<Int>, _ body: (Case) throws -> Void) rethrows {
    for seed in 0..<count {
      var random = TestRandom(UInt64(seed))
      for shape in Shape.allCases {
        let n = Int.random(in: nodes, using: &random)
        let starts = (0..<n).map { _ in
          seed % 2 == 0 ? -1 : Int64.random(in: 0..<15, using: &random)
        }
        for lag: Int64 in [0, 1, 4] {
          try body(Case(contacts: frozen(contacts(shape, &random, nodes: n), nodes: n), starts: starts, lag: lag))
        }
      }
    }
  }

  static func arrivals(_ network: Case, from source: Int) -> [Moment] {
    var limits = ReachLimits()
    limits.lag = network.lag
    let seed = ReachSeed(node: source, time: network.starts[source], isSource: true)
    return routes(in: network.contacts, from: [seed], limits: limits).arrival
  }

  @Test func countsAreThoseOfOneSearchASource() {
    Self.cases(300, nodes: 1...9) { network in
      let n = network.starts.count
      let reach = reachOfEveryone(
        in: ContactStream(network.contacts), starts: network.starts, counted: 0..<n, lag: network.lag)
      let single = (0..<n).map { source in Self.arrivals(network, from: source).map { $0 != .max } }
      #expect(reach.reached == (0..<n).map { u in single[u].indices.count { $0 != u && single[u][$0] } })
      #expect(reach.reachedBy == (0..<n).map { v in single.indices.count { $0 != v && single[$0][v] } })
    }
  }

  @Test func arrivalsAreThoseOfOneSearchASource() {
    Self.cases(200, nodes: 1...9) { network in
      let n = network.starts.count
      let found = mapArrivals(in: ContactStream(network.contacts), starts: network.starts, lag: network.lag) { copy $0 }
      for source in 0..<n {
        let expected = Self.arrivals(network, from: source)
        for node in 0..<n where node != source {
          // Where nothing is dated a sweep has no moments to tell.
          let isUndated = !network.contacts.isDated
          let told = found[0][source, node] ?? .max
          #expect((isUndated && told == .min ? expected[node] : told) == expected[node])
        }
      }
    }
  }

  /// Contacts that last as a list of steps, however many there are of them, against one search a source.
  @Test func stepsOfContactsThatLastGiveWhatOneSearchASourceGives() {
    Self.cases(300, nodes: 1...9) { network in
      guard network.lag == 0, network.contacts.isDated else { return }
      let n = network.starts.count
      let stream = ContactStream(network.contacts)
      let seeds = everyone(network.starts)
      var stops = seeds.map { SweepStop(time: $0.seed.time, index: $0.lane, node: $0.seed.node) }
      stops.sortByTime()
      let layout = LiveLayout(stream)
      guard let schedule = StepSchedule(lasting: stream, layout, stops: stops, most: 100_000) else {
        return #expect(Bool(false), "no network here has so many steps")
      }
      var rows = LaneRows(count: n, seeds: seeds[...], sink: NoSink())
      defer { rows.free() }
      schedule.run(&rows, axis: stream.axis, stops: stops)
      for source in 0..<n {
        let expected = Self.arrivals(network, from: source)
        for node in 0..<n {
          #expect((rows[node][source >> 6] >> UInt64(source & 63) & 1 == 1) == (expected[node] != .max))
        }
      }
      #expect(StepSchedule(lasting: stream, layout, stops: stops, most: 0) == nil || stream.count == 0)
    }
  }

  @Test func manyBlocksGiveWhatOneSearchASourceGives() {
    for shape in Shape.allCases {
      for lag: Int64 in [0, 1] {
        var random = TestRandom(77)
        let n = 1_100
        let network = Case(
          contacts: frozen(Self.contacts(shape, &random, nodes: n), nodes: n),
          starts: (0..<n).map { Int64($0 % 5) - 1 }, lag: lag)
        let reach = reachOfEveryone(
          in: ContactStream(network.contacts), starts: network.starts, counted: 0..<n, lag: lag)
        for source in stride(from: 0, to: n, by: 37) {
          let expected = Self.arrivals(network, from: source).count { $0 != .max } - 1
          #expect(reach.reached[source] == expected)
        }
        #expect(reach.reached.reduce(0, +) == reach.reachedBy.reduce(0, +))
      }
    }
  }

  @Test func closenessIsItsDefinition() {
    Self.cases(60, nodes: 2...8) { network in
      guard network.contacts.isDated else { return }
      let n = network.starts.count
      let found = temporalCloseness(
        in: ContactStream(network.contacts), starts: network.starts, counted: 0..<n, lag: network.lag)
      for source in 0..<n {
        var sum = 0.0
        for (node, arrival) in Self.arrivals(network, from: source).enumerated() where node != source && arrival != .max
        {
          sum += 1 / Double(arrival - network.starts[source] + 1)
        }
        #expect(abs(found[source] - sum / Double(n - 1)) < 1e-12)
      }
    }
  }

  @Test func curvesOfGroupsAreThoseOfEachGroup() {
    Self.cases(80, nodes: 2...9) { network in
      guard network.contacts.isDated else { return }
      let n = network.starts.count
      var random = TestRandom(UInt64(n))
      let groups = (0..<4).map { _ in
        (0..<n).filter { _ in Bool.random(using: &random) }.map { node in
          ReachSeed(node: node, time: network.starts[node], isSource: Bool.random(using: &random))
        }
      }
      let curves = reachCurves(
        in: ContactStream(network.contacts), groups: groups, counting: 0..<n / 2, and: n / 2..<n, lag: network.lag)
      for (group, curve) in zip(groups, curves) {
        var limits = ReachLimits()
        limits.lag = network.lag
        let arrival = routes(in: network.contacts, from: group, limits: limits).arrival
        let sources = Set(group.filter(\.isSource).map(\.node))
        let counted = arrival.indices.filter { arrival[$0] != .max && !sources.contains($0) }
        #expect(curve.steps.map(\.time) == Set(counted.map { arrival[$0] }).sorted())
        for step in curve.steps {
          #expect(step.first == counted.count { arrival[$0] <= step.time && $0 < n / 2 })
          #expect(step.second == counted.count { arrival[$0] <= step.time && $0 >= n / 2 })
        }
      }
    }
  }
}

/// Estimates against exact counts.
@Suite struct SketchTests {
  @Test func estimatesAreWithinTheirError() throws {
    for shape in SweepTests.Shape.allCases {
      var random = TestRandom(5)
      let n = 3_000
      let plain = SweepTests.contacts(shape, &random, nodes: n)
      let stream = ContactStream(frozen(plain, nodes: n))
      let starts = (0..<n).map { Int64($0 % 7) - 1 }
      let lag: Int64 = shape == .instants || shape == .meetings ? 1 : 0
      let exact = reachOfEveryone(in: stream, starts: starts, counted: 0..<n - 100, lag: lag)
      let estimate = try #require(
        estimatedReachOfEveryone(in: stream, starts: starts, counted: 0..<n - 100, lag: lag, registers: 256))
      let error = try #require(estimate.relativeError)
      #expect(error == 1.04 / 16)
      for (a, b) in [(exact.reached, estimate.reached), (exact.reachedBy, estimate.reachedBy)] {
        let squares = zip(a, b).map { a, b in
          let relative = Double(b - a) / Double(a + 1)
          return relative * relative
        }
        let rootMean = (squares.reduce(0, +) / Double(squares.count)).squareRoot()
        #expect(rootMean < 1.5 * error)
        // Of the smallest sets two members can fall on one register.
        #expect(zip(a, b).allSatisfy { abs(Double($1 - $0)) < 1.5 + 6 * error * Double($0) })
      }
    }
  }

  @Test func waitingOverContactsThatLastIsLeftToExactCounts() {
    var random = TestRandom(6)
    let stream = ContactStream(frozen(randomContacts(&random, nodes: 20, count: 60), nodes: 20))
    #expect(
      estimatedReachOfEveryone(in: stream, starts: Array(repeating: 0, count: 20), counted: 0..<20, lag: 2) == nil)
  }
}

/// Betweenness in the order of time against counting every route by hand.
@Suite struct TemporalBetweennessTests {
  /// All shortest prefix-foremost routes from a source, node by node, found by trying every extension.
  static func everyRoute(_ contacts: [PlainContact], _ found: Routes, source: Int, lag: Int64) -> [[Int]] {
    var routes: [[Int]] = [[source]]
    var next = 0
    while next < routes.count {
      let route = routes[next]
      next += 1
      guard let u = route.last else { continue }
      var heads: Set<Int> = []
      for contact in contacts where contact.from == u && contact.to != u && !contact.span.isEmpty {
        let ready = found.arrival[u] + lag
        let there = max(contact.span.lower, ready)
        if ready < contact.span.upper, there == found.arrival[contact.to], route.count == found.generation[contact.to] {
          heads.insert(contact.to)
        }
      }
      for head in heads { routes.append(route + [head]) }
    }
    return routes
  }

  @Test func isTheShareOfRoutesThroughANode() {
    for seed in 0..<200 {
      var random = TestRandom(UInt64(seed) + 400)
      let n = Int.random(in: 2...7, using: &random)
      let plain = randomContacts(&random, nodes: n, count: n * 3)
      let contacts = frozen(plain, nodes: n)
      for lag: Int64 in [0, 1] {
        var limits = ReachLimits()
        limits.lag = lag
        var expected = [Double](repeating: 0, count: n)
        for source in 0..<n {
          let seed = ReachSeed(node: source, time: 0, isSource: true)
          let found = routes(in: contacts, from: [seed], limits: limits)
          let all = Self.everyRoute(plain, found, source: source, lag: lag)
          for target in 0..<n - 1 where target != source {
            let between = all.filter { $0.last == target }
            for route in between {
              for node in route.dropFirst().dropLast() { expected[node] += 1 / Double(between.count) }
            }
          }
        }
        let value = temporalBetweenness(
          in: contacts, starts: Array(repeating: 0, count: n), counted: 0..<n - 1, limits: limits)
        for node in 0..<n - 1 { #expect(abs(value[node] - expected[node]) < 1e-9) }
      }
    }
  }
}
