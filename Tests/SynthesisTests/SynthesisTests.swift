import Graph
import Records
import Synthesis
import Testing

/// One programme of the size of the README's example, made once.
private let sample = Synthesis.generate(people: 530, seed: 1)
/// One large enough for rates to show.
private let large = Synthesis.generate(people: 20_000, seed: 7)

/// The earliest day on which each person is recorded to use each technique.
private func adoptions(_ network: Network) -> [[Moment]] {
  var first = [[Moment]](
    repeating: [Moment](repeating: .max, count: network.techniques.count), count: network.people.count)
  func note(_ person: RowIndex<Person>, _ technique: RowIndex<Technique>, _ moment: Moment) {
    first[person.int][technique.int] = min(first[person.int][technique.int], moment)
  }
  for use in network.uses.rows { note(use.person, use.technique, use.spell.interval.lower) }
  for row in network.engagements.rows {
    for technique in row.techniques { note(row.person, technique, row.spell.interval.lower) }
  }
  for row in network.transfers.rows {
    note(row.from, row.technique, row.date?.moment ?? .max)
    note(row.to, row.technique, row.date?.moment ?? .max)
  }
  return first
}

@Suite("A synthetic programme")
struct SynthesisTests {
  @Test("is the same for the same seed, and another for another")
  func deterministic() {
    let again = Synthesis.generate(people: 530, seed: 1)
    #expect(again.truth.json == sample.truth.json)
    #expect(again.network.ties.rows.map(\.to) == sample.network.ties.rows.map(\.to))
    #expect(again.network.outcomes.rows.map(\.value) == sample.network.outcomes.rows.map(\.value))
    #expect(Synthesis.generate(people: 530, seed: 2).truth.json != sample.truth.json)
  }

  @Test("never changes from one release to the next without notice")
  func pinned() {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in Synthesis.generate(people: 100, seed: 1).truth.json.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    #expect(hash == 5_515_242_873_182_353_698)
  }

  @Test("has 300 alumni among 530 people, each on one cohort and with one coaching session")
  func alumni() {
    let network = sample.network
    #expect(network.people.count == 530)
    #expect(network.enrolments.count == 300)
    #expect(Set(network.enrolments.rows.map(\.person)).count == 300)
    #expect(sample.truth.alumni == 300)
    #expect(network.events.rows.filter { $0.person != nil }.count == 300)
    #expect(network.events.rows.filter { $0.person == nil }.count == 18)
    #expect(network.organisations.rows.filter { $0.kind == "icb" }.count == 7)
  }

