import Algorithms
import Graph
import Records

/// Works out the figures of one spread.
struct SpreadReckoning {
  private let network: Network
  private let adoption: Adoption
  private let options: SpreadOptions
  private let length: PeriodLength
  /// `nil` where nothing is dated and no window was asked for.
  private let periods: Periods?
  private let grouping: Grouping?
  private let within: Grouping?
  /// Period of adoption; 0 before the first, `nil` for never.
  private let period: [Int?]
  /// The same as the algorithms take it.
  private let numbers: [Int32]
  private let rows: InfluenceRows
  private let lag: Int
  private var isNetdiffuser: Bool { options.definition == .netdiffuser }
  private var count: Int { periods?.count ?? 0 }

  init(
    _ network: Network, _ adoption: Adoption, _ options: SpreadOptions, _ arcs: InfluenceArcs, _ length: PeriodLength,
    _ periods: Periods?, grouping: Grouping?, within: Grouping?
  ) {
    self.network = network
    self.adoption = adoption
    self.options = options
    self.length = length
    self.periods = periods
    self.grouping = grouping
    self.within = within
    // No lag reaches further back than there are periods.
    lag = min(options.lag ?? (options.definition == .netdiffuser ? 0 : 1), Periods.most)
    period = adoption.moment.map { moment in
      moment == Adoption.never ? nil : periods.map { $0.number(of: moment) } ?? 0
    }
    numbers = period.map { $0.map { Int32(clamping: $0) } ?? neverAdopted }
    rows = InfluenceRows(arcs, people: network.people.count, periods, weighted: options.isWeighted)
  }

  func spread() -> ObservedSpread {
    let known = period.indices.filter { person in period[person].map { $0 >= 1 && $0 <= count } ?? false }
    let (thresholds, exposure) = options.exposure == .equivalence ? equivalence(known) : exposure(known)
    let timing = AdopterCuts(of: period.compactMap { $0.map(Double.init) }, options.definition)
    let thresholdCuts = AdopterCuts(of: thresholds.compactMap(\.self), options.definition)
    return ObservedSpread(
      options: options, periods: rowsOfPeriods(), people: people(thresholds, timing, thresholdCuts),
      exposure: exposure,
      timeOfAdoption: timing, thresholds: thresholdCuts, moran: moranOfTimes(known), bass: bass(),
      sustainment: network.sustainment(of: [options.technique], options.window), central: central(),
      groups: groups(), tests: tests(), shuffledWithin: options.test == nil ? nil : within?.field, lag: lag,
      length: length, unit: network.unit)
  }

  /// What adopters of the first period were exposed to before is not known, but by netdiffuseR.
  private func hasThreshold(_ person: Int) -> Bool { period[person].map { $0 > 1 || isNetdiffuser } ?? false }

  private func rule() -> ExposureRule {
    var rule = ExposureRule(lag: lag)
    rule.lagsTies = isNetdiffuser
    rule.isCount = options.exposure == .count
    guard options.exposure == .reach else { return rule }
    rule.importance = [Double](repeating: 0, count: rows.count * count)
    let steady = rows.isSteady ? rows.reached() : nil
    for number in 1..<count + 1 {
      for (person, reached) in (steady ?? rows.reached(in: number)).enumerated() {
        rule.importance[person * count + number - 1] = Double(reached)
      }
    }
    return rule
  }

  /// Thresholds of those who adopted in a period, and everybody's exposure.
  private func exposure(_ known: [Int]) -> ([Double?], [[Double?]]) {
    let rule = rule()
    var thresholds = [Double?](repeating: nil, count: period.count)
    for person in known where hasThreshold(person) {
      thresholds[person] = rows.exposure(of: person, in: Int(numbers[person]), adoption: numbers, rule)
    }
    let exposure = period.indices.map { person in
      options.isFull ? rows.exposure(of: person, adoption: numbers, rule) : []
    }
    return (thresholds, exposure)
  }

  /// The same by how alike people's places are.
  private func equivalence(_ known: [Int]) -> ([Double?], [[Double?]]) {
    var thresholds = [Double?](repeating: nil, count: period.count)
    var exposure = [[Double?]](
      repeating: options.isFull ? [Double?](repeating: nil, count: count) : [], count: period.count)
    rows.eachEquivalenceExposure(adoption: numbers, rule(), inverted: isNetdiffuser) { person, number, value in
      if options.isFull { exposure[person][number - 1] = value }
      if period[person] == number, hasThreshold(person) { thresholds[person] = value }
    }
    return (thresholds, exposure)
  }

