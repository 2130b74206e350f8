import Graph

/// Rounds of one step each over stretches of time at which nodes are reached: for limits on the number of steps and
/// on the time between receiving and passing on, where a later or a second arrival can lead where the first cannot.
///
/// A label says: at every moment of `span` somebody can arrive here, by the route that ends in this label. A moment
/// already covered by a label of fewer steps is not covered again, so the labels of a node never overlap.
func walkRoutes(
  _ contacts: Contacts, _ seeds: [ReachSeed], _ limits: ReachLimits, _ rank: [UInt32], _ kind: RouteKind
) -> Routes {
  var search = WalkSearch(contacts, limits, rank)
  search.begin(seeds)
  while search.step() {}
  return search.routes(kind)
}

private struct WalkSearch {
  private struct Label {
    var node: UInt32
    var span: Interval
    var generation: Int32
    var previous: UInt32
    var through: UInt32
    var isSource: Bool
  }

  private let contacts: Contacts
  private let limits: ReachLimits
  private let rank: [UInt32]
  /// After this moment nothing begins any more, so that of later arrivals only the earliest matters.
  private var horizon = Moment.min
  private var labels: [Label] = []
  /// For each node the moments covered so far: disjoint, in rising order.
  private var covered: [[Interval]]
  /// Labels found with the last number of steps, and with the one before.
  private var frontier: [UInt32] = []
  private var earlier: [UInt32] = []
  private var generation: Int32 = 0

  init(_ contacts: Contacts, _ limits: ReachLimits, _ rank: [UInt32]) {
    self.contacts = contacts
    self.limits = limits
    self.rank = rank
    covered = [[Interval]](repeating: [], count: contacts.nodeCount)
    for start in contacts.starts {
      horizon = max(horizon, contacts.axis.moments[Int(start)])
    }
  }

  mutating func begin(_ seeds: [ReachSeed]) {
    for seed in seeds { horizon = max(horizon, seed.time) }
    for seed in seeds.sorted(by: { ($0.node, $0.time) < ($1.node, $1.time) }) {
      let span = Interval(seed.time, seed.isSource ? .max : seed.time + 1)
      cover(seed.node, span, previous: Routes.none, through: Contacts.direct, isSource: seed.isSource)
    }
  }

  /// Takes one more step; false when there is nothing left to do.
  mutating func step() -> Bool {
    guard !frontier.isEmpty || !earlier.isEmpty else { return false }
    generation += 1
    if let most = limits.maxGenerations, generation > most { return false }
    var found: [Label] = []
    for label in frontier { leave(label, byTeam: false, &found) }
    for label in earlier { leave(label, byTeam: true, &found) }
    // Of equal arrivals the one through the smaller ids comes first and covers the moment.
    found.sort { key($0) < key($1) }
    earlier = frontier
    frontier = []
    for label in found {
      cover(Int(label.node), label.span, previous: label.previous, through: label.through, isSource: false)
    }
    return true
  }

  private func key(_ label: Label) -> (UInt32, Moment, UInt32, UInt32) {
    let previous = labels[Int(label.previous)].node
    let team = label.through == Contacts.direct ? previous : label.through
    return (label.node, label.span.lower, order(team), order(previous))
  }

  private func order(_ node: UInt32) -> UInt32 { rank.isEmpty ? node : rank[Int(node)] }

