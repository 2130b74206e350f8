import Graph

/// Reaches people in one world, one after another, some of them on trial.
protocol PlanWalk: Sendable {
  /// A new world: nobody is reached.
  mutating func begin()
  /// Whoever is reached now stays so.
  mutating func keep()
  /// Whoever is reached since what stays is so no more.
  mutating func forget()
  /// Reaches one person and whom they influence; gives how many are new.
  mutating func reach(_ node: Int, _ world: World) -> Int
}

/// Who has been reached along arcs.
struct ArcPlanWalk: PlanWalk {
  enum Follow: Sendable {
    case cascade(DiffusionGraph)
    /// With the arcs turned round, of which everybody picks one.
    case thresholds(Adjacency, ReverseArcs)
  }

  private let follow: Follow
  /// When each node was last reached, by a count that goes on.
  private var stamps: [UInt32]
  private var queue: [UInt32] = []
  /// Whoever was reached at `base` or at `now` is reached.
  private var base: UInt32 = 0
  private var now: UInt32 = 0

  init(nodeCount: Int, follow: Follow) {
    self.follow = follow
    stamps = [UInt32](repeating: 0, count: nodeCount)
  }

  mutating func begin() {
    if now > .max - 1_000_000 {
      stamps = [UInt32](repeating: 0, count: stamps.count)
      now = 0
    }
    now += 1
    base = now
  }

  mutating func keep() { now += 1 }

  mutating func forget() { now += 1 }

  mutating func reach(_ node: Int, _ world: World) -> Int {
    queue.removeAll(keepingCapacity: true)
    meet(UInt32(node))
    var next = 0
    while next < queue.count {
      let node = Int(queue[next])
      next += 1
      switch follow {
      case .cascade(let graph):
        graph.forEachLiveArc(of: node, in: world) { meet(graph.arcs.targets[$0]) }
      case .thresholds(let graph, let arcs):
        for slot in graph.slots(of: node) {
          let head = Int(graph.targets[slot])
          if arcs.pick(of: head, in: world) == UInt32(node) { meet(UInt32(head)) }
        }
      }
    }
    return queue.count
  }

  @inline(__always)
  private mutating func meet(_ node: UInt32) {
    let stamp = stamps[Int(node)]
    if stamp == base || stamp == now { return }
    stamps[Int(node)] = now
    queue.append(node)
  }
}

/// From when everybody can pass it on, at contacts.
///
/// Who is reached sooner through one more person tries again at the contacts that this opens, which are shut or live as
/// before.
struct ContactPlanWalk: PlanWalk {
  private let spread: ContactSpread
  /// With thresholds, the arcs turned round, of which everybody picks one.
  private let picks: ReverseArcs?
  /// From when each can pass it on.
  private var ready: [Moment]
  /// What was so before each change, since the world began and since what stays.
  private var kept: [(node: Int, ready: Moment)] = []
  private var changes: [(node: Int, ready: Moment)] = []
  private var tries = RouteHeap()

  init(_ spread: ContactSpread, _ picks: ReverseArcs?) {
    self.spread = spread
    self.picks = picks
    ready = [Moment](repeating: .max, count: spread.contacts.nodeCount)
  }

  mutating func begin() {
    forget()
    for change in kept { ready[change.node] = .max }
    kept.removeAll(keepingCapacity: true)
  }

  mutating func keep() { swap(&kept, &changes) }

  mutating func forget() {
    for change in changes.reversed() { ready[change.node] = change.ready }
    changes.removeAll(keepingCapacity: true)
  }

  mutating func reach(_ node: Int, _ world: World) -> Int {
    var new = takeUp(node, passingOn: spread.start, world)
    while let (now, _, head) = tries.pop() { new += takeUp(Int(head), passingOn: now + spread.unit, world) }
    return new
  }

  /// `node` tries along its contacts from `moment`, unless it does already; gives 1 where nobody reached it before.
  private mutating func takeUp(_ node: Int, passingOn moment: Moment, _ world: World) -> Int {
    let before = ready[node]
    guard moment < before else { return 0 }
    ready[node] = moment
    changes.append((node, before))
    let contacts = spread.contacts
    for slot in contacts.offsets[node]..<contacts.offsets[node + 1] {
      let at = max(moment, contacts.axis.moments[Int(contacts.starts[slot])])
      let head = Int(contacts.heads[slot])
      guard at < contacts.axis.moments[Int(contacts.ends[slot])], at < spread.end,
        at + spread.unit < ready[head], isLive(slot, from: node, to: head, world)
      else { continue }
      tries.push(at, 0, UInt32(head))
    }
    return before == .max ? 1 : 0
  }

  private func isLive(_ slot: Int, from node: Int, to head: Int, _ world: World) -> Bool {
    guard let picks else { return world.draw(slot) < spread.bar(slot) }
    return picks.pick(of: head, in: world) == UInt32(node)
  }
}

extension ReverseArcs {
  /// With thresholds, who wins `node` over in a world; `nil` where nobody can.
  fileprivate func pick(of node: Int, in world: World) -> UInt32? {
    guard case .one(let sums) = rule else { return nil }
    return openSlot(node, sums, Double(world.draw(node)) * 0x1p-63).map { sources[$0] }
  }
}
