import Graph

/// Independent cascades of several runs at once, a lane each, step by step.
///
/// Everybody reached in a step, in any lane, goes through short loops: who wins anybody over, whom, as often as they win over
/// one more, and who of those is new. There is no branch in them that nobody can foresee: they write always, and count on
/// only for what is to stay. Nor does one turn wait for another, so that rows, targets and lanes are fetched side by side.
/// Runs next to each other keep the loops long where cascades are small.
///
/// What bounds it is fetching, so that all there is to know of a node stands in one place: on 50,000 people in teams that is a
/// fifth less time than in arrays side by side. Where nearly everybody is reached, putting the lanes of a node next to each
/// other saved no more than a fifth at a probability of 0.5, and nothing on a graph of preferential attachment; so there is
/// no second way for those.
///
/// Memory of its own, freed by ``free()``, as ``DistanceLanes``: nodes of a frozen graph have a place each, a lane reaches
/// a node once, and what is found is looked through before there could be more than there is room for.
@safe struct CascadeLanes {
  /// Runs at once.
  static let count = 32
  /// How many of a step go through the loops together; few enough for the first cache.
  private static let part = 512

  /// Somebody who wins over one more: where on their row they are, and the number that says so.
  private struct Active {
    /// The slot, then eight bits for the lane.
    var arc: UInt64
    /// Where the row ends.
    var end: UInt64
    /// Where the number stands in the world.
    var place: UInt64
    var number: UInt64
  }

  /// All there is to know of a node, in one place, as it is all fetched together.
  private struct Node {
    /// The lanes that have reached it.
    var seen: UInt32
    /// In how many runs it was reached.
    var times: UInt32
    /// Where its row begins and ends.
    var row: UInt32
    var end: UInt32
  }

  private let graph: DiffusionGraph
  private let nodes: UnsafeMutablePointer<Node>
  /// Everything reached, step after step: the node, then eight bits for the lane.
  private let reached: UnsafeMutablePointer<UInt64>
  /// Live arcs out of part of a step: the slot, then eight bits for the lane.
  private let found: UnsafeMutablePointer<UInt64>
  private let active: UnsafeMutablePointer<Active>

  init(_ graph: DiffusionGraph) {
    self.graph = graph
    let n = graph.nodeCount
    unsafe nodes = .allocate(capacity: n + 1)
    let offsets = graph.offsets.span
    for node in 0..<n {
      unsafe (nodes + node).initialize(to: Node(seen: 0, times: 0, row: offsets[node], end: offsets[node + 1]))
    }
    // What is never reached of this is never touched.
    unsafe reached = .allocate(capacity: n * Self.count + 1)
    unsafe found = .allocate(capacity: 2 * Self.part + graph.longestRow)
    unsafe active = .allocate(capacity: Self.part + 1)
  }

  func free() {
    unsafe nodes.deallocate()
    unsafe reached.deallocate()
    unsafe found.deallocate()
    unsafe active.deallocate()
  }

  /// Adds to each node's number of runs those in which it was reached so far.
  func addTimes(to all: inout [Int]) {
    for node in all.indices { unsafe all[node] += Int(nodes[node].times) }
  }

  /// Lets influence run from `seeds`, each of them once, in as many worlds as there are lanes or fewer.
  func run(in worlds: [World], from seeds: [Int], steps: Int, into taken: inout RunSteps) {
    var end = 0
    for lane in worlds.indices {
      for seed in seeds {
        unsafe nodes[seed].seen |= 1 &<< UInt32(lane)
        unsafe reached[end] = UInt64(seed) &<< 8 | UInt64(lane)
        end += 1
      }
    }
    // How many were reached in each step, lane by lane.
    var newly: [UInt32] = []
    var (begin, level) = (0, 0)
    // Whom the last step wins over is found, too, but never counted.
    while begin < end, level <= steps {
      newly.append(contentsOf: repeatElement(0, count: Self.count))
      let last = end
      while begin < last {
        let next = min(begin + Self.part, last)
        step(begin..<next, worlds, &newly, &end)
        begin = next
      }
      level += 1
    }
    for lane in worlds.indices { taken.add(newly, from: lane, every: Self.count) }
    for place in 0..<end { unsafe nodes[Int(reached[place] &>> 8)].seen = 0 }
  }

