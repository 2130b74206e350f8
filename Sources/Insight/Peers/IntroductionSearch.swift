import Graph

/// Ways of at most three steps from one person to others, each of those between having agreed to introduce others.
///
/// People are numbered in the order of their ids. From the source, those who introduce are marked one and two steps away,
/// each with the first who leads to them; who is looked for then sees among their own neighbours where the ways end.
struct IntroductionSearch: Sendable {
  /// Twice the number of the search, and one more at two steps.
  private var marks: [UInt32]
  private var mark: UInt32 = 0
  /// Who of those one step away leads to somebody.
  private var leaders: [UInt32]

  init(nodeCount: Int) {
    marks = [UInt32](repeating: 0, count: nodeCount)
    leaders = [UInt32](repeating: 0, count: nodeCount)
  }

  /// Marks those who introduce within two steps of `source`.
  ///
  /// - Complexity: O(contacts of those who introduce and whom the source knows).
  mutating func search(_ graph: Adjacency, from source: Int, introduces: [Bool]) {
    if mark >= .max - 3 {
      marks = [UInt32](repeating: 0, count: marks.count)
      mark = 0
    }
    mark += 2
    let (one, two) = (mark, mark + 1)
    let own = graph.targets[graph.offsets[source]..<graph.offsets[source + 1]]
    for first in own where introduces[Int(first)] {
      marks[Int(first)] = one
      leaders[Int(first)] = first
    }
    for first in own where introduces[Int(first)] {
      for second in graph.targets[graph.offsets[Int(first)]..<graph.offsets[Int(first) + 1]]
      where marks[Int(second)] < one && introduces[Int(second)] && Int(second) != source {
        marks[Int(second)] = two
        leaders[Int(second)] = first
      }
    }
  }

  /// The shortest way from the source of the search to somebody, of several the one of least ids; empty where there is none.
  ///
  /// - Parameters:
  ///   - person: Who is looked for; not the source.
  ///   - source: Where the search began.
  ///   - isDirect: Whether the two know each other.
  ///   - graph: As in the search.
  /// - Complexity: O(contacts of the person).
  func path(to person: Int, from source: Int, isDirect: Bool, in graph: Adjacency) -> [Int] {
    if isDirect { return [source, person] }
    var best: (leader: UInt32, last: UInt32)?
    for last in graph.targets[graph.offsets[person]..<graph.offsets[person + 1]] {
      let seen = marks[Int(last)]
      if seen == mark { return [source, Int(last), person] }
      guard seen == mark + 1 else { continue }
      let leader = leaders[Int(last)]
      if best.map({ (leader, last) < ($0.leader, $0.last) }) ?? true { best = (leader, last) }
    }
    return best.map { [source, Int($0.leader), Int($0.last), person] } ?? []
  }
}
