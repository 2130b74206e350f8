/// Arcs sorted into rows: for each node the far ends of its arcs, one after another.
///
/// Rows are sorted by counting: how many arcs each has says where the next begins, and every arc is put in its place. Whoever
/// turns rows round so goes through the nodes in rising order, so that the rows made rise too. Each pass writes once an arc
/// to memory in no order, and takes its time for that.
struct ArcRows {
  /// Row `v` ends at `ends[v]`, where row `v + 1` begins.
  private(set) var ends: [UInt32]
  var targets: [UInt32]
  /// As long as `targets`, or empty.
  var weights: [Double]

  /// For each node the tails of the arcs that enter it, in the order of `list`; with `mirrored` also the heads of those that
  /// leave it. Self ties are left out.
  @inline(never)
  init(entering list: ArcList, mirrored: Bool) {
    let (tails, heads, given) = (list.tails.span, list.heads.span, list.weights.span)
    var ends = list.entering
    if mirrored { for node in ends.indices { ends[node] += list.leaving[node] } }
    var next = ends.mutableSpan
    let count = Self.startRows(&next)
    var targets = [UInt32](zeros: count)
    var weights = [Double](zeros: given.isEmpty ? 0 : count)
    var placed = targets.mutableSpan
    var placedWeights = weights.mutableSpan
    // The list has counted its arcs by these nodes: there is a place for each.
    for arc in 0..<heads.count {
      let (tail, head) = unsafe (tails[unchecked: arc], heads[unchecked: arc])
      if tail == head { continue }
      let slot = unsafe Int(next[unchecked: Int(head)])
      unsafe next[unchecked: Int(head)] &+= 1
      unsafe placed[unchecked: slot] = tail
      if !given.isEmpty { unsafe placedWeights[unchecked: slot] = given[unchecked: arc] }
      guard mirrored else { continue }
      let other = unsafe Int(next[unchecked: Int(tail)])
      unsafe next[unchecked: Int(tail)] &+= 1
      unsafe placed[unchecked: other] = head
      if !given.isEmpty { unsafe placedWeights[unchecked: other] = given[unchecked: arc] }
    }
    self.ends = ends
    self.targets = targets
    self.weights = weights
  }

  /// The rows of a graph.
  init(_ graph: Adjacency) {
    ends = graph.offsets.dropFirst().map { UInt32($0) }
    targets = graph.targets
    weights = graph.weights
  }

  /// How often each node stands in the rows.
  var mentions: [UInt32] {
    var mentions = [UInt32](repeating: 0, count: ends.count)
    for target in targets { mentions[Int(target)] += 1 }
    return mentions
  }

  /// `rows` turned round: for each node, in rising order, the nodes in whose rows it stands, which is `mentions` times.
  ///
  /// Memory that was touched before costs less than new: that of `spare` is used where it is enough.
  @inline(never)
  init(turning rows: ArcRows, _ mentions: [UInt32], in spare: consuming [UInt32] = []) {
    let (given, givenWeights, givenEnds) = (rows.targets.span, rows.weights.span, rows.ends.span)
    var ends = mentions
    var next = ends.mutableSpan
    _ = Self.startRows(&next)
    var targets = spare
    if targets.count >= given.count {
      targets.removeLast(targets.count - given.count)
    } else {
      targets = [UInt32](zeros: given.count)
    }
    var weights = [Double](zeros: givenWeights.count)
    var placed = targets.mutableSpan
    var placedWeights = weights.mutableSpan
    var slot = 0
    for node in 0..<givenEnds.count {
      let end = unsafe Int(givenEnds[unchecked: node])
      while slot < end {
        let target = unsafe Int(given[unchecked: slot])
        let place = unsafe Int(next[unchecked: target])
        unsafe next[unchecked: target] &+= 1
        unsafe placed[unchecked: place] = UInt32(truncatingIfNeeded: node)
        if !givenWeights.isEmpty { unsafe placedWeights[unchecked: place] = givenWeights[unchecked: slot] }
        slot &+= 1
      }
    }
    self.ends = ends
    self.targets = targets
    self.weights = weights
  }

  /// Turns the lengths of rows into where each begins, and gives the length of all.
  private static func startRows(_ lengths: inout MutableSpan<UInt32>) -> Int {
    var start = 0
    for node in 0..<lengths.count {
      let length = Int(lengths[node])
      lengths[node] = UInt32(truncatingIfNeeded: start)
      start &+= length
    }
    precondition(start <= UInt32.max, "a graph holds at most 2^32 - 1 neighbours")
    return start
  }
}
