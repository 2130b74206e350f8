/// Whom a plan may choose, and how many.
public struct PlanLimits: Sendable {
  /// At most so many of each group.
  public struct Quota: Sendable {
    /// The group of each node; -1 for none, which is free.
    public var groups: [Int]
    /// At most so many of each group.
    public var most: [Int]
    /// A quota.
    public init(groups: [Int], most: [Int]) {
      self.groups = groups
      self.most = most
    }
  }

  /// What each costs, and how much there is to spend.
  public struct Budget: Sendable {
    /// The cost of each node, finite and not below 0.
    public var costs: [Double]
    /// What they may cost together.
    public var total: Double
    /// A budget.
    public init(costs: [Double], total: Double) {
      self.costs = costs
      self.total = total
    }
  }

  /// Who may be chosen, each once.
  public var candidates: [Int]
  /// How many at most.
  public var count: Int
  /// Quotas, each of a way to group.
  public var quotas: [Quota] = []
  /// What may be spent; goes with a count that does not bind.
  public var budget: Budget?

  /// The best `count` of `candidates`.
  public init(count: Int, of candidates: [Int]) {
    self.count = count
    self.candidates = candidates
  }

  /// What share of the best plan's reach choosing one after another is sure to come to, if reaches were known: 1 - 1/e for a
  /// number alone; 1/(1 + q) under q quotas; (1 - 1/e)/2 under a budget, the best single person being taken where that is
  /// more; 1/(1.1 (q + 3)) under a budget and q quotas.
  ///
  /// The last is that of Badanidiyuru and Vondrák for a q-system and one knapsack, 1/(q + 3), with floors of gain for cost
  /// each 1.1 times the one before. With a floor f = 2 best / ((q + 3) budget), either the next to be chosen does not fit
  /// any more: all so far and that one gain f budget at least, one of both half of it. Or nobody is left whom quotas allow
  /// and who is worth f: then the best gains no more than (1 + q) times what is chosen, and f budget.
  ///
  /// - Source: Nemhauser, Wolsey and Fisher 1978, doi:10.1007/BF01588971; Fisher, Nemhauser and Wolsey 1978,
  ///   doi:10.1007/BFb0121195; Khuller, Moss and Naor 1999, doi:10.1016/S0020-0190(99)00031-9; Badanidiyuru and Vondrák
  ///   2014, doi:10.1137/1.9781611973402.110.
  public var greedyShare: Double {
    let plain = 0.632_120_558_828_557_7
    return switch (budget != nil, quotas.count) {
    case (false, 0): plain
    case (false, let quotas): 1 / Double(1 + quotas)
    case (true, 0): plain / 2
    case (true, let quotas): 1 / (GreedyCover.floorStep * Double(quotas + 3))
    }
  }

  /// The first of `nodes` there is room for, one after another.
  package func filled(by nodes: [Int]) -> [Int] {
    var room = PlanRoom(self)
    return nodes.filter { node in
      guard room.allows(node) else { return false }
      room.take(node)
      return true
    }
  }

  /// Whether `node` is to be chosen rather than `other`, given what each gains: for the cost under a budget.
  func prefers(_ node: Int, _ gain: Int, to other: Int, _ otherGain: Int) -> Bool {
    guard let costs = budget?.costs else { return gain > otherGain }
    let (a, b) = (Double(gain) * costs[other], Double(otherGain) * costs[node])
    return a > b || (a == b && gain > otherGain)
  }
}

/// How much of its limits a plan has used up.
struct PlanRoom {
  private let limits: PlanLimits
  private var count = 0
  private var used: [[Int]]
  private var spent = 0.0

  init(_ limits: PlanLimits) {
    self.limits = limits
    used = limits.quotas.map { [Int](repeating: 0, count: $0.most.count) }
  }

  var isFull: Bool { count >= limits.count }

  /// Whether there is room for one more.
  func allows(_ node: Int) -> Bool {
    if isFull { return false }
    if let budget = limits.budget, spent + budget.costs[node] > budget.total { return false }
    return limits.quotas.indices.allSatisfy { allows(node, by: $0) }
  }

