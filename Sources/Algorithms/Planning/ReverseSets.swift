import Graph

/// Sets of people, each of all who would have reached one person taken by lot: whoever is in many of them reaches many.
///
/// A set says no more than what ``outcomes`` counts where it holds somebody who is reached or chosen beforehand; only the
/// others are kept.
struct ReverseSets {
  /// How many sets were drawn.
  private(set) var drawn = 0
  /// How many of them hold somebody reached beforehand.
  private(set) var reachedBefore = 0
  /// How many of the others hold somebody chosen beforehand.
  private(set) var coveredBefore = 0
  /// How many members were met in drawing them, kept or not.
  private(set) var met = 0
  /// Kept set k is `offsets[k]..<offsets[k + 1]` of `members`.
  private(set) var offsets: [UInt32] = [0]
  private(set) var members: [UInt32] = []

  var kept: Int { offsets.count - 1 }

  /// Who is reached or chosen beforehand, by node.
  struct Marks {
    static let seen: UInt8 = 1
    static let chosen: UInt8 = 2
    static let reached: UInt8 = 4
    var flags: [UInt8]
    /// Whether a set is settled as soon as it holds somebody chosen: where nobody is reached beforehand.
    private var stopsAtChosen = true

    init(nodeCount: Int, reached: [Int]) {
      flags = [UInt8](repeating: 0, count: nodeCount)
      for node in reached { flags[node] = Self.reached }
      stopsAtChosen = reached.isEmpty
    }

    func choosing(_ nodes: some Sequence<Int>) -> Marks {
      var marks = self
      for node in nodes where marks.flags[node] == 0 { marks.flags[node] = Self.chosen }
      return marks
    }

    /// What ends a set when met.
    var stops: UInt8 { stopsAtChosen ? Self.reached | Self.chosen : Self.reached }
  }

  /// Draws sets.
  ///
  /// Set k of a stream is a function of both, so that the sets are the same on any number of threads.
  ///
  /// - Parameters:
  ///   - keeping: Whether sets are kept or only counted.
  /// - Complexity: O(members and their tries); a byte and four a node and thread. What bounds it is one read of a flag
  ///   for each open arc, and of a row for each member, from the second cache and the third.
  init(_ links: ReverseLinks, _ marks: Marks, count: Int, stream: UInt64, keeping: Bool) {
    guard links.nodeCount > 0 else { return }
    let pieces =
      switch links {
      case .arcs(let arcs): Self.pieces(count, stream, keeping) { ArcExplorer(arcs, marks) }
      case .contacts(let contacts): Self.pieces(count, stream, keeping) { ContactExplorer(contacts, marks) }
      }
    members.reserveCapacity(pieces.reduce(0) { $0 + $1.members.count })
    offsets.reserveCapacity(pieces.reduce(1) { $0 + $1.kept })
    for piece in pieces {
      let first = UInt32(members.count)
      drawn += piece.drawn
      reachedBefore += piece.reachedBefore
      coveredBefore += piece.coveredBefore
      met += piece.met
      for end in piece.offsets.dropFirst() { offsets.append(first + end) }
      members.append(contentsOf: piece.members)
    }
  }

  private init() {}

  private static func pieces(
    _ count: Int, _ stream: UInt64, _ keeping: Bool, with explorer: @Sendable () -> some SetExplorer
  ) -> [ReverseSets] {
    mapChunks(of: count, size: max(256, (count + 63) / 64), with: explorer, ending: { $0.free() }) { explorer, range in
      var piece = ReverseSets()
      for number in range { explorer.draw(number, stream, into: &piece, keeping: keeping) }
      return piece
    }
  }

  mutating func count(_ outcome: UInt8, met members: Int) {
    drawn += 1
    met += members
    if outcome & Marks.reached != 0 {
      reachedBefore += 1
    } else if outcome & Marks.chosen != 0 {
      coveredBefore += 1
    }
  }

  mutating func keep(_ set: UnsafeBufferPointer<UInt32>) {
    unsafe members.append(contentsOf: set)
    offsets.append(UInt32(members.count))
  }
}

/// Draws sets one after another, with memory of its own.
protocol SetExplorer: SendableMetatype {
  /// Draws set `number` of a stream.
  mutating func draw(_ number: Int, _ stream: UInt64, into sets: inout ReverseSets, keeping: Bool)
  /// Gives the memory back.
  func free()
}

/// Follows arcs backwards from one person after another.
///
/// Memory of its own, freed by ``free()``: every node has one flag, and a queue holds each node once at most, as nodes are
/// flagged when they enter it.
@safe private struct ArcExplorer: SetExplorer {
  private let arcs: ReverseArcs
  private let flags: UnsafeMutablePointer<UInt8>
  private let queue: UnsafeMutablePointer<UInt32>
  private let stops: UInt8