  private func people(
    _ thresholds: [Double?], _ timing: AdopterCuts?, _ thresholdCuts: AdopterCuts?
  ) -> [SpreadPerson] {
    var rule = FollowingRule()
    rule.span = options.span
    rule.discount = options.discount
    rule.isNormalised = options.isNormalised
    rule.usesFollowersPeriod = isNetdiffuser
    let following = rows.following(adoption: numbers, rule)
    return period.indices.map { person -> SpreadPerson in
      let k = period[person]
      let adopted = adoption.moment[person]
      let category = k.flatMap { k in timing?.category(Double(k), hasInnovators: options.hasInnovators) }
      return SpreadPerson(
        adopted: k == nil || adopted == .min ? nil : adopted, period: k, category: category ?? .nonAdopter,
        threshold: thresholds[person],
        thresholdCategory: thresholds[person].flatMap { thresholdCuts?.thresholdCategory($0) },
        infectiousness: k.map { _ in following.infectiousness[person] },
        susceptibility: k.map { _ in following.susceptibility[person] })
    }
  }

  private func rowsOfPeriods() -> [SpreadPeriod] {
    guard let periods else { return [] }
    let n = network.people.count
    let times = period.compactMap(\.self)
    let hazard = SpreadGroup.hazard(adoption: times, among: n, count, options.definition)
    let moran = moranByPeriod()
    var newAdopters = [Int](repeating: 0, count: count + 1)
    for k in times where k <= count { newAdopters[k] += 1 }
    var cumulative = newAdopters[0]
    return (1..<count + 1).map { k in
      let growth: Double? =
        cumulative == 0 ? (k == 1 && isNetdiffuser ? 0 : nil) : Double(newAdopters[k]) / Double(cumulative)
      cumulative += newAdopters[k]
      return SpreadPeriod(
        number: k, start: periods.starts[k - 1], adopters: newAdopters[k], cumulative: cumulative,
        share: n == 0 ? 0 : Double(cumulative) / Double(n), growth: growth, hazard: hazard[k - 1], moran: moran[k - 1])
    }
  }

  /// The weights of Moran's I: ties, or as netdiffuseR has it one over the steps between two people, up to six.
  private func moranWeights(in number: Int?) -> WeightRows? {
    let ties = rows.weights(in: number)
    guard isNetdiffuser else { return ties }
    return rows.count > StepMatrix.mostPeople ? nil : StepMatrix(ties).inverseSteps
  }

  /// Moran's I of having adopted or not, period by period.
  private func moranByPeriod() -> [MoransI?] {
    guard options.isFull else { return [MoransI?](repeating: nil, count: count) }
    let steady = rows.isSteady ? moranWeights(in: nil).map(MoranWeights.init) : nil
    return (1..<count + 1).map { number in
      let weights = rows.isSteady ? steady : moranWeights(in: number).map(MoranWeights.init)
      return weights?.moransI(of: numbers.map { $0 <= Int32(number) ? 1 : 0 })
    }
  }

  private func moranOfTimes(_ known: [Int]) -> MoransI? {
    var isMember = [Bool](repeating: false, count: period.count)
    for person in known { isMember[person] = true }
    guard let weights = moranWeights(in: nil) else { return nil }
    return MoranWeights(weights.among(isMember)).moransI(of: known.map { Double(numbers[$0]) })
  }

  private func bass() -> BassFit? {
    guard count >= BassFit.fewestPeriods, !network.people.rows.isEmpty else { return nil }
    let n = Double(network.people.count)
    let shares = (1..<count + 1).map { number in Double(numbers.count { $0 <= Int32(number) }) / n }
    return fitBass(shares, ceiling: isNetdiffuser ? 1 : nil)
  }

  /// More of those a person can influence, against an earlier adoption.
  private func central() -> CentralPeople {
    let reached = rows.reached()
    let adopters = period.indices.filter { period[$0] != nil }
    let earlier = adopters.map { -Double(adoption.moment[$0]) }
    return CentralPeople(
      adopters: adopters.count, leftOut: period.count - adopters.count,
      correlation: rankCorrelation(
        adopters.map { Double(reached[$0]) }, earlier, permutations: options.test?.permutations ?? 999,
        seed: options.test?.seed ?? 1))
  }

  private func groups() -> [SpreadGroup] {
    (grouping?.members ?? []).map { name, members in
      SpreadGroup(
        name: name, members, period, count, options.definition,
        network.sustainment(of: [options.technique], options.window, among: Set(members)))
    }
  }

  /// Exposure comes before adoption here by either definition: within a period nobody knows who came first.
  private func tests() -> [SpreadTest] {
    guard let test = options.test, count > 0 else { return [] }
    return SpreadNull.allCases.compactMap { null in
      if null == .shuffledWithinGroups, within == nil { return nil }
      return rows.test(
        null, adoption: numbers, lag: max(lag, 1), permutations: test.permutations, groups: within?.groups ?? [],
        seed: test.seed)
    }
  }
}
