import Graph

/// A sweep over contacts that last, without lag: whatever comes to a node goes on at once along its live contacts.
///
/// - Complexity: O(m) to let contacts in and out, and one merge for each live contact of a node whenever its row has
///   grown: with at most c live contacts a person no more than c + 1 times the merges of instants.
struct SpellSweep {
  private let stream: ContactStream
  private var live: LiveContacts
  private var waiting: [UInt32] = []
  private var isWaiting: [Bool]

  init(_ stream: ContactStream, _ live: LiveContacts) {
    self.stream = stream
    self.live = live
    isWaiting = [Bool](repeating: false, count: stream.nodeCount)
  }

  /// Runs the sweep, halting at `stops`, which are in the order of time.
  mutating func run<Rows: SweepRows>(_ rows: inout Rows, stops: [SweepStop]) {
    let moments = stream.axis.moments
    var next = 0
    var stop = 0
    while next < stream.count || stop < stops.count {
      let start = next < stream.count ? moments[Int(stream.starts[next])] : .max
      if stop < stops.count, stops[stop].time <= start {
        let time = stops[stop].time
        live.end(before: time, stream)
        if let node = rows.stop(stops[stop].index) { spread(from: node, at: time, &rows) }
        stop += 1
        continue
      }
      let group = stream.group(at: next)
      let following = group.upperBound < stream.count ? moments[Int(stream.starts[group.upperBound])] : .max
      let quietUntil = min(following, stop < stops.count ? stops[stop].time : .max)
      live.end(before: start, stream)
      for contact in group {
        let tail = Int(stream.tails[contact])
        // A lone contact that ends before anything else happens need not be let in.
        if group.count > 1 || moments[Int(stream.ends[contact])] > quietUntil { live.begin(contact, tail: tail) }
        let head = Int(stream.heads[contact])
        if rows.merge(tail, into: head, at: start) { spread(from: head, at: start, &rows) }
      }
      next = group.upperBound
    }
  }

  private mutating func spread<Rows: SweepRows>(from node: Int, at time: Moment, _ rows: inout Rows) {
    waiting.append(UInt32(node))
    while let next = waiting.popLast() {
      let tail = Int(next)
      isWaiting[tail] = false
      for slot in live.slots(of: tail) {
        let head = Int(stream.heads[live.contact(at: slot)])
        if rows.merge(tail, into: head, at: time), !isWaiting[head] {
          isWaiting[head] = true
          waiting.append(UInt32(head))
        }
      }
    }
  }
}
