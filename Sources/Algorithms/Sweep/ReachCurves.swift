public import Graph

/// How many nodes of two kinds a source has reached, as time goes on.
public struct ReachCurve: Sendable, Equatable {
  /// One row for each moment at which something was reached, in the order of time; counts add up from row to row.
  public fileprivate(set) var steps: [Step] = []

  /// What was reached up to and including a moment.
  public struct Step: Sendable, Equatable {
    /// The moment.
    public var time: Moment
    /// Nodes of the first range reached so far.
    public var first: Int
    /// Nodes of the second range reached so far.
    public var second: Int
  }
}

/// The curve of reach over time of each of several groups, all in one sweep.
///
/// For people: *how did what each cohort learnt get about, month by month?*
///
/// - Parameters:
///   - stream: The contacts in the order of time.
///   - groups: The seeds of each group; sources are not counted as reached, participants are.
///   - first: The nodes counted first, for example people.
///   - second: The nodes counted second, for example teams.
///   - lag: Least time between receiving and passing on; a source needs none.
/// - Complexity: as ``reachOfEveryone(in:starts:counted:lag:)`` with groups for sources, and O(1) for each node reached
///   by each group.
public func reachCurves(
  in stream: ContactStream, groups: [[ReachSeed]], counting first: Range<Int>, and second: Range<Int>, lag: Int64 = 0
) -> [ReachCurve] {
  let seeds = groups.enumerated().flatMap { lane, seeds in seeds.map { LaneSeed(lane: lane, seed: $0) } }
  let sweep = LaneSweep(stream, seeds: seeds, lag: lag)
  let parts = mapChunks(of: sweep.blockCount, size: 1) { blocks in
    blocks.flatMap { block in
      let lanes = block * Lanes.count..<min((block + 1) * Lanes.count, groups.count)
      return sweep.withRows(ofBlock: block, { CurveSink(groups[lanes], stream.nodeCount, first, second) }) { rows in
        rows.sink.curves
      }
    }
  }
  let curves = parts.flatMap { $0 }
  return curves + Array(repeating: ReachCurve(), count: groups.count - curves.count)
}

/// Adds up arrivals by lane and moment.
private struct CurveSink: ArrivalSink {
  static let listens = true
  private(set) var curves: [ReachCurve]
  /// The lanes of which each node is a source itself.
  private var own: [Lanes]
  private let first: Range<Int>
  private let second: Range<Int>

  init(_ groups: ArraySlice<[ReachSeed]>, _ nodes: Int, _ first: Range<Int>, _ second: Range<Int>) {
    curves = [ReachCurve](repeating: ReachCurve(), count: groups.count)
    own = [Lanes](repeating: .zero, count: nodes)
    for (lane, seeds) in groups.enumerated() {
      for seed in seeds where seed.isSource { own[seed.node] |= .only(lane) }
    }
    self.first = first
    self.second = second
  }

  mutating func arrived(_ node: Int, _ lanes: Lanes, at time: Moment) {
    let isFirst = first.contains(node)
    guard isFirst || second.contains(node) else { return }
    (lanes & ~own[node]).forEachLane { lane in
      if curves[lane].steps.last?.time != time {
        let last = curves[lane].steps.last
        curves[lane].steps.append(
          ReachCurve.Step(time: time, first: last?.first ?? 0, second: last?.second ?? 0))
      }
      let end = curves[lane].steps.count - 1
      if isFirst { curves[lane].steps[end].first += 1 } else { curves[lane].steps[end].second += 1 }
    }
  }
}
