import Algorithms
import Graph
public import Records

/// Who could mentor whom: opinion leaders, and the nearest of them for everybody else. About single people.
public struct Mentors: Sendable {
  /// An opinion leader.
  public struct Leader: Sendable {
    /// Row in the people's table.
    public let person: Int
    /// By how many people they are named.
    public let nominations: Int
    /// How many they can take; `nil` for any number.
    public let capacity: Int?
    /// Whom they are to look after, nearest first, with the steps along ties.
    public let mentees: [(person: Int, steps: Int)]
  }

  /// The leaders, those with most nominations first.
  public let leaders: Sensitive<[Leader]>
  /// People whom a leader could be found for, but none with room left.
  public let withoutRoom: Sensitive<[Int]>
  /// People with no way along ties to any leader.
  public let unreachable: Sensitive<[Int]>
  /// Number of leaders.
  public let count: Int
  /// Number of people matched.
  public let matched: Int
}

extension Network {
  /// The `count` people named by most others, and for everybody else the nearest of them along ties, whichever way those run,
  /// who has room by their capacity; equals by id.
  ///
  /// - Parameters:
  ///   - count: How many leaders.
  ///   - window: The part of time.
  ///   - excluding: Who is not to lead.
  /// - Complexity: that of `Algorithms.mentorMatching`.
  public func mentors(_ count: Int, during window: TimeWindow = .always, excluding: [RowIndex<Person>] = []) -> Mentors
  {
    var named = EdgeTable(space: NodeSpace([.person: people.count]))
    for (row, tie) in ties.rows.enumerated() where tie.spell.interval.meets(window.interval) {
      // Whom a tie runs to is named by whom it runs from; in a tie both ways each names the other.
      named.add(
        .tie, row: row, from: tie.from.int, to: tie.to.int, way: tie.influence == .both ? .both : .forward)
    }
    let nominations = Adjacency(named, directed: true, weighted: false)
    let received = nominations.reversed()
    let order = idOrder(self, NodeSpace([.person: people.count]))
    let isExcluded = Set(excluding.map(\.int))
    let leaders = people.rows.indices.filter { received.degree($0) > 0 && !isExcluded.contains($0) }
      .sorted { (received.degree($1), order[$0]) < (received.degree($0), order[$1]) }.prefix(count)
    let found = mentorMatching(
      in: nominations.symmetric(), leaders: Array(leaders), rooms: leaders.map { people.rows[$0].capacity },
      ranks: order)
    let answer = leaders.map { leader in
      Mentors.Leader(
        person: leader, nominations: received.degree(leader), capacity: people.rows[leader].capacity,
        mentees: found.mentors.indices.compactMap { person in
          found.mentors[person].flatMap { $0.leader == leader ? (person, $0.steps) : nil }
        }.sorted { ($0.1, order[$0.0]) < ($1.1, order[$1.0]) })
    }
    func byID(_ rows: [Int]) -> [Int] { rows.sorted { order[$0] < order[$1] } }
    return Mentors(
      leaders: Sensitive(answer), withoutRoom: Sensitive(byID(found.withoutRoom)),
      unreachable: Sensitive(byID(found.unreachable)), count: answer.count,
      matched: found.mentors.count { $0 != nil })
  }
}
