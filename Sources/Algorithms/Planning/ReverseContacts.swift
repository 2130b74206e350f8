import Graph

/// At which contacts each person can be influenced, ready to be followed backwards in time.
struct ReverseContacts: Sendable {
  /// Row v is `offsets[v]..<offsets[v + 1]`, by the moment contacts begin.
  let offsets: [UInt32]
  /// Who can influence the person of each row.
  let tails: [UInt32]
  /// When each contact begins, no sooner than seeds do.
  let starts: [Moment]
  /// The last moment of each contact.
  let lasts: [Moment]
  let start: Moment
  let unit: Int64
  /// The last moment there is.
  let last: Moment
  let rule: Rule

  enum Rule: Sendable {
    /// Each contact succeeds or fails by itself.
    case tries(ReverseArcs.Rule)
    /// One of those who can influence somebody does, at the first contact at which they can pass it on.
    case picks(ReverseArcs)
  }

  var nodeCount: Int { offsets.count - 1 }

  /// - Complexity: O(n + m log m).
  init(_ spread: ContactSpread) {
    precondition(spread.recovery.probability == 0, "whoever is reached carries it for good")
    let contacts = spread.contacts
    let moments = contacts.axis.moments
    var all: [(head: UInt32, start: Moment, slot: Int, tail: UInt32)] = []
    all.reserveCapacity(contacts.count)
    for tail in 0..<contacts.nodeCount {
      for slot in contacts.offsets[tail]..<contacts.offsets[tail + 1] {
        let begins = max(moments[Int(contacts.starts[slot])], spread.start)
        guard begins < min(moments[Int(contacts.ends[slot])], spread.end) else { continue }
        all.append((contacts.heads[slot], begins, slot, UInt32(tail)))
      }
    }
    all.sort { ($0.head, $0.start, $0.slot) < ($1.head, $1.start, $1.slot) }
    var counts = [UInt32](repeating: 0, count: contacts.nodeCount + 1)
    for one in all { counts[Int(one.head) + 1] += 1 }
    for node in 0..<contacts.nodeCount { counts[node + 1] += counts[node] }
    offsets = counts
    tails = all.map(\.tail)
    starts = all.map(\.start)
    lasts = all.map { min(moments[Int(contacts.ends[$0.slot])], spread.end) - 1 }
    start = spread.start
    unit = spread.unit
    last = spread.end - 1
    if let thresholds = spread.thresholds {
      precondition(thresholds.isUniform, "thresholds are linear")
      rule = .picks(ReverseArcs(thresholds: thresholds.arcs))
    } else if let probability = spread.sameProbability {
      rule = .tries(.even(probability > 0 ? SkipLengths(probability: probability) : nil))
    } else {
      rule = .tries(ReverseArcs.uneven(all.map { spread.probability($0.slot) }, offsets: counts))
    }
  }

  /// The contacts of a row that have begun by `moment`.
  @inline(__always)
  func begun(_ node: Int, by moment: Moment) -> Range<Int> {
    let row = Int(offsets[node])..<Int(offsets[node + 1])
    return row.lowerBound..<starts[row].partitioningIndex { $0 > moment }
  }
}

/// Follows contacts backwards, from one person after another.
///
/// Whoever could have passed it on at a contact needed it one unit before; of several such contacts the latest counts. People
/// are settled by the latest moment at which they needed it, so that each contact is tried once at most.
///
/// Memory of its own, freed by ``free()``, as the explorer of arcs has.
@safe struct ContactExplorer: SetExplorer {
  private let contacts: ReverseContacts
  private let flags: UnsafeMutablePointer<UInt8>
  private let members: UnsafeMutablePointer<UInt32>
  /// When each member needed it at the latest; too early for anybody to have passed it on to those who had to begin with it.
  private let needed: UnsafeMutablePointer<Moment>
  private let stops: UInt8
  private var later = RouteHeap()

  init(_ contacts: ReverseContacts, _ marks: ReverseSets.Marks) {
    self.contacts = contacts
    stops = marks.stops
    let n = contacts.nodeCount
    unsafe flags = .allocate(capacity: n)
    unsafe members = .allocate(capacity: n)
    unsafe needed = .allocate(capacity: n)
    for node in 0..<n { unsafe flags[node] = marks.flags[node] }
  }

