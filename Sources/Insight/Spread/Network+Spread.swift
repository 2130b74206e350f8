import Graph
public import Records

extension Network {
  /// How a technique spread, period by period and person by person.
  ///
  /// Formulas and sources: Valente 1995 (exposure, thresholds, categories), Myers 2000 and Valente et al. 2015
  /// (infectiousness, susceptibility). People who never adopted are in neither sum of the last two.
  ///
  /// - Throws: ``QuestionError`` when periods do not fit the network's times, or there would be too many.
  /// - Complexity: O((people + arcs) periods).
  public func observedSpread(_ options: SpreadOptions) throws(QuestionError) -> ObservedSpread {
    let length = options.by ?? (scale == .integer ? .period : .month)
    try length.check(scale)
    let order = idOrder(self, NodeSpace([.person: people.count]))
    let adoption = Adoption(
      of: options.technique, in: self, TechniqueRecords(self, options.window.interval), order: order)
    let dated = adoption.adopters.map { adoption.moment[$0] }.filter { $0 != .min }
    let since = options.window.since
    let from = since ?? dated.first ?? options.window.interval.upper.advanced(by: -1)
    let hasWindow = options.window.interval.upper != .max
    let to = hasWindow ? options.window.interval.upper - 1 : max(dated.last ?? from, from)
    guard !(dated.isEmpty && since == nil && !hasWindow) else {
      return try SpreadReckoning(self, adoption, options, Periods(length, from: 0, to: 0)).spread(isEmpty: true)
    }
    return try SpreadReckoning(self, adoption, options, Periods(length, from: from, to: to)).spread(isEmpty: false)
  }
}

/// Works out the figures of one spread.
private struct SpreadReckoning {
  private let network: Network
  private let adoption: Adoption
  private let options: SpreadOptions
  private let periods: Periods
  /// Period of adoption; 0 before the first, `nil` for never.
  private let period: [Int?]
  private let lag: Int
  private var isNetdiffuser: Bool { options.definition == .netdiffuser }

  init(_ network: Network, _ adoption: Adoption, _ options: SpreadOptions, _ periods: Periods) {
    self.network = network
    self.adoption = adoption
    self.options = options
    self.periods = periods
    lag = options.lag ?? (options.definition == .netdiffuser ? 0 : 1)
    period = adoption.moment.map { $0 == Adoption.never ? nil : periods.number(of: $0) }
  }

  func spread(isEmpty: Bool) -> ObservedSpread {
    let arcs = InfluenceArcs(
      network, options.window.interval, silentTies: options.isDirected ? .forward : .both,
      weighted: options.isWeighted)
    let exposures = period.indices.map { person in
      isEmpty || !options.includesExposure ? [] : exposure(arcs, of: person, in: 1..<periods.count + 1)
    }
    let timing = timing()
    let (infectiousness, susceptibility) = isEmpty ? ([:], [:]) : followingAndFollowed(arcs)
    let people = period.indices.map { person -> SpreadPerson in
      let k = period[person]
      let adopted = adoption.moment[person]
      return SpreadPerson(
        adopted: k == nil || adopted == .min ? nil : adopted, period: k, category: category(k, timing),
        threshold: isEmpty ? nil : threshold(arcs, of: person),
        infectiousness: k.map { _ in infectiousness[person] ?? 0 },
        susceptibility: k.map { _ in susceptibility[person] ?? 0 })
    }
    return ObservedSpread(
      technique: options.technique, periods: isEmpty ? [] : rows(), people: people, exposure: exposures,
      timeOfAdoption: timing, lag: lag, unit: network.unit)
  }

  private func rows() -> [SpreadPeriod] {
    let n = network.people.count
    var newAdopters = [Int](repeating: 0, count: periods.count + 1)
    for case .some(let k) in period where k <= periods.count { newAdopters[k] += 1 }
    var cumulative = newAdopters[0]
    return (1...periods.count).map { k in
      let left = n - cumulative
      cumulative += newAdopters[k]
      let hazard: Double? =
        k == 1 ? (isNetdiffuser ? 0 : nil) : left == 0 ? nil : Double(newAdopters[k]) / Double(left)
      return SpreadPeriod(
        number: k, start: periods.starts[k - 1], adopters: newAdopters[k], cumulative: cumulative,
        share: n == 0 ? 0 : Double(cumulative) / Double(n), hazard: hazard)
    }
  }

