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
  private var best: [UInt32]
  /// Nodes reached at the moment that is being gone through.
  private var reached: [Int] = []

  init(_ stream: ContactStream, _ lag: Int64, _ rank: [UInt32]) {
    self.stream = stream
    self.lag = lag
    self.rank = rank
    let n = stream.nodeCount
    isReady = [UInt64](repeating: 0, count: (n + 63) / 64)
    arrival = [Moment](repeating: .max, count: n)
    generation = [Int32](repeating: .max, count: n)
    previous = [UInt32](repeating: Routes.none, count: n)
    best = previous
  }

  mutating func enter(_ seed: ReachSeed) {
    let early = seed.isSource ? seed.time.subtractingReportingOverflow(lag).partialValue : seed.time
    let time = early > seed.time ? Moment.min : early
    if time <= arrival[seed.node] || best[seed.node] == Routes.none {
      arrival[seed.node] = time
      generation[seed.node] = 0
      previous[seed.node] = Routes.none
      best[seed.node] = UInt32(seed.node)
    }
    makeReady(seed.node)
  }

  /// Goes through the contacts from `first` on that begin before `limit`; gives the first that does not.
  mutating func run(from first: Int, until limit: Moment) -> Int {
    let starts = stream.starts
    var end = first
    var high = starts.count
    while end < high {
      let middle = end + (high - end) / 2
      if stream.axis.moments[Int(starts[middle])] < limit { end = middle + 1 } else { high = middle }
    }
    var contact = nextNews(from: first, to: end)
    while contact < end {
      var group = contact..<contact + 1
      while group.lowerBound > first, starts[group.lowerBound - 1] == starts[contact] {
        group = group.lowerBound - 1..<group.upperBound
      }
      while group.upperBound < end, starts[group.upperBound] == starts[contact] {
        group = group.lowerBound..<group.upperBound + 1
      }
      take(group, at: stream.axis.moments[Int(starts[contact])])
      contact = nextNews(from: group.upperBound, to: end)
    }
    return end
  }

  /// The first contact from `first` on whose tail can pass on and whose head cannot yet; `end` when there is none.
  private func nextNews(from first: Int, to end: Int) -> Int {
    let tails = stream.tails.span
    let heads = stream.heads.span
    let bits = isReady.span
    precondition(end <= tails.count && end <= heads.count && bits.count * 64 >= stream.nodeCount)
    var contact = first
    while contact < end {
      // Below the counts that were checked just now: the nodes of a frozen stream have a bit each.
      let tail = unsafe Int(tails[unchecked: contact])
      if unsafe bits[unchecked: tail &>> 6] &>> UInt64(tail & 63) & 1 != 0 {
        let head = unsafe Int(heads[unchecked: contact])
        if unsafe bits[unchecked: head &>> 6] &>> UInt64(head & 63) & 1 == 0 { return contact }
      }
      contact &+= 1
    }
    return end
  }

  /// Lets the contacts of one moment carry.
  private mutating func take(_ group: Range<Int>, at moment: Moment) {
    reached.removeAll(keepingCapacity: true)
    var changes = true
    while changes {
      changes = false
      for contact in group {
        let u = Int(stream.tails[contact])
        let v = Int(stream.heads[contact])
        let carries = isReady(u) || lag == 0 && arrival[u] == moment
        guard carries, arrival[v] >= moment else { continue }
        let steps = generation[u] &+ 1
        if arrival[v] == moment {
          guard previous[v] != Routes.none, steps <= generation[v] else { continue }
          if steps == generation[v], order(UInt32(u)) >= order(previous[v]) { continue }
        } else {
          reached.append(v)
        }
        arrival[v] = moment
        generation[v] = steps
        previous[v] = UInt32(u)
        best[v] = UInt32(v)
        // Only without a lag, and among several contacts, can what changed change more at the moment.
        changes = lag == 0 && group.count > 1
      }
    }
    for node in reached { makeReady(node) }
  }

  private func order(_ node: UInt32) -> UInt32 { rank.isEmpty ? node : rank[Int(node)] }
  private func isReady(_ node: Int) -> Bool { isReady[node >> 6] >> UInt64(node & 63) & 1 != 0 }
  private mutating func makeReady(_ node: Int) { isReady[node >> 6] |= 1 << UInt64(node & 63) }

  func routes() -> Routes {
    Routes(
      arrival: arrival, generation: generation, departure: [], best: best, labelNode: [], previous: previous,
      through: [UInt32](repeating: Contacts.direct, count: stream.nodeCount))
  }
}