  func free() {
    unsafe flags.deallocate()
    unsafe members.deallocate()
    unsafe needed.deallocate()
  }

  mutating func draw(_ number: Int, _ stream: UInt64, into sets: inout ReverseSets, keeping: Bool) {
    var random = CountedRandom(stream: stream, item: UInt64(number))
    let root = random.next(below: UInt32(contacts.nodeCount))
    var outcome: UInt8 = 0
    var count = 0
    if meet(root, &count, &outcome) { return sets.count(outcome, met: 1) }
    switch contacts.rule {
    case .tries(let rule): sweep(from: root, rule, &count, &outcome, &random)
    case .picks(let arcs): walk(from: root, arcs, &count, &outcome, &random)
    }
    sets.count(outcome, met: count)
    let set = unsafe UnsafeBufferPointer(start: members, count: count)
    if keeping, outcome & (ReverseSets.Marks.chosen | ReverseSets.Marks.reached) == 0 { unsafe sets.keep(set) }
    for place in 0..<count { unsafe flags[Int(members[place])] &= ~ReverseSets.Marks.seen }
  }

  /// Takes in who is met for the first time; true when that settles the set.
  private func meet(_ node: UInt32, _ count: inout Int, _ outcome: inout UInt8) -> Bool {
    let flag = unsafe flags[Int(node)]
    if flag & ReverseSets.Marks.seen != 0 { return false }
    outcome |= flag
    if flag & stops != 0 { return true }
    unsafe flags[Int(node)] = flag | ReverseSets.Marks.seen
    unsafe needed[Int(node)] = .min
    unsafe members[count] = node
    count += 1
    return false
  }

  /// The first slot from `slot` on at which the try succeeds; beyond every row where none does.
  @inline(__always)
  private func nextLive(
    _ slot: Int, of node: Int, before end: Int, _ rule: ReverseArcs.Rule, _ random: inout CountedRandom
  ) -> Int {
    switch rule {
    case .even(let lengths?): return slot + SkipLengths.length(random.next(), lengths.inverse)
    case .uneven(let shares, let inverses):
      var slot = slot
      while slot < end {
        slot += SkipLengths.length(random.next(), inverses[node])
        if slot < end, shares[slot] >= 1 || random.nextShare() < shares[slot] { return slot }
        slot += 1
      }
      return end
    case .even(nil), .one: return end
    }
  }

  private mutating func sweep(
    from root: UInt32, _ rule: ReverseArcs.Rule, _ count: inout Int, _ outcome: inout UInt8,
    _ random: inout CountedRandom
  ) {
    unsafe needed[Int(root)] = contacts.last
    later.push(-contacts.last, 0, root)
    while let (negated, _, member) = later.pop() {
      let (node, by) = (Int(member), -negated)
      if unsafe by != needed[node] { continue }
      let row = contacts.begun(node, by: by)
      var slot = nextLive(row.lowerBound, of: node, before: row.upperBound, rule, &random)
      while slot < row.upperBound {
        let tail = contacts.tails[slot]
        if meet(tail, &count, &outcome) { return later.clear() }
        let before = min(contacts.lasts[slot], by) - contacts.unit
        if unsafe before >= contacts.start && before > needed[Int(tail)] {
          unsafe needed[Int(tail)] = before
          later.push(-before, 0, tail)
        }
        slot = nextLive(slot + 1, of: node, before: row.upperBound, rule, &random)
      }
    }
  }

  /// Goes back to the one who counted when the scales were tipped, and on, until that is nobody or somebody met before.
  private func walk(
    from root: UInt32, _ arcs: ReverseArcs, _ count: inout Int, _ outcome: inout UInt8, _ random: inout CountedRandom
  ) {
    guard case .one(let sums) = arcs.rule else { return }
    var (node, by) = (Int(root), contacts.last)
    while by >= contacts.start, let open = arcs.openSlot(node, sums, random.nextShare()) {
      let source = arcs.sources[open]
      var before: Moment?
      for slot in contacts.begun(node, by: by) where contacts.tails[slot] == source {
        before = max(before ?? .min, min(contacts.lasts[slot], by) - contacts.unit)
      }
      let known = count
      guard let before, !meet(source, &count, &outcome), count > known else { return }
      (node, by) = (Int(source), before)
    }
  }
}
