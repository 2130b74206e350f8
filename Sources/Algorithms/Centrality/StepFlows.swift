import Graph

/// Flows from one source after another along the paths of fewest steps: Brandes' algorithm, level by level.
///
/// A level is found either by pushing the counts of paths from the level before along its edges, or, where fewer edges
/// lead to targets not found yet, by those targets pulling. Most targets are ends that no path to another target leads
/// through. What they send back is passed on while their row is at hand, and nothing is kept of it; others that are no
/// targets are looked at only while targets are missing, and the search ends with the last target. The way back over
/// pushed levels pulls along the same edges.
///
/// Nothing tells whether an edge ends in the next level: counts are added up for every neighbour, and are read only for
/// the nodes of the level they were meant for. So inner loops have no branches. What bounds them is one read (pulling) or
/// one read and write (pushing) at a random place for each edge, from the first and second cache; almost half of the time
/// goes into what is done once for each node of a level.
///
/// Memory of its own, freed by ``free()``: all of it has a place for each node of the part, whose rows name no others.
///
/// - Source: Brandes 2001, doi:10.1080/0022250X.2001.9990249; pushing or pulling, Beamer, Asanović and Patterson 2012,
///   doi:10.1109/SC.2012.50.
@safe struct StepFlows {
  let part: PathPart
  /// Ends of rows in half the room.
  let outgoing: [UInt32]
  let incoming: [UInt32]
  /// Shortest paths to each node found, to which more is added once it has been found; 0 for others.
  let paths: UnsafeMutablePointer<Double>
  /// What each node of one level gives to its neighbours, 0 off that level.
  let given: UnsafeMutablePointer<Double>
  /// What has been sent back to each node of a level.
  let sent: UnsafeMutablePointer<Double>
  /// Nodes found, level after level.
  let order: UnsafeMutablePointer<UInt32>
  /// Shortest paths to the nodes in `order`.
  let counts: UnsafeMutablePointer<Double>
  /// What flows on from the nodes in `order`, over their count of paths.
  let flows: UnsafeMutablePointer<Double>
  /// Nodes not found yet.
  private let missing: UnsafeMutablePointer<UInt32>
  /// A bit for each node, to sort by.
  private let bits: UnsafeMutablePointer<UInt64>
  private(set) var levels: [Level] = []

  /// A level is at `order[start...]`, up to the next one's start.
  struct Level {
    let start: Int
    let isPulled: Bool
  }

  init(_ part: PathPart) {
    precondition(part.slots.count <= UInt32.max, "far more edges than can be searched from every node")
    self.part = part
    outgoing = part.graph.offsets.map(UInt32.init)
    incoming = part.graph.isDirected ? part.incoming.offsets.map(UInt32.init) : outgoing
    // One place more than nodes, for what is written before it is known to be new.
    func zeros<Value: BinaryInteger>(_ count: Int) -> UnsafeMutablePointer<Value> {
      let memory = UnsafeMutablePointer<Value>.allocate(capacity: count)
      unsafe memory.initialize(repeating: 0, count: count)
      return unsafe memory
    }
    func zeros(_ count: Int) -> UnsafeMutablePointer<Double> {
      let memory = UnsafeMutablePointer<Double>.allocate(capacity: count)
      unsafe memory.initialize(repeating: 0, count: count)
      return unsafe memory
    }
    let room = part.nodes.count + 1
    unsafe (paths, given, sent) = (zeros(room), zeros(room), zeros(room))
    unsafe (order, counts, flows) = (zeros(room), zeros(room), zeros(room))
    unsafe (missing, bits) = (zeros(room), zeros(room / 64 + 1))
  }

  func free() {
    unsafe paths.deallocate()
    unsafe given.deallocate()
    unsafe sent.deallocate()
    unsafe counts.deallocate()
    unsafe flows.deallocate()
    unsafe order.deallocate()
    unsafe missing.deallocate()
    unsafe bits.deallocate()
  }

  /// Adds the flows from `source` to all its targets; false, with nothing added, where paths are too many for a double.
  mutating func add(from source: Int, to sums: inout FlowSums) -> Bool {
    let targets = part.targets(from: source)
    unsafe paths[source] = 1
    unsafe order[0] = UInt32(source)
    unsafe counts[0] = 1
    levels.removeAll(keepingCapacity: true)
    levels.append(Level(start: 0, isPulled: false))
    var search = Progress(
      found: 1, edges: Int(outgoing[source + 1] - outgoing[source]),
      targetsLeft: targets.count - (targets.contains(source) ? 1 : 0), edgesLeft: Int(incoming[targets.upperBound]))
    var level = 0..<1
    while search.targetsLeft > 0 {
      let isPulled = search.edgesLeft < search.edges
      if isPulled {
        pull(level, targets.upperBound, &search)
      } else {
        push(level, &search)
        // Worth it where the level is more than a few places apart: everything that follows then goes through memory in order.
        if search.found - level.upperBound > part.nodes.count / 32 { sort(level.upperBound..<search.found) }
      }
      level = level.upperBound..<search.found
      if level.isEmpty { break }
      levels.append(Level(start: level.lowerBound, isPulled: isPulled))
      settle(level, targets.upperBound, &search)
    }
    let isExact = search.most < 0x1p960
    if isExact { sendBack(from: source, found: search.found, to: &sums) }
    reset(search.found)
    return isExact
  }

