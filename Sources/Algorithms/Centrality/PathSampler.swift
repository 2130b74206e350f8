import Graph

/// Draws a pair of nodes, and one of the paths of fewest steps from one to the other, each as likely as the next.
///
/// Two breadth-first searches run towards each other, a level at a time where fewer edges lead on, until an edge joins
/// them. A level is first looked along for such edges, over a byte a node, and marked only if there are none: the last
/// level, by far the greatest, is read and no more. That reading is what bounds it.
///
/// Memory of its own, freed by ``free()``: a place for each node of the part, whose rows name no others.
///
/// - Source: Borassi and Natale 2016, doi:10.4230/LIPIcs.ESA.2016.20 (arXiv:1604.08553), section 5.
@safe struct PathSampler {
  private let part: PathPart
  private let seed: UInt64
  /// Which search has come to each node.
  private let side: UnsafeMutablePointer<Side>
  private let marks: UnsafeMutablePointer<Mark>
  private var out: Front
  private var back: Front
  /// Edges that join the two searches.
  private var meetings: [(from: UInt32, to: UInt32, count: Double)] = []

  private enum Side: UInt8 { case none, out, back }

  /// Steps to a node, and paths of so many steps.
  private struct Mark {
    var depth: Int32 = 0
    var count = 0.0
  }

  /// One search.
  @safe private struct Front {
    let side: Side
    /// Nodes found, level after level.
    let order: UnsafeMutablePointer<UInt32>
    /// The places of the last level, which ends with the last node found.
    var level = 0..<0
    /// Edges that lead on from it.
    var edges = 0
    /// True once counts of paths do not add up from level to level.
    var isRescaled = false

    init(_ side: Side, room: Int) {
      self.side = side
      unsafe order = .allocate(capacity: room)
      unsafe order.initialize(repeating: 0, count: room)
    }
  }

  init(_ part: PathPart, seed: UInt64) {
    self.part = part
    self.seed = seed
    // One place more than nodes, for what is written before it is known to be new.
    let room = part.nodes.count + 1
    unsafe side = .allocate(capacity: room)
    unsafe side.initialize(repeating: .none, count: room)
    unsafe marks = .allocate(capacity: room)
    unsafe marks.initialize(repeating: Mark(), count: room)
    out = Front(.out, room: room)
    back = Front(.back, room: room)
  }

  func free() {
    unsafe side.deallocate()
    unsafe marks.deallocate()
    unsafe out.order.deallocate()
    unsafe back.order.deallocate()
  }

  /// Appends the nodes between the ends of path number `sample` to `between`.
  mutating func draw(_ sample: UInt64, into between: inout [UInt32]) {
    var dice = Dice(state: scrambled(seed ^ scrambled(sample)))
    let n = part.nodes.count
    let source = dice.below(n)
    let other = dice.below(n - 1)
    draw(from: source, to: other < source ? other : other + 1, &dice, into: &between)
  }

  /// The same between two given nodes.
  mutating func draw(from source: Int, to target: Int, _ dice: inout Dice, into between: inout [UInt32]) {
    let (graph, incoming) = (part.graph, part.incoming)
    begin(&out, source, graph)
    begin(&back, target, incoming)
    while true {
      let isOut = out.edges <= back.edges
      if isOut ? out.level.isEmpty : back.level.isEmpty { break }
      if isOut { meet(out, .back, graph) } else { meet(back, .out, incoming) }
      if !meetings.isEmpty {
        choose(isOut, &dice, &between)
        break
      }
      if isOut { advance(&out, graph) } else { advance(&back, incoming) }
    }
    forget(out)
    forget(back)
    meetings.removeAll(keepingCapacity: true)
  }

  private func begin(_ front: inout Front, _ node: Int, _ graph: Adjacency) {
    unsafe front.order[0] = UInt32(node)
    front.level = 0..<1
    front.isRescaled = false
    front.edges = graph.degree(node)
    unsafe side[node] = front.side
    unsafe marks[node] = Mark(depth: 0, count: 1)
  }

  private func forget(_ front: Front) {
    for place in 0..<front.level.upperBound { unsafe side[Int(front.order[place])] = .none }
  }

  /// Looks along the edges of the last level for nodes of the other search: all of them in its last level.
  @inline(never)
  private mutating func meet(_ front: Front, _ other: Side, _ graph: Adjacency) {
    let offsets = graph.offsets.span
    let targets = graph.targets.span
    var place = front.level.lowerBound
    while place < front.level.upperBound {
      let u = unsafe Int(front.order[place])
      var slot = unsafe offsets[unchecked: u]
      let end = unsafe offsets[unchecked: u &+ 1]
      while slot < end {
        let v = unsafe Int(targets[unchecked: slot])
        if unsafe side[v] == other {
          meetings.append((UInt32(u), UInt32(v), unsafe marks[u].count * marks[v].count))
        }
        slot &+= 1
      }
      place &+= 1
    }
  }

