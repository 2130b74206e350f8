/// People chosen one after another, each for the sets that nobody before them is in.
struct GreedyCover {
  /// Those chosen, in order.
  private(set) var chosen: [Int]
  /// How many sets each is the first of them to be in; 0 for those chosen beforehand.
  private(set) var gains: [Int]

  /// - Parameters:
  ///   - coverage: Sets that nobody of `head` is in.
  ///   - head: Those chosen beforehand; none under a budget.
  /// - Complexity: O(members), and for each choice the candidates that may be the next, all of them under a budget.
  init(_ coverage: Coverage, _ limits: PlanLimits, after head: [Int]) {
    var room = PlanRoom(limits)
    for node in head { room.take(node) }
    chosen = head
    gains = [Int](repeating: 0, count: head.count)
    var gain = coverage.counts
    var isCovered = [Bool](repeating: false, count: coverage.sets.kept)
    var isChosen = [Bool](repeating: false, count: gain.count)
    for node in head { isChosen[node] = true }
    while let node = Self.next(coverage, limits, room, gain, isChosen) {
      isChosen[node] = true
      chosen.append(node)
      gains.append(Int(gain[node]))
      room.take(node)
      for set in coverage[node] where !isCovered[Int(set)] {
        isCovered[Int(set)] = true
        coverage.takeOff(1, of: Int(set), from: &gain)
      }
    }
    takeBestSingle(coverage, limits)
  }

  /// Whoever gains most, for their cost under a budget, and is allowed; the first of equals.
  private static func next(
    _ coverage: Coverage, _ limits: PlanLimits, _ room: PlanRoom, _ gain: [UInt32], _ isChosen: [Bool]
  ) -> Int? {
    if room.isFull { return nil }
    var best: Int?
    for (node, sets) in coverage.order {
      let node = Int(node)
      // Gains only fall, so that nobody further on is better.
      if let best, limits.budget == nil, sets <= gain[best] { break }
      if isChosen[node] || !room.allows(node) { continue }
      if let best, !limits.prefers(node, Int(gain[node]), to: best, Int(gain[best])) { continue }
      best = node
    }
    return best
  }

  /// Under a budget the best single person is taken where that is more than all those taken for the cost.
  private mutating func takeBestSingle(_ coverage: Coverage, _ limits: PlanLimits) {
    guard let budget = limits.budget,
      let best = coverage.order.first(where: { budget.costs[Int($0.node)] <= budget.total }),
      Int(best.sets) > gains.reduce(0, +)
    else { return }
    chosen = [Int(best.node)]
    gains = [Int(best.sets)]
  }
}
