/// Who can influence whom, period by period: for each person the people with influence on them, each once.
///
/// Periods are numbered from 1. For people: row `i` is everybody `i` could have learnt from, and when. 4 bytes a source and
/// 24 a stretch of time; most sources have one stretch.
public struct InfluenceRows: Sendable {
  /// An unbroken run of periods in which a tie holds with one weight.
  public struct Stretch: Sendable, Equatable {
    /// First period.
    public let first: Int32
    /// Last period, itself included.
    public let last: Int32
    /// Weight of the tie, added over parallel ties; 1 without weights.
    public let weight: Double

    func holds(in period: Int32) -> Bool { first <= period && period <= last }
  }

  /// An arc before it is frozen: `source` has influence on `person` in some periods.
  public struct Arc: Sendable {
    let person: UInt32
    let source: UInt32
    let stretch: Stretch

    /// An arc that holds from period `first` to period `last`.
    public init(person: Int, source: Int, first: Int, last: Int, weight: Double = 1) {
      self.person = UInt32(person)
      self.source = UInt32(source)
      stretch = Stretch(first: Int32(first), last: Int32(last), weight: weight)
    }

    fileprivate static func precedes(_ a: Arc, _ b: Arc) -> Bool {
      (a.person, a.source, a.stretch.first, a.stretch.last, a.stretch.weight)
        < (b.person, b.source, b.stretch.first, b.stretch.last, b.stretch.weight)
    }
  }

  /// Row `i` is `offsets[i]..<offsets[i + 1]` of ``sources``.
  public let offsets: [Int]
  /// People with influence on each, in rising order within a row.
  public let sources: [UInt32]
  /// The stretches of source `s` are `stretchOffsets[s]..<stretchOffsets[s + 1]` of ``stretches``.
  public let stretchOffsets: [Int]
  /// When each source has influence: disjoint, in rising order.
  public let stretches: [Stretch]
  /// Number of periods.
  public let periods: Int

  /// Number of people.
  public var count: Int { offsets.count - 1 }

  /// True when every tie holds in every period.
  public var isSteady: Bool {
    stretches.allSatisfy { $0.first == 1 && $0.last == periods } && stretches.count == sources.count
  }

  /// Freezes `arcs` among `count` people.
  ///
  /// Parallel arcs count once, their weights added where `weighted`; arcs from a person to themself are left out.
  ///
  /// - Precondition: Periods of arcs lie in `1...periods`.
  /// - Complexity: O(m log m).
  public init(_ arcs: consuming [Arc], count: Int, periods: Int, weighted: Bool) {
    var arcs = arcs
    arcs.removeAll { $0.person == $0.source }
    arcs.sort(by: Arc.precedes)
    var offsets = [0]
    var sources: [UInt32] = []
    var stretchOffsets = [0]
    var stretches: [Stretch] = []
    offsets.reserveCapacity(count + 1)
    var next = 0
    for person in 0..<count {
      while next < arcs.count, arcs[next].person == UInt32(person) {
        let source = arcs[next].source
        let first = next
        while next < arcs.count, arcs[next].person == UInt32(person), arcs[next].source == source { next += 1 }
        sources.append(source)
        stretches += Self.merged(arcs[first..<next].map(\.stretch), weighted: weighted)
        stretchOffsets.append(stretches.count)
      }
      offsets.append(sources.count)
    }
    self.init(
      offsets: offsets, sources: sources, stretchOffsets: stretchOffsets, stretches: stretches, periods: periods)
  }

  init(offsets: [Int], sources: [UInt32], stretchOffsets: [Int], stretches: [Stretch], periods: Int) {
    self.offsets = offsets
    self.sources = sources
    self.stretchOffsets = stretchOffsets
    self.stretches = stretches
    self.periods = periods
  }

  /// The stretches of parallel ties as one tie's: weights added where both hold, or 1 wherever one does.
  private static func merged(_ parallel: [Stretch], weighted: Bool) -> [Stretch] {
    if parallel.count == 1 {
      return [Stretch(first: parallel[0].first, last: parallel[0].last, weight: weighted ? parallel[0].weight : 1)]
    }
    let bounds = Set(parallel.flatMap { [$0.first, $0.last + 1] }).sorted()
    var merged: [Stretch] = []
    for (from, to) in zip(bounds, bounds.dropFirst()) {
      let present = parallel.filter { $0.holds(in: from) }
      if present.isEmpty { continue }
      let weight = weighted ? present.reduce(0) { $0 + $1.weight } : 1
      if let last = merged.last, last.last + 1 == from, last.weight == weight {
        merged[merged.count - 1] = Stretch(first: last.first, last: to - 1, weight: weight)
      } else {
        merged.append(Stretch(first: from, last: to - 1, weight: weight))
      }
    }
    return merged
  }

  /// Weight of a source in a period; 0 where the tie does not hold then.
  func weight(ofSource slot: Int, in period: Int32) -> Double {
    for place in stretchOffsets[slot]..<stretchOffsets[slot + 1] where stretches[place].holds(in: period) {
      return stretches[place].weight
    }
    return 0
  }

  /// The ties of one period, or of all: then each counts with its greatest weight.
  public func weights(in period: Int? = nil) -> WeightRows {
    var rows = WeightRows(count: count)
    for person in 0..<count {
      for slot in offsets[person]..<offsets[person + 1] {
        let weight =
          period.map { self.weight(ofSource: slot, in: Int32($0)) }
          ?? stretches[stretchOffsets[slot]..<stretchOffsets[slot + 1]].reduce(0) { max($0, $1.weight) }
        if weight > 0 { rows.append(sources[slot], weight) }
      }
      rows.endRow()
    }
    return rows
  }

  /// Of how many people each is a source, in one period or in any: how many they could influence.
  public func reached(in period: Int? = nil) -> [Int] {
    var counts = [Int](repeating: 0, count: count)
    for slot in sources.indices where period.map({ weight(ofSource: slot, in: Int32($0)) > 0 }) ?? true {
      counts[Int(sources[slot])] += 1
    }
    return counts
  }
}

/// Weights from each person to others, row after row, others in rising order.
public struct WeightRows: Sendable, Equatable {
  /// Row `i` is `offsets[i]..<offsets[i + 1]`.
  public private(set) var offsets = [0]
  /// The other of each weight.
  public private(set) var others: [UInt32] = []
  /// The weights, all above 0.
  public private(set) var weights: [Double] = []

  /// No rows yet, with room for `count`.
  init(count: Int) { offsets.reserveCapacity(count + 1) }

  /// Number of rows.
  public var count: Int { offsets.count - 1 }

  mutating func append(_ other: UInt32, _ weight: Double) {
    others.append(other)
    weights.append(weight)
  }

  mutating func endRow() { offsets.append(others.count) }

  /// The rows and weights among some people alone, numbered anew in their order.
  public func among(_ isMember: [Bool]) -> WeightRows {
    var number = [UInt32](repeating: 0, count: count)
    var members: UInt32 = 0
    for person in 0..<count where isMember[person] {
      number[person] = members
      members += 1
    }
    var rows = WeightRows(count: Int(members))
    for person in 0..<count where isMember[person] {
      for place in offsets[person]..<offsets[person + 1] where isMember[Int(others[place])] {
        rows.append(number[Int(others[place])], weights[place])
      }
      rows.endRow()
    }
    return rows
  }
}
