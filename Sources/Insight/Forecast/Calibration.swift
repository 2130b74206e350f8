public import Algorithms
import Graph
public import Records

/// How probable it is that a technique passes along a tie of each kind, told from who took it up and who did not.
public struct Calibration: Sendable {
  /// The technique.
  public let technique: RowIndex<Technique>
  /// The kinds of tie; empty for ties that say nothing.
  public let kinds: [String]
  /// The probability that one try along one tie of each kind comes off, with intervals.
  public let estimate: TrialEstimate
  /// People who took it up when others who could pass it on had done so before.
  public let followers: Int
  /// People who did not, though others could have passed it on.
  public let others: Int

  /// The same as a simulation takes it: a kind that nobody tried never carries.
  public var chance: TryChance {
    .byKind(Dictionary(uniqueKeysWithValues: kinds.indices.map { (kinds[$0], estimate.probabilities[$0] ?? 0) }))
  }
}

extension Network {
  /// The probability, for each kind of tie, that somebody who uses a technique passes it on along it, sooner or later: what an
  /// independent cascade makes of the record.
  ///
  /// Somebody who adopted it, and whom no event had taught it before, took it up from at least one of those who had adopted it
  /// earlier, were still using it and were tied to them: from those on record as their source, the others' tries having failed;
  /// else from any. Everybody else's tries failed. Several ties of one kind between two people are one try.
  ///
  /// It takes the record for complete, and everybody for having had their chance by its end: recent starts make it too low.
  ///
  /// - Complexity: that of the cascade, and some hundred passes over the distinct numbers of tries.
  /// - Source: Saito, Nakano and Kimura 2008, doi:10.1007/978-3-540-85567-5_9.
  public func calibration(_ options: CascadeOptions, technique: RowIndex<Technique>) -> Calibration {
    var options = options
    options.technique = technique
    options.from = nil
    let cascade = forest(options)
    let order = idOrder(self, NodeSpace([.person: people.count]))
    let adoption = Adoption(
      of: technique, in: self, TechniqueRecords(self, options.window.interval), order: order)
    let kinds = InfluenceKinds(self)
    let tries = TryCounter(self, adoption, kinds, options)
    let taught = taught(technique)
    var sources: [Int: ArraySlice<CascadeSource>] = [:]
    for adopter in cascade.people { sources[adopter.person] = adopter.sources }
    var trials = Trials(kinds: kinds.names.count)
    var (followers, others) = (0, 0)
    for person in people.rows.indices {
      let known = (sources[person] ?? []).filter(\.isKnown)
      // Whom a course taught needs no other reason.
      if adoption.has(person), known.isEmpty, taught[person] <= adoption.moment[person] { continue }
      let by = tries.counts(to: person)
      guard adoption.has(person) else {
        trials.add(
          by.values.reduce(into: [UInt32](repeating: 0, count: kinds.names.count), add), about: person, cameOff: false)
        others += by.isEmpty ? 0 : 1
        continue
      }
      let named = Set(known.map(\.person))
      var cameOff = [UInt32](repeating: 0, count: kinds.names.count)
      var failed = cameOff
      for (other, counts) in by {
        if named.isEmpty || named.contains(other) { add(&cameOff, counts) } else { add(&failed, counts) }
      }
      trials.add(cameOff, about: person, cameOff: true)
      trials.add(failed, about: person, cameOff: false)
      followers += by.isEmpty ? 0 : 1
    }
    return Calibration(
      technique: technique, kinds: kinds.names, estimate: trials.estimate(), followers: followers, others: others)
  }
}

/// Adds numbers of tries, kind by kind.
private func add(_ sum: inout [UInt32], _ counts: [UInt32]) {
  for kind in sum.indices { sum[kind] += counts[kind] }
}

/// Who could have passed a technique on to somebody, and along which kinds of tie.
private struct TryCounter {
  private let adoption: Adoption
  private let activity: Activity
  private let arcs: InfluenceArcs
  private let kinds: InfluenceKinds

  init(_ network: Network, _ adoption: Adoption, _ kinds: InfluenceKinds, _ options: CascadeOptions) {
    self.adoption = adoption
    self.kinds = kinds
    activity = Activity(network, adoption)
    arcs = InfluenceArcs(network, options.window.interval, silentTies: options.isDirected ? .forward : .both)
  }

  /// For each person who could have passed it on to `person` before they adopted it, or ever, one try a kind of tie.
  func counts(to person: Int) -> [Int: [UInt32]] {
    let adopted = adoption.moment[person]
    var counts: [Int: [UInt32]] = [:]
    for arc in arcs.sources(of: person) {
      let since = adoption.moment[arc.other]
      guard since < adopted,
        activity.meets(arc.other, arc.span.clipped(to: Interval(since, .max)), notAfter: adopted)
      else { continue }
      counts[arc.other, default: [UInt32](repeating: 0, count: kinds.names.count)][kinds[arcs.ties[arc.slot]]] = 1
    }
    return counts
  }
}
