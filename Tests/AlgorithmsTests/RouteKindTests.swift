import Graph
import Testing

@testable import Algorithms

/// Fastest, latest and shortest routes against foremost ones, which have their own twin by hand.
@Suite struct RouteKindTests {
  static func everyCase(_ body: (Contacts, Int, Int64) throws -> Void) rethrows {
    for seed in 0..<250 {
      var random = TestRandom(UInt64(seed) + 9_000)
      let n = Int.random(in: 2...7, using: &random)
      let contacts = frozen(randomContacts(&random, nodes: n, count: n * 2), nodes: n)
      for lag: Int64 in [0, 1, 3] { try body(contacts, n, lag) }
    }
  }

  static func search(
    _ contacts: Contacts, _ kind: RouteKind, lag: Int64, from start: Moment = 0, steps: Int? = nil
  ) -> Routes {
    var limits = ReachLimits()
    limits.lag = lag
    limits.maxGenerations = steps
    return routes(
      in: contacts, from: [ReachSeed(node: 0, time: start, isSource: true)], limits: limits, kind: kind)
  }

  @Test func latestRoutesLeaveAtTheLastMomentThatWorks() {
    Self.everyCase { contacts, n, lag in
      let found = Self.search(contacts, .latest, lag: lag)
      let byDeparture = (0...60).map { Self.search(contacts, .foremost, lag: lag, from: $0) }
      for node in 1..<n {
        let last = byDeparture.lastIndex { $0.reaches(node) }
        #expect(found.reaches(node) == (last != nil))
        // Contacts without end can be left for at any time.
        #expect(found.departure[node].map(Int.init) == (last == 60 ? nil : last))
        if let last, last != 60 { #expect(found.arrival[node] == byDeparture[last].arrival[node]) }
      }
    }
  }

  @Test func fastestRoutesTakeTheLeastTimeOfAnyDeparture() {
    Self.everyCase { contacts, n, lag in
      let found = Self.search(contacts, .fastest, lag: lag)
      let byDeparture = (0...60).map { Self.search(contacts, .foremost, lag: lag, from: $0) }
      for node in 1..<n {
        let least = byDeparture.indices.filter { byDeparture[$0].reaches(node) }
          .map { byDeparture[$0].arrival[node] - Int64($0) }.min()
        #expect(found.departure[node].map { found.arrival[node] - $0 } == least)
      }
    }
  }

  @Test func shortestRoutesHaveTheFewestStepsAndArriveFirstAmongThem() {
    Self.everyCase { contacts, n, lag in
      let found = Self.search(contacts, .shortest, lag: lag)
      let bySteps = (0...n).map { Self.search(contacts, .foremost, lag: lag, steps: $0) }
      for node in 1..<n {
        let fewest = bySteps.firstIndex { $0.reaches(node) }
        #expect(found.reaches(node) == (fewest != nil))
        guard let fewest else { continue }
        #expect(Int(found.generation[node]) == fewest)
        #expect(found.arrival[node] == bySteps[fewest].arrival[node])
        #expect(found.path(to: node).count == fewest + 1)
      }
    }
  }

  @Test func everyRouteIsATrueOne() {
    Self.everyCase { contacts, n, lag in
      for kind in [RouteKind.fastest, .latest] {
        let found = Self.search(contacts, kind, lag: lag)
        for node in 1..<n {
          guard let departure = found.departure[node] else { continue }
          let path = found.path(to: node)
          #expect(Set(path).count == path.count && Int(found.generation[node]) == path.count - 1)
          // Walking the path alone, from the departure on, arrives when the route says.
          var only = Contacts.Builder(nodeCount: n)
          for (tail, head) in zip(path, path.dropFirst()) {
            for slot in contacts.offsets[tail]..<contacts.offsets[tail + 1] where contacts.heads[slot] == UInt32(head) {
              let (start, end) = (Int(contacts.starts[slot]), Int(contacts.ends[slot]))
              only.add(
                tail, head, during: Interval(contacts.axis.moments[start], contacts.axis.moments[end]), .possible)
            }
          }
          let alone = Self.search(only.freeze(), .foremost, lag: lag, from: departure)
          #expect(alone.arrival[node] == found.arrival[node])
        }
      }
    }
  }
}
