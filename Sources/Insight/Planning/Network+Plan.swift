import Algorithms
import Graph
public import Records

extension Network {
  /// Whom to train, coach or invite next, so that most people are reached along ties.
  ///
  /// - Throws: ``QuestionError`` for an attribute people do not have, a value nobody has, a cost that is no number, or when
  ///   nobody is left to choose.
  /// - Complexity: that of `Algorithms.influencePlan`, and O(worlds reached) for each choice it is compared with.
  public func plan(_ question: PlanQuestion) throws(QuestionError) -> Plan {
    try PlanMaker(self, question).plan()
  }
}

private struct PlanMaker {
  private let network: Network
  private let question: PlanQuestion
  private let model: InfluenceModel
  /// Who can influence whom at all.
  private let arcs: Adjacency
  /// In real time, from when to when.
  private let time: Interval?
  private let already: [Int]
  private let limits: PlanLimits
  private let withoutCost: Int

  /// How often people are taken by lot to compare with.
  private static let draws = 20

  /// Enough for those who are nearly as good to be told apart in networks of the usual size.
  private static let leastSets = 1 << 17

  init(_ network: Network, _ question: PlanQuestion) throws(QuestionError) {
    self.network = network
    self.question = question
    (model, arcs, time) = try Self.model(network, question)
    already = Self.already(network, question)
    var candidates = try Self.candidates(network, question, already)
    if let budget = question.budget {
      let costs = try Self.costs(network, budget)
      withoutCost = candidates.count { costs[$0] == nil }
      candidates = candidates.filter { (costs[$0] ?? .infinity) <= budget.total }
      var limits = PlanLimits(count: candidates.count, of: candidates)
      limits.budget = PlanLimits.Budget(costs: costs.map { $0 ?? 0 }, total: budget.total)
      limits.quotas = try Self.quotas(network, question.quotas)
      self.limits = limits
    } else {
      withoutCost = 0
      var limits = PlanLimits(count: question.count ?? candidates.count, of: candidates)
      limits.quotas = try Self.quotas(network, question.quotas)
      self.limits = limits
    }
    if candidates.isEmpty {
      throw QuestionError("nobody is left to choose from: leave out some of what narrows the choice")
    }
  }

  private static func model(
    _ network: Network, _ question: PlanQuestion
  ) throws(QuestionError) -> (InfluenceModel, Adjacency, Interval?) {
    if question.time == .contacts {
      // Just as a simulation from those chosen would run.
      var options = SimulationOptions(model: question.model == .ic ? .ic : .lt, seeds: [])
      options.chance = .same(question.probability)
      options.isWeighted = question.isWeighted
      options.isDirected = question.isDirected
      options.window = question.window
      let (spread, arcs) = try network.contactSpread(options)
      return (.contacts(spread), arcs, Interval(spread.start, spread.end))
    }
    let ties = network.influences(
      in: question.window.interval, silentTies: question.isDirected ? .forward : .both)
    let arcs = network.influenceArcs(ties, weighted: question.isWeighted)
    return switch question.model {
    case .ic: (.independentCascade(DiffusionGraph(arcs: arcs, chance: .same(question.probability))), arcs, nil)
    case .lt: (.linearThreshold(arcs), arcs, nil)
    }
  }

  private static func already(_ network: Network, _ question: PlanQuestion) -> [Int] {
    var isReached = [Bool](repeating: false, count: network.people.count)
    for person in question.already { isReached[person.int] = true }
    if question.alreadyTrained {
      for (row, isAlumnus) in network.alumni().enumerated() where isAlumnus { isReached[row] = true }
    }
    if let technique = question.technique {
      let order = idOrder(network, NodeSpace([.person: network.people.count]))
      let records = TechniqueRecords(network, question.window.interval)
      for person in Adoption(of: technique, in: network, records, order: order).adopters { isReached[person] = true }
    }
    return isReached.indices.filter { isReached[$0] }
  }

  /// Everybody who may be chosen, by id.
  private static func candidates(
    _ network: Network, _ question: PlanQuestion, _ already: [Int]
  ) throws(QuestionError) -> [Int] {
    var isCandidate = [Bool](repeating: true, count: network.people.count)
    for row in already { isCandidate[row] = false }
    for person in question.excluded { isCandidate[person.int] = false }
    for field in Set(question.candidates.map(\.field)).sorted() {
      let wanted = question.candidates.filter { $0.field == field }.map(\.value)
      let values = try network.attribute(field)
      for value in wanted { try check(value, field, values, "--candidates") }
      for row in values.indices where !wanted.contains(values[row]) { isCandidate[row] = false }
    }
    let order = idOrder(network, NodeSpace([.person: network.people.count]))
    return isCandidate.indices.filter { isCandidate[$0] }.sorted { order[$0] < order[$1] }
  }

