import Graph

/// How contacts are swept over in the order of time, chosen once for all blocks of rows.
enum SweepPlan {
  /// A straight list of steps: nothing can come to a node while one of its contacts lasts, or few contacts last at a time.
  case steps(StepSchedule)
  /// Contacts last, and whatever comes goes on at once.
  case spells(LiveLayout)
  /// Contacts last, and passing on takes time.
  case lagged(LiveLayout, lag: Int64)

  /// Chooses the cheapest sweep that is exact.
  ///
  /// - Parameters:
  ///   - stream: The contacts.
  ///   - lag: Least time between receiving and passing on; at least 0.
  ///   - stops: All the sweep's stops, in the order of time.
  ///   - waits: Whether anybody enters at a stop who passes on only after the lag.
  ///   - passes: How many blocks of rows are to be swept.
  init(_ stream: ContactStream, lag: Int64, stops: [SweepStop], waits: Bool = false, passes: Int) {
    let isLagged = lag > 0 && !stream.isUndated
    if stream.isUndated || !(isLagged && waits) && stream.areInstants(lag: lag, stops: stops.lazy.map(\.time)) {
      self = .steps(StepSchedule(instants: stream, isLagged: isLagged))
    } else if isLagged {
      self = .lagged(LiveLayout(stream), lag: lag)
    } else {
      let layout = LiveLayout(stream)
      // Beyond two further steps a contact, following what really grows is cheaper.
      let schedule = passes > 1 ? StepSchedule(lasting: stream, layout, stops: stops, most: 3 * stream.count) : nil
      self = schedule.map { .steps($0) } ?? .spells(layout)
    }
  }

  /// Rows needed beside one for each node.
  var spareRows: Int {
    if case .steps(let schedule) = self { schedule.spareRows } else { 0 }
  }
}

extension ContactStream {
  /// True when every contact has always held.
  var isUndated: Bool { axis.moments.count == 2 }

  /// True when no arrival and no source begins strictly inside any contact, so that each carries at its start or not
  /// at all; with a lag, also when what arrives at one moment can be passed on at the next.
  ///
  /// - Complexity: O(s log m) for s stops.
  func areInstants(lag: Int64, stops: some Sequence<Moment>) -> Bool {
    guard isDisjoint, lag == 0 || longestContact <= lag && lag <= shortestGap else { return false }
    let moments = axis.moments
    var seen: Moment?
    return stops.allSatisfy { stop in
      if stop == seen { return true }
      seen = stop
      let next = starts.partitioningIndex { moments[Int($0)] >= stop }
      // Only contacts that begin at the moment before can last until then.
      var contact = next - 1
      while contact >= 0, starts[contact] == starts[next - 1] {
        if moments[Int(ends[contact])] > stop { return false }
        contact -= 1
      }
      return true
    }
  }
}

/// Everything needed to sweep blocks of lanes over one stream.
struct LaneSweep {
  private let stream: ContactStream
  private let plan: SweepPlan
  /// Seeds, those of one lane together, lanes in rising order.
  private let seeds: [LaneSeed]

  init(_ stream: ContactStream, seeds: [LaneSeed], lag: Int64) {
    self.stream = stream
    self.seeds = seeds
    blockCount = ((seeds.last?.lane ?? -1) + Lanes.count) / Lanes.count
    plan = SweepPlan(
      stream, lag: lag, stops: Self.stops(stream, seeds, seeds.indices),
      waits: seeds.contains { !$0.seed.isSource }, passes: blockCount)
  }

  /// Number of blocks of 512 lanes.
  let blockCount: Int

  /// Sweeps one block and hands its rows and what listened to `body`.
  func withRows<Sink: ArrivalSink, Result>(
    ofBlock block: Int, _ sink: () -> Sink, _ body: (borrowing LaneRows<Sink>) -> Result
  ) -> Result {
    let lower = seeds.partitioningIndex { $0.lane >= block * Lanes.count }
    let upper = seeds.partitioningIndex { $0.lane >= (block + 1) * Lanes.count }
    var rows = LaneRows(count: stream.nodeCount + plan.spareRows, seeds: seeds[lower..<upper], sink: sink())
    defer { rows.free() }
    switch plan {
    case .steps(let schedule):
      schedule.run(&rows, axis: stream.axis, stops: stops(lower..<upper))
    case .spells(let layout):
      SpellSweep(stream, layout).run(&rows, stops: stops(lower..<upper))
    case .lagged(let layout, let lag):
      let inOrder = stops(lower..<upper).map { seeds[$0.index] }
      LagSweep(stream, layout, lag: lag).run(&rows, seeds: inOrder, firstLane: block * Lanes.count)
    }
    return body(rows)
  }

  private func stops(_ range: Range<Int>) -> [SweepStop] { Self.stops(stream, seeds, range) }

  private static func stops(_ stream: ContactStream, _ seeds: [LaneSeed], _ range: Range<Int>) -> [SweepStop] {
    var stops = range.map { index in
      let seed = seeds[index].seed
      return SweepStop(time: stream.isUndated ? .min : seed.time, index: index, node: seed.node)
    }
    stops.sortByTime()
    return stops
  }
}
