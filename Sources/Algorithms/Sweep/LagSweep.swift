import Graph

/// A sweep over contacts that last, where passing on takes at least a lag: what has arrived becomes ready later, and
/// only what is ready flows.
///
/// - Complexity: as ``SpellSweep``, and one entry of 80 bytes in the queue for each arrival of new lanes at a node,
///   kept for the length of the lag.
struct LagSweep {
  private let stream: ContactStream
  private let lag: Int64
  private var live: LiveContacts
  /// Lanes that can be passed on by each node.
  private var ready: [Lanes]
  private var queue: [(time: Moment, node: UInt32, lanes: Lanes)] = []
  private var front = 0

  init(_ stream: ContactStream, _ live: LiveContacts, lag: Int64) {
    self.stream = stream
    self.lag = lag
    self.live = live
    ready = [Lanes](repeating: .zero, count: stream.nodeCount)
  }

  /// Runs the sweep; `seeds` are in the order of time, and `rows` hold what has arrived.
  mutating func run<Sink: ArrivalSink>(_ rows: inout LaneRows<Sink>, seeds: [LaneSeed], firstLane: Int) {
    let moments = stream.axis.moments
    var next = 0
    var seed = 0
    while true {
      let starting = next < stream.count ? moments[Int(stream.starts[next])] : nil
      let seeding = seed < seeds.count ? seeds[seed].seed.time : nil
      let readying = front < queue.count ? queue[front].time : nil
      guard let now = [starting, seeding, readying].compactMap({ $0 }).min() else { return }
      live.end(before: now, stream)
      while seed < seeds.count, seeds[seed].seed.time == now {
        enter(seeds[seed], firstLane, at: now, &rows)
        seed += 1
      }
      while next < stream.count, moments[Int(stream.starts[next])] == now {
        let tail = Int(stream.tails[next])
        live.begin(next, tail: tail)
        pass(ready[tail], to: Int(stream.heads[next]), at: now, &rows)
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
    for slot in live.slots(of: node) {
      pass(new, to: Int(stream.heads[live.contact(at: slot)]), at: now, &rows)
    }
  }
}
