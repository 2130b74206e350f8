public import Algorithms
public import Graph
public import Records

/// Whose reach is asked for.
public enum ReachSource: Sendable {
  /// These people together.
  case people([RowIndex<Person>])
  /// Everybody enrolled on one of these cohorts.
  case cohorts([RowIndex<Cohort>])

  /// Everybody enrolled on a cohort.
  public static func cohort(_ cohort: RowIndex<Cohort>) -> ReachSource { .cohorts([cohort]) }
}

/// What narrows a question of reach.
public struct ReachOptions: Sendable {
  /// Keep only what names this technique.
  public var technique: RowIndex<Technique>?
  /// Lag, fading, length; the level is that of the lists.
  public var limits = ReachLimits()
  /// Which route to each node is shown. Fading goes with foremost routes alone, a number of steps with foremost and
  /// shortest ones.
  public var path = RouteKind.foremost
  /// The part of time.
  public var window = TimeWindow.always
  /// Read ties that do not say which way they carry as forward.
  public var isDirected = false
  /// Everyone's reach is counted exactly as long as the sets of all people, people² / 8 bytes, fit into this many bytes;
  /// beyond, it is estimated.
  public var exactBytes = 4 << 30
  /// Everything, all of time.
  public init() {}

  var silentTies: Influence { isDirected ? .forward : .both }
}

/// What was reached at a level and the surer ones.
public struct ReachTotals: Sendable, Equatable {
  /// People reached.
  public var people = 0
  /// Those of them who are no alumni: without an enrolment on any cohort.
  public var nonAlumni = 0
  /// Teams reached.
  public var teams = 0
  /// Techniques reached.
  public var techniques = 0
  /// Organisations reached.
  public var organisations = 0
  /// Sum of the headcounts of the teams, where known.
  public var headcount = 0
}

/// A node that was reached: how surely, when, over how many steps and how.
public struct ReachedNode: Sendable {
  /// What it is.
  public let kind: NodeKind
  /// Row in the table of its kind.
  public let row: Int
  /// The surest level at which it is reached.
  public let level: Certainty
  /// `nil` in a network without times.
  public let arrival: Moment?
  /// When a fastest or latest route leaves the source; `nil` for other routes, for participants, where there is no last
  /// moment, and in a network without times.
  public let departure: Moment?
  /// Length of the path less one.
  public let generation: Int
  /// The node of the search where the route ends: this one, or for an organisation the person or team it begins with.
  let gate: Int
}

/// How far influence can have got, in the order of time.
public struct Reach: Sendable {
  /// Ids of the sources: people, or the cohort.
  public let sources: [String]
  /// Totals by level, surest first, each including the surer ones.
  public let levels: [ReachTotals]
  /// What was reached at the level asked for or surer, by arrival, generation, kind and id.
  public let nodes: [ReachedNode]
  /// People and teams of the list by generation.
  public let byGeneration: [(generation: Int, people: Int, teams: Int)]
  /// People and teams of the list reached by each distinct arrival; empty in a network without times.
  public let overTime: [(time: Moment, people: Int, teams: Int)]
  /// How times are shown.
  public let unit: TimeUnit
  /// Which routes the nodes were reached by.
  public let routeKind: RouteKind
  /// When influence first leaves a source, or reaches a participant; `nil` in a network without times.
  public var start: Moment? { isDated ? seeds.map(\.time).min() : nil }
  /// Where influence began.
  let seeds: [ReachSeed]
  /// True when anything in the network is dated.
  let isDated: Bool
  /// The routes found at each level.
  let routes: [Routes]
  /// The nodes the routes run over.
  let space: NodeSpace

  /// The totals of each level without some of the people, by row.
  func totals(leavingOut isLeftOut: [Bool]) -> [ReachTotals] {
    var totals = levels
    for node in nodes where node.kind == .person && isLeftOut[node.row] {
      for level in Int(node.level.rawValue)..<totals.count { totals[level].people -= 1 }
    }
    return totals
  }

  /// The route to a node of the list, from the source or participant to the node itself.
  ///
  /// - Complexity: O(length).
  public func path(to node: ReachedNode) -> [(kind: NodeKind, row: Int)] {
    var path = routes[Int(node.level.rawValue)].path(to: node.gate).map { space.locate($0) }
    if node.kind == .organisation { path.append((node.kind, node.row)) }
    return path
  }
}
