public import Graph

/// About how many nodes each of several sources reaches in the order of time, and about how many reach each node, for
/// networks too large to keep everybody's set.
///
/// Each set is kept as a HyperLogLog sketch, of which the union is the greatest of each register, so that sketches flow along
/// contacts as sets do. Registers are swept 64 at a time, one byte each. Estimates are off by a relative standard error of
/// 1.04 / sqrt(registers), ``EveryonesReach/relativeError``; small sets are counted nearly exactly.
///
/// - Parameters:
///   - stream: The contacts in the order of time.
///   - starts: When influence leaves each source; source i is node i.
///   - counted: The nodes that count, for example the people.
///   - lag: Least time between receiving and passing on; a source needs none.
///   - registers: Registers of a sketch: a power of two, 64 to 65,536.
/// - Returns: The estimates, the same on any number of cores; `nil` where contacts last and passing on takes time, which
///   sketches cannot follow.
/// - Complexity: O(m registers / 64) merges of 64 bytes, twice; 64 bytes a node and core, and 16 bytes a source.
/// - Source: Flajolet et al. 2007, hal-00406166 (HyperLogLog); Ertl 2017, arXiv:1702.01284 (estimator).
public func estimatedReachOfEveryone(
  in stream: ContactStream, starts: [Moment], counted: Range<Int>, lag: Int64 = 0, registers: Int = 2_048
) -> EveryonesReach? {
  precondition(registers.nonzeroBitCount == 1 && (64...65_536).contains(registers), "a power of two")
  // What a source reaches is what comes to it when time runs backwards from everything that counts.
  let sources = starts.indices.map { SweepStop(time: starts[$0], index: $0, node: $0) }
  let readings = starts.indices.map { source in
    SweepStop(time: 1 - min(max(starts[source], .min + 2), .max - 2), index: source, node: source)
  }
  guard
    let reached = SketchSweep(stream.reversed(), readings, lag, counted, registers, readsAtStops: true)?
      .estimates(starts.count, Array(starts.indices)),
    let reachedBy = SketchSweep(stream, sources, lag, counted, registers, readsAtStops: false)?
      .estimates(counted.count, Array(counted))
  else { return nil }
  func others(_ estimate: Double, _ isIn: Bool) -> Int {
    Int(max(0, (estimate - (isIn ? 1 : 0)).rounded()))
  }
  return EveryonesReach(
    reached: reached.enumerated().map { others($1, counted.contains($0)) },
    reachedBy: zip(counted, reachedBy).map { others($1, starts.indices.contains($0)) },
    relativeError: 1.04 / Double(registers).squareRoot())
}

/// Sweeps over one stream, 64 registers at a time.
private struct SketchSweep {
  private let stream: ContactStream
  private let plan: SweepPlan
  private let stops: [SweepStop]
  private let counted: Range<Int>
  private let registers: Int
  private let readsAtStops: Bool

  init?(
    _ stream: ContactStream, _ stops: [SweepStop], _ lag: Int64, _ counted: Range<Int>, _ registers: Int,
    readsAtStops: Bool
  ) {
    self.stream = stream
    self.counted = counted
    self.registers = registers
    self.readsAtStops = readsAtStops
    var stops = stops
    if stream.isUndated {
      for stop in stops.indices { stops[stop].time = readsAtStops ? .max : .min }
    }
    stops.sortByTime()
    self.stops = stops
    plan = SweepPlan(stream, lag: lag, stops: stops, passes: registers / 64)
    if case .lagged = plan { return nil }
  }

  /// Estimates read at the stops, by their index, or else from the rows of `nodes` at the end.
  func estimates(_ count: Int, _ nodes: [Int]) -> [Double] {
    let passes = registers / 64
    let parts = mapChunks(of: passes, size: max(1, passes / 8)) { passes in
      var sums = [Registers](repeating: Registers(), count: count)
      for pass in passes {
        var rows = SketchRows(
          count: stream.nodeCount + plan.spareRows, pass: pass, registers: registers, readsAtStops: readsAtStops,
          sums: sums)
        defer { rows.free() }
        if readsAtStops {
          for node in counted { rows.insert(node) }
        }
        switch plan {
        case .steps(let schedule): schedule.run(&rows, axis: stream.axis, stops: stops)
        case .spells(let layout):
          SpellSweep(stream, layout).run(&rows, stops: stops)
        case .lagged: preconditionFailure("sketches do not wait")
        }
        if !readsAtStops {
          for (place, node) in nodes.enumerated() { rows.read(node, into: place) }
        }
        sums = rows.sums
      }
      return sums
    }
    return (0..<count).map { place in
      var all = Registers()
      for part in parts { all.add(part[place]) }
      return all.estimate(of: registers)
    }
  }
}

