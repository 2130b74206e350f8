import Graph

@testable import Algorithms

/// A contact as the naive twins take it.
struct PlainContact {
  var from: Int
  var to: Int
  var span: Interval
  var through: Int?
}

/// A small random generator, so that a failing case can be run again.
struct TestRandom: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

func frozen(_ contacts: [PlainContact], nodes: Int) -> Contacts {
  var builder = Contacts.Builder(nodeCount: nodes)
  for contact in contacts {
    builder.add(contact.from, contact.to, during: contact.span, .possible, through: contact.through)
  }
  return builder.freeze()
}

func randomContacts(_ random: inout TestRandom, nodes: Int, count: Int, teams: Int = 0) -> [PlainContact] {
  (0..<count).map { _ in
    let start = Int64.random(in: 0..<30, using: &random)
    let length = [1, 1, 2, 6, 15].randomElement(using: &random) ?? 1
    let upper = Int.random(in: 0..<8, using: &random) == 0 ? Int64.max : start + Int64(length)
    let lower = Int.random(in: 0..<10, using: &random) == 0 ? Int64.min : start
    return PlainContact(
      from: Int.random(in: 0..<nodes, using: &random), to: Int.random(in: 0..<nodes, using: &random),
      span: Interval(lower, upper),
      through: teams > 0 && Bool.random(using: &random) ? nodes + Int.random(in: 0..<teams, using: &random) : nil)
  }
}

/// Every state (node, moment, steps) that can be come by, one moment and one contact at a time.
///
/// Gives for each node the earliest moment of arrival, and the fewest steps by which that moment can be reached.
func exploreByHand(
  _ contacts: [PlainContact], nodes: Int, source: Int, start: Int64, lag: Int64, maxGap: Int64?, maxSteps: Int?,
  until: Int64
) -> [Int: (arrival: Int64, steps: Int)] {
  struct State: Hashable {
    var node: Int
    var arrival: Int64
  }
  var fewest: [State: Int] = [State(node: source, arrival: start): 0]
  var queue = [(State(node: source, arrival: start), 0)]
  var next = 0
  while next < queue.count {
    let (state, steps) = queue[next]
    next += 1
    if steps > fewest[state] ?? .max { continue }
    let isSource = state.node == source
    for contact in contacts where contact.from == state.node && contact.to != state.node && contact.to != source {
      let more = steps + (contact.through == nil ? 1 : 2)
      if let maxSteps, more > maxSteps { continue }
      let first = max(contact.span.lower, isSource ? start : state.arrival + lag)
      var last = min(contact.span.upper - 1, until)
      if !isSource, let maxGap { last = min(last, state.arrival + maxGap) }
      // Without fading the earliest moment is as good as any later one.
      if maxGap == nil { last = min(last, first) }
      var moment = first
      while moment <= last {
        let there = State(node: contact.to, arrival: moment)
        if more < fewest[there] ?? .max {
          fewest[there] = more
          queue.append((there, more))
        }
        moment += 1
      }
    }
  }
  var best: [Int: (arrival: Int64, steps: Int)] = [:]
  for (state, steps) in fewest {
    guard let known = best[state.node] else {
      best[state.node] = (state.arrival, steps)
      continue
    }
    if (state.arrival, steps) < known { best[state.node] = (state.arrival, steps) }
  }
  best[source] = nil
  return best
}

/// True when `path` can be walked in time, ending at `arrival`, under the limits.
func isWalkable(
  _ path: [Int], _ contacts: [PlainContact], start: Int64, arrival: Int64, lag: Int64, maxGap: Int64?, until: Int64
) -> Bool {
  var moments: Set<Int64> = [start]
  var place = 0
  while place + 1 < path.count {
    var reached: Set<Int64> = []
    var width = 1
    for contact in contacts where contact.from == path[place] {
      let stops = contact.through.map { [$0, contact.to] } ?? [contact.to]
      guard Array(path[(place + 1)...].prefix(stops.count)) == stops else { continue }
      width = stops.count
      for moment in moments {
        let first = max(contact.span.lower, place == 0 ? start : moment + lag)
        var last = min(contact.span.upper - 1, until)
        if place > 0, let maxGap { last = min(last, moment + maxGap) }
        if first <= last { for there in first...last { reached.insert(there) } }
      }
    }
    if reached.isEmpty { return false }
    moments = reached
    place += width
  }
  return moments.contains(arrival)
}
