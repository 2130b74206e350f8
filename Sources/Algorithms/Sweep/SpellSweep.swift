import Graph

/// A sweep over contacts that last, without lag: whatever comes to a node goes on at once along its live contacts.
///
/// - Complexity: O(m) to let contacts in, and one merge for each live contact of a node whenever its row has grown: with
///   at most c live contacts a person no more than c + 1 times the merges of instants. What bounds it beside the rows is
///   one random access to the tail's live contacts when a contact begins, and one to the head's when its row grew.
struct SpellSweep {
  private let stream: ContactStream
  private let live: LiveContacts
  private var waiting: [UInt32] = []
  private var isWaiting: [Bool]

  init(_ stream: ContactStream, _ layout: LiveLayout) {
    self.stream = stream
    live = LiveContacts(layout)
    isWaiting = [Bool](repeating: false, count: stream.nodeCount)
  }

  /// Runs the sweep, halting at `stops`, which are in the order of time; once.
  consuming func run<Rows: SweepRows>(_ rows: inout Rows, stops: [SweepStop]) {
    defer { live.free() }
    var next = 0
    for stop in stops {
      next = run(&rows, from: next, until: stop.time)
      if let node = rows.stop(stop.index) {
        spread(from: node, at: stop.time, stream.axis.rank(notAfter: stop.time), &rows)
      }
    }
    _ = run(&rows, from: next, until: .max)
  }

  /// Takes the contacts from `first` on that begin before `limit`; gives the first that does not.
  @inline(__always)
  private mutating func run<Rows: SweepRows>(_ rows: inout Rows, from first: Int, until limit: Moment) -> Int {
    let stream = stream
    let tails = stream.tails.span
    let heads = stream.heads.span
    let starts = stream.starts.span
    let ends = stream.ends.span
    let moments = stream.axis.moments.span
    let count = starts.count
    var next = first
    while next < count {
      let rank = starts[next]
      let time = moments[Int(rank)]
      if time >= limit { break }
      let tail = Int(tails[next])
      let head = heads[next]
      let end = ends[next]
      next &+= 1
      // A lone contact that ends before anything else happens need not be let in.
      let isQuiet = next < count && end <= starts[next] && moments[Int(end)] <= limit
      if !isQuiet { live.begin(tail, head, until: end) }
      if rows.merge(tail, into: Int(head), at: time), !live.isEmpty(Int(head)) {
        spread(from: Int(head), at: time, rank, &rows)
      }
    }
    return next
  }

  private mutating func spread<Rows: SweepRows>(
    from node: Int, at time: Moment, _ rank: UInt32, _ rows: inout Rows
  ) {
    let live = live
    var tail = node
    while true {
      live.forEach(of: tail, after: rank) { head in
        if rows.merge(tail, into: head, at: time), !isWaiting[head], !live.isEmpty(head) {
          isWaiting[head] = true
          waiting.append(UInt32(head))
        }
      }
      guard let next = waiting.popLast() else { return }
      tail = Int(next)
      isWaiting[tail] = false
    }
  }
}
