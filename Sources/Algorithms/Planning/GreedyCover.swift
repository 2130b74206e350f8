/// People chosen one after another, each for the sets that nobody before them is in.
struct GreedyCover {
  /// Those chosen, in order.
  private(set) var chosen: [Int]
  /// How many sets each is the first of them to be in; 0 for those chosen beforehand.
  private(set) var gains: [Int]

  /// By what the next is chosen.
  private enum Rule {
    /// Whoever gains most, of those who gain so much for each unit of cost.
    case gain(perCost: Double)
    /// Whoever gains most for their cost.
    case gainForCost

    /// Whether this rule never chooses `node`, who gains so much.
    func rejects(_ node: Int, _ gain: UInt32, _ limits: PlanLimits) -> Bool {
      guard case .gain(let perCost) = self, perCost > 0, let budget = limits.budget else { return false }
      return Double(gain) < perCost * budget.costs[node]
    }
  }

  /// Under a budget and quotas each floor of gain for cost is so many times the one before.
  static let floorStep = 1.1

  /// Under a budget the choice for cost, or the best single person where that is more; with quotas also choices by gain
  /// alone among those worth their cost, by rising floors of what is worth it, and the best of all.
  ///
  /// - Parameters:
  ///   - coverage: Sets that nobody of `head` is in.
  ///   - head: Those chosen beforehand; none under a budget.
  /// - Complexity: O(members), and for each choice the candidates that may be the next, all of them under a budget; under a
  ///   budget and quotas that for each floor, of which there are O(log(candidates)).
  init(_ coverage: Coverage, _ limits: PlanLimits, after head: [Int]) {
    guard let budget = limits.budget else {
      self.init(coverage, limits, after: head, by: .gain(perCost: 0))
      return
    }
    self.init(coverage, limits, after: head, by: .gainForCost)
    let room = PlanRoom(limits)
    guard let single = coverage.order.first(where: { room.allows(Int($0.node)) }) else { return }
    if Int(single.sets) > covered { (chosen, gains) = ([Int(single.node)], [Int(single.sets)]) }
    if limits.quotas.isEmpty { return }
    // With the right floor, which lies between what these two would make it, one choice is as good as promised.
    let unit = budget.total * Double(limits.quotas.count + 3) / 2
    let most = limits.greatest(coverage, coverage.counts, 1).value / unit
    var floor = Double(single.sets) / unit / Self.floorStep
    var floors = [0.0]
    while floor > 0, floor < most {
      floors.append(floor)
      floor *= Self.floorStep
    }
    for floor in floors {
      let other = Self(coverage, limits, after: head, by: .gain(perCost: floor))
      if other.covered > covered { self = other }
    }
  }

  /// How many sets those chosen are in.
  private var covered: Int { gains.reduce(0, +) }

  private init(_ coverage: Coverage, _ limits: PlanLimits, after head: [Int], by rule: Rule) {
    var room = PlanRoom(limits)
    for node in head { room.take(node) }
    chosen = head
    gains = [Int](repeating: 0, count: head.count)
    var gain = coverage.counts
    var isCovered = [Bool](repeating: false, count: coverage.sets.kept)
    var isChosen = [Bool](repeating: false, count: gain.count)
    for node in head { isChosen[node] = true }
    while let node = Self.next(coverage, limits, room, gain, isChosen, by: rule) {
      isChosen[node] = true
      chosen.append(node)
      gains.append(Int(gain[node]))
      room.take(node)
      for set in coverage[node] where !isCovered[Int(set)] {
        isCovered[Int(set)] = true
        coverage.takeOff(1, of: Int(set), from: &gain)
      }
    }
  }

  /// Whoever comes first by the rule and is allowed; the first of equals.
  private static func next(
    _ coverage: Coverage, _ limits: PlanLimits, _ room: PlanRoom, _ gain: [UInt32], _ isChosen: [Bool], by rule: Rule
  ) -> Int? {
    if room.isFull { return nil }
    var best: Int?
    for (node, sets) in coverage.order {
      let node = Int(node)
      // Gains only fall, so that nobody further on is better.
      if let best, case .gain = rule, sets <= gain[best] { break }
      if isChosen[node] || !room.allows(node) || rule.rejects(node, gain[node], limits) { continue }
      if let best {
        switch rule {
        case .gain: if gain[node] <= gain[best] { continue }
        case .gainForCost: if !limits.prefers(node, Int(gain[node]), to: best, Int(gain[best])) { continue }
        }
      }
      best = node
    }
    return best
  }
}
