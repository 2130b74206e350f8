import Graph

/// The contacts that can carry at the moment a sweep has come to, by tail.
///
/// Each node's row of contacts is kept with those that are live in front, so that going through them, letting one in
/// and letting one go take a step each. 16 bytes a contact.
struct LiveContacts {
  /// Row of each node in `row`.
  private let offsets: [Int]
  /// Contacts by tail, live ones first.
  private var row: [UInt32]
  /// Where each contact stands in `row`.
  private var place: [UInt32]
  /// Number of live contacts of each node.
  private var live: [UInt32]
  /// The contacts in the order in which they end.
  private let byEnd: [UInt32]
  private var ended = 0

  /// - Complexity: O(n + m + moments), by counting.
  init(_ stream: ContactStream) {
    var offsets = [Int](repeating: 0, count: stream.nodeCount + 1)
    for tail in stream.tails { offsets[Int(tail) + 1] += 1 }
    for node in 0..<stream.nodeCount { offsets[node + 1] += offsets[node] }
    var fill = offsets
    row = [UInt32](repeating: 0, count: stream.count)
    place = row
    for (contact, tail) in stream.tails.enumerated() {
      row[fill[Int(tail)]] = UInt32(contact)
      place[contact] = UInt32(fill[Int(tail)])
      fill[Int(tail)] += 1
    }
    self.offsets = offsets
    live = [UInt32](repeating: 0, count: stream.nodeCount)
    var starts = [Int](repeating: 0, count: stream.axis.moments.count + 1)
    for end in stream.ends { starts[Int(end) + 1] += 1 }
    for rank in 1..<starts.count { starts[rank] += starts[rank - 1] }
    var byEnd = [UInt32](repeating: 0, count: stream.count)
    for (contact, end) in stream.ends.enumerated() {
      byEnd[starts[Int(end)]] = UInt32(contact)
      starts[Int(end)] += 1
    }
    self.byEnd = byEnd
  }

  /// Lets a contact in.
  mutating func begin(_ contact: Int, tail: Int) {
    swap(contact, with: offsets[tail] + Int(live[tail]))
    live[tail] += 1
  }

  /// Lets every live contact go that no longer carries at `time`.
  mutating func end(before time: Moment, _ stream: ContactStream) {
    while ended < byEnd.count {
      let contact = Int(byEnd[ended])
      guard stream.axis.moments[Int(stream.ends[contact])] <= time else { return }
      let tail = Int(stream.tails[contact])
      ended += 1
      guard Int(place[contact]) < offsets[tail] + Int(live[tail]) else { continue }
      live[tail] -= 1
      swap(contact, with: offsets[tail] + Int(live[tail]))
    }
  }

  private mutating func swap(_ contact: Int, with slot: Int) {
    let here = Int(place[contact])
    let other = row[slot]
    row[slot] = UInt32(contact)
    row[here] = other
    place[contact] = UInt32(slot)
    place[Int(other)] = UInt32(here)
  }

  /// Where the live contacts of `node` stand; see ``contact(at:)``.
  func slots(of node: Int) -> Range<Int> { offsets[node]..<offsets[node] + Int(live[node]) }

  /// The contact at a slot.
  func contact(at slot: Int) -> Int { Int(row[slot]) }
}
