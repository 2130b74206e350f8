public import Graph

/// The foremost route from any seed to every node, in one pass over contacts in the order of time: for those who have the
/// stream at hand and ask it many questions.
///
/// The routes are those of ``routes(in:from:limits:kind:rank:)`` over the same contacts. A contact costs a look at one bit,
/// whether its tail has been reached; only the moments at which somebody new is reached are gone through with care.
///
/// - Parameters:
///   - stream: The contacts in the order of time.
///   - seeds: Where influence begins.
///   - lag: Least time between receiving and passing on; a source needs none.
///   - rank: For each node its place in the order of ids; nodes' own order when empty.
/// - Returns: The routes; `nil` where one pass is not enough: something can come to a node while one of its contacts lasts,
///   or participants have to wait for a lag.
/// - Complexity: O(n + m), and for each moment at which somebody is reached its contacts times the longest chain in it.
/// - Source: Wu et al. 2014, doi:10.14778/2732939.2732945.
public func foremostRoutes(
  in stream: ContactStream, from seeds: [ReachSeed], lag: Int64 = 0, rank: [UInt32] = []
) -> Routes? {
  guard !stream.isUndated, lag == 0 || seeds.allSatisfy(\.isSource),
    stream.areInstants(lag: lag, stops: seeds.lazy.map(\.time))
  else { return nil }
  var pass = StreamPass(stream, lag, rank)
  var next = 0
  for seed in seeds.sorted(by: { ($0.time, $0.node) < ($1.time, $1.node) }) {
    next = pass.run(from: next, until: seed.time)
    pass.enter(seed)
  }
  _ = pass.run(from: next, until: .max)
  return pass.routes()
}

private struct StreamPass {
  private let stream: ContactStream
  private let lag: Int64
  private let rank: [UInt32]
  /// One bit a node: it can pass on.
  private var isReady: [UInt64]
  private var arrival: [Moment]
  private var generation: [Int32]
  private var previous: [UInt32]
  /// Contacts that brought somebody new, whose routes are not written down yet: the pass itself touches only bits, which
  /// stay in the nearer caches, and what lies far apart is written in one go.
  private var unwritten: [UInt32] = []
  /// Nodes reached at the moment that is being gone through, and a bit for each.
  private var reached: [UInt32] = []
  private var isNew: [UInt64]

  init(_ stream: ContactStream, _ lag: Int64, _ rank: [UInt32]) {
    self.stream = stream
    self.lag = lag
    self.rank = rank
    let n = stream.nodeCount
    isReady = [UInt64](repeating: 0, count: (n + 63) / 64)
    isNew = isReady
    arrival = [Moment](repeating: .max, count: n)
    generation = [Int32](repeating: .max, count: n)
    previous = [UInt32](repeating: Routes.none, count: n)
  }

  mutating func enter(_ seed: ReachSeed) {
    write()
    let early = seed.isSource ? seed.time.subtractingReportingOverflow(lag).partialValue : seed.time
    let time = early > seed.time ? Moment.min : early
    if time <= arrival[seed.node] {
      arrival[seed.node] = time
      generation[seed.node] = 0
      previous[seed.node] = Routes.none
    }
    makeReady(seed.node)
  }

  /// Goes through the contacts from `first` on that begin before `limit`; gives the first that does not.
  mutating func run(from first: Int, until limit: Moment) -> Int {
    let starts = stream.starts
    let end = starts[first...].partitioningIndex { stream.axis.moments[Int($0)] >= limit }
    var contact = nextNews(from: first, to: end)
    while contact < end {
      let start = starts[contact]
      var upper = contact + 1
      while upper < end, starts[upper] == start { upper += 1 }
      let before = unwritten.count
      // Those of the moment that stand before it brought nothing, and nothing has changed since.
      note(contact..<upper)
      if lag == 0 {
        var lower = contact
        while lower > first, starts[lower - 1] == start { lower -= 1 }
        if upper - lower > 1, goesOn(in: lower..<upper) {
          unwritten.removeLast(unwritten.count - before)
          write()
          takeChained(lower..<upper, at: stream.axis.moments[Int(start)])
        }
      }
      for node in reached {
        isReady[Int(node) >> 6] |= 1 << UInt64(node & 63)
        isNew[Int(node) >> 6] = 0
      }
      reached.removeAll(keepingCapacity: true)
      contact = nextNews(from: upper, to: end)
    }
    return end
  }