  /// How far a search has come.
  struct Progress {
    var found: Int
    /// Edges that lead on from the last level.
    var edges: Int
    var targetsLeft: Int
    /// Edges that lead to them.
    var edgesLeft: Int
    /// Greatest number of paths.
    var most = 1.0
  }

  /// Notes how many paths lead to the nodes of a new level, and what is left to do.
  @inline(never)
  private func settle(_ level: Range<Int>, _ targetEnd: Int, _ search: inout Progress) {
    let outgoing = outgoing.span
    let incoming = incoming.span
    var (edges, targetsFound, targetEdges, most) = (0, 0, 0, search.most)
    var place = level.lowerBound
    while place < level.upperBound {
      let v = unsafe Int(order[place])
      let count = unsafe paths[v]
      unsafe counts[place] = count
      most = count > most ? count : most
      edges &+= unsafe Int(outgoing[unchecked: v &+ 1] &- outgoing[unchecked: v])
      let edgesTo = unsafe Int(incoming[unchecked: v &+ 1] &- incoming[unchecked: v])
      let isTarget = v < targetEnd
      targetsFound &+= isTarget ? 1 : 0
      targetEdges &+= isTarget ? edgesTo : 0
      place &+= 1
    }
    search.most = most
    search.edges = edges
    search.targetsLeft -= targetsFound
    search.edgesLeft -= targetEdges
  }

  @inline(never)
  private func push(_ level: Range<Int>, _ search: inout Progress) {
    let outgoing = outgoing.span
    let targets = part.graph.targets.span
    var found = search.found
    var place = level.lowerBound
    while place < level.upperBound {
      let u = unsafe Int(order[place])
      let count = unsafe counts[place]
      var slot = unsafe Int(outgoing[unchecked: u])
      let end = unsafe Int(outgoing[unchecked: u &+ 1])
      while slot < end {
        let v = unsafe targets[unchecked: slot]
        let old = unsafe paths[Int(v)]
        unsafe order[found] = v
        found &+= old > 0 ? 0 : 1
        unsafe paths[Int(v)] = old + count
        slot &+= 1
      }
      place &+= 1
    }
    search.found = found
  }

  private func pull(_ level: Range<Int>, _ targetEnd: Int, _ search: inout Progress) {
    unsafe give(counts, level)
    clearSent(level)
    let first = search.found
    pullTargets(listMissing(0..<targetEnd), &search)
    if search.found - first < search.targetsLeft {
      pullOthers(listMissing(targetEnd..<part.nodes.count), &search)
    }
    takeBack(level)
  }

  /// Lists who has not been found; gives their number.
  @inline(never)
  private func listMissing(_ nodes: Range<Int>) -> Int {
    var count = 0
    var v = nodes.lowerBound
    while v < nodes.upperBound {
      unsafe missing[count] = UInt32(truncatingIfNeeded: v)
      count &+= unsafe paths[v] > 0 ? 0 : 1
      v &+= 1
    }
    return count
  }

  /// Missing targets look for neighbours in the level, and send back at once what is meant for themselves.
  @inline(never)
  private func pullTargets(_ missingCount: Int, _ search: inout Progress) {
    let incoming = incoming.span
    let sources = part.incoming.targets.span
    let weights = part.weights.span
    var found = search.found
    var place = 0
    while place < missingCount {
      let v = unsafe missing[place]
      let start = unsafe Int(incoming[unchecked: Int(v)])
      let end = unsafe Int(incoming[unchecked: Int(v) &+ 1])
      let count = sumOfGiven(sources, start, end)
      if count > 0 {
        unsafe paths[Int(v)] = count
        unsafe order[found] = v
        found &+= 1
        send(unsafe weights[unchecked: Int(v)] / count, sources, start, end)
      }
      place &+= 1
    }
    search.found = found
  }

  @inline(never)
  private func pullOthers(_ missingCount: Int, _ search: inout Progress) {
    let incoming = incoming.span
    let sources = part.incoming.targets.span
    var found = search.found
    var place = 0
    while place < missingCount {
      let v = unsafe missing[place]
      let count = sumOfGiven(
        sources, unsafe Int(incoming[unchecked: Int(v)]), unsafe Int(incoming[unchecked: Int(v) &+ 1]))
      if count > 0 {
        unsafe paths[Int(v)] = count
        unsafe order[found] = v
        found &+= 1
      }
      place &+= 1
    }
    search.found = found
  }

  /// Puts nodes in rising order.
  @inline(never)
  private func sort(_ level: Range<Int>) {
    var (least, greatest) = (UInt32.max, UInt32.min)
    var place = level.lowerBound
    while place < level.upperBound {
      let v = unsafe order[place]
      unsafe bits[Int(v &>> 6)] |= 1 &<< UInt64(v & 63)
      least = min(least, v)
      greatest = max(greatest, v)
      place &+= 1
    }
    place = level.lowerBound
    var word = Int(least &>> 6)
    let end = Int(greatest &>> 6)
    while word <= end {
      var rest = unsafe bits[word]
      unsafe bits[word] = 0
      while rest != 0 {
        unsafe order[place] = UInt32(truncatingIfNeeded: word &* 64 &+ rest.trailingZeroBitCount)
        rest &= rest &- 1
        place &+= 1
      }
      word &+= 1
    }
  }

  private func reset(_ found: Int) {
    if found > part.nodes.count / 8 {
      unsafe paths.update(repeating: 0, count: part.nodes.count)
    } else {
      for place in 0..<found { unsafe paths[Int(order[place])] = 0 }
    }
  }
}
