import Graph
import Records

/// When the edges and nodes of a view held, as the records say.
struct RecordSpells {
  private let network: Network
  private let edges: EdgeTable
  /// The engagements of each person with each team, by row.
  private let engagements: [UInt64: [Int]]

  /// - Complexity: O(engagements) where the view joins people who supported one team.
  init(_ network: Network, _ edges: EdgeTable) {
    self.network = network
    self.edges = edges
    var found: [UInt64: [Int]] = [:]
    if edges.kind.contains(.coEngagement) {
      for (row, engagement) in network.engagements.rows.enumerated() {
        found[Self.key(engagement.person.int, engagement.team.int), default: []].append(row)
      }
    }
    engagements = found
  }

  private static func key(_ person: Int, _ team: Int) -> UInt64 { UInt64(person) << 32 | UInt64(team) }

  /// When an edge held, in order and apart from one another; empty where its record has no dates.
  ///
  /// - Complexity: O(1); for two people who supported one team the pairs of their engagements with it.
  func spells(ofEdge edge: Int) -> [Interval] {
    let row = Int(edges.row[edge])
    let interval =
      switch edges.kind[edge] {
      case .tie: network.ties.rows[row].spell.interval
      case .transfer: network.transfers.rows[row].interval
      case .engagement: network.engagements.rows[row].spell.interval
      case .membership: network.memberships.rows[row].spell.interval
      case .use: network.uses.rows[row].spell.interval
      case .enrolment: network.enrolments.rows[row].spell.interval
      case .heldFor, .attends, .teaches: network.events.rows[row].spell.interval
      case .observes: network.outcomes.rows[row].interval
      case .worksFor, .belongsTo, .partOf: Interval.always
      case .coEngagement: Interval.always
      }
    if edges.kind[edge] == .coEngagement { return overlaps(edge, network.engagements.rows[row].team.int) }
    return interval == .always ? [] : [interval]
  }

  /// When the engagements of both ends with a team overlap.
  private func overlaps(_ edge: Int, _ team: Int) -> [Interval] {
    let ends = [edges.tail[edge], edges.head[edge]].map { engagements[Self.key(Int($0), team)] ?? [] }
    var found: [Interval] = []
    for first in ends[0] {
      for second in ends[1] {
        let overlap = network.engagements.rows[first].spell.interval.clipped(
          to: network.engagements.rows[second].spell.interval)
        if overlap == .always { return [] }
        if !overlap.isEmpty { found.append(overlap) }
      }
    }
    found.sort { ($0.lower, $0.upper) < ($1.lower, $1.upper) }
    var apart: [Interval] = []
    for next in found {
      if let last = apart.last, next.lower <= last.upper {
        apart[apart.count - 1].upper = max(last.upper, next.upper)
      } else {
        apart.append(next)
      }
    }
    return apart
  }

  /// For each node the beginning of the first dated record it stands in; `nil` where it has none, or one that has no
  /// known beginning.
  ///
  /// - Complexity: that of the spells of all edges.
  func beginnings() -> [Moment?] {
    var first = [Moment](repeating: .max, count: edges.space.count)
    for edge in 0..<edges.count {
      guard let start = spells(ofEdge: edge).first?.lower else { continue }
      for node in [Int(edges.tail[edge]), Int(edges.head[edge])] { first[node] = min(first[node], start) }
    }
    func add(_ kind: NodeKind, _ intervals: some Sequence<Interval>) {
      for (node, interval) in zip(edges.space.range(of: kind), intervals) where interval != .always {
        first[node] = min(first[node], interval.lower)
      }
    }
    add(.cohort, network.cohorts.rows.lazy.map(\.spell.interval))
    add(.event, network.events.rows.lazy.map(\.spell.interval))
    add(.outcome, network.outcomes.rows.lazy.map(\.interval))
    return first.map { $0 == .max || $0 == .min ? nil : $0 }
  }
}