/// What the estimate needs of the registers of one sketch.
private struct Registers {
  /// Registers nothing has come to.
  var empty = 0
  /// Sum of 2^-r over the others.
  var sum = 0.0

  mutating func add(_ other: Registers) {
    empty += other.empty
    sum += other.sum
  }

  /// Ertl's estimate of the number of distinct elements, good for sets of any size.
  func estimate(of registers: Int) -> Double {
    let m = Double(registers)
    if empty == registers { return 0 }
    var x = Double(empty) / m
    var y = 1.0
    var sigma = x
    var last = -1.0
    while sigma != last {
      x *= x
      last = sigma
      sigma += x * y
      y += y
    }
    let ln2 = 0.693_147_180_559_945_3
    return m * m / (2 * ln2 * (m * sigma + sum))
  }
}

/// 64 registers of every node's sketch, one byte each, eight to a word: registers stay below 128, so that their highest
/// bits are free for comparing all of a word at once. The vectors of bytes of the standard library go through them one by
/// one.
///
/// The rows are memory of their own for the reason given at ``LaneRows``.
@safe private struct SketchRows: SweepRows {
  static let listens = false
  private let rows: UnsafeMutablePointer<Lanes>
  private let pass: Int
  private let registers: Int
  private let readsAtStops: Bool
  private(set) var sums: [Registers]

  init(count: Int, pass: Int, registers: Int, readsAtStops: Bool, sums: [Registers]) {
    unsafe rows = .allocate(capacity: max(count, 1))
    unsafe rows.initialize(repeating: .zero, count: max(count, 1))
    self.pass = pass
    self.registers = registers
    self.readsAtStops = readsAtStops
    self.sums = sums
  }

  func free() { unsafe rows.deallocate() }

  @inline(__always)
  mutating func merge(_ from: Int, into: Int, at time: Moment) -> Bool {
    let old = unsafe rows[into]
    let other = unsafe rows[from]
    // The highest bit of each byte says that the old register is at least as great; spread over the byte it chooses.
    let isKept = ((old | Self.highest) &- other) & Self.highest
    let kept = (isKept &- (isKept &>> 7)) | isKept
    unsafe rows[into] = (old & kept) | (other & ~kept)
    return !(~kept).isEmpty
  }

  private static var highest: Lanes { Lanes(repeating: 0x8080_8080_8080_8080) }

  mutating func copy(_ from: Int, to: Int) { unsafe rows[to] = rows[from] }

  /// A source enters, or a source's sketch is read.
  mutating func stop(_ stop: Int) -> Int? {
    if readsAtStops {
      read(stop, into: stop)
      return nil
    }
    return insert(stop) ? stop : nil
  }

  /// Puts a node into its own sketch; true when these registers are the ones that see it.
  @discardableResult
  mutating func insert(_ node: Int) -> Bool {
    let hash = scrambled(UInt64(node))
    let register = Int(hash & UInt64(registers - 1))
    guard register / 64 == pass else { return false }
    let bits = registers.trailingZeroBitCount
    let rank = UInt64(min((hash &>> UInt64(bits)).leadingZeroBitCount - bits, 63) + 1)
    let (word, shift) = (register % 64 / 8, UInt64(register % 8 * 8))
    let old = unsafe rows[node][word]
    let greater = max(old &>> shift & 0xFF, rank)
    unsafe rows[node][word] = old & ~(0xFF &<< shift) | greater &<< shift
    return true
  }

  /// Adds these registers of a node to what its estimate needs.
  mutating func read(_ node: Int, into place: Int) {
    let row = unsafe rows[node]
    for word in 0..<8 {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        let register = row[word] &>> shift & 0xFF
        if register == 0 {
          sums[place].empty += 1
        } else {
          sums[place].sum += 1 / Double(UInt64(1) &<< register)
        }
      }
    }
  }
}
