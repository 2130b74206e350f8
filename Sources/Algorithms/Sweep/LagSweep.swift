import Graph

/// A sweep over contacts that last, where passing on takes at least a lag: what has arrived becomes ready later, and
/// only what is ready flows.
///
/// - Complexity: as ``SpellSweep``, and one entry of 80 bytes in the queue for each arrival of new lanes at a node,
///   kept for the length of the lag.
struct LagSweep {
  private let stream: ContactStream
  private let lag: Int64
  private let live: LiveContacts
  /// Lanes that can be passed on by each node.
  private var ready: [Lanes]
  private var queue: [(time: Moment, node: UInt32, lanes: Lanes)] = []
  private var front = 0
  private var rank: UInt32 = 0

  init(_ stream: ContactStream, _ layout: LiveLayout, lag: Int64) {
    self.stream = stream
    self.lag = lag
    live = LiveContacts(layout)
    ready = [Lanes](repeating: .zero, count: stream.nodeCount)
  }

  /// Runs the sweep; `seeds` are in the order of time, and `rows` hold what has arrived; once.
  consuming func run<Sink: ArrivalSink>(_ rows: inout LaneRows<Sink>, seeds: [LaneSeed], firstLane: Int) {
    defer { live.free() }
    let stream = stream
    let starts = stream.starts.span
    let tails = stream.tails.span
    let heads = stream.heads.span
    let ends = stream.ends.span
    let moments = stream.axis.moments.span
    var next = 0
    var seed = 0
    while true {
      let starting = next < starts.count ? moments[Int(starts[next])] : .max
      let seeding = seed < seeds.count ? seeds[seed].seed.time : .max
      let readying = front < queue.count ? queue[front].time : .max
      let now = min(starting, seeding, readying)
      if now == .max { return }
      // The last moment of the axis that is not after now.
      while Int(rank) + 1 < moments.count, moments[Int(rank) + 1] <= now { rank &+= 1 }
      while seed < seeds.count, seeds[seed].seed.time == now {
        enter(seeds[seed], firstLane, at: now, &rows)
        seed += 1
      }
      while next < starts.count, starts[next] == rank, starting == now {
        let tail = Int(tails[next])
        live.begin(tail, heads[next], until: ends[next])
        pass(ready[tail], to: Int(heads[next]), at: now, &rows)
        next += 1
      }
      while front < queue.count, queue[front].time == now {
        let (_, node, lanes) = queue[front]
        front += 1
        makeReady(lanes, at: Int(node), now, &rows)
      }
      if front > 4096, front * 2 > queue.count {
        queue.removeFirst(front)
        front = 0
      }
    }
  }

  /// A source passes on at once, a participant after the lag.
  private mutating func enter<Sink: ArrivalSink>(
    _ seed: LaneSeed, _ firstLane: Int, at now: Moment, _ rows: inout LaneRows<Sink>
  ) {
    let lanes = Lanes.only(seed.lane - firstLane)
    let node = seed.seed.node
    if seed.seed.isSource {
      _ = rows.insert(lanes, into: node)
      makeReady(lanes, at: node, now, &rows)
    } else {
      pass(lanes, to: node, at: now, &rows)
    }
  }

  private mutating func pass<Sink: ArrivalSink>(
    _ lanes: Lanes, to node: Int, at now: Moment, _ rows: inout LaneRows<Sink>
  ) {
    let new = rows.insert(lanes, into: node)
    if new.isEmpty { return }
    if Sink.listens { rows.sink.arrived(node, new, at: now) }
    let (time, overflow) = now.addingReportingOverflow(lag)
    if !overflow { queue.append((time, UInt32(node), new)) }
  }

  private mutating func makeReady<Sink: ArrivalSink>(
    _ lanes: Lanes, at node: Int, _ now: Moment, _ rows: inout LaneRows<Sink>
  ) {
    let new = lanes & ~ready[node]
    if new.isEmpty { return }
    ready[node] |= new
    let live = live
    live.forEach(of: node, after: rank) { head in pass(new, to: head, at: now, &rows) }
  }
}
