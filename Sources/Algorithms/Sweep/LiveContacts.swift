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
