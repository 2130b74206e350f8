import Graph

/// A sweep as a straight list of steps "row u flows into row v", worked out once for all blocks of rows.
///
/// Instants with no lag form chains at each moment: the nodes of a strongly connected component of the moment's
/// contacts end with one and the same row, so each component is gathered into its first node and scattered from it,
/// components in the order of reachability. With a lag, rows are read as they were before the moment: those read and
/// written in one moment are first put aside. Where contacts last, a contact that begins lets its tail's row into
/// everything that its head's live contacts lead to.
struct StepSchedule {
  /// The row that flows, of each step.
  private(set) var from: [UInt32] = []
  /// The row it flows into; with ``aside`` set, the row it is copied to.
  private(set) var into: [UInt32] = []
  /// Rank of each step's moment on the stream's axis.
  private(set) var rank: [UInt32] = []
  /// Rows used to put others aside, behind the nodes' own.
  private(set) var spareRows = 0
  /// What each stop's node leads to by contacts that are live then: place in `entered` of the first for each stop by
  /// index, and one entry more; empty where nothing lasts.
  private var entering: [Int] = []
  private var entered: [UInt32] = []

  /// Marks a step that puts a row aside.
  static let aside: UInt32 = 1 << 31

  /// The steps of contacts that carry at their start or not at all.
  ///
  /// - Complexity: O(n + m), and O(k log k) for each moment of k > 1 contacts that form chains.
  init(instants stream: ContactStream, isLagged: Bool) {
    var group = MomentGroup(nodeCount: stream.nodeCount)
    // Contacts before this one are taken over already.
    var taken = 0
    for range in stream.crowdedMoments() where group.hasChains(stream, range) {
      take(stream, taken..<range.lowerBound)
      if isLagged { addLagged(stream, range, &group) } else { addChained(stream, range, &group) }
      taken = range.upperBound
    }
    take(stream, taken..<stream.count)
  }

  /// The steps of contacts that last, without lag; `nil` where they would be more than `most`.
  ///
  /// - Complexity: O(n + m + most).
  init?(lasting stream: ContactStream, _ layout: LiveLayout, stops: [SweepStop], most: Int) {
    var live = LiveReach(layout)
    defer { live.free() }
    var columns = StepColumns(capacity: most + stream.nodeCount)
    defer { columns.free() }
    var lists = [[UInt32]](repeating: [], count: stops.count)
    var next = 0
    func enter(_ stop: SweepStop) {
      guard !live.isEmpty(stop.node) else { return }
      let rank = stream.axis.rank(notAfter: stop.time)
      live.forEachReached(from: stop.node, except: nil, after: rank) { lists[stop.index].append($0) }
    }
    let (tails, heads, starts, ends) = (stream.tails.span, stream.heads.span, stream.starts.span, stream.ends.span)
    let moments = stream.axis.moments.span
    for contact in starts.indices {
      let rank = starts[contact]
      while next < stops.count, stops[next].time <= moments[Int(rank)] {
        enter(stops[next])
        next += 1
      }
      if columns.count >= most { return nil }
      let (tail, head) = (tails[contact], heads[contact])
      columns.add(tail, head, rank)
      live.forEachReached(from: Int(head), except: tail, after: rank) { columns.add(tail, $0, rank) }
      live.begin(Int(tail), head, until: ends[contact])
    }
    (from, into, rank) = columns.arrays
    for stop in stops[next...] { enter(stop) }
    guard lists.contains(where: { !$0.isEmpty }) else { return }
    entering = [0]
    for list in lists {
      entered.append(contentsOf: list)
      entering.append(entered.count)
    }
  }

  /// Takes contacts over as they stand.
  private mutating func take(_ stream: ContactStream, _ range: Range<Int>) {
    if range == 0..<stream.count {
      (from, into, rank) = (stream.tails, stream.heads, stream.starts)
    } else {
      from.append(contentsOf: stream.tails[range])
      into.append(contentsOf: stream.heads[range])
      rank.append(contentsOf: stream.starts[range])
    }
  }

  private mutating func add(_ tail: UInt32, _ head: UInt32, _ moment: UInt32) {
    from.append(tail)
    into.append(head)
    rank.append(moment)
  }