  /// Collects where the contacts of a label's node lead while it may pass on.
  private func leave(_ index: UInt32, byTeam: Bool, _ found: inout [Label]) {
    let label = labels[Int(index)]
    var window = label.span
    if !label.isSource {
      // What fades before it can be passed on never is.
      if let gap = limits.maxGap, gap < limits.lag { return }
      window.lower += limits.lag
      // The last moment of arrival is the one before `upper`; passing on is possible up to `maxGap` after it.
      window.upper = limits.maxGap.map { gap in label.span.upper == .max ? .max : label.span.upper + gap } ?? .max
    }
    let moments = contacts.axis.moments
    for slot in contacts.offsets[Int(label.node)]..<contacts.offsets[Int(label.node) + 1] {
      let team = contacts.through[slot]
      guard (team != Contacts.direct) == byTeam, contacts.certainty[slot] <= limits.level.rawValue else { continue }
      let span = Interval(moments[Int(contacts.starts[slot])], moments[Int(contacts.ends[slot])]).clipped(to: window)
      guard !span.isEmpty else { continue }
      found.append(
        Label(
          node: contacts.heads[slot], span: span, generation: 0, previous: index, through: team, isSource: false))
    }
  }

  /// Adds labels for the moments of `span` at which `node` was not reached before.
  private mutating func cover(
    _ node: Int, _ span: Interval, previous: UInt32, through: UInt32, isSource: Bool
  ) {
    if isSource || (limits.maxGap != nil && span.lower <= horizon) {
      let whole = isSource ? span : Interval(span.lower, min(span.upper, horizon + 1))
      for piece in uncovered(node, whole) { add(node, piece, covering: piece, previous, through, isSource) }
      if isSource || span.upper <= horizon + 1 { return }
    }
    // Only the earliest moment matters: it covers all that follow.
    let first = limits.maxGap == nil ? span.lower : max(span.lower, horizon + 1)
    guard let piece = uncovered(node, Interval(first, .max)).first, piece.lower == first else { return }
    add(node, Interval(first, first + 1), covering: Interval(first, .max), previous, through, false)
  }

  private mutating func add(
    _ node: Int, _ span: Interval, covering: Interval, _ previous: UInt32, _ through: UInt32, _ isSource: Bool
  ) {
    frontier.append(UInt32(labels.count))
    labels.append(
      Label(
        node: UInt32(node), span: span, generation: generation, previous: previous, through: through,
        isSource: isSource))
    // A network that is gone back and forth in for long has very many stretches, nearly all of them at the end.
    let first = covered[node].partitioningIndex { $0.upper >= covering.lower }
    var merged = covering
    var end = first
    while end < covered[node].count, covered[node][end].lower <= merged.upper {
      let old = covered[node][end]
      merged = Interval(min(old.lower, merged.lower), max(old.upper, merged.upper))
      end += 1
    }
    covered[node].replaceSubrange(first..<end, with: CollectionOfOne(merged))
  }

  private func uncovered(_ node: Int, _ span: Interval) -> [Interval] {
    var pieces: [Interval] = []
    var from = span.lower
    let first = covered[node].partitioningIndex { $0.upper > span.lower }
    for old in covered[node][first...] {
      if old.lower >= span.upper { break }
      if old.lower > from { pieces.append(Interval(from, old.lower)) }
      from = max(from, old.upper)
    }
    if from < span.upper { pieces.append(Interval(from, span.upper)) }
    return pieces
  }

  /// For every node the label with the earliest arrival, of the fewest steps; for shortest routes the label of the
  /// fewest steps, with the earliest arrival.
  func routes(_ kind: RouteKind) -> Routes {
    var best = [UInt32](repeating: Routes.none, count: contacts.nodeCount)
    var arrival = [Moment](repeating: .max, count: contacts.nodeCount)
    var steps = [Int32](repeating: .max, count: contacts.nodeCount)
    for (index, label) in labels.enumerated() {
      let node = Int(label.node)
      // Labels stand in the order of their steps.
      let isBetter = kind == .shortest ? label.generation == steps[node] : true
      if best[node] == Routes.none || isBetter && label.span.lower < arrival[node] {
        best[node] = UInt32(index)
        arrival[node] = label.span.lower
        steps[node] = label.generation
      }
    }
    return Routes(
      arrival: arrival, generation: steps, departure: [], best: best, labelNode: labels.map(\.node),
      previous: labels.map(\.previous), through: labels.map(\.through))
  }
}
