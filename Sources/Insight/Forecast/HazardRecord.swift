import Algorithms
import Graph
import Records

/// Period by period, who had not yet adopted a technique, and how many who could pass it on were tied to them.
///
/// Factors: each kind of tie, then taught lately (an event that taught it in this period or the one before), taught earlier, and
/// a constant one of everybody.
struct HazardRecord {
  let periods: Periods
  let kinds: InfluenceKinds
  private let adoption: Adoption
  private let activity: Activity
  private let arcs: InfluenceArcs
  /// The period of adoption of each person, 0 before the first, `nil` for never, and that of the first event that taught them.
  let adopted: [Int?]
  private let taught: [Int?]
  let peopleCount: Int

  /// Factors beside kinds of tie.
  static let others = ["taught lately", "taught earlier", "without known cause"]
  var factorCount: Int { kinds.names.count + Self.others.count }

  init(
    _ network: Network, _ technique: RowIndex<Technique>, _ periods: Periods, _ window: TimeWindow, isDirected: Bool
  ) {
    self.periods = periods
    kinds = InfluenceKinds(network)
    let order = idOrder(network, NodeSpace([.person: network.people.count]))
    let records = TechniqueRecords(network, window.interval)
    adoption = Adoption(of: technique, in: network, records, order: order)
    activity = Activity(network, adoption)
    arcs = InfluenceArcs(network, window.interval, silentTies: isDirected ? .forward : .both)
    func number(_ moment: Moment) -> Int? { moment == .max ? nil : periods.number(of: moment) }
    adopted = adoption.moment.map(number)
    taught = network.taught(technique).map(number)
    peopleCount = network.people.count
  }

  /// The factors that can take `person` to it in period `number`: along each kind of tie, how many people who had adopted it
  /// before the period and were using it in it; teaching; the constant.
  func factors(of person: Int, in number: Int) -> [UInt32] {
    var counts = factors(of: person, in: number, knownIn: number)
    if let teaching = teaching(of: person, in: number) { counts[teaching] = 1 }
    return counts
  }

  /// The same without teaching, from those who had adopted it before period `limit`, as far as ties and use go in `number`.
  func factors(of person: Int, in number: Int, knownIn limit: Int) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: factorCount)
    let span = periods.interval(number)
    // Parallel ties of one kind count once.
    var seen: Set<[Int]> = []
    for arc in arcs.sources(of: person) {
      guard let since = adopted[arc.other], since < limit, arc.span.meets(span) else { continue }
      let kind = kinds[arcs.ties[arc.slot]]
      guard seen.insert([arc.other, kind]).inserted, isUsing(arc.other, in: span) else { continue }
      counts[kind] += 1
    }
    counts[factorCount - 1] = 1
    return counts
  }

  /// Whether somebody uses it in `span`.
  func isUsing(_ person: Int, in span: Interval) -> Bool { activity.meets(person, span, notAfter: span.upper - 1) }

  /// The factor that having been taught makes in `number`; `nil` for whoever had not been.
  func teaching(of person: Int, in number: Int) -> Int? {
    guard let since = taught[person], since <= number else { return nil }
    return kinds.names.count + (number - since <= 1 ? 0 : 1)
  }

  /// Whether an event had taught `person` by the end of period `number`.
  func taughtBy(_ person: Int, _ number: Int) -> Bool { taught[person].map { $0 <= number } ?? false }

  /// The ties that are open in period `number`, as arcs of influence with the kind of each, parallel ones of one kind once.
  func openArcs(in number: Int) -> [(from: Int, to: Int, kind: Int)] {
    let span = periods.interval(number)
    return (0..<peopleCount).flatMap { person in
      var seen: Set<[Int]> = []
      return arcs.sources(of: person).filter { $0.span.meets(span) }.map { ($0.other, person, kinds[arcs.ties[$0.slot]]) }
        .filter { seen.insert([$0.0, $0.2]).inserted }
    }
  }

  /// The first period in which anybody could follow: before it nothing is to be learnt.
  var first: Int { max(1, (adopted.compactMap { $0 }.min() ?? periods.count) + 1) }

  /// What came of the factors in each period up to `last`, for everybody who had not adopted before.
  ///
  /// - Parameter table: ``factors(of:in:)`` for each period from ``first`` on and each person.
  func trials(upTo last: Int, _ table: [[[UInt32]?]]) -> Trials {
    var trials = Trials(kinds: factorCount)
    for (number, row) in zip(first..., table) where number <= last {
      for (person, counts) in row.enumerated() {
        if let counts { trials.add(counts, about: person, cameOff: adopted[person] == number) }
      }
    }
    return trials
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
