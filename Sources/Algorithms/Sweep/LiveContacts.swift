import Graph

/// Where each node's contacts are kept while they are live: worked out once for all blocks.
struct LiveLayout {
  /// Where the room of each node begins; one more entry than nodes.
  let offsets: [UInt32]

  /// - Complexity: O(n + m).
  init(_ stream: ContactStream) {
    var offsets = [UInt32](repeating: 0, count: stream.nodeCount + 1)
    for tail in stream.tails { offsets[Int(tail) + 1] += 1 }
    for node in 0..<stream.nodeCount { offsets[node + 1] += offsets[node] }
    self.offsets = offsets
  }
}

/// The contacts that can carry at the moment a sweep has come to, by tail.
///
/// Each node has room for all its contacts. A contact is appended when it begins; when a node's contacts are gone
/// through, those that have ended make way for the last ones. So each is put in once and taken out at most once, and
/// nothing needs to be done when a contact ends. 8 bytes a contact, 16 a node.
///
/// Memory of its own, freed by ``free()``, as ``LaneRows``: nodes and contacts are those of a frozen stream, and no node
/// is given more contacts than the stream holds of it.
@safe struct LiveContacts {
  private struct Entry {
    var head: UInt32
    var end: UInt32
  }
  private struct Room {
    /// Where the node's room begins.
    var first: UInt32
    /// Where its next contact goes.
    var end: UInt32
  }

  private let entries: UnsafeMutablePointer<Entry>
  private let rooms: UnsafeMutablePointer<Room>

  init(_ layout: LiveLayout) {
    let nodes = layout.offsets.count - 1
    unsafe entries = .allocate(capacity: max(Int(layout.offsets[nodes]), 1))
    unsafe rooms = .allocate(capacity: max(nodes, 1))
    for node in 0..<nodes {
      unsafe rooms[node] = Room(first: layout.offsets[node], end: layout.offsets[node])
    }
  }

  func free() {
    unsafe entries.deallocate()
    unsafe rooms.deallocate()
  }

  /// Lets a contact in, which carries until the moment of rank `end`.
  @inline(__always)
  func begin(_ tail: Int, _ head: UInt32, until end: UInt32) {
    unsafe entries[Int(rooms[tail].end)] = Entry(head: head, end: end)
    unsafe rooms[tail].end &+= 1
  }

  /// True when nothing is live at `tail`; may be false although all contacts have ended.
  @inline(__always)
  func isEmpty(_ tail: Int) -> Bool { unsafe rooms[tail].first == rooms[tail].end }

  /// Calls `body` with the head of each contact of `tail` that still carries: those that end after the moment of rank
  /// `now`.
  @inline(__always)
  func forEach(of tail: Int, after now: UInt32, _ body: (Int) -> Void) {
    var slot = unsafe Int(rooms[tail].first)
    var end = unsafe Int(rooms[tail].end)
    while slot < end {
      if unsafe entries[slot].end > now {
        unsafe body(Int(entries[slot].head))
        slot &+= 1
      } else {
        end &-= 1
        unsafe entries[slot] = entries[end]
      }
    }
    unsafe rooms[tail].end = UInt32(truncatingIfNeeded: end)
  }
}

/// What the live contacts of a node lead to, whatever the rows.
///
/// Memory of its own, freed by ``free()``, as ``LiveContacts``.
@safe struct LiveReach {
  private let live: LiveContacts
  /// The last search that came to each node.
  private let seen: UnsafeMutablePointer<UInt32>
  private var search: UInt32 = 0
  /// Nodes to go on from, each at most once a search.
  private let waiting: UnsafeMutablePointer<UInt32>

  init(_ layout: LiveLayout) {
    live = LiveContacts(layout)
    let nodes = max(layout.offsets.count - 1, 1)
    unsafe seen = .allocate(capacity: nodes)
    unsafe seen.initialize(repeating: 0, count: nodes)
    unsafe waiting = .allocate(capacity: nodes)
  }

  func free() {
    live.free()
    unsafe seen.deallocate()
    unsafe waiting.deallocate()
  }

  func begin(_ tail: Int, _ head: UInt32, until end: UInt32) { live.begin(tail, head, until: end) }

  func isEmpty(_ node: Int) -> Bool { live.isEmpty(node) }

  /// Calls `body` with every node that live contacts lead to from `node`, other than by way of `barrier`.
  ///
  /// - Complexity: O(live contacts of the nodes found).
  @inline(__always)
  mutating func forEachReached(from node: Int, except barrier: UInt32?, after now: UInt32, _ body: (UInt32) -> Void) {
    guard !live.isEmpty(node) else { return }
    search &+= 1
    let (seen, search, waiting) = unsafe (seen, search, waiting)
    unsafe seen[node] = search
    if let barrier { unsafe seen[Int(barrier)] = search }
    var count = 0
    var tail = node
    while true {
      live.forEach(of: tail, after: now) { head in
        guard unsafe seen[head] != search else { return }
        unsafe seen[head] = search
        body(UInt32(truncatingIfNeeded: head))
        unsafe waiting[count] = UInt32(truncatingIfNeeded: head)
        count &+= 1
      }
      if count == 0 { return }
      count &-= 1
      tail = unsafe Int(waiting[count])
    }
  }
}
