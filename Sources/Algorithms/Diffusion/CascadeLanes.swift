import Graph

/// Independent cascades of several runs at once, a lane each, step by step.
///
/// Everybody reached in a step, in any lane, goes through three short loops: who of them wins anybody over, whom, and who of
/// those is new. Only the second has branches that nobody can foresee; the others write always and count on sometimes. Runs
/// side by side keep the loops long where cascades are small.
///
/// Memory of its own, freed by ``free()``, as ``DistanceLanes``: nodes of a frozen graph have a place each, a lane reaches
/// a node once, and what is found is looked through before there could be more than there is room for.
@safe struct CascadeLanes {
  /// Runs at once.
  static let count = 16
  /// How many of a step go through the loops together.
  private static let part = 1024

  private let graph: DiffusionGraph
  private let offsets: [UInt32]
  /// The lanes that have reached each node.
  private let seen: UnsafeMutablePointer<UInt16>
  /// In how many runs each node was reached.
  private let times: UnsafeMutablePointer<UInt32>
  /// Everything reached, step after step: the node, then eight bits for the lane.
  private let reached: UnsafeMutablePointer<UInt64>
  /// Whom a part of a step wins over, new or not.
  private let found: UnsafeMutablePointer<UInt64>
  /// Who of a part of a step wins anybody over, and where the number is that says so.
  private let active: UnsafeMutablePointer<(item: UInt64, place: UInt64)>

  init(_ graph: DiffusionGraph) {
    self.graph = graph
    offsets = graph.arcs.offsets.map { UInt32($0) }
    let n = graph.nodeCount
    let longestRow = (0..<n).reduce(0) { max($0, graph.arcs.degree($1)) }
    unsafe seen = .allocate(capacity: n + 1)
    unsafe seen.initialize(repeating: 0, count: n + 1)
    unsafe times = .allocate(capacity: n + 1)
    unsafe times.initialize(repeating: 0, count: n + 1)
    // What is never reached of this is never touched.
    unsafe reached = .allocate(capacity: n * Self.count + 1)
    unsafe found = .allocate(capacity: Self.part + longestRow)
    unsafe active = .allocate(capacity: Self.part + 1)
  }

  func free() {
    unsafe seen.deallocate()
    unsafe times.deallocate()
    unsafe reached.deallocate()
    unsafe found.deallocate()
    unsafe active.deallocate()
  }

  /// In how many runs so far each node was reached.
  var timesReached: [UInt32] { (0..<graph.nodeCount).map { unsafe times[$0] } }

  /// Lets influence run from `seeds`, each of them once, in as many worlds as there are lanes or fewer.
  func run(in worlds: [World], from seeds: [Int], steps: Int, into taken: inout RunSteps) {
    var end = 0
    for lane in worlds.indices {
      for seed in seeds {
        unsafe seen[seed] |= 1 &<< UInt16(lane)
        unsafe reached[end] = UInt64(seed) &<< 8 | UInt64(lane)
        end += 1
      }
    }
    var rows = [[UInt32]](repeating: [], count: worlds.count)
    var (begin, level) = (0, 0)
    // Whom the last step wins over is found, too, but never counted.
    while begin < end, level <= steps {
      var newly = [UInt32](repeating: 0, count: Self.count)
      let last = end
      while begin < last {
        let next = min(begin + Self.part, last)
        step(begin..<next, worlds, &newly, &end)
        begin = next
      }
      for lane in worlds.indices where newly[lane] > 0 { rows[lane].append(newly[lane]) }
      level += 1
    }
    for row in rows { taken.add(row) }
    for place in 0..<end { unsafe seen[Int(reached[place] &>> 8)] = 0 }
  }

  /// What part of a step leads to, and how many of it are in each lane.
  @inline(never)
  private func step(_ part: Range<Int>, _ worlds: [World], _ newly: inout [UInt32], _ end: inout Int) {
    if let skips = graph.skips {
      let count = activeByRow(part, worlds, skips, &newly)
      winOver(count, skips, &end)
    } else {
      winOver(part, worlds, &newly, &end)
    }
  }

