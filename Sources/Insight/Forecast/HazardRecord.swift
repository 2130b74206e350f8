import Algorithms
import Graph
import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Period by period, who had not yet adopted a technique, and how many who could pass it on were tied to them.
///
/// Each person who uses it counts once, by how long ago they adopted it: those who want to pass something on mostly do so soon.
struct HazardRecord {
  let periods: Periods
  private let activity: Activity
  private let arcs: InfluenceArcs
  /// The period of adoption of each person, 0 before the first, `nil` for never, and that of the first event that taught them.
  let adopted: [Int?]
  private let taught: [Int?]
  let peopleCount: Int

  /// What can take somebody to a technique in a period.
  enum Factor: Int, CaseIterable {
    /// Each person tied to them who uses it, and adopted it in the period before; two to four periods before; earlier.
    case tieToNewUser, tieToRecentUser, tieToOldUser
    /// An event that taught it in this period or the one before; earlier.
    case taughtLately, taughtEarlier
    /// Everybody's.
    case withoutKnownCause

    /// The factor of a tie to somebody who adopted it so many periods ago, at least one.
    static func tie(after periods: Int) -> Factor {
      periods <= 1 ? .tieToNewUser : periods <= 4 ? .tieToRecentUser : .tieToOldUser
    }
  }

  init(
    _ network: Network, _ technique: RowIndex<Technique>, _ periods: Periods, _ window: TimeWindow, isDirected: Bool
  ) {
    self.periods = periods
    let order = idOrder(network, NodeSpace([.person: network.people.count]))
    let records = TechniqueRecords(network, window.interval)
    let adoption = Adoption(of: technique, in: network, records, order: order)
    activity = Activity(network, adoption)
    arcs = InfluenceArcs(network, window.interval, silentTies: isDirected ? .forward : .both)
    func number(_ moment: Moment) -> Int? { moment == .max ? nil : periods.number(of: moment) }
    adopted = adoption.moment.map(number)
    taught = network.taught(technique).map(number)
    peopleCount = network.people.count
  }

  /// Everybody who could pass it on to `person` in period `number`, having adopted it before period `limit` and using it in
  /// period `number`: how long ago they adopted it by `limit`.
  func users(tiedTo person: Int, in number: Int, knownIn limit: Int) -> [(other: Int, adopted: Int)] {
    let span = periods.interval(number)
    var found: [(other: Int, adopted: Int)] = []
    // Parallel ties count once.
    var seen: Set<Int> = []
    for arc in arcs.sources(of: person) {
      guard let since = adopted[arc.other], since < limit, arc.span.meets(span), isUsing(arc.other, in: span),
        seen.insert(arc.other).inserted
      else { continue }
      found.append((arc.other, since))
    }
    return found
  }

  /// The factors that can take `person` to it in period `number`, and how many times each.
  func factors(of person: Int, in number: Int) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: Factor.allCases.count)
    for user in users(tiedTo: person, in: number, knownIn: number) {
      counts[Factor.tie(after: number - user.adopted).rawValue] += 1
    }
    if let teaching = teaching(of: person, in: number) { counts[teaching.rawValue] = 1 }
    counts[Factor.withoutKnownCause.rawValue] = 1
    return counts
  }

  /// Whether somebody uses it in `span`.
  private func isUsing(_ person: Int, in span: Interval) -> Bool {
    activity.meets(person, span, notAfter: span.upper - 1)
  }

  /// The factor that having been taught makes in `number`; `nil` for whoever had not been.
  func teaching(of person: Int, in number: Int) -> Factor? {
    guard let since = taught[person], since <= number else { return nil }
    return number - since <= 1 ? .taughtLately : .taughtEarlier
  }

  /// Whether an event had taught `person` by the end of period `number`.
  func isTaught(_ person: Int, by number: Int) -> Bool { taught[person].map { $0 <= number } ?? false }

  /// The ties that are open in period `number`, as arcs of influence; parallel ones once.
  func openArcs(in number: Int) -> [(from: Int, to: Int)] {
    let span = periods.interval(number)
    return (0..<peopleCount).flatMap { person in
      var seen: Set<Int> = []
      return arcs.sources(of: person).filter { $0.span.meets(span) && seen.insert($0.other).inserted }
        .map { ($0.other, person) }
    }
  }

  /// The first period in which anybody could follow: before it nothing is to be learnt.
  var first: Int { max(1, (adopted.compactMap { $0 }.min() ?? periods.count) + 1) }

  /// What came of the factors in each period up to `last`, for everybody who had not adopted before.
  ///
  /// - Parameters:
  ///   - table: What ``table()`` gives.
  ///   - halfLife: Periods in which a record comes to count half as much; `nil` for all alike.
  func trials(upTo last: Int, _ table: [[[UInt32]?]], halfLife: Int?) -> Trials {
    var trials = Trials(kinds: Factor.allCases.count)
    for (number, row) in zip(first..., table) where number <= last {
      let weight = halfLife.map { exp2(-Double(last - number) / Double($0)) } ?? 1
      for (person, counts) in row.enumerated() {
        if let counts { trials.add(counts, about: person, cameOff: adopted[person] == number, weight: weight) }
      }
    }
    return trials
  }

  /// How fast the past is best forgotten: the half-life, among some, with which what came in each of the periods before
  /// `origin` would have been least of a surprise from what was known before it, new adopters being counted as Poisson.
  func halfLife(at origin: Int, _ table: [[[UInt32]?]]) -> Int? {
    let tried = max(first + 3, origin - 7)..<max(first + 3, origin)
    guard !tried.isEmpty else { return nil }
    func surprise(_ halfLife: Int?) -> Double {
      tried.reduce(0.0) { sum, last in
        let rates = trials(upTo: last, table, halfLife: halfLife).mostLikely().map(rate)
        var (expected, came) = (1e-6, 0)
        for (person, counts) in table[last + 1 - first].enumerated() {
          guard let counts else { continue }
          expected += probability(ofRate: zip(counts, rates).reduce(0) { $0 + Double($1.0) * $1.1 })
          came += adopted[person] == last + 1 ? 1 : 0
        }
        return sum + expected - Double(came) * log(expected)
      }
    }
    let candidates: [Int?] = [nil, 12, 6, 3, 1]
    return candidates.map { ($0, surprise($0)) }.min { $0.1 < $1.1 }?.0 ?? nil
  }

  /// The factors of everybody who had not adopted before, by period from ``first`` on.
  func table() -> [[[UInt32]?]] {
    guard first <= periods.count else { return [] }
    return (first...periods.count).map { number in
      (0..<peopleCount).map { person in
        if let since = adopted[person], since < number { return nil }
        return factors(of: person, in: number)
      }
    }
  }

  /// Of those who adopted in `numbers`, how many no event had taught it since `origin`.
  func adopters(in numbers: ClosedRange<Int>, notTaughtAfter origin: Int) -> Int {
    adopted.indices.count { person in
      guard let number = adopted[person], numbers.contains(number) else { return false }
      return taught[person].map { $0 <= origin || $0 > number } ?? true
    }
  }
}
