import Graph
import Testing

@testable import Algorithms

@Suite struct PlanningTests {
  @Test func mentorsAreTheNearestWithRoom() {
    // 0 and 5 lead: 0 - 1 - 2 - 3 - 5, 4 - 0, 6 alone, 7 - 8 apart.
    let ties = MatrixGraph(
      nodes: 9, edges: [(0, 1), (1, 2), (2, 3), (3, 5), (4, 0), (7, 8)], directed: false
    ).frozen
    let ranks = (0..<9).map { UInt32($0) }
    let free = mentorMatching(in: ties, leaders: [5, 0], rooms: [nil, nil], ranks: ranks)
    #expect(free.mentors.map { $0?.leader } == [nil, 0, 0, 5, 0, nil, nil, nil, nil])
    #expect(free.mentors.map { $0?.steps } == [nil, 1, 2, 1, 1, nil, nil, nil, nil])
    #expect(free.unreachable == [6, 7, 8] && free.withoutRoom.isEmpty)
    // 0 has room for one: 1 comes before 4, who goes to 5 once 3 and 2 have.
    let tight = mentorMatching(in: ties, leaders: [5, 0], rooms: [2, 1], ranks: ranks)
    #expect(tight.mentors.map { $0?.leader } == [nil, 0, 5, 5, nil, nil, nil, nil, nil])
    #expect(tight.withoutRoom == [4] && tight.unreachable == [6, 7, 8])
    // Of equals the one of the lower rank.
    let turned = mentorMatching(in: ties, leaders: [5, 0], rooms: [2, 1], ranks: ranks.map { 9 - $0 })
    #expect(turned.mentors[4]?.leader == 0 && turned.withoutRoom == [1])
  }

  /// Reach of everybody by trying every contact again and again.
  private func pairs(_ contacts: [(Int, Int, Int64, Int64)], _ starts: [Moment], without gone: Set<Int>) -> Int {
    var count = 0
    for source in starts.indices where !gone.contains(source) {
      var arrival = [Int64](repeating: .max, count: starts.count)
      arrival[source] = starts[source]
      for _ in starts {
        for (u, v, a, b) in contacts where !gone.contains(u) && !gone.contains(v) && arrival[u] < .max {
          let at = max(a, arrival[u])
          if at < b { arrival[v] = min(arrival[v], at) }
        }
      }
      count += arrival.indices.count { $0 != source && arrival[$0] < .max }
    }
    return count
  }

  @Test(arguments: 1...12) func lossesAreWhatOthersNoLongerReach(_ number: Int) {
    var random = TestRandom(UInt64(number))
    let n = 12
    var builder = Contacts.Builder(nodeCount: n)
    var contacts: [(Int, Int, Int64, Int64)] = []
    for _ in 0..<20 {
      let (u, v) = (Int.random(in: 0..<n, using: &random), Int.random(in: 0..<n, using: &random))
      let a = Int64.random(in: 0..<10, using: &random)
      let b = a + Int64.random(in: 1...3, using: &random)
      if u == v { continue }
      contacts.append((u, v, a, b))
      builder.add(u, v, during: Interval(a, b), .possible)
    }
    let starts = (0..<n).map { Moment($0 % 4) }
    let losses = ReachLosses(in: ContactStream(builder.freeze()), starts: starts, people: 0..<n)
    let all = pairs(contacts, starts, without: [])
    #expect(losses.now.reached.reduce(0, +) == all)
    func byHand(_ gone: Set<Int>) -> Int {
      // Pairs of others before, less those after.
      var before = 0
      for source in 0..<n where !gone.contains(source) {
        before += pairsFrom(source, contacts, starts).count { !gone.contains($0) }
      }
      return before - pairs(contacts, starts, without: gone)
    }
    for u in 0..<n {
      #expect(losses.loss(of: [u]).pairs == byHand([u]))
      for v in 0..<u { #expect(losses.loss(of: [v, u]).pairs == byHand([u, v])) }
    }
    let worst = losses.worst(3, trying: n)
    let expected = (0..<n).map { (byHand([$0]), $0) }.filter { $0.0 > 0 }
      .sorted { ($1.0, $0.1) < ($0.0, $1.1) }.prefix(3)
    #expect(worst.isComplete && worst.losses.map(\.pairs) == expected.map(\.0))
    #expect(worst.losses.map { $0.nodes[0] } == expected.map(\.1))
  }

  private func pairsFrom(_ source: Int, _ contacts: [(Int, Int, Int64, Int64)], _ starts: [Moment]) -> [Int] {
    var arrival = [Int64](repeating: .max, count: starts.count)
    arrival[source] = starts[source]
    for _ in starts {
      for (u, v, a, b) in contacts where arrival[u] < .max {
        let at = max(a, arrival[u])
        if at < b { arrival[v] = min(arrival[v], at) }
      }
    }
    return arrival.indices.filter { $0 != source && arrival[$0] < .max }
  }
}
