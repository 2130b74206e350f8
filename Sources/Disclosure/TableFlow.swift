/// A table of counts as a circulation, in which figures are hidden until small ones are safe.
///
/// Nodes are the source (0), the rows, the columns, and the sink; arcs the totals of rows, the cells, the totals of columns,
/// and the sum of all, which runs from the sink back to the source.
struct TableFlow {
  private struct Arc {
    let from: Int
    let to: Int
    /// The count there is.
    let value: Int
    /// What a reader can think it to be.
    var possible: ClosedRange<Int>
    var shown: ShownCount
    /// True for a count that the policy itself hides.
    let isSmall: Bool
    /// True for a figure that will be shown and may be hidden as well.
    var canBeHidden: Bool
    /// What it costs to hide it.
    let cost: Int
  }

  /// One step of a way along an arc, or against it.
  private struct Step {
    let arc: Int
    let isForward: Bool
  }

  private let rows: Int
  private let columns: Int
  private let totals: CountTable.Totals
  private let small: ClosedRange<Int>?
  private var arcs: [Arc] = []
  private var arcsOfNode: [[Step]]
  private var secondary = 0
  /// More than anything can be.
  private static let unbounded = Int.max

  /// - Parameter isPlain: Whether small counts all look like anything else that is hidden, whatever the policy calls them.
  init(_ table: CountTable, _ policy: DisclosurePolicy, isPlain: Bool) {
    rows = table.counts.count
    columns = table.counts.first?.count ?? 0
    totals = table.totals
    small = policy.hidden
    arcsOfNode = Array(repeating: [], count: rows + columns + 2)
    let sum = table.counts.joined().reduce(0, +)
    let sink = rows + columns + 1
    func add(_ from: Int, _ to: Int, _ value: Int, isShown: Bool, isTotal: Bool) {
      let isSmall = isShown && policy.hides(value)
      let shown = isShown && !(isSmall && isPlain) ? policy.shown(value) : .hidden
      // Totals serve the reader most, and a zero that is hidden protects little: both give way last.
      let cost = isTotal ? 2 * (sum + 1) + value : value == 0 ? sum + 1 : value
      arcs.append(
        Arc(
          from: from, to: to, value: value, possible: shown.possible, shown: shown,
          isSmall: isSmall, canBeHidden: shown != .hidden, cost: cost))
      arcsOfNode[from].append(Step(arc: arcs.count - 1, isForward: true))
      arcsOfNode[to].append(Step(arc: arcs.count - 1, isForward: false))
    }
    for (row, counts) in table.counts.enumerated() {
      add(0, 1 + row, counts.reduce(0, +), isShown: totals.contains(.rows), isTotal: true)
    }
    for (row, counts) in table.counts.enumerated() {
      for (column, count) in counts.enumerated() {
        add(1 + row, 1 + rows + column, count, isShown: true, isTotal: false)
      }
    }
    for column in 0..<columns {
      let count = table.counts.reduce(0) { $0 + $1[column] }
      add(1 + rows + column, sink, count, isShown: totals.contains(.columns), isTotal: true)
    }
    add(sink, 0, sum, isShown: totals.contains(.all), isTotal: true)
  }

  /// True when nothing was hidden but by the policy.
  var isUntouched: Bool { secondary == 0 }

  /// Hides figures until every small count can be anything that is hidden.
  mutating func protectAll() {
    guard let small else { return }
    for arc in arcs.indices where arcs[arc].isSmall {
      protect(arc, by: small.upperBound - arcs[arc].value, isRise: true)
      protect(arc, by: arcs[arc].value - small.lowerBound, isRise: false)
    }
  }

  /// Makes room for a count to rise or fall by so much.
  private mutating func protect(_ arc: Int, by amount: Int, isRise: Bool) {
    var missing = amount
    var flow = arcs.map(\.value)
    // More on an arc comes back from its end to its beginning; less goes round from its beginning to its end.
    let (start, end) = isRise ? (arcs[arc].to, arcs[arc].from) : (arcs[arc].from, arcs[arc].to)
    while missing > 0 {
      guard let way = way(from: start, to: end, without: arc, flow) else {
        preconditionFailure("with every figure hidden there is always a way")
      }
      var pushed = missing
      for step in way {
        if room(step, flow) == 0 { hide(step.arc) }
        pushed = min(pushed, room(step, flow))
      }
      for step in way { flow[step.arc] += step.isForward ? pushed : -pushed }
      missing -= pushed
    }
  }

  private mutating func hide(_ arc: Int) {
    arcs[arc].canBeHidden = false
    arcs[arc].shown = .hidden
    arcs[arc].possible = ShownCount.hidden.possible
    secondary += 1
  }

  /// By how much the flow on a step can grow within what a reader can think.
  private func room(_ step: Step, _ flow: [Int]) -> Int {
    let possible = arcs[step.arc].possible
    return step.isForward
      ? possible.upperBound - flow[step.arc] : flow[step.arc] - possible.lowerBound
  }

  /// What it costs to send anything along a step; `nil` where that cannot be.
  private func cost(_ step: Step, _ flow: [Int]) -> Int? {
    if room(step, flow) > 0 { return 0 }
    let arc = arcs[step.arc]
    return arc.canBeHidden && (step.isForward || flow[step.arc] > 0) ? arc.cost : nil
  }

  /// The cheapest way between two nodes that leaves one arc out; of equals the one through nodes that come first.
  private func way(from start: Int, to end: Int, without left: Int, _ flow: [Int]) -> [Step]? {
    var distance = [Int](repeating: Self.unbounded, count: arcsOfNode.count)
    var isDone = [Bool](repeating: false, count: arcsOfNode.count)
    var last = [Step?](repeating: nil, count: arcsOfNode.count)
    distance[start] = 0
    while true {
      var nearest: Int?
      for node in distance.indices where !isDone[node] && distance[node] < Self.unbounded {
        if nearest.map({ distance[node] < distance[$0] }) ?? true { nearest = node }
      }
      guard let node = nearest else { return nil }
      if node == end { break }
      isDone[node] = true
      for step in arcsOfNode[node] where step.arc != left {
        guard let cost = cost(step, flow) else { continue }
        let next = step.isForward ? arcs[step.arc].to : arcs[step.arc].from
        if distance[node] + cost < distance[next] {
          distance[next] = distance[node] + cost
          last[next] = step
        }
      }
    }
    var way: [Step] = []
    var node = end
    while node != start, let step = last[node] {
      way.append(step)
      node = step.isForward ? arcs[step.arc].from : arcs[step.arc].to
    }
    return way.reversed()
  }

  /// The table as it stands.
  func shown() -> ShownTable {
    let cells = rows..<rows + rows * columns
    return ShownTable(
      cells: (0..<rows).map { row in
        arcs[cells].dropFirst(row * columns).prefix(columns).map(\.shown)
      },
      rowTotals: totals.contains(.rows) ? arcs[..<rows].map(\.shown) : [],
      columnTotals: totals.contains(.columns)
        ? arcs[cells.upperBound..<cells.upperBound + columns].map(\.shown) : [],
      total: totals.contains(.all) ? arcs[arcs.count - 1].shown : nil, secondary: secondary)
  }
}