  init(_ arcs: ReverseArcs, _ marks: ReverseSets.Marks) {
    self.arcs = arcs
    stops = marks.stops
    unsafe flags = .allocate(capacity: arcs.nodeCount)
    unsafe queue = .allocate(capacity: arcs.nodeCount)
    for node in 0..<arcs.nodeCount { unsafe flags[node] = marks.flags[node] }
  }

  func free() {
    unsafe flags.deallocate()
    unsafe queue.deallocate()
  }

  mutating func draw(_ number: Int, _ stream: UInt64, into sets: inout ReverseSets, keeping: Bool) {
    var random = CountedRandom(stream: stream, item: UInt64(number))
    let root = random.next(below: UInt32(arcs.nodeCount))
    var outcome = unsafe flags[Int(root)]
    guard outcome & stops == 0 else { return sets.count(outcome, met: 1) }
    unsafe flags[Int(root)] |= ReverseSets.Marks.seen
    unsafe queue[0] = root
    var count = 1
    switch arcs.rule {
    case .even(nil): break
    case .even(let lengths?): outcome |= follow(&count, lengths, &random)
    case .uneven(let shares, let inverses): outcome |= follow(&count, shares, inverses, &random)
    case .one(let sums): outcome |= walk(&count, sums, &random)
    }
    sets.count(outcome, met: count)
    let set = unsafe UnsafeBufferPointer(start: queue, count: count)
    if keeping, outcome & (ReverseSets.Marks.chosen | ReverseSets.Marks.reached) == 0 { unsafe sets.keep(set) }
    for place in 0..<count { unsafe flags[Int(queue[place])] &= ~ReverseSets.Marks.seen }
  }

  /// Takes in who is met for the first time; true when that settles the set.
  @inline(__always)
  private func meet(_ node: UInt32, _ count: inout Int, _ outcome: inout UInt8) -> Bool {
    let flag = unsafe flags[Int(node)]
    if flag & ReverseSets.Marks.seen != 0 { return false }
    outcome |= flag
    if flag & stops != 0 { return true }
    unsafe flags[Int(node)] = flag | ReverseSets.Marks.seen
    unsafe queue[count] = node
    count &+= 1
    return false
  }

  @inline(never)
  private func follow(_ count: inout Int, _ lengths: SkipLengths, _ random: inout CountedRandom) -> UInt8 {
    let (offsets, sources, table) = (arcs.offsets.span, arcs.sources.span, lengths.table.span)
    let inverse = lengths.inverse
    var outcome: UInt8 = 0
    var (next, all) = (0, count)
    defer { count = all }
    while next < all {
      let node = unsafe Int(queue[next])
      next &+= 1
      var slot = Int(unsafe offsets[unchecked: node])
      let end = Int(unsafe offsets[unchecked: node &+ 1])
      while slot < end {
        let number = random.next()
        let length = unsafe table[unchecked: Int(truncatingIfNeeded: number &>> 52)]
        slot &+= length == SkipLengths.open ? SkipLengths.length(number, inverse) : Int(length)
        if slot >= end { break }
        if meet(unsafe sources[unchecked: slot], &all, &outcome) { return outcome }
        slot &+= 1
      }
    }
    return outcome
  }

  @inline(never)
  private func follow(
    _ count: inout Int, _ shares: [Double], _ inverses: [Double], _ random: inout CountedRandom
  ) -> UInt8 {
    let (offsets, sources, shares) = (arcs.offsets.span, arcs.sources.span, shares.span)
    var outcome: UInt8 = 0
    var next = 0
    while next < count {
      let node = unsafe Int(queue[next])
      next &+= 1
      var slot = Int(offsets[node])
      let end = Int(offsets[node &+ 1])
      while slot < end {
        slot &+= SkipLengths.length(random.next(), inverses[node])
        if slot >= end { break }
        let share = unsafe shares[unchecked: slot]
        if share >= 1 || random.nextShare() < share,
          meet(unsafe sources[unchecked: slot], &count, &outcome)
        {
          return outcome
        }
        slot &+= 1
      }
    }
    return outcome
  }

  /// Goes back to the one whose word tipped the scales, and on, until that is nobody or somebody met before.
  private func walk(_ count: inout Int, _ sums: [Double], _ random: inout CountedRandom) -> UInt8 {
    var outcome: UInt8 = 0
    var next = 0
    while next < count {
      let node = unsafe Int(queue[next])
      next &+= 1
      guard let slot = arcs.openSlot(node, sums, random.nextShare()) else { break }
      if meet(arcs.sources[slot], &count, &outcome) { return outcome }
    }
    return outcome
  }
}
