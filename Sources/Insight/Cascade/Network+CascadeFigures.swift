import Graph
public import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Network {
  /// What each of several cascades says of training, keeping at it, fidelity, and the way between places and professions.
  ///
  /// - Parameters:
  ///   - cascades: Cascades of this network; over all techniques or of one.
  ///   - options: The options they were made with.
  /// - Complexity: O(records + ties log ties), and O(people + sources) for each cascade.
  public func figures(of cascades: [Cascade], _ options: CascadeOptions = CascadeOptions()) -> [CascadeFigures] {
    let records = TechniqueRecords(self, options.window.interval)
    let order = idOrder(self, NodeSpace([.person: people.count]))
    let groups = people.rows.map { $0.staffGroup.isEmpty ? nil : $0.staffGroup }
    let organisations = people.rows.map { person in person.organisation.map { self.organisations[$0].id } }
    let areas = people.rows.map { area(of: $0.organisation) }
    let mixing = TieMixing(self, groups, options.window.interval)
    let last = min(lastRecord ?? .max, options.window.interval.upper)
    return cascades.map { cascade in
      let asked = cascade.technique.map { [$0] } ?? techniques.rows.indices.map { RowIndex<Technique>($0) }
      let adoptions = asked.map { Adoption(of: $0, in: self, records, order: order) }
      let activities = adoptions.map { Activity(self, $0) }
      var isTrained = [Bool](repeating: false, count: people.count)
      var hasUsed = isTrained
      for (place, technique) in asked.enumerated() {
        let moments = taught(technique)
        for (person, moment) in moments.enumerated() where moment < options.window.interval.upper {
          isTrained[person] = true
        }
        // What is on record of them, on the day they were taught it or later.
        func note(_ person: Int, _ span: Interval) {
          let moment = moments[person]
          guard isTrained[person], moment < options.window.interval.upper else { return }
          let day = scale == .integer || moment == .min ? moment : Calendar.days(of: moment) * Calendar.day
          if span.upper > day { hasUsed[person] = true }
        }
        for row in adoptions[place].uses { note(uses.rows[row].person.int, uses.rows[row].spell.interval) }
        for row in adoptions[place].engagements {
          note(engagements.rows[row].person.int, engagements.rows[row].spell.interval)
        }
        for row in adoptions[place].transfers {
          note(transfers.rows[row].from.int, transfers.rows[row].interval)
          note(transfers.rows[row].to.int, transfers.rows[row].interval)
        }
      }
      let counted = options.from.map { Array(Set($0.map(\.int))) } ?? Array(people.rows.indices)
      return CascadeFigures(
        trained: counted.count { isTrained[$0] }, trainedWhoUsed: counted.count { hasUsed[$0] },
        stillActive: unit.scale == .integer ? [] : stillActive(cascade, activities, last),
        fidelity: cascade.technique == nil ? [] : adoptions.first.map { fidelity(cascade, $0) } ?? [],
        organisationFlow: flow(cascade, organisations), areaFlow: flow(cascade, areas),
        surprises: mixing.surprises(flow(cascade, groups)))
    }
  }

  private func stillActive(
    _ cascade: Cascade, _ activities: [Activity], _ last: Moment
  ) -> [CascadeFigures.StillActive] {
    [6, 12, 24].map { months in
      var (observed, active) = (0, 0)
      for adopter in cascade.people where adopter.adopted != .min {
        guard let then = Calendar.adding(months: months, to: adopter.adopted), then <= last,
          activities.contains(where: { $0.isRecorded(adopter.person) })
        else { continue }
        observed += 1
        let day = Interval(then, then + Calendar.day)
        if activities.contains(where: { $0.isRecorded(adopter.person) && $0.meets(adopter.person, day, notAfter: .max) }
        ) {
          active += 1
        }
      }
      return CascadeFigures.StillActive(months: months, observed: observed, active: active)
    }
  }

  private func fidelity(_ cascade: Cascade, _ adoption: Adoption) -> [CascadeFigures.GenerationFidelity] {
    var placeOf = [Int](repeating: -1, count: people.count)
    for (place, adopter) in cascade.people.enumerated() { placeOf[adopter.person] = place }
    var generations = cascade.generations.map { _ in (sum: 0.0, count: 0, product: 0.0, chains: 0) }
    var step = [(sum: Double, count: Int)](repeating: (0, 0), count: cascade.people.count)
    for row in adoption.transfers {
      let transfer = transfers.rows[row]
      let place = placeOf[transfer.to.int]
      guard let fidelity = transfer.fidelity, place >= 0 else { continue }
      let adopter = cascade.people[place]
      guard adopter.sources.contains(where: { $0.isKnown && $0.person == transfer.from.int }) else { continue }
      generations[adopter.generation].sum += fidelity
      generations[adopter.generation].count += 1
      if let parent = adopter.parent, cascade.people[parent].person == transfer.from.int {
        step[place].sum += fidelity
        step[place].count += 1
      }
    }
    var kept = [Double?](repeating: nil, count: cascade.people.count)
    for place in cascade.parentsFirst() {
      let adopter = cascade.people[place]
      guard let parent = adopter.parent else {
        kept[place] = 1
        continue
      }
      guard step[place].count > 0, let above = kept[parent] else { continue }
      let product = above * step[place].sum / Double(step[place].count)
      kept[place] = product
      generations[adopter.generation].product += product
      generations[adopter.generation].chains += 1
    }
    return generations.enumerated().compactMap { generation, found in
      guard found.count > 0 else { return nil }
      return CascadeFigures.GenerationFidelity(
        generation: generation, transfers: found.count, mean: found.sum / Double(found.count), chains: found.chains,
        cumulative: found.chains == 0 ? nil : found.product / Double(found.chains))
    }
  }

  /// Credit by the sources' and the adopters' value of something said of each person; the greatest first.
  private func flow(_ cascade: Cascade, _ value: [String?]) -> [CascadeFigures.CreditFlow] {
    struct Way: Hashable {
      var from: String?
      var to: String?
    }
    var credit: [Way: Double] = [:]
    var isInside = [Bool](repeating: false, count: people.count)
    for adopter in cascade.people { isInside[adopter.person] = true }
    for adopter in cascade.people {
      // Of a part of a cascade, only what its own people passed on.
      for source in adopter.sources where isInside[source.person] {
        credit[Way(from: value[source.person], to: value[adopter.person]), default: 0] += source.credit
      }
    }
    return credit.map { CascadeFigures.CreditFlow(from: $0.key.from, to: $0.key.to, credit: $0.value) }
      .sorted { ($1.credit, $0.from ?? "", $0.to ?? "") < ($0.credit, $1.from ?? "", $1.to ?? "") }
  }
}

