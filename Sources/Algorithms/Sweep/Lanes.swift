import Graph

/// A set of up to 512 sources, one bit each: a lane.
typealias Lanes = SIMD8<UInt64>

extension Lanes {
  /// Number of lanes of a row.
  static let count = 512

  /// The set of one lane.
  static func only(_ lane: Int) -> Lanes {
    var lanes = Lanes.zero
    lanes[lane >> 6] = 1 << UInt64(lane & 63)
    return lanes
  }

  /// True when no lane is in the set; folded by hand, since comparing 64-bit lanes is slow before SSE4.
  @inline(__always) var isEmpty: Bool {
    let half = lowHalf | highHalf
    let quarter = half.lowHalf | half.highHalf
    return quarter[0] | quarter[1] == 0
  }

  /// Number of lanes in the set, counted side by side in all words.
  var population: Int {
    var x = self
    x = x &- ((x &>> 1) & 0x5555_5555_5555_5555)
    x = (x & 0x3333_3333_3333_3333) &+ ((x &>> 2) & 0x3333_3333_3333_3333)
    x = (x &+ (x &>> 4)) & 0x0f0f_0f0f_0f0f_0f0f
    // Eight sums of at most 8 a byte make at most 64; halves are folded from there.
    let bytes = x.wrappedSum()
    let pairs = (bytes & 0x00ff_00ff_00ff_00ff) &+ ((bytes &>> 8) & 0x00ff_00ff_00ff_00ff)
    let total = pairs &* 0x0001_0001_0001_0001
    return Int(total &>> 48)
  }

  /// Calls `body` with each lane in the set, in order.
  @inline(__always) func forEachLane(_ body: (Int) -> Void) {
    for word in 0..<8 {
      var bits = self[word]
      while bits != 0 {
        body(word &* 64 &+ bits.trailingZeroBitCount)
        bits &= bits &- 1
      }
    }
  }
}

/// What wants to hear of every arrival in a sweep over lanes.
protocol ArrivalSink {
  /// False when nothing is to be told, which spares the sweep asking what is new.
  static var listens: Bool { get }
  /// These lanes have reached `node` for the first time, at `time`; times never fall from call to call.
  mutating func arrived(_ node: Int, _ lanes: Lanes, at time: Moment)
}

/// Hears nothing: for sweeps of which only the end counts.
struct NoSink: ArrivalSink {
  static let listens = false
  mutating func arrived(_ node: Int, _ lanes: Lanes, at time: Moment) {}
}

/// For each node the lanes that have reached it; 64 bytes a node.
///
/// The rows are memory of their own, freed by ``free()``: sweeps spend their time on them, and an array's checks on
/// every access cost them a third. Rows are asked for by nodes of a frozen stream, which lie in range.
@safe struct LaneRows<Sink: ArrivalSink>: SweepRows {
  static var listens: Bool { Sink.listens }
  private let rows: UnsafeMutablePointer<Lanes>
  private let seeds: ArraySlice<LaneSeed>
  private let firstLane: Int
  var sink: Sink

  init(count: Int, seeds: ArraySlice<LaneSeed>, sink: Sink) {
    unsafe rows = .allocate(capacity: max(count, 1))
    unsafe rows.initialize(repeating: .zero, count: max(count, 1))
    self.seeds = seeds
    firstLane = (seeds.first?.lane ?? 0) / Lanes.count * Lanes.count
    self.sink = sink
  }

  func free() { unsafe rows.deallocate() }

  /// The lanes that have reached a node.
  subscript(node: Int) -> Lanes { unsafe rows[node] }

  @inline(__always)
  mutating func merge(_ from: Int, into: Int, at time: Moment) -> Bool {
    let new = unsafe rows[from] & ~rows[into]
    if Sink.listens {
      if new.isEmpty { return false }
      unsafe rows[into] |= new
      sink.arrived(into, new, at: time)
      return true
    }
    unsafe rows[into] |= new
    return !new.isEmpty
  }

  @inline(__always)
  mutating func copy(_ from: Int, to: Int) { unsafe rows[to] = rows[from] }

  /// Adds lanes to a node; gives those that are new.
  @inline(__always)
  mutating func insert(_ lanes: Lanes, into node: Int) -> Lanes {
    let new = unsafe lanes & ~rows[node]
    unsafe rows[node] |= new
    return new
  }

  /// Lets a seed in: a source silently, a participant as somebody reached.
  mutating func stop(_ stop: Int) -> Int? {
    let seed = seeds[stop]
    let new = insert(.only(seed.lane - firstLane), into: seed.seed.node)
    if new.isEmpty { return nil }
    if Sink.listens, !seed.seed.isSource { sink.arrived(seed.seed.node, new, at: seed.seed.time) }
    return seed.seed.node
  }
}

/// One way into a lane.
struct LaneSeed: Sendable {
  /// The lane; seeds of one lane stand together, lanes in rising order.
  var lane: Int
  /// Where and when.
  var seed: ReachSeed
}
