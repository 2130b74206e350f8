import Graph

/// Search over routes that may leave later to arrive later: for latest departures and for fastest routes.
///
/// A label stands for a route that can leave its seed at any moment up to `departure`, and then arrives at `arrival` or,
/// where lags add up, at the departure and all its lags if that is later. Labels come off the heap by falling departure, so
/// one is worth keeping only if it arrives sooner, or by fewer lags, than all that came to its node before. A route's
/// arrival is that of leaving as early as can be; between two labels of a node neither is better in both respects.
func profileRoutes(
  _ contacts: Contacts, _ seeds: [ReachSeed], _ limits: ReachLimits, _ rank: [UInt32], _ kind: RouteKind
) -> Routes {
  var search = ProfileSearch(contacts, limits, rank)
  search.begin(seeds)
  search.run()
  return search.routes(kind)
}

private struct ProfileSearch {
  struct Label {
    var node: UInt32
    /// Latest moment of leaving the seed; `Int64.max` without end.
    var departure: Moment
    /// Moment of arrival when leaving as early as can be.
    var arrival: Moment
    /// Number of times somebody had to wait for the lag; -1 at a seed, which has not left yet.
    var lags: Int32
    var generation: Int32
    var previous: UInt32
    var through: UInt32
  }

  private let contacts: Contacts
  private let limits: ReachLimits
  private let rank: [UInt32]
  private var labels: [Label] = []
  /// Labels of each node that count, latest departure first.
  private var kept: [[UInt32]]
  /// Labels not yet looked at, a binary heap.
  private var open: [UInt32] = []
  private var seedArrival: [UInt32: Moment] = [:]

  init(_ contacts: Contacts, _ limits: ReachLimits, _ rank: [UInt32]) {
    self.contacts = contacts
    self.limits = limits
    self.rank = rank
    kept = [[UInt32]](repeating: [], count: contacts.nodeCount)
  }

  mutating func begin(_ seeds: [ReachSeed]) {
    for seed in seeds {
      // A source needs no lag: it is given the arrival that makes its lag end when it may begin.
      let (early, overflow) = seed.time.subtractingReportingOverflow(seed.isSource ? limits.lag : 0)
      let node = UInt32(seed.node)
      seedArrival[node] = min(seedArrival[node] ?? .max, seed.time)
      push(
        Label(
          node: node, departure: .max, arrival: overflow ? .min : early, lags: -1, generation: 0,
          previous: Routes.none, through: Contacts.direct))
    }
  }

  mutating func run() {
    let moments = contacts.axis.moments
    while let index = pop() {
      let label = labels[Int(index)]
      let node = Int(label.node)
      if isBeaten(label) { continue }
      kept[node].append(index)
      let ready = label.arrival &+ limits.lag
      for slot in contacts.offsets[node]..<contacts.offsets[node + 1] {
        let end = moments[Int(contacts.ends[slot])]
        if contacts.certainty[slot] > limits.level.rawValue || ready >= end { continue }
        let through = contacts.through[slot]
        let lags = label.lags + 1
        let next = Label(
          node: contacts.heads[slot], departure: min(label.departure, latestDeparture(before: end, lags)),
          arrival: max(moments[Int(contacts.starts[slot])], ready), lags: lags,
          generation: label.generation + (through == Contacts.direct ? 1 : 2), previous: index, through: through)
        if !isBeaten(next) { push(next) }
      }
    }
  }

  /// The last moment of leaving that is in time for a contact that ends at `end`, after so many lags.
  private func latestDeparture(before end: Moment, _ lags: Int32) -> Moment {
    if end == .max { return .max }
    let (waits, tooLong) = limits.lag.multipliedReportingOverflow(by: Int64(lags))
    let (moment, overflow) = (end - 1).subtractingReportingOverflow(waits)
    return tooLong || overflow ? .min : moment
  }

  /// True when some route known already leaves as late, arrives as soon and waits as seldom.
  private func isBeaten(_ label: Label) -> Bool {
    kept[Int(label.node)].contains { index in
      let other = labels[Int(index)]
      return other.departure >= label.departure && other.arrival <= label.arrival
        && (limits.lag == 0 || other.lags <= label.lags)
    }
  }

  private func comesFirst(_ a: UInt32, _ b: UInt32) -> Bool {
    let (x, y) = (labels[Int(a)], labels[Int(b)])
    if x.departure != y.departure { return x.departure > y.departure }
    return (x.arrival, x.generation, order(x), a) < (y.arrival, y.generation, order(y), b)
  }

  /// Of equal routes the one through the smaller ids comes first.
  private func order(_ label: Label) -> UInt32 {
    guard label.previous != Routes.none else { return 0 }
    let node = label.through == Contacts.direct ? labels[Int(label.previous)].node : label.through
    return rank.isEmpty ? node : rank[Int(node)]
  }

  private mutating func push(_ label: Label) {
    labels.append(label)
    open.append(UInt32(labels.count - 1))
    var hole = open.count - 1
    while hole > 0, comesFirst(open[hole], open[(hole - 1) / 2]) {
      open.swapAt(hole, (hole - 1) / 2)
      hole = (hole - 1) / 2
    }
  }

  private mutating func pop() -> UInt32? {
    guard let first = open.first else { return nil }
    open.swapAt(0, open.count - 1)
    open.removeLast()
    var hole = 0
    while hole * 2 + 1 < open.count {
      var child = hole * 2 + 1
      if child + 1 < open.count, comesFirst(open[child + 1], open[child]) { child += 1 }
      if comesFirst(open[hole], open[child]) { break }
      open.swapAt(hole, child)
      hole = child
    }
    return first
  }

  /// Time from leaving to arriving, when leaving as late as the arrival allows.
  private func duration(_ label: Label) -> Double {
    max(Double(label.arrival) - Double(label.departure), Double(limits.lag) * Double(max(label.lags, 0)))
  }

  /// For every node the best of its labels.
  func routes(_ kind: RouteKind) -> Routes {
    let n = contacts.nodeCount
    var best = [UInt32](repeating: Routes.none, count: n)
    var arrival = [Moment](repeating: .max, count: n)
    var departure = [Moment?](repeating: nil, count: n)
    var generation = [Int32](repeating: .max, count: n)
    for node in 0..<n {
      let first: UInt32? =
        kind == .latest
        ? kept[node].first
        : kept[node].min { a, b in
          let (x, y) = (labels[Int(a)], labels[Int(b)])
          return (duration(x), x.arrival, x.generation) < (duration(y), y.arrival, y.generation)
        }
      guard let index = first else { continue }
      let label = labels[Int(index)]
      best[node] = index
      generation[node] = label.generation
      if label.lags < 0 {
        arrival[node] = seedArrival[label.node] ?? label.arrival
        continue
      }
      let waits = limits.lag.multipliedReportingOverflow(by: Int64(label.lags)).partialValue
      if kind == .latest, label.departure != .max {
        departure[node] = label.departure
        arrival[node] = max(label.arrival, label.departure &+ waits)
      } else {
        arrival[node] = label.arrival
        if kind == .fastest { departure[node] = min(label.departure, label.arrival &- waits) }
      }
    }
    return Routes(
      arrival: arrival, generation: generation, departure: departure, best: best, labelNode: labels.map(\.node),
      previous: labels.map(\.previous), through: labels.map(\.through))
  }
}