/// How often people of each two staff groups are tied.
private struct TieMixing {
  private let count: [[String]: Int]
  private let total: Int
  private let pairsOfGroups: Int

  init(_ network: Network, _ group: [String?], _ window: Interval) {
    var pairs: [(Int, Int)] = []
    for tie in network.ties.rows where tie.from != tie.to && tie.spell.interval.meets(window) {
      let (a, b) = (tie.from.int, tie.to.int)
      pairs.append((min(a, b), max(a, b)))
    }
    pairs.sort { $0 < $1 }
    var count: [[String]: Int] = [:]
    var total = 0
    for (place, pair) in pairs.enumerated() where place == 0 || pairs[place - 1] != pair {
      guard let a = group[pair.0], let b = group[pair.1] else { continue }
      count[[a, b].sorted(), default: 0] += 1
      total += 1
    }
    let groups = Set(group.compactMap { $0 }).count
    self.count = count
    self.total = total
    pairsOfGroups = groups * (groups + 1) / 2
  }

  /// The flows between known groups, rarest pair first.
  func surprises(_ flow: [CascadeFigures.CreditFlow]) -> [CascadeFigures.Surprise] {
    flow.compactMap { way in
      guard let from = way.from, let to = way.to else { return nil }
      let ties = count[[from, to].sorted()] ?? 0
      let share = (Double(ties) + 0.5) / (Double(total) + 0.5 * Double(pairsOfGroups))
      return CascadeFigures.Surprise(from: from, to: to, credit: way.credit, ties: ties, bits: -log2(share))
    }.sorted { ($1.bits, $1.credit, $0.from ?? "", $0.to ?? "") < ($0.bits, $0.credit, $1.from ?? "", $1.to ?? "") }
  }
}
