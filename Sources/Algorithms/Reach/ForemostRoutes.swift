import Graph

/// Label-setting search in the order of (arrival, generation, node).
func foremostRoutes(
  _ contacts: Contacts, _ seeds: [ReachSeed], _ limits: ReachLimits, _ rank: [UInt32]
) -> Routes {
  let n = contacts.nodeCount
  var arrival = [Moment](repeating: .max, count: n)
  var generation = [Int32](repeating: .max, count: n)
  var previous = [UInt32](repeating: Routes.none, count: n)
  var through = [UInt32](repeating: Contacts.direct, count: n)
  var settled = [Bool](repeating: false, count: n)
  var heap = RouteHeap()
  let moments = contacts.axis.moments
  let lag = limits.lag
  let level = limits.level.rawValue
  func order(_ node: UInt32) -> UInt32 { rank.isEmpty ? node : rank[Int(node)] }

  for seed in seeds {
    // A source needs no lag: it is given the arrival that makes its lag end when it may begin.
    let time = seed.isSource ? seed.time.subtractingReportingOverflow(lag).partialValue : seed.time
    let begin = seed.isSource && time > seed.time ? Moment.min : time
    guard begin < arrival[seed.node] else { continue }
    arrival[seed.node] = begin
    generation[seed.node] = 0
    heap.push(begin, 0, UInt32(seed.node))
  }
  while let (time, steps, node) = heap.pop() {
    let u = Int(node)
    if settled[u] || time != arrival[u] || steps != generation[u] { continue }
    settled[u] = true
    let ready = time &+ lag
    for slot in contacts.offsets[u]..<contacts.offsets[u + 1] {
      if contacts.certainty[slot] > level { continue }
      if ready >= moments[Int(contacts.ends[slot])] { continue }
      let reached = max(moments[Int(contacts.starts[slot])], ready)
      let v = Int(contacts.heads[slot])
      if reached > arrival[v] { continue }
      let team = contacts.through[slot]
      let stepsThere = steps &+ (team == Contacts.direct ? 1 : 2)
      if reached == arrival[v] {
        if stepsThere > generation[v] { continue }
        if stepsThere == generation[v] {
          // Seeds keep their own label; of equal routes the one through the smaller ids stays.
          guard previous[v] != Routes.none else { continue }
          let old = through[v] == Contacts.direct ? previous[v] : through[v]
          let new = team == Contacts.direct ? node : team
          let isSmaller = (order(new), order(node)) < (order(old), order(previous[v]))
          if isSmaller {
            previous[v] = node
            through[v] = team
          }
          continue
        }
      }
      arrival[v] = reached
      generation[v] = stepsThere
      previous[v] = node
      through[v] = team
      heap.push(reached, stepsThere, UInt32(v))
    }
  }
  return Routes(
    arrival: arrival, generation: generation, departure: [], best: [], labelNode: [], previous: previous,
    through: through)
}

/// A 4-ary heap of (arrival, generation, node), smallest first.
struct RouteHeap {
  private var times: [Moment] = []
  private var keys: [UInt64] = []

  /// Forgets everything.
  mutating func clear() {
    times.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
  }

  mutating func push(_ time: Moment, _ generation: Int32, _ node: UInt32) {
    let key = UInt64(UInt32(bitPattern: generation)) << 32 | UInt64(node)
    var hole = times.count
    times.append(time)
    keys.append(key)
    while hole > 0 {
      let parent = (hole - 1) / 4
      if (times[parent], keys[parent]) <= (time, key) { break }
      times[hole] = times[parent]
      keys[hole] = keys[parent]
      hole = parent
    }
    times[hole] = time
    keys[hole] = key
  }

  mutating func pop() -> (time: Moment, generation: Int32, node: UInt32)? {
    guard let lastTime = times.popLast(), let lastKey = keys.popLast() else { return nil }
    guard let time = times.first, let key = keys.first else { return unpack(lastTime, lastKey) }
    var hole = 0
    let count = times.count
    while true {
      let first = hole * 4 + 1
      if first >= count { break }
      var least = first
      for child in first + 1..<max(first + 1, min(first + 4, count))
      where (times[child], keys[child]) < (times[least], keys[least]) {
        least = child
      }
      if (lastTime, lastKey) <= (times[least], keys[least]) { break }
      times[hole] = times[least]
      keys[hole] = keys[least]
      hole = least
    }
    times[hole] = lastTime
    keys[hole] = lastKey
    return unpack(time, key)
  }

  private func unpack(_ time: Moment, _ key: UInt64) -> (time: Moment, generation: Int32, node: UInt32) {
    (time, Int32(bitPattern: UInt32(key >> 32)), UInt32(truncatingIfNeeded: key))
  }
}