  private mutating func addLagged(_ stream: ContactStream, _ range: Range<Int>, _ group: inout MomentGroup) {
    let moment = stream.starts[range.lowerBound]
    group.number(stream, range)
    // Two people who meet and meet nobody else at the moment end with what both had: nothing to put aside.
    var spare = [UInt32?](repeating: nil, count: group.nodes.count)
    var used = 0
    for local in group.nodes.indices where group.isRead[local] && group.isWritten[local] && !group.isPair(local) {
      let row = UInt32(stream.nodeCount + used)
      spare[local] = row
      used += 1
      add(group.nodes[local], row | Self.aside, moment)
    }
    spareRows = max(spareRows, used)
    for contact in range {
      add(spare[group.local(stream.tails[contact])] ?? stream.tails[contact], stream.heads[contact], moment)
    }
  }

  private mutating func addChained(_ stream: ContactStream, _ range: Range<Int>, _ group: inout MomentGroup) {
    let moment = stream.starts[range.lowerBound]
    group.number(stream, range)
    let graph = group.graph
    let component = strongComponents(of: graph)
    // Components that can be reached have smaller numbers: the greatest comes first.
    let order = group.nodes.indices.sorted { (-component[$0], $0) < (-component[$1], $1) }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, component[order[end]] == component[order[start]] { end += 1 }
      let head = group.nodes[order[start]]
      for place in start + 1..<max(start + 1, end) { add(group.nodes[order[place]], head, moment) }
      for place in start + 1..<max(start + 1, end) { add(head, group.nodes[order[place]], moment) }
      for place in start..<end {
        let u = order[place]
        for slot in graph.offsets[u]..<graph.offsets[u + 1] {
          let v = Int(graph.targets[slot])
          if component[v] != component[u] { add(group.nodes[u], group.nodes[v], moment) }
        }
      }
      start = end
    }
  }

  /// Runs the steps, halting at `stops`, which are in the order of time.
  ///
  /// - Complexity: O(steps + stops) merges.
  func run<Rows: SweepRows>(_ rows: inout Rows, axis: TimeAxis, stops: [SweepStop]) {
    var step = 0
    for stop in stops {
      let end = firstStep(notBefore: stop.time, axis, from: step)
      run(step..<end, &rows, axis)
      step = end
      guard let node = rows.stop(stop.index), !entering.isEmpty else { continue }
      for head in entered[entering[stop.index]..<entering[stop.index + 1]] {
        _ = rows.merge(node, into: Int(head), at: stop.time)
      }
    }
    run(step..<from.count, &rows, axis)
  }

  private func firstStep(notBefore time: Moment, _ axis: TimeAxis, from least: Int) -> Int {
    (least..<rank.count).partitioningIndex { axis.moments[Int(rank[$0])] >= time }
  }

  @inline(__always)
  private func run<Rows: SweepRows>(_ steps: Range<Int>, _ rows: inout Rows, _ axis: TimeAxis) {
    let from = from.span
    let into = into.span
    let rank = rank.span
    let moments = axis.moments.span
    precondition(from.count == into.count && rank.count == into.count && steps.upperBound <= into.count)
    var step = steps.lowerBound
    while step < steps.upperBound {
      // Within the count that was checked just now.
      let tail = unsafe Int(from[unchecked: step])
      let head = unsafe into[unchecked: step]
      if head & Self.aside == 0 {
        _ = rows.merge(tail, into: Int(head), at: Rows.listens ? moments[Int(rank[step])] : 0)
      } else {
        rows.copy(tail, to: Int(head & ~Self.aside))
      }
      step &+= 1
    }
  }
}

/// Steps on their way into a schedule.
///
/// Memory of its own, freed by ``free()``: three arrays that grow cost half as much as all the rest. Steps beyond the
/// capacity are not taken.
@safe private struct StepColumns {
  private let from: UnsafeMutablePointer<UInt32>
  private let into: UnsafeMutablePointer<UInt32>
  private let rank: UnsafeMutablePointer<UInt32>
  private let capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    unsafe from = .allocate(capacity: max(capacity, 1))
    unsafe into = .allocate(capacity: max(capacity, 1))
    unsafe rank = .allocate(capacity: max(capacity, 1))
  }

  func free() {
    unsafe from.deallocate()
    unsafe into.deallocate()
    unsafe rank.deallocate()
  }

  @inline(__always)
  mutating func add(_ tail: UInt32, _ head: UInt32, _ moment: UInt32) {
    guard count < capacity else { return }
    unsafe from[count] = tail
    unsafe into[count] = head
    unsafe rank[count] = moment
    count &+= 1
  }

  var arrays: ([UInt32], [UInt32], [UInt32]) {
    func array(_ column: UnsafeMutablePointer<UInt32>) -> [UInt32] {
      unsafe Array(UnsafeBufferPointer(start: column, count: count))
    }
    return unsafe (array(from), array(into), array(rank))
  }
}

