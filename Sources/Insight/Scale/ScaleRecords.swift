public import Algorithms
public import Graph
public import Records

/// Somebody's use of a technique, as far as one record tells.
public struct RecordedUse: Sendable, Equatable {
  /// Row of the person it was learnt from; `nil` where none is on record.
  public let source: Int?
  /// Row of the person.
  public let person: Int
  /// Since when; `Int64.min` for always.
  public let since: Moment
}

/// What of a network's records another engine needs to answer questions about everybody.
public struct ScaleRecords: Sendable {
  /// Who is tied to whom, of the people view.
  public let ties: EdgeTable
  /// What influence can move along between people, those met through a supported team among it.
  public let contacts: [(tail: Int, head: Int, span: Interval, steps: Int)]
  /// Where reach begins.
  public let seeds: [ReachSeed]
  /// Who used the technique.
  public let uses: [RecordedUse]
  /// Whether anything is dated, so that arrivals mean something.
  public let isDated: Bool
}

extension Network {
  /// The records that answer `measures`; those for other measures are left out.
  ///
  /// Reach of people needs contacts between people alone: teams and techniques pass nothing on.
  ///
  /// - Parameters:
  ///   - measures: What is to be worked out.
  ///   - source: Whose reach; needed for reach.
  ///   - options: Technique, level, window and how ties are read; lag is the engine's, other limits do not count.
  /// - Complexity: O(records), and for the people view the pairs of engagements of each team.
  public func scaleRecords(
    for measures: [ScaleMeasure], reachOf source: ReachSource?, _ options: ReachOptions
  ) -> ScaleRecords {
    let window = options.window.interval
    let needsTies = measures.contains { $0 != .reach && $0 != .cascade }
    let ties =
      needsTies
      ? edges(of: .people, during: window, silentTies: options.isDirected ? .forward : .both)
      : EdgeTable(space: space(of: .people))
    var contacts: [(tail: Int, head: Int, span: Interval, steps: Int)] = []
    var seeds: [ReachSeed] = []
    var isDated = false
    if measures.contains(.reach), let source {
      let frame = ReachContacts(self, technique: options.technique, window: window, silentTies: options.silentTies)
      contacts = frame.contactsOfPeople(options.limits.level)
      seeds = self.seeds(of: source, options, frame.earliest)
      isDated = frame.earliest != nil
    }
    let uses =
      measures.contains(.cascade) ? options.technique.map { recordedUses(of: $0, window) } ?? [] : []
    return ScaleRecords(ties: ties, contacts: contacts, seeds: seeds, uses: uses, isDated: isDated)
  }

  /// Every record that shows somebody using a technique: uses, engagements that list it, transfers of it.
  private func recordedUses(of technique: RowIndex<Technique>, _ window: Interval) -> [RecordedUse] {
    let records = TechniqueRecords(self, window)
    var found: [RecordedUse] = []
    for use in records.uses[technique.int].map({ uses.rows[$0] }) {
      let source = use.learnedFrom == use.person ? nil : use.learnedFrom?.int
      found.append(RecordedUse(source: source, person: use.person.int, since: use.spell.interval.lower))
    }
    for engagement in records.engagements[technique.int].map({ engagements.rows[$0] }) {
      found.append(RecordedUse(source: nil, person: engagement.person.int, since: engagement.spell.interval.lower))
    }
    for transfer in records.transfers[technique.int].map({ transfers.rows[$0] }) {
      found.append(
        RecordedUse(source: transfer.from.int, person: transfer.to.int, since: transfer.interval.lower))
    }
    return found
  }
}

extension ReachContacts {
  /// The contacts from one person to another that are at least as sure as `level`.
  fileprivate func contactsOfPeople(
    _ level: Certainty
  ) -> [(tail: Int, head: Int, span: Interval, steps: Int)] {
    let people = space.range(of: .person)
    var found: [(tail: Int, head: Int, span: Interval, steps: Int)] = []
    for tail in people {
      for slot in contacts.offsets[tail]..<contacts.offsets[tail + 1]
      where contacts.certainty[slot] <= level.rawValue && people.contains(Int(contacts.heads[slot])) {
        let span = Interval(
          contacts.axis.moments[Int(contacts.starts[slot])], contacts.axis.moments[Int(contacts.ends[slot])])
        found.append((tail, Int(contacts.heads[slot]), span, contacts.through[slot] == Contacts.direct ? 1 : 2))
      }
    }
    return found
  }
}