  func allows(_ node: Int, by quota: Int) -> Bool {
    let group = limits.quotas[quota].groups[node]
    return group < 0 || used[quota][group] < limits.quotas[quota].most[group]
  }

  mutating func take(_ node: Int) {
    count += 1
    spent += limits.budget?.costs[node] ?? 0
    for quota in limits.quotas.indices {
      let group = limits.quotas[quota].groups[node]
      if group >= 0 { used[quota][group] += 1 }
    }
  }
}

extension PlanLimits {
  /// Who would gain most together if gains added up, and no less than what anybody allowed could gain.
  ///
  /// Under several quotas the least of what each alone would allow; under a budget with the next one in part. Under both, what
  /// is spent is charged for at several prices and given back as a whole: the dual of the relaxed problem.
  ///
  /// - Parameter unit: What a gain is per set at most.
  func greatest(_ coverage: Coverage, _ gains: [UInt32], _ unit: UInt32) -> (nodes: [Int], value: Double) {
    if budget == nil, quotas.isEmpty {
      let nodes = most(coverage, gains, unit)
      return (nodes, Double(nodes.reduce(0) { $0 + Int(gains[$1]) }))
    }
    var nodes: [Int] = coverage.order.lazy.map { Int($0.node) }.filter { gains[$0] > 0 }
    guard let budget else { return leastOfQuotas(nodes.map { ($0, Double(gains[$0])) }) }
    nodes.removeAll { budget.costs[$0] > budget.total }
    let plain = greatest(nodes.sorted { prefers($0, Int(gains[$0]), to: $1, Int(gains[$1])) }, gains, under: budget)
    if quotas.isEmpty { return (plain.nodes, plain.value) }
    var least = (nodes: plain.nodes, value: plain.value)
    // Quotas leave more of the budget, so that the best price is no higher than without.
    for quarter in 0...4 {
      let price = plain.price * Double(quarter) / 4
      let found = leastOfQuotas(
        nodes.map { ($0, Double(gains[$0]) - price * budget.costs[$0]) }.filter { $0.1 > 0 })
      let value = found.value + price * budget.total
      if value < least.value { least = (found.nodes, value) }
    }
    return least
  }

  /// The least of what each quota alone would allow of people with what they are worth.
  private func leastOfQuotas(_ worth: [(node: Int, value: Double)]) -> (nodes: [Int], value: Double) {
    // Sorting keeps the order of equals.
    let ranked = worth.sorted { $0.value > $1.value }
    var least: (nodes: [Int], value: Double) = ([], .infinity)
    for quota in quotas.indices {
      var room = PlanRoom(self)
      var nodes: [Int] = []
      var sum = 0.0
      for (node, value) in ranked where room.allows(node, by: quota) {
        if room.isFull { break }
        room.take(node)
        nodes.append(node)
        sum += value
      }
      if sum < least.value { least = (nodes, sum) }
    }
    return least
  }

  /// As many as the budget allows of people by what they gain for their cost, the last in part, and what one more unit of it
  /// would bring.
  private func greatest(
    _ ranked: [Int], _ gains: [UInt32], under budget: Budget
  ) -> (nodes: [Int], value: Double, price: Double) {
    var left = budget.total
    var nodes: [Int] = []
    var sum = 0.0
    for node in ranked {
      let (cost, gain) = (budget.costs[node], Double(gains[node]))
      nodes.append(node)
      if cost > left { return (nodes, sum + gain * left / cost, gain / cost) }
      left -= cost
      sum += gain
    }
    return (nodes, sum, 0)
  }

  /// The `count` who gain most. Only those are looked at who are in more sets than the least of as many found before.
  private func most(_ coverage: Coverage, _ gains: [UInt32], _ unit: UInt32) -> [Int] {
    var found: [Int] = []
    for (node, sets) in coverage.order {
      let node = Int(node)
      if found.count == count {
        guard let least = found.last, sets * unit > gains[least] else { break }
        if gains[node] <= gains[least] { continue }
        found.removeLast()
      }
      found.insert(node, at: found.partitioningIndex { gains[$0] < gains[node] })
    }
    return found
  }
}
