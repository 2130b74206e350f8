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
  /// Spans in which people with recorded uses were using the technique; others used it ever since.
  private let activity: [Int: [Interval]]

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
    activity = Self.activity(network, adoption)
  }

  private static func activity(_ network: Network, _ adoption: Adoption) -> [Int: [Interval]] {
    var spans: [Int: [Interval]] = [:]
    for row in adoption.uses {
      let use = network.uses.rows[row]
      spans[use.person.int, default: []].append(use.spell.interval)
    }
    for row in adoption.engagements {
      let engagement = network.engagements.rows[row]
      spans[engagement.person.int]?.append(engagement.spell.interval)
    }
    for row in adoption.transfers {
      let transfer = network.transfers.rows[row]
      spans[transfer.from.int]?.append(transfer.interval)
      spans[transfer.to.int]?.append(transfer.interval)
    }
    return spans
  }

  private func sortedByID(_ people: Set<Int>) -> [Int] { people.sorted { order[$0] < order[$1] } }

  /// For each person those whom records name as their source and who had adopted by then.
  ///
  /// People who name each other at the same moment, in a ring, tell nothing about who came first: such records count
  /// for nobody in the ring.
  private func knownSources() -> [Int: [Int]] {
    var known: [Int: Set<Int>] = [:]
    func note(_ person: RowIndex<Person>, _ source: RowIndex<Person>) {
      guard person != source, adoption.moment[source.int] <= adoption.moment[person.int] else { return }
      known[person.int, default: []].insert(source.int)
    }
    for row in adoption.uses {
      let use = network.uses.rows[row]
      if let source = use.learnedFrom { note(use.person, source) }
    }
    for row in adoption.transfers {
      let transfer = network.transfers.rows[row]
      note(transfer.to, transfer.from)
    }
    var sameMoment = EdgeTable(space: NodeSpace([.person: network.people.count]))
    for (person, sources) in known {
      for source in sources where adoption.moment[source] == adoption.moment[person] {
        sameMoment.add(.use, row: 0, from: source, to: person)
      }
    }
    guard sameMoment.count > 0 else { return known.mapValues(sortedByID) }
    let ring = strongComponents(of: Adjacency(sameMoment, directed: true, weighted: false))
    return known.compactMapValuesByKey { person, sources in
      let kept = sortedByID(sources.filter { ring[$0] != ring[person] })
      return kept.isEmpty ? nil : kept
    }
  }

  /// Those who used the technique before `person` and could pass it on by a tie.
  private func candidates(for person: Int) -> [Int] {
    let adopted = adoption.moment[person]
    var found: Set<Int> = []
    for arc in arcs.sources(of: person) {
      let since = adoption.moment[arc.other]
      guard since < adopted, !found.contains(arc.other) else { continue }
      let span = arc.span.clipped(to: Interval(since, .max))
      for use in activity[arc.other] ?? [.always] {
        let both = span.clipped(to: use)
        if !both.isEmpty, both.lower <= adopted {
          found.insert(arc.other)
          break
        }
      }
    }
    return sortedByID(found)
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

  func build() -> Cascade {
    let known = knownSources()
    var sources: [Int: [CascadeSource]] = [:]
    for person in adoption.adopters {
      let adopted = adoption.moment[person]
      if let named = known[person] {
        sources[person] = named.map {
          CascadeSource(person: $0, credit: 1 / Double(named.count), isKnown: true)
        }
      } else if taught[person] > adopted {
        let shares = share(candidates(for: person), adopted: adopted)
        if !shares.isEmpty { sources[person] = shares }
      }
    }
    return CascadeForest(technique, adoption, sources).cascade()
  }
}

extension Dictionary {
  /// Values as `transform` makes them from key and value; left out where it gives `nil`.
  fileprivate func compactMapValuesByKey<T>(_ transform: (Key, Value) -> T?) -> [Key: T] {
    var result: [Key: T] = [:]
    for (key, value) in self { result[key] = transform(key, value) }
    return result
  }
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
