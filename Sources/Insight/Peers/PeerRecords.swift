import Graph
import Records

/// What is on record of one person's using one technique.
struct PeerEntry: Sendable {
  let score: Double
  /// The last moment of use; `Int64.min` where nothing has a time.
  let lastUsed: Moment
  /// The person, by place in the order of ids.
  let rank: UInt32
  let evidence: Evidence
  let isInUse: Bool
}

/// One record that somebody uses a technique.
private struct PeerRecord {
  /// Technique, then rank.
  let key: UInt64
  let evidence: Evidence
  let last: Moment
  let goesOn: Bool
}

/// Collects what shows that people who are listed and available use techniques.
///
/// That is what makes somebody an adopter: uses, engagements that list the technique, transfers of it from or to them, and
/// being named as a source. A record that names anybody who may not be shown counts only for what it says without them.
struct PeerRecords {
  private let network: Network
  private let ranks: [UInt32]
  private let now: Interval
  /// By row: listed, available and with room for a request.
  private let isCandidate: [Bool]
  private let isVisible: [Bool]
  private var records: [PeerRecord] = []

  init(_ network: Network, ranks: [UInt32], at now: Interval) {
    self.network = network
    self.ranks = ranks
    self.now = now
    isVisible = network.people.rows.map(\.isVisible)
    isCandidate = network.people.rows.map { person in
      person.listed == true && person.capacity.map { $0 > 0 } ?? true && person.available.interval.meets(now)
    }
  }

  /// For each technique where its entries begin, and the entries of each, best first, equals by id.
  ///
  /// - Parameters:
  ///   - engagements: How many each person has going on, by rank.
  ///   - capacities: What each can take, by rank; less than 0 where nothing is said.
  ///   - halfLife: The age that leaves half of a use's worth.
  /// - Complexity: O(r log r) over the records r of people who may be found.
  mutating func entries(
    engagements: [Int32], capacities: [Int], halfLife: Int64
  ) -> (offsets: [Int], entries: [PeerEntry]) {
    collect()
    records.sort { $0.key < $1.key }
    var entries: [PeerEntry] = []
    var offsets = [0]
    offsets.reserveCapacity(network.techniques.count + 1)
    var place = 0
    for technique in 0..<network.techniques.count {
      let first = entries.count
      while place < records.count, records[place].key >> 32 == technique {
        let key = records[place].key
        let start = place
        while place < records.count, records[place].key == key { place += 1 }
        entries.append(entry(of: records[start..<place], engagements, capacities, halfLife))
      }
      entries[first...].sort { $0.score == $1.score ? $0.rank < $1.rank : $0.score > $1.score }
      offsets.append(entries.count)
    }
    return (offsets, entries)
  }

  /// What one person's records of one technique come to.
  private func entry(
    of records: ArraySlice<PeerRecord>, _ engagements: [Int32], _ capacities: [Int], _ halfLife: Int64
  ) -> PeerEntry {
    let rank = records.first.map { UInt32(truncatingIfNeeded: $0.key) } ?? 0
    var evidence = Evidence.inferred
    var last = Moment.min
    var goesOn = false
    for record in records {
      if PeerScore.weight(record.evidence) > PeerScore.weight(evidence) { evidence = record.evidence }
      last = max(last, record.last)
      goesOn = goesOn || record.goesOn
    }
    let (age, overflow) = now.lower.subtractingReportingOverflow(last)
    let capacity = capacities[Int(rank)]
    let score = PeerScore.score(
      evidence: evidence, recency: PeerScore.recency(age: overflow ? .max : age, halfLife: halfLife),
      engagements: Int(engagements[Int(rank)]), capacity: capacity < 0 ? nil : capacity)
    return PeerEntry(score: score, lastUsed: last, rank: rank, evidence: evidence, isInUse: goesOn)
  }

  private mutating func collect() {
    records.reserveCapacity(network.uses.count)
    for use in network.uses.rows {
      let last = use.spell.end?.moment
      add(use.person, use.technique, use.evidence, use.spell.interval, last: last)
      // Whoever taught it had it in hand when the use began.
      if let source = use.learnedFrom, isVisible[use.person.int] {
        let interval = use.spell.start?.interval ?? use.spell.interval
        add(source, use.technique, use.evidence, interval, last: use.spell.start?.moment ?? last)
      }
    }
    for engagement in network.engagements.rows {
      for technique in engagement.techniques {
        add(
          engagement.person, technique, engagement.evidence, engagement.spell.interval,
          last: engagement.spell.end?.moment)
      }
    }
    for transfer in network.transfers.rows where isVisible[transfer.from.int] && isVisible[transfer.to.int] {
      for person in [transfer.from, transfer.to] {
        add(person, transfer.technique, transfer.evidence, transfer.interval, last: transfer.date?.moment)
      }
    }
  }

  private mutating func add(
    _ person: RowIndex<Person>, _ technique: RowIndex<Technique>, _ evidence: Evidence?, _ interval: Interval,
    last: Moment?
  ) {
    guard isCandidate[person.int], let known = interval.known(at: now, last: last) else { return }
    records.append(
      PeerRecord(
        key: UInt64(technique.int) << 32 | UInt64(ranks[person.int]), evidence: evidence ?? .reported,
        last: known.last, goesOn: known.goesOn))
  }
}
