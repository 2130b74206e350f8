import Algorithms
import Graph
import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Works out one technique's cascade, step by step.
struct CascadeBuilder {
  private let network: Network
  private let technique: RowIndex<Technique>
  private let adoption: Adoption
  private let arcs: InfluenceArcs
  private let rule: CreditRule
  /// Everybody's place in the order of ids.
  private let order: [UInt32]
  /// When each person was first taught the technique by an event; `Int64.max` for never.
  private let taught: [Moment]
  private let activity: Activity
  /// Marks the candidates of the person that is being looked at.
  private var seenFor: [Int32]

  init(
    _ network: Network, _ technique: RowIndex<Technique>, _ records: TechniqueRecords, _ rule: CreditRule,
    _ arcs: InfluenceArcs, order: [UInt32]
  ) {
    self.network = network
    self.technique = technique
    self.arcs = arcs
    self.rule = rule
    self.order = order
    adoption = Adoption(of: technique, in: network, records, order: order)
    taught = network.taught(technique)
    activity = Activity(network, adoption)
    seenFor = [Int32](repeating: -1, count: network.people.count)
  }

  /// For each person whom records name as their source and who had adopted by then, as pairs by person, then id.
  ///
  /// People who name each other at the same moment, in a ring, tell nothing about who came first: such records count
  /// for nobody in the ring.
  private func knownSources() -> [(person: Int, source: Int)] {
    var known: [(person: Int, source: Int)] = []
    func note(_ person: RowIndex<Person>, _ source: RowIndex<Person>) {
      guard person != source, adoption.moment[source.int] <= adoption.moment[person.int] else { return }
      known.append((person.int, source.int))
    }
    for row in adoption.uses {
      let use = network.uses.rows[row]
      if let source = use.learnedFrom { note(use.person, source) }
    }
    for row in adoption.transfers {
      let transfer = network.transfers.rows[row]
      note(transfer.to, transfer.from)
    }
    known.sort { ($0.person, order[$0.source]) < ($1.person, order[$1.source]) }
    var distinct: [(person: Int, source: Int)] = []
    distinct.reserveCapacity(known.count)
    for pair in known where distinct.isEmpty || distinct[distinct.count - 1] != pair { distinct.append(pair) }
    var sameMoment = EdgeTable(space: NodeSpace([.person: network.people.count]))
    for pair in distinct where adoption.moment[pair.source] == adoption.moment[pair.person] {
      sameMoment.add(.use, row: 0, from: pair.source, to: pair.person)
    }
    guard sameMoment.count > 0 else { return distinct }
    let ring = strongComponents(of: Adjacency(sameMoment, directed: true, weighted: false))
    return distinct.filter { ring[$0.source] != ring[$0.person] }
  }

  /// Those who used the technique before `person` and could pass it on by a tie, by id.
  private mutating func candidates(for person: Int) -> [Int] {
    let adopted = adoption.moment[person]
    var found: [Int] = []
    for arc in arcs.sources(of: person) {
      let since = adoption.moment[arc.other]
      guard since < adopted, seenFor[arc.other] != Int32(person) else { continue }
      let span = arc.span.clipped(to: Interval(since, .max))
      if activity.meets(arc.other, span, notAfter: adopted) {
        seenFor[arc.other] = Int32(person)
        found.append(arc.other)
      }
    }
    found.sort { order[$0] < order[$1] }
    return found
  }

  private func share(_ candidates: [Int], adopted: Moment) -> [CascadeSource] {
    guard case .recency(let halfLife) = rule, let latest = candidates.map({ adoption.moment[$0] }).max() else {
      return candidates.map { CascadeSource(person: $0, credit: 1 / Double(candidates.count), isKnown: false) }
    }
    // Only ratios matter, so ages are counted from the latest, which keeps the greatest weight at 1.
    let weights = candidates.map { candidate -> Double in
      let since = adoption.moment[candidate]
      return since == latest ? 1 : exp2(-(Double(latest) - Double(since)) / Double(max(halfLife, 1)))
    }
    let total = weights.reduce(0, +)
    return zip(candidates, weights).map { CascadeSource(person: $0, credit: $1 / total, isKnown: false) }
  }

  consuming func build() -> Cascade {
    let known = knownSources()
    var firstKnown = [Int](repeating: 0, count: network.people.count + 1)
    for pair in known { firstKnown[pair.person + 1] += 1 }
    for person in network.people.rows.indices { firstKnown[person + 1] += firstKnown[person] }
    var table = SourceTable()
    for person in adoption.adopters {
      let named = firstKnown[person]..<firstKnown[person + 1]
      if !named.isEmpty {
        table.add(
          named.lazy.map { CascadeSource(person: known[$0].source, credit: 1 / Double(named.count), isKnown: true) })
      } else if taught[person] > adoption.moment[person] {
        table.add(share(candidates(for: person), adopted: adoption.moment[person]))
      } else {
        table.add([])
      }
    }
    return CascadeForest(technique, adoption.moment, adoption.adopters, table).cascade()
  }
}

/// The sources of everybody in a list, one after another.
struct SourceTable {
  /// Where the sources of each person begin; one more entry than people.
  private(set) var offsets = [0]
  private(set) var sources: [CascadeSource] = []

  /// Adds the next person's sources.
  mutating func add(_ more: some Collection<CascadeSource>) {
    sources.append(contentsOf: more)
    offsets.append(sources.count)
  }

  subscript(place: Int) -> ArraySlice<CascadeSource> { sources[offsets[place]..<offsets[place + 1]] }
}

extension Network {
  /// For each person when an event first taught them `technique`; `Int64.max` for never.
  func taught(_ technique: RowIndex<Technique>) -> [Moment] {
    var taught = [Moment](repeating: .max, count: people.count)
    var byCohort = [Moment](repeating: .max, count: cohorts.count)
    for event in events.rows where event.techniques.contains(technique) {
      let start = event.spell.interval.lower
      if let person = event.person {
        taught[person.int] = min(taught[person.int], start)
      } else if let cohort = event.cohort {
        byCohort[cohort.int] = min(byCohort[cohort.int], start)
      }
    }
    for enrolment in enrolments.rows {
      taught[enrolment.person.int] = min(taught[enrolment.person.int], byCohort[enrolment.cohort.int])
    }
    return taught
  }
}