  /// Marks the next level.
  @inline(never)
  private func advance(_ front: inout Front, _ graph: Adjacency) {
    let offsets = graph.offsets.span
    let targets = graph.targets.span
    let first = front.level.upperBound
    var found = first
    var place = front.level.lowerBound
    while place < first {
      let u = unsafe Int(front.order[place])
      let mark = unsafe marks[u]
      var slot = unsafe offsets[unchecked: u]
      let end = unsafe offsets[unchecked: u &+ 1]
      while slot < end {
        let v = unsafe Int(targets[unchecked: slot])
        if unsafe side[v] == .none {
          unsafe side[v] = front.side
          unsafe marks[v] = Mark(depth: mark.depth &+ 1, count: mark.count)
          unsafe front.order[found] = UInt32(truncatingIfNeeded: v)
          found &+= 1
        } else if unsafe marks[v].depth > mark.depth {
          unsafe marks[v].count += mark.count
        }
        slot &+= 1
      }
      place &+= 1
    }
    front.level = first..<found
    var (edges, most) = (0, 0.0)
    for place in front.level {
      let v = unsafe Int(front.order[place])
      edges &+= unsafe offsets[unchecked: v &+ 1] &- offsets[unchecked: v]
      most = unsafe max(most, marks[v].count)
    }
    front.edges = edges
    if most > 0x1p400 { rescale(&front) }
  }

  /// Makes counts smaller that soon would be too great. Only their ratios within a level matter; where these are beyond
  /// all chance of being drawn they need not be exact, but for none to become 0.
  private func rescale(_ front: inout Front) {
    front.isRescaled = true
    for place in front.level {
      let v = unsafe Int(front.order[place])
      unsafe marks[v].count = max(marks[v].count * 0x1p-400, 0x1p-400)
    }
  }

  /// Draws one of the edges that join the searches by the number of paths along it, and the way to either end.
  private func choose(_ isOut: Bool, _ dice: inout Dice, _ between: inout [UInt32]) {
    var left = dice.fraction() * meetings.reduce(0) { $0 + $1.count }
    var edge = meetings[0]
    for meeting in meetings {
      edge = meeting
      left -= meeting.count
      if left < 0 { break }
    }
    let (last, first) = isOut ? (edge.from, edge.to) : (edge.to, edge.from)
    walk(back: out, from: Int(last), part.incoming, &dice, &between)
    walk(back: back, from: Int(first), part.graph, &dice, &between)
  }

  /// Goes from a node back to where its search began, which is an end of the path and not between.
  private func walk(
    back front: Front, from node: Int, _ graph: Adjacency, _ dice: inout Dice, _ between: inout [UInt32]
  ) {
    let offsets = graph.offsets.span
    let targets = graph.targets.span
    var node = node
    while unsafe marks[node].depth > 0 {
      between.append(UInt32(node))
      let before = unsafe marks[node].depth - 1
      // There is no choice of where the search began, and the rows of hubs are long.
      if before == 0 { return }
      let row = offsets[node]..<offsets[node + 1]
      var left = unsafe marks[node].count
      if front.isRescaled {
        left = 0
        for slot in row { left += paths(at: Int(targets[slot]), front.side, before) }
      }
      left *= dice.fraction()
      var slot = row.lowerBound
      while slot < row.upperBound, left >= 0 {
        let v = unsafe Int(targets[unchecked: slot])
        let count = paths(at: v, front.side, before)
        if count > 0 {
          left -= count
          node = v
        }
        slot &+= 1
      }
    }
  }

  /// Paths that lead a search to a node in so many steps.
  @inline(__always)
  private func paths(at node: Int, _ side: Side, _ depth: Int32) -> Double {
    unsafe self.side[node] == side && marks[node].depth == depth ? marks[node].count : 0
  }
}

/// Random numbers in a row that a state gives.
struct Dice {
  private var state: UInt64

  init(state: UInt64) { self.state = state }

  private mutating func next() -> UInt64 {
    state &+= 1
    return scrambled(state)
  }

  /// A number from 0 up to, and without, `end`.
  mutating func below(_ end: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(end)).high) }

  /// A number from 0 up to, and without, 1.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }
}