  @inline(__always)
  private func activeByRow(
    _ part: Range<Int>, _ worlds: [World], _ skips: Skips, _ newly: inout [UInt32]
  ) -> Int {
    let (offsets, worlds, dead) = (offsets.span, worlds.span, skips.dead.span)
    var newly = newly.mutableSpan
    var count = 0
    var place = part.lowerBound
    while place < part.upperBound {
      let item = unsafe reached[place]
      let node = Int(truncatingIfNeeded: item &>> 8)
      let lane = Int(truncatingIfNeeded: item & 0xFF)
      unsafe newly[unchecked: lane] &+= 1
      unsafe times[node] &+= 1
      let numbers = unsafe worlds[unchecked: lane].place(of: node)
      let degree = unsafe Int(truncatingIfNeeded: offsets[unchecked: node &+ 1] &- offsets[unchecked: node])
      unsafe active[count] = (item, numbers)
      count &+= unsafe World.number(at: numbers) >= dead[unchecked: degree] ? 1 : 0
      place &+= 1
    }
    return count
  }

  /// Goes along the rows of the first `count` who win anybody over, from one live arc to the next.
  @inline(__always)
  private func winOver(_ count: Int, _ skips: Skips, _ end: inout Int) {
    let (offsets, targets) = (offsets.span, graph.arcs.targets.span)
    let (dead, guide) = (skips.dead.span, skips.guide.span)
    var foundCount = 0
    var next = 0
    while next < count {
      if foundCount > Self.part { settle(&foundCount, &end) }
      var (item, numbers) = unsafe active[next]
      let node = Int(truncatingIfNeeded: item &>> 8)
      let lane = item & 0xFF
      var slot = unsafe Int(offsets[unchecked: node])
      let rowEnd = unsafe Int(offsets[unchecked: node &+ 1])
      var number = World.number(at: numbers)
      repeat {
        slot &+= Skips.skip(number, dead, guide)
        item = unsafe UInt64(targets[unchecked: slot]) &<< 8 | lane
        unsafe found[foundCount] = item
        foundCount &+= 1
        slot &+= 1
        numbers &+= World.stride
        number = World.number(at: numbers)
      } while unsafe number >= dead[unchecked: rowEnd &- slot]
      next &+= 1
    }
    settle(&foundCount, &end)
  }

  /// Tries every arc by itself.
  @inline(__always)
  private func winOver(_ part: Range<Int>, _ worlds: [World], _ newly: inout [UInt32], _ end: inout Int) {
    let (offsets, targets, bars) = (offsets.span, graph.arcs.targets.span, graph.bars.span)
    var foundCount = 0
    for place in part {
      if foundCount > Self.part { settle(&foundCount, &end) }
      let item = unsafe reached[place]
      let node = Int(truncatingIfNeeded: item &>> 8)
      let lane = item & 0xFF
      newly[Int(lane)] += 1
      unsafe times[node] &+= 1
      var numbers = worlds[Int(lane)].place(of: node)
      var slot = unsafe Int(offsets[unchecked: node])
      let rowEnd = unsafe Int(offsets[unchecked: node &+ 1])
      while slot < rowEnd {
        unsafe found[foundCount] = UInt64(targets[unchecked: slot]) &<< 8 | lane
        foundCount &+= unsafe World.number(at: numbers) < bars[unchecked: slot] ? 1 : 0
        numbers &+= World.stride
        slot &+= 1
      }
    }
    settle(&foundCount, &end)
  }

  /// Takes over who of those found is new.
  @inline(__always)
  private func settle(_ count: inout Int, _ end: inout Int) {
    var last = end
    var place = 0
    while place < count {
      let item = unsafe found[place]
      let node = Int(truncatingIfNeeded: item &>> 8)
      let lane = UInt16(truncatingIfNeeded: item & 0xFF)
      let old = unsafe seen[node]
      unsafe seen[node] = old | (1 &<< lane)
      unsafe reached[last] = item
      last &+= Int((old &>> lane) & 1) ^ 1
      place &+= 1
    }
    end = last
    count = 0
  }
}
