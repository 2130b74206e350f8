import Algorithms
import Graph
public import Records

extension Network {
  /// Whose leaving would cut reach most, and what else hangs on one person: techniques, and what joins two areas.
  ///
  /// - Complexity: a sweep as ``reachOfEveryone(_:)`` for each person tried, who are as many as can be in about half a minute;
  ///   and for two leaving, one for each pair of the worst.
  public func fragility(_ question: FragilityQuestion = FragilityQuestion()) -> Fragility {
    let frame = ReachContacts(
      self, technique: question.technique, window: question.window.interval,
      silentTies: question.isDirected ? .forward : .both)
    var options = ReachOptions()
    options.window = question.window
    let losses = ReachLosses(
      in: ContactStream(frame.contacts, level: question.level), starts: starts(options, frame.earliest),
      people: frame.space.range(of: .person))
    let found = worst(losses, question, contacts: frame.contacts.count)
    let at = moment(question.window)
    let uses = soleUses(question.technique, at: at)
    let carriers = soleCarriers(question)
    let n = people.count
    return Fragility(
      meanReached: n > 0 ? Double(losses.now.reached.reduce(0, +)) / Double(n) : nil,
      losses: Sensitive(
        found.losses.map { loss in
          Fragility.Loss(
            people: loss.nodes, fall: Double(loss.pairs) / Double(max(n - loss.nodes.count, 1)), pairs: loss.pairs)
        }), lossCount: found.losses.count, tried: found.tried, isComplete: found.isComplete,
      soleUses: Sensitive(uses), soleUseCount: uses.count, usesAt: at, soleCarriers: Sensitive(carriers.sole),
      soleCarrierCount: carriers.sole.count, joinedAreas: carriers.joined, unit: unit)
  }

  /// Pairs are looked for among so many of the worst.
  private static var pairedPeople: Int { 12 }

  private func worst(
    _ losses: ReachLosses, _ question: FragilityQuestion, contacts: Int
  ) -> (losses: [LossOfReach], tried: Int, isComplete: Bool) {
    // A merge of 512 people's bits at one contact takes about ten nanoseconds.
    let merges = (people.count / 512 + 1) * (contacts + people.count + 1)
    let most = max(20, 3_000_000_000 / merges)
    if question.leaving == 1 { return losses.worst(question.count, trying: most) }
    let singles = losses.worst(Self.pairedPeople, trying: most)
    var people = singles.losses.map { $0.nodes[0] }
    // Two may stand in for each other, so that neither alone is missed.
    people += losses.byStake.filter { !people.contains($0) }.prefix(Self.pairedPeople - people.count)
    var pairs: [LossOfReach] = []
    for (place, first) in people.enumerated() {
      for second in people[(place + 1)...] { pairs.append(losses.loss(of: [min(first, second), max(first, second)])) }
    }
    pairs = pairs.filter { $0.pairs > 0 }
    pairs.sort { ($1.pairs, $0.nodes[0], $0.nodes[1]) < ($0.pairs, $1.nodes[0], $1.nodes[1]) }
    return (Array(pairs.prefix(question.count)), singles.tried, false)
  }

  /// The last moment of the window that anything is written of.
  private func moment(_ window: TimeWindow) -> Moment? {
    let last = window.interval.upper == .max ? lastRecord : window.interval.upper - 1
    return last
  }

  /// Techniques that one person alone uses in an organisation at a moment, the rarest first.
  func soleUses(_ technique: RowIndex<Technique>?, at moment: Moment?) -> [Fragility.SoleUse] {
    var users = [Set<Int>](repeating: [], count: techniques.count)
    for use in uses.rows where technique == nil || use.technique == technique {
      let holds = moment.map { use.spell.interval.lower <= $0 && $0 < use.spell.interval.upper } ?? true
      if holds { users[use.technique.int].insert(use.person.int) }
    }
    var found: [Fragility.SoleUse] = []
    for row in techniques.rows.indices {
      let own = Dictionary(grouping: users[row].filter { people.rows[$0].organisation != nil }) {
        people.rows[$0].organisation?.int ?? 0
      }
      for (organisation, people) in own where people.count == 1 {
        found.append(
          Fragility.SoleUse(
            organisation: organisation, technique: row, person: people[0], usersElsewhere: users[row].count - 1))
      }
    }
    // The rarest first.
    return found.sorted {
      ($0.usersElsewhere, $0.technique, $0.organisation) < ($1.usersElsewhere, $1.technique, $1.organisation)
    }
  }

  private struct AreaPair: Hashable {
    let first: Int
    let second: Int
  }

  /// What joins two areas: ties and transfers between people of the two, and engagements of people of one with teams of the
  /// other.
  private func soleCarriers(_ question: FragilityQuestion) -> (sole: [Fragility.SoleCarrier], joined: Int) {
    let areas = Grouping(field: "area", values: people.rows.map { area(of: $0.organisation) ?? "" })
    var number: [String: Int] = [:]
    for (place, name) in areas.names.enumerated() { number[name] = place }
    let teamAreas = teams.rows.map { team in area(of: team.organisation).flatMap { number[$0] } }
    let window = question.window.interval
    // Of each pair of areas: who is part of everything that joins them, and how much that is.
    var joined: [AreaPair: (common: Set<Int>, records: Int)] = [:]
    func add(_ a: Int?, _ b: Int?, _ people: Set<Int>) {
      guard let a, let b, a != b else { return }
      let pair = AreaPair(first: min(a, b), second: max(a, b))
      let known = joined[pair]
      joined[pair] = (known.map { $0.common.intersection(people) } ?? people, (known?.records ?? 0) + 1)
    }
    for tie in ties.rows where question.technique == nil && tie.spell.interval.meets(window) {
      add(areas.groups[tie.from.int], areas.groups[tie.to.int], [tie.from.int, tie.to.int])
    }
    for transfer in transfers.rows
    where (question.technique == nil || transfer.technique == question.technique) && transfer.interval.meets(window) {
      add(areas.groups[transfer.from.int], areas.groups[transfer.to.int], [transfer.from.int, transfer.to.int])
    }
    for engagement in engagements.rows where engagement.spell.interval.meets(window) {
      if let technique = question.technique, !engagement.techniques.contains(technique) { continue }
      add(areas.groups[engagement.person.int], teamAreas[engagement.team.int], [engagement.person.int])
    }
    let sole = joined.filter { !$0.value.common.isEmpty }.sorted { a, b in
      (b.value.records, a.key.first, a.key.second) < (a.value.records, b.key.first, b.key.second)
    }
    return (
      sole.map { pair, found in
        Fragility.SoleCarrier(
          areas: [areas.names[pair.first], areas.names[pair.second]], people: found.common.sorted(),
          records: found.records)
      }, joined.count
    )
  }
}