extension ContactStream {
  /// The contacts of each moment at which more than one begins.
  fileprivate func crowdedMoments() -> [Range<Int>] {
    let starts = starts.span
    var moments: [Range<Int>] = []
    var contact = 1
    while contact < starts.count {
      if starts[contact] == starts[contact - 1] {
        let first = contact - 1
        while contact < starts.count, starts[contact] == starts[first] { contact &+= 1 }
        moments.append(first..<contact)
      }
      contact &+= 1
    }
    return moments
  }
}

/// The contacts of one moment as a little graph of their own.
private struct MomentGroup {
  /// The nodes of the moment, by their number in it.
  private(set) var nodes: [UInt32] = []
  private(set) var isRead: [Bool] = []
  private(set) var isWritten: [Bool] = []
  private(set) var arcs: [(from: Int, to: Int)] = []
  private var number: [UInt32]
  private var readAt: [Int]
  private var writtenAt: [Int]

  init(nodeCount: Int) {
    number = [UInt32](repeating: 0, count: nodeCount)
    readAt = [Int](repeating: -1, count: nodeCount)
    writtenAt = readAt
  }

  /// True when some node is both a tail and a head, so that the order of the contacts matters.
  mutating func hasChains(_ stream: ContactStream, _ range: Range<Int>) -> Bool {
    var chains = false
    for contact in range {
      let tail = Int(stream.tails[contact])
      let head = Int(stream.heads[contact])
      readAt[tail] = range.lowerBound
      writtenAt[head] = range.lowerBound
      if writtenAt[tail] == range.lowerBound || readAt[head] == range.lowerBound { chains = true }
    }
    return chains
  }

  /// Numbers the nodes and collects the distinct contacts.
  mutating func number(_ stream: ContactStream, _ range: Range<Int>) {
    nodes.removeAll(keepingCapacity: true)
    isRead.removeAll(keepingCapacity: true)
    isWritten.removeAll(keepingCapacity: true)
    arcs.removeAll(keepingCapacity: true)
    for contact in range {
      let from = take(stream.tails[contact])
      isRead[from] = true
      let to = take(stream.heads[contact])
      isWritten[to] = true
      arcs.append((from, to))
    }
    arcs.sort { ($0.from, $0.to) < ($1.from, $1.to) }
    var kept = 0
    for arc in arcs where kept == 0 || arcs[kept - 1] != arc {
      arcs[kept] = arc
      kept += 1
    }
    arcs.removeLast(arcs.count - kept)
    starts = [Int](repeating: 0, count: nodes.count + 1)
    degree = [Int](repeating: 0, count: nodes.count)
    for arc in arcs {
      starts[arc.from + 1] += 1
      degree[arc.to] += 1
    }
    for node in nodes.indices { starts[node + 1] += starts[node] }
  }

  private var starts: [Int] = []
  private var degree: [Int] = []

  private mutating func take(_ node: UInt32) -> Int {
    let known = Int(number[Int(node)])
    if known < nodes.count, nodes[known] == node { return known }
    number[Int(node)] = UInt32(nodes.count)
    nodes.append(node)
    isRead.append(false)
    isWritten.append(false)
    return nodes.count - 1
  }

  func local(_ node: UInt32) -> Int { Int(number[Int(node)]) }

  /// True when the node's only contacts at the moment are one to another node and one back from it, and the other's too.
  func isPair(_ local: Int) -> Bool {
    guard starts[local + 1] - starts[local] == 1, degree[local] == 1 else { return false }
    let other = arcs[starts[local]].to
    guard starts[other + 1] - starts[other] == 1, degree[other] == 1 else { return false }
    return arcs[starts[other]].to == local
  }

  var graph: Adjacency {
    Adjacency(offsets: starts, targets: arcs.map { UInt32($0.to) }, weights: [], isDirected: true)
  }
}