  /// The first contact from `first` on whose tail can pass on and whose head cannot yet; `end` when there is none.
  private func nextNews(from first: Int, to end: Int) -> Int {
    let (tails, heads, bits) = (stream.tails.span, stream.heads.span, isReady.span)
    precondition(end <= tails.count && end <= heads.count && bits.count * 64 >= stream.nodeCount)
    @inline(__always) func test(_ contact: Int) -> UInt64 { news(of: contact, tails, heads, bits) }
    // Whether a tail is ready is anybody's guess, whether there is news is not: no branch on the former.
    var contact = first
    while contact &+ 4 <= end {
      let any = test(contact) | test(contact &+ 1) | test(contact &+ 2) | test(contact &+ 3)
      if any & 1 != 0 { break }
      contact &+= 4
    }
    while contact < end, test(contact) & 1 == 0 { contact &+= 1 }
    return contact
  }

  /// Notes the contacts of one moment that carry what was ready before it to somebody who was not.
  private mutating func note(_ group: Range<Int>) {
    precondition(group.upperBound <= stream.count)
    var contact = group.lowerBound
    while contact < group.upperBound {
      if news(of: contact, stream.tails.span, stream.heads.span, isReady.span) & 1 != 0 {
        unwritten.append(UInt32(contact))
        markNew(Int(stream.heads[contact]))
      }
      contact &+= 1
    }
  }

  private mutating func markNew(_ node: Int) {
    if isNew(node) { return }
    isNew[node >> 6] |= 1 << UInt64(node & 63)
    reached.append(UInt32(node))
  }

  /// True when what comes at the moment itself can go further at it, or get there in fewer steps.
  private func goesOn(in group: Range<Int>) -> Bool {
    group.contains { isNew(Int(stream.tails[$0])) && !isReady(Int(stream.heads[$0])) }
  }

  /// Lets the contacts of one moment carry what was ready before it, and what comes at the moment itself.
  private mutating func takeChained(_ group: Range<Int>, at moment: Moment) {
    var changes = true
    while changes {
      changes = false
      for contact in group {
        let u = Int(stream.tails[contact])
        let v = Int(stream.heads[contact])
        guard !isReady(v), isReady(u) || arrival[u] == moment else { continue }
        if offer(u, v, at: moment) {
          markNew(v)
          changes = true
        }
      }
    }
  }

  /// Writes down the routes that end in the contacts noted.
  private mutating func write() {
    for contact in unwritten {
      let contact = Int(contact)
      let moment = stream.axis.moments[Int(stream.starts[contact])]
      _ = offer(Int(stream.tails[contact]), Int(stream.heads[contact]), at: moment)
    }
    unwritten.removeAll(keepingCapacity: true)
  }

  /// Takes the way to `v` from `u` if it is the best so far; true when it is.
  private mutating func offer(_ u: Int, _ v: Int, at moment: Moment) -> Bool {
    let steps = generation[u] &+ 1
    if arrival[v] == moment {
      guard previous[v] != Routes.none, steps <= generation[v] else { return false }
      if steps == generation[v], order(UInt32(u)) >= order(previous[v]) { return false }
    }
    arrival[v] = moment
    generation[v] = steps
    previous[v] = UInt32(u)
    return true
  }

  private func order(_ node: UInt32) -> UInt32 { rank.isEmpty ? node : rank[Int(node)] }
  private func isReady(_ node: Int) -> Bool { isReady[node >> 6] >> UInt64(node & 63) & 1 != 0 }
  private func isNew(_ node: Int) -> Bool { isNew[node >> 6] >> UInt64(node & 63) & 1 != 0 }
  private mutating func makeReady(_ node: Int) { isReady[node >> 6] |= 1 << UInt64(node & 63) }

  /// The routes found, once the pass is over.
  mutating func routes() -> Routes {
    write()
    return Routes(
      arrival: arrival, generation: generation, departure: [], best: [], labelNode: [], previous: previous, through: [])
  }
}

/// Bit 0 is set when the contact's tail can pass on and its head cannot yet; the other bits mean nothing.
@inline(__always)
private func news(
  of contact: Int, _ tails: Span<UInt32>, _ heads: Span<UInt32>, _ bits: Span<UInt64>
) -> UInt64 {
  // Callers stay below the number of contacts, and the nodes of a frozen stream have a bit each.
  let tail = unsafe tails[unchecked: contact]
  let head = unsafe heads[unchecked: contact]
  let gives = unsafe bits[unchecked: Int(tail &>> 6)] &>> UInt64(tail & 63)
  let has = unsafe bits[unchecked: Int(head &>> 6)] &>> UInt64(head & 63)
  return gives & ~has
}
