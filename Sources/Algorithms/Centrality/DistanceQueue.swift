/// Nodes by distance, for searches in which whatever comes in is no nearer than what came out last: a radix heap.
///
/// Those as far as the last one are in bucket 0, others by the highest bit in which their distance differs from that of the
/// last; only when bucket 0 is empty the next one is shared out. Whoever has come nearer since is left out then.
///
/// Memory of its own, freed by ``free()``: as many entries as nodes are ever inserted between
/// two emptyings, and one more for what is written down and not wanted.
///
/// - Source: Ahuja, Mehlhorn, Orlin and Tarjan 1990, doi:10.1145/77600.77615.
@safe struct DistanceQueue {
  private struct Entry {
    var bits: UInt64 = 0
    var node: UInt32 = 0
    var next: UInt32 = 0
  }

  private static let none = UInt32.max
  private let entries: UnsafeMutablePointer<Entry>
  /// The first entry of each bucket.
  private let first: UnsafeMutablePointer<UInt32>
  /// Entries that have been inserted, whether they are still in or not.
  private(set) var count = 0
  /// A bit for each bucket that is not empty. As distances are not negative there are 64.
  private var filled: UInt64 = 0
  private var last: UInt64 = 0

  init(capacity: Int) {
    unsafe entries = .allocate(capacity: capacity)
    unsafe entries.initialize(repeating: Entry(), count: capacity)
    unsafe first = .allocate(capacity: 64)
    unsafe first.initialize(repeating: Self.none, count: 64)
  }

  func free() {
    unsafe entries.deallocate()
    unsafe first.deallocate()
  }

  /// Writes a node down to be inserted, `count` being how many entries there are before it.
  @inline(__always)
  func note(_ node: Int, at distance: Double, _ count: Int) {
    unsafe entries[count] = Entry(bits: distance.bitPattern, node: UInt32(truncatingIfNeeded: node))
  }

  /// Inserts what has been written down since the last time, so that there are `end` entries.
  @inline(__always)
  mutating func insertNoted(upTo end: Int) {
    for entry in count..<end { put(entry) }
    count = end
  }

  @inline(__always)
  private mutating func put(_ entry: Int) {
    let bucket = unsafe 64 &- (entries[entry].bits ^ last).leadingZeroBitCount
    unsafe entries[entry].next = first[bucket]
    unsafe first[bucket] = UInt32(truncatingIfNeeded: entry)
    filled |= 1 &<< UInt64(truncatingIfNeeded: bucket)
  }

  /// Takes out a node that is nearest, if there is one.
  mutating func removeFirst(_ distance: UnsafeMutablePointer<Double>) -> Int? {
    while true {
      let entry = unsafe first[0]
      if entry != Self.none {
        let found = unsafe entries[Int(entry)]
        unsafe first[0] = found.next
        if unsafe found.bits == distance[Int(found.node)].bitPattern { return Int(found.node) }
        continue
      }
      filled &= ~1
      if filled == 0 { return nil }
      unsafe shareOut(filled.trailingZeroBitCount, distance)
    }
  }

  /// Shares a bucket out to those before it.
  @inline(never)
  private mutating func shareOut(_ bucket: Int, _ distance: UnsafeMutablePointer<Double>) {
    let start = unsafe first[bucket]
    unsafe first[bucket] = Self.none
    filled &= ~(1 &<< UInt64(bucket))
    var least = UInt64.max
    var entry = start
    while entry != Self.none {
      let item = unsafe entries[Int(entry)]
      if unsafe item.bits == distance[Int(item.node)].bitPattern { least = min(least, item.bits) }
      entry = item.next
    }
    if least == .max { return }
    last = least
    entry = start
    while entry != Self.none {
      let item = unsafe entries[Int(entry)]
      if unsafe item.bits == distance[Int(item.node)].bitPattern { put(Int(entry)) }
      entry = item.next
    }
  }

  /// Takes everything out, and sets the distances of all that has ever been in to infinity.
  mutating func empty(_ distance: UnsafeMutablePointer<Double>) {
    for entry in 0..<count { unsafe distance[Int(entries[entry].node)] = .infinity }
    while filled != 0 {
      unsafe first[filled.trailingZeroBitCount] = Self.none
      filled &= filled &- 1
    }
    unsafe first[0] = Self.none
    count = 0
    last = 0
  }
}