  /// What part of a step leads to.
  @inline(never)
  private func step(_ part: Range<Int>, _ worlds: [World], _ newly: inout [UInt32], _ end: inout Int) {
    if let skips = graph.skips {
      let count = findActive(part, worlds, &newly, skips)
      winOver(count, skips, &end)
    } else {
      winOver(part, worlds, &newly, &end)
    }
  }

  @inline(__always)
  private func findActive(_ part: Range<Int>, _ worlds: [World], _ newly: inout [UInt32], _ skips: Skips) -> Int {
    let (worlds, dead) = (worlds.span, skips.dead.span)
    let first = newly.count - Self.count
    var newly = newly.mutableSpan
    var count = 0
    var place = part.lowerBound
    while place < part.upperBound {
      let item = unsafe reached[place]
      let node = Int(truncatingIfNeeded: item &>> 8)
      let lane = item & 0xFF
      unsafe newly[unchecked: first &+ Int(truncatingIfNeeded: lane)] &+= 1
      unsafe nodes[node].times &+= 1
      let numbers = unsafe worlds[unchecked: Int(truncatingIfNeeded: lane)].place(of: node)
      let number = World.number(at: numbers)
      let slot = unsafe UInt64(nodes[node].row)
      let rowEnd = unsafe UInt64(nodes[node].end)
      unsafe active[count] = Active(arc: slot &<< 8 | lane, end: rowEnd, place: numbers, number: number)
      count &+= unsafe number >= dead[unchecked: Int(truncatingIfNeeded: rowEnd &- slot)] ? 1 : 0
      place &+= 1
    }
    return count
  }

  /// Takes all active to their next live arc, again and again, while they have more.
  @inline(__always)
  private func winOver(_ active: Int, _ skips: Skips, _ end: inout Int) {
    let (dead, guide) = (skips.dead.span, skips.guide.span)
    var (active, foundCount) = (active, 0)
    while active > 0 {
      var (next, kept) = (0, 0)
      while next < active {
        var one = unsafe self.active[next]
        one.arc &+= UInt64(truncatingIfNeeded: Skips.skip(one.number, dead, guide)) &<< 8
        unsafe found[foundCount &+ next] = one.arc
        one.arc &+= 1 &<< 8
        one.place &+= World.stride
        one.number = World.number(at: one.place)
        unsafe self.active[kept] = one
        let left = Int(truncatingIfNeeded: one.end &- one.arc &>> 8)
        kept &+= unsafe one.number >= dead[unchecked: left] ? 1 : 0
        next &+= 1
      }
      foundCount &+= active
      active = kept
      if foundCount > Self.part { settle(&foundCount, &end) }
    }
    settle(&foundCount, &end)
  }

  /// Tries every arc by itself.
  @inline(__always)
  private func winOver(_ part: Range<Int>, _ worlds: [World], _ newly: inout [UInt32], _ end: inout Int) {
    let bars = graph.bars.span
    var foundCount = 0
    for place in part {
      if foundCount > Self.part { settle(&foundCount, &end) }
      let item = unsafe reached[place]
      let node = Int(truncatingIfNeeded: item &>> 8)
      let lane = item & 0xFF
      newly[newly.count - Self.count + Int(lane)] += 1
      unsafe nodes[node].times &+= 1
      var numbers = worlds[Int(lane)].place(of: node)
      var slot = unsafe Int(nodes[node].row)
      let rowEnd = unsafe Int(nodes[node].end)
      while slot < rowEnd {
        unsafe found[foundCount] = UInt64(truncatingIfNeeded: slot) &<< 8 | lane
        foundCount &+= unsafe World.number(at: numbers) < bars[unchecked: slot] ? 1 : 0
        numbers &+= World.stride
        slot &+= 1
      }
    }
    settle(&foundCount, &end)
  }

  /// Takes over whom the live arcs found lead to, where new.
  @inline(__always)
  private func settle(_ count: inout Int, _ end: inout Int) {
    let targets = graph.arcs.targets.span
    var last = end
    var place = 0
    while place < count {
      let arc = unsafe found[place]
      let target = unsafe targets[unchecked: Int(truncatingIfNeeded: arc &>> 8)]
      let node = Int(truncatingIfNeeded: target)
      let lane = UInt32(truncatingIfNeeded: arc & 0xFF)
      let old = unsafe nodes[node].seen
      unsafe nodes[node].seen = old | (1 &<< lane)
      unsafe reached[last] = UInt64(target) &<< 8 | UInt64(lane)
      last &+= Int((old &>> lane) & 1) ^ 1
      place &+= 1
    }
    end = last
    count = 0
  }
}
