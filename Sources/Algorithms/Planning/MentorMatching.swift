public import Graph

/// Who is to be looked after by which leader.
public struct MentorMatching: Sendable, Equatable {
  /// A leader, and how many steps away.
  public struct Mentor: Sendable, Equatable {
    /// The leader.
    public let leader: Int
    /// Steps along ties.
    public let steps: Int
  }

  /// For each node its mentor; `nil` for leaders, and where there is none.
  public let mentors: [Mentor?]
  /// Nodes that some leader could be got to from, but none with room left.
  public let withoutRoom: [Int]
  /// Nodes that no leader can be got to from.
  public let unreachable: [Int]
}

/// Matches everybody with the nearest leader that has room.
///
/// Those nearest to a leader come first, of equals those of the lower rank, who take the leader of the lower rank; so no one
/// is passed over for somebody further away. For people: *who mentors whom*.
///
/// - Parameters:
///   - ties: An undirected graph.
///   - leaders: Those who mentor, each once.
///   - rooms: How many each leader can take; `nil` for any number.
///   - ranks: Who comes first of equals.
/// - Complexity: O(leaders (n + m)), and sorting the pairs that can get to each other.
/// - Source: Valente and Davis 1999, doi:10.1177/000271629956600106.
public func mentorMatching(in ties: Adjacency, leaders: [Int], rooms: [Int?], ranks: [UInt32]) -> MentorMatching {
  let n = ties.nodeCount
  var isLeader = [Bool](repeating: false, count: n)
  for leader in leaders { isLeader[leader] = true }
  var pairs: [(steps: Int, node: Int, place: Int)] = []
  var isReachable = [Bool](repeating: false, count: n)
  for (place, leader) in leaders.enumerated() {
    for (node, steps) in stepsAway(from: leader, in: ties) where !isLeader[node] {
      isReachable[node] = true
      pairs.append((steps, node, place))
    }
  }
  pairs.sort { a, b in
    (a.steps, ranks[a.node], ranks[leaders[a.place]]) < (b.steps, ranks[b.node], ranks[leaders[b.place]])
  }
  var mentors = [MentorMatching.Mentor?](repeating: nil, count: n)
  var left = rooms
  for (steps, node, place) in pairs where mentors[node] == nil {
    if let room = left[place] {
      if room <= 0 { continue }
      left[place] = room - 1
    }
    mentors[node] = MentorMatching.Mentor(leader: leaders[place], steps: steps)
  }
  let others = (0..<n).filter { !isLeader[$0] && mentors[$0] == nil }
  return MentorMatching(
    mentors: mentors, withoutRoom: others.filter { isReachable[$0] }, unreachable: others.filter { !isReachable[$0] })
}

/// Every other node that can be got to, with the steps it takes.
private func stepsAway(from source: Int, in ties: Adjacency) -> [(node: Int, steps: Int)] {
  var isSeen = [Bool](repeating: false, count: ties.nodeCount)
  isSeen[source] = true
  var found = [(node: source, steps: 0)]
  var next = 0
  while next < found.count {
    let (node, steps) = found[next]
    next += 1
    for slot in ties.slots(of: node) {
      let other = Int(ties.targets[slot])
      if isSeen[other] { continue }
      isSeen[other] = true
      found.append((other, steps + 1))
    }
  }
  found.removeFirst()
  return found
}