  /// The people with influence on `person` in a period, each once, with the weights of their ties added.
  private func neighbours(_ arcs: InfluenceArcs, of person: Int, in number: Int) -> [(person: Int, weight: Double)] {
    let span = periods.interval(number)
    var found: [(person: Int, weight: Double)] = []
    for arc in arcs.sources(of: person) where arc.span.meets(span) {
      found.append((arc.other, options.isWeighted ? arcs.weights[arc.slot] : 1))
    }
    // Sums do not depend on the order in which parallel ties were written.
    found.sort { $0 < $1 }
    var merged: [(person: Int, weight: Double)] = []
    for one in found {
      if let last = merged.last, last.person == one.person {
        if options.isWeighted { merged[merged.count - 1].weight += one.weight }
      } else {
        merged.append(one)
      }
    }
    return merged
  }

  /// Exposure of `person` in some periods; `nil` in those up to the lag.
  private func exposure(_ arcs: InfluenceArcs, of person: Int, in numbers: Range<Int>) -> [Double?] {
    let isSteady = arcs.sources(of: person).allSatisfy { $0.span == .always }
    var others: [(person: Int, weight: Double)]?
    return numbers.map { number in
      guard number > lag else { return nil }
      let present =
        isSteady ? others ?? neighbours(arcs, of: person, in: number) : neighbours(arcs, of: person, in: number)
      others = present
      var adopted = 0.0
      var all = 0.0
      for other in present {
        all += other.weight
        if let k = period[other.person], k <= number - lag { adopted += other.weight }
      }
      return all == 0 ? 0 : adopted / all
    }
  }

  private func threshold(_ arcs: InfluenceArcs, of person: Int) -> Double? {
    guard let k = period[person], k >= 1, k <= periods.count else { return nil }
    // What adopters of the first period were exposed to before is not known.
    return k == 1 && !isNetdiffuser ? nil : exposure(arcs, of: person, in: k..<k + 1)[0]
  }

  private func timing() -> (mean: Double, deviation: Double)? {
    let times = period.compactMap { $0.map(Double.init) }
    guard !times.isEmpty else { return nil }
    let mean = times.reduce(0, +) / Double(times.count)
    let squares = times.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, times.count < 2 ? 0 : (squares / Double(times.count - 1)).squareRoot())
  }

  private func category(_ period: Int?, _ timing: (mean: Double, deviation: Double)?) -> AdopterCategory {
    guard let period, let timing else { return .nonAdopter }
    let time = Double(period)
    let cuts: [(Double, AdopterCategory)] = [
      (timing.mean - timing.deviation, .earlyAdopter), (timing.mean, .earlyMajority),
      (timing.mean + timing.deviation, .lateMajority),
    ]
    return cuts.first { isNetdiffuser ? time < $0.0 : time <= $0.0 }?.1 ?? .laggard
  }

  /// Infectiousness and susceptibility over one period, for everybody for whom they are not 0.
  ///
  /// Both count the same pairs, seen from either side: j with influence on i, both adopters.
  private func followingAndFollowed(_ arcs: InfluenceArcs) -> ([Int: Double], [Int: Double]) {
    var followedNext: [Int: Double] = [:]
    var followedLater = followedNext
    var susceptibility = followedNext
    for person in period.indices {
      guard let k = period[person], k >= 1, k <= periods.count else { continue }
      var before = 0.0
      var justBefore = 0.0
      for other in neighbours(arcs, of: person, in: k).map(\.person) {
        guard let toa = period[other] else { continue }
        if toa <= k - 1 { before += 1 }
        if toa == k - 1 { justBefore += 1 }
      }
      if justBefore > 0 { susceptibility[person] = justBefore / before }
      // Whoever has influence on `person` is followed by them, if the tie was there when they adopted themselves.
      for other in influencers(arcs, of: person) {
        guard let toa = period[other.person], toa >= 1, toa < k,
          other.spans.contains(where: { $0.meets(periods.interval(toa)) })
        else { continue }
        followedLater[other.person, default: 0] += 1
        if k == toa + 1 { followedNext[other.person, default: 0] += 1 }
      }
    }
    var infectiousness: [Int: Double] = [:]
    for (person, next) in followedNext {
      if let later = followedLater[person], later > 0 { infectiousness[person] = next / later }
    }
    return (infectiousness, susceptibility)
  }

  private func influencers(_ arcs: InfluenceArcs, of person: Int) -> [(person: Int, spans: [Interval])] {
    var spans: [Int: [Interval]] = [:]
    for arc in arcs.sources(of: person) { spans[arc.other, default: []].append(arc.span) }
    return spans.map { ($0.key, $0.value) }
  }
}