  @Test("refers only to rows that exist, and no spell ends before it starts", arguments: [100, 101, 299, 530, 3000])
  func valid(people: Int) {
    let network = Synthesis.generate(people: people, seed: 11).network
    for row in network.memberships.rows {
      #expect(row.person.int < people && row.team.int < network.teams.count && !row.spell.interval.isEmpty)
    }
    for row in network.enrolments.rows { #expect(!row.spell.interval.isEmpty) }
    for row in network.uses.rows { #expect(!row.spell.interval.isEmpty && row.learnedFrom != row.person) }
    for row in network.engagements.rows {
      #expect(!row.spell.interval.isEmpty && row.team.int < network.teams.count && !row.techniques.isEmpty)
    }
    for row in network.ties.rows { #expect(!row.spell.interval.isEmpty && row.from != row.to) }
    for row in network.transfers.rows { #expect(row.from != row.to && (0...1).contains(row.fidelity ?? 0)) }
    for row in network.outcomes.rows {
      #expect((row.team?.int ?? .max) < network.teams.count && row.value?.isFinite == true)
      if let engagement = row.engagement { #expect(network.engagements[engagement].team == row.team) }
    }
    for row in network.people.rows { #expect(row.email.isEmpty || row.email.hasSuffix("@example.org")) }
    #expect(Set(network.people.rows.map(\.id)).count == people)
    #expect(Set(network.teams.rows.map(\.id)).count == network.teams.count)
    #expect(network.unit.name == "day")
  }

  @Test("names no source that adopted later than whoever learned from it", arguments: [1, 2, 3] as [UInt64])
  func sourcesComeFirst(seed: UInt64) {
    let network = Synthesis.generate(people: 530, seed: seed).network
    let first = adoptions(network)
    for use in network.uses.rows {
      guard let source = use.learnedFrom else { continue }
      #expect(first[source.int][use.technique.int] < use.spell.interval.lower)
    }
    for row in network.transfers.rows {
      #expect(first[row.from.int][row.technique.int] < first[row.to.int][row.technique.int])
    }
  }

  @Test("records the adoptions that the truth holds")
  func recordsTruth() {
    let first = adoptions(sample.network)
    for index in 0..<sample.truth.adoptionCount {
      let row = sample.truth.adoption(index)
      #expect(first[row.person.int][row.technique.int] == row.date.moment)
    }
    let recorded = first.joined().reduce(0) { $0 + ($1 < .max ? 1 : 0) }
    #expect(recorded == sample.truth.adoptionCount)
  }

  @Test(
    "has a surgeon whose work goes on for four generations and reaches a circle of peers",
    arguments: [(100, 9), (300, 15), (530, 15), (2000, 15)])
  func surgeon(people: Int, least: Int) throws {
    let made = Synthesis.generate(people: people, seed: 5)
    let network = made.network
    let surgeon = try #require(network.people.rows.firstIndex { $0.id == "surgeon" })
    #expect(network.people.rows[surgeon].role == "Consultant surgeon")
    #expect(network.people.rows[surgeon].staffGroup == "Medical and Dental")
    #expect(network.enrolments.rows.first { $0.person.int == surgeon }?.cohort.int == 0)
    let stress = try #require(network.techniques.rows.firstIndex { $0.id == "stress-conversations" })
    var generation = [surgeon: 0]
    for use in network.uses.rows where use.technique.int == stress {
      guard let source = use.learnedFrom, let before = generation[source.int] else { continue }
      generation[use.person.int] = before + 1
    }
    #expect(generation.count - 1 >= least)
    #expect((generation.values.max() ?? 0) >= 4)
    #expect(made.truth.surgeon.longestChain.count >= 5)
    let peers = network.engagements.rows.filter { $0.person.int == surgeon }
    #expect(peers.count == 2 && peers[0].team == peers[1].team)
  }

  @Test("leaves out about the share of sources that the truth states")
  func leftOut() {
    let circle = Set(large.truth.surgeon.circle)
    var known = Set<[Int]>()
    for use in large.network.uses.rows where use.learnedFrom != nil {
      known.insert([use.person.int, use.technique.int])
    }
    for row in large.network.transfers.rows { known.insert([row.to.int, row.technique.int]) }
    var total = 0
    var missing = 0
    for index in 0..<large.truth.adoptionCount {
      let row = large.truth.adoption(index)
      guard row.source != nil, !circle.contains(large.network.people[row.person].id) else { continue }
      total += 1
      if !known.contains([row.person.int, row.technique.int]) { missing += 1 }
    }
    #expect(abs(Double(missing) / Double(total) - large.truth.shareOfSourcesLeftOut) < 0.02)
  }

  @Test("grows in proportion to the number of people")
  func linear() {
    let small = Synthesis.generate(people: 10_000, seed: 7).network
    let pairs = [
      (small.ties.count, large.network.ties.count), (small.uses.count, large.network.uses.count),
      (small.engagements.count, large.network.engagements.count), (small.teams.count, large.network.teams.count),
      (small.memberships.count, large.network.memberships.count),
    ]
    for (one, two) in pairs { #expect(abs(Double(two) / Double(one) - 2) < 0.15) }
    #expect(Double(large.network.ties.count) / 20_000 > 2)
  }

  @Test("spreads at the rates that the truth states")
  func ratesAreRecoverable() {
    let network = large.network
    let end = large.truth.period.to.moment
    let circle = Set(large.truth.surgeon.circle + ["surgeon"])
    let isOutside = network.people.rows.map { !circle.contains($0.id) }
    for (technique, rate) in large.truth.techniques.enumerated() {
      var adopted = [Moment](repeating: .max, count: network.people.count)
      var passedOn = 0.0
      for index in 0..<large.truth.adoptionCount {
        let row = large.truth.adoption(index)
        guard row.technique.int == technique else { continue }
        adopted[row.person.int] = row.date.moment
        if row.source != nil, isOutside[row.person.int] { passedOn += 1 }
      }
      var spells = [[Interval]](repeating: [], count: network.people.count)
      for use in network.uses.rows where use.technique.int == technique {
        spells[use.person.int].append(use.spell.interval)
      }
      var exposure = 0.0
      func expose(_ giver: Int, _ receiver: Int, _ tie: Interval) {
        guard isOutside[receiver] else { return }
        for spell in spells[giver] {
          let from = max(spell.lower, tie.lower)
          let to = min(spell.upper, tie.upper, adopted[receiver], end)
          if from < to { exposure += Double(to - from) / 86_400 / 30.4375 }
        }
      }
      for tie in network.ties.rows {
        if tie.influence != .backward { expose(tie.from.int, tie.to.int, tie.spell.interval) }
        if tie.influence != .forward { expose(tie.to.int, tie.from.int, tie.spell.interval) }
      }
      let estimate = passedOn / exposure
      let tolerance = 4 * estimate / passedOn.squareRoot() + 0.02 * rate.ratePerTieMonth
      #expect(abs(estimate - rate.ratePerTieMonth) < tolerance, "\(rate.id): \(estimate)")
    }
  }

  @Test("follows teams whose outcomes show the effects that the truth states")
  func effectsAreRecoverable() {
    let network = large.network
    let supported = Set(large.truth.supportedTeams)
    for effect in large.truth.effects {
      // The difference of the differences: before and after, with support and without, month by month of the calendar.
      var level: [Int32: (before: Double, beforeCount: Double, after: Double, afterCount: Double)] = [:]
      var calendar: [Moment: (sum: Double, count: Double)] = [:]
      let rows = network.outcomes.rows.filter { $0.measure == effect.measure }
      for row in rows where row.engagement == nil {
        guard let team = row.team, let date = row.date, let value = row.value else { continue }
        if supported.contains(network.teams[team].id) { continue }
        calendar[date.moment, default: (0, 0)].sum += value
        calendar[date.moment, default: (0, 0)].count += 1
      }
      for row in rows {
        guard let team = row.team, let date = row.date, let value = row.value,
          supported.contains(network.teams[team].id), let month = calendar[date.moment], month.count >= 20
        else { continue }
        let excess = value - month.sum / month.count
        var entry = level[team.value] ?? (0, 0, 0, 0)
        if row.engagement == nil {
          entry.before += excess
          entry.beforeCount += 1
        } else {
          entry.after += excess
          entry.afterCount += 1
        }
        level[team.value] = entry
      }
      let changes = level.values.filter { $0.beforeCount > 0 && $0.afterCount > 0 }
        .map { $0.after / $0.afterCount - $0.before / $0.beforeCount }
      let mean = changes.reduce(0, +) / Double(changes.count)
      #expect(abs(mean - effect.effect) < 0.25 * abs(effect.effect) + 0.05, "\(effect.measure): \(mean)")
    }
  }
}
