import Algorithms
import Graph
public import Records

extension Network {
  /// How a technique spread, period by period and person by person.
  ///
  /// Formulas and sources: Valente 1995 (exposure, thresholds, categories), Myers 2000 and Valente et al. 2015
  /// (infectiousness, susceptibility). People who never adopted are in neither sum of the last two.
  ///
  /// - Throws: ``QuestionError`` when periods do not fit the network's times, or there would be too many; when people have no
  ///   such attribute as groups are to be made of, or are too many to compare place by place.
  /// - Complexity: O((people + arcs) periods), and O(permutations (people + arcs)) when compared with chance; O(people^3) for
  ///   exposure by equivalence.
  public func observedSpread(_ options: SpreadOptions) throws(QuestionError) -> ObservedSpread {
    try SpreadSource(self, options).spread(of: options.technique)
  }

  /// How each of several techniques spread; what `options` name as theirs is ignored.
  ///
  /// - Throws: As for one.
  /// - Complexity: That of each.
  public func observedSpreads(
    of techniques: [RowIndex<Technique>], _ options: SpreadOptions
  ) throws(QuestionError) -> [ObservedSpread] {
    let source = try SpreadSource(self, options)
    var spreads: [ObservedSpread] = []
    for technique in techniques { spreads.append(try source.spread(of: technique)) }
    return spreads
  }
}

/// What the spreads of all techniques are made from.
private struct SpreadSource {
  let network: Network
  let options: SpreadOptions
  let records: TechniqueRecords
  let order: [UInt32]
  let arcs: InfluenceArcs
  let length: PeriodLength
  let grouping: Grouping?
  let within: Grouping?

  init(_ network: Network, _ options: SpreadOptions) throws(QuestionError) {
    let length = options.by ?? (network.scale == .integer ? .period : .month)
    try length.check(network.scale)
    if options.exposure == .equivalence, network.people.count > StepMatrix.mostPeople {
      throw QuestionError(
        "exposure by equivalence compares every two people, of whom there are too many: it takes \(StepMatrix.mostPeople) at most"
      )
    }
    self.network = network
    self.options = options
    self.length = length
    records = TechniqueRecords(network, options.window.interval)
    order = idOrder(network, NodeSpace([.person: network.people.count]))
    arcs = InfluenceArcs(
      network, options.window.interval, silentTies: options.isDirected ? .forward : .both,
      weighted: options.isWeighted)
    if let field = options.grouping {
      grouping = try Grouping(by: field, of: network, .people)
    } else {
      grouping = nil
    }
    if let test = options.test {
      let groups = try Grouping(by: test.within ?? "staff_group", of: network, .people)
      within = test.within == nil && groups.names.isEmpty ? nil : groups
    } else {
      within = nil
    }
  }

  func spread(of technique: RowIndex<Technique>) throws(QuestionError) -> ObservedSpread {
    let adoption = Adoption(of: technique, in: network, records, order: order)
    let dated = adoption.adopters.map { adoption.moment[$0] }.filter { $0 != .min }
    let since = options.window.since
    let from = since ?? dated.first ?? options.window.interval.upper.advanced(by: -1)
    let hasWindow = options.window.interval.upper != .max
    let to = hasWindow ? options.window.interval.upper - 1 : max(dated.last ?? from, from)
    var options = options
    options.technique = technique
    var periods: Periods?
    if !(dated.isEmpty && since == nil && !hasWindow) { periods = try Periods(length, from: from, to: to) }
    return SpreadReckoning(
      network, adoption, options, arcs, length, periods, grouping: grouping, within: within
    ).spread()
  }
}