  private static func check(
    _ value: String, _ field: String, _ values: [String], _ option: String
  ) throws(QuestionError) {
    if values.contains(value) { return }
    let known = Set(values).subtracting([""]).sorted()
    let near = nearest(to: value, among: known)
    let shown = near.isEmpty ? Array(known.prefix(8)) : near
    throw QuestionError(
      "nobody has the \(field) '\(value)' given with \(option): "
        + (shown.isEmpty ? "nothing is written there" : "choose from \(shown.joined(separator: ", "))"))
  }

  private static func quotas(
    _ network: Network, _ quotas: [PlanQuota]
  ) throws(QuestionError) -> [PlanLimits.Quota] {
    var result: [PlanLimits.Quota] = []
    for field in Set(quotas.map(\.field)).sorted() {
      let own = quotas.filter { $0.field == field }
      let values = try network.attribute(field)
      for quota in own { try check(quota.value, field, values, "--quota") }
      result.append(
        PlanLimits.Quota(
          groups: values.map { value in own.firstIndex { $0.value == value } ?? -1 }, most: own.map(\.most)))
    }
    return result
  }

  private static func costs(_ network: Network, _ budget: PlanBudget) throws(QuestionError) -> [Double?] {
    let cells = try network.attribute(budget.field)
    var costs: [Double?] = []
    for (row, cell) in cells.enumerated() {
      if cell.isEmpty {
        costs.append(nil)
        continue
      }
      guard let cost = Double(cell), cost.isFinite, cost >= 0 else {
        throw QuestionError(
          "'\(cell)', the \(budget.field) of '\(network.people.rows[row].id)', is no cost: write a number from 0 on")
      }
      costs.append(cost)
    }
    return costs
  }

  func plan() -> Plan {
    var options = PlanOptions()
    options.error = question.error
    options.reached = already
    options.seed = question.seed
    options.leastSets = Self.leastSets
    let found = influencePlan(on: model, limits, options)
    let (others, plans) = rivals(found.chosen)
    // Worlds of their own: the choice knows nothing of them.
    let reach = planReach(
      of: plans, reached: already, on: model, worlds: question.worlds, seed: scrambled(question.seed, 2))
    let totals = zip(reach.before, reach.gained[0]).map { Double($0 + $1) }
    let before = mean(reach.before.map(Double.init))
    var comparisons: [PlanComparison] = []
    for (kind, range) in others {
      let gained = reach.before.indices.map { world in
        mean(range.map { Double(reach.gained[$0][world]) })
      }
      comparisons.append(
        PlanComparison(
          kind: kind, chosen: kind == .random ? [] : plans[range.lowerBound], reached: before + mean(gained),
          difference: MeanDifference(zip(reach.gained[0], gained).map { Double($0) - $1 })))
    }
    let choices = zip(found.chosen, reach.gains[0]).map { person, gain in
      Plan.Choice(person: person, gain: gain, cost: limits.budget.map { $0.costs[person] })
    }
    let turned = arcs.reversed()
    return Plan(
      chosen: Sensitive(choices), count: choices.count, reached: mean(totals),
      standardError: standardErrorOfMean(totals), reachedBefore: before, already: already.count,
      candidates: limits.candidates.count, withoutCost: withoutCost, certificate: found, comparisons: comparisons,
      arcs: arcs.edgeCount,
      people: network.people.rows.indices.count { arcs.degree($0) + turned.degree($0) > 0 }, time: time,
      unit: network.unit,
      question: question)
  }

  /// The plan itself, then what it is compared with, each with its place.
  private func rivals(_ chosen: [Int]) -> ([(PlanComparison.Kind, Range<Int>)], [[Int]]) {
    var plans = [chosen]
    var others: [(PlanComparison.Kind, Range<Int>)] = []
    func add(_ kind: PlanComparison.Kind, _ more: [[Int]]) {
      others.append((kind, plans.count..<plans.count + more.count))
      plans += more
    }
    add(
      .random,
      (0..<Self.draws).map { draw in
        limits.filled(
          by: limits.candidates.map { (scrambled(question.seed, UInt64(draw), UInt64($0)), $0) }
            .sorted { $0 < $1 }.map(\.1))
      })
    // Sorting keeps the order of equals, that is of their ids.
    add(.bestConnected, [limits.filled(by: limits.candidates.sorted { arcs.degree($0) > arcs.degree($1) })])
    if !question.compared.isEmpty { add(.named, [question.compared.map(\.int)]) }
    return (others, plans)
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }
}
