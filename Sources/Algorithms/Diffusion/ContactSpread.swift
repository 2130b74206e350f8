public import Graph

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Dated contacts along which something spreads in real time.
///
/// For people: who could pass it on at which meeting, and to whom they could not because they had not met it yet themselves.
///
/// Each contact is one try, at the moment it begins, or, if it goes on then, as soon as its first person can pass on: seeds
/// from the beginning, others one unit after they were reached, so that nothing goes through two contacts at one moment. Who
/// recovers carries it for a number of units drawn by the probability for each; who takes it up again tries anew
/// along contacts that are still open.
///
/// With thresholds nothing is tried: from the first contact at which somebody could pass it on, they count with the other for
/// good, who follows at the moment the sum comes up to the threshold.
public struct ContactSpread: Sendable {
  /// Row u: the contacts at which u can influence somebody.
  public let contacts: Contacts
  /// When seeds begin.
  public let start: Moment
  /// When time ends.
  public let end: Moment
  /// One unit of time.
  public let unit: Int64
  /// What becomes of those who carry it.
  public let recovery: Recovery
  /// What the people who meet count with each other, where they follow by thresholds.
  public let thresholds: ThresholdGraph?
  /// Below which number a contact wins somebody over; one for each, or one for all.
  private let bars: [UInt64]
  /// Length of one step in answers.
  public let stepLength: Int64

  /// Most steps an answer is cut into.
  public static let mostSteps = 100

  /// - Parameters:
  ///   - contacts: Row u: the contacts at which u can influence somebody.
  ///   - chance: Probabilities from 0 to 1; one a contact where each has its own.
  ///   - time: From when seeds carry it to when time ends; not empty, and bounded.
  ///   - unit: One unit of time; above 0.
  ///   - recovery: What becomes of those who carry it.
  ///   - thresholds: Whoever has a contact has an arc here; `nil` where contacts are tries.
  public init(
    contacts: Contacts, chance: DiffusionGraph.Chance, during time: Interval, unit: Int64, recovery: Recovery,
    thresholds: ThresholdGraph? = nil
  ) {
    precondition(!time.isEmpty && time.lower != .min && time.upper != .max, "time begins and ends")
    self.contacts = contacts
    self.recovery = recovery
    self.thresholds = thresholds
    self.unit = unit
    start = time.lower
    end = time.upper
    switch chance {
    case .same(let probability): bars = [World.bar(probability)]
    case .each(let probabilities):
      precondition(probabilities.count == contacts.count, "every contact has one probability")
      bars = probabilities.map(World.bar)
    }
    let units = (end - start - 1) / unit + 1
    stepLength = ((units - 1) / Int64(Self.mostSteps) + 1) * unit
  }

  /// The step of an answer that holds `moment`.
  func step(of moment: Moment) -> Int { Int((moment - start) / stepLength) + 1 }

  /// Last moment of a step, to the unit; the beginning for step 0.
  public func time(ofStep step: Int) -> Moment {
    step == 0 ? start : min(start + Int64(step) * stepLength, end) - unit
  }

  /// Number of steps after the seeds'.
  public var stepCount: Int { step(of: end - 1) }

  func bar(_ slot: Int) -> UInt64 { bars.count == 1 ? bars[0] : bars[slot] }

  /// How likely a try at a contact is to succeed.
  func probability(_ slot: Int) -> Double { Double(bar(slot)) * 0x1p-63 }

  /// The probability of all contacts, where each has the same.
  var sameProbability: Double? { bars.count == 1 ? probability(0) : nil }

  /// Until when, that moment included, someone carries it who takes it up at `moment`.
  func last(from moment: Moment, _ number: UInt64) -> Moment {
    let gamma = recovery.probability
    guard gamma > 0 else { return .max }
    // A number from above 0 up to 1, so that the logarithm is one.
    let units = 1 + (log((Double(number) + 1) * 0x1p-63) / log1p(-gamma)).rounded(.down)
    let length = units * Double(unit)
    return length < 0x1p62 ? min(end, moment + Int64(min(length, Double(end - moment)))) : .max
  }
}

/// Contacts in the order of time, one run at a time.
struct ContactWalk: OutbreakWalk {
  let spread: ContactSpread
  /// Until when each node carries it, and how often it has taken it up.
  private var last: [Moment]
  private var begun: [Int]
  private var balance: ContactBalance?

  init(spread: ContactSpread) {
    self.spread = spread
    balance = spread.thresholds.map(ContactBalance.init)
    last = [Moment](repeating: .min, count: spread.contacts.nodeCount)
    begun = [Int](repeating: 0, count: spread.contacts.nodeCount)
  }

  mutating func run(_ outbreak: inout Outbreak, in world: World) {
    var tries = RouteHeap()
    for seed in outbreak.reached { begin(Int(seed), at: spread.start, passingOn: spread.start, world, &tries) }
    while let (now, tail, slot) = tries.pop() {
      let (source, target) = (Int(tail), Int(spread.contacts.heads[Int(slot)]))
      let step = spread.step(of: now)
      if let tips = balance?.sourcesTipping(target, source, at: now, outbreak, world) {
        var isNew = false
        for tip in tips { isNew = outbreak.reach(target, from: tip, at: now, step: step) || isNew }
        if isNew { begin(target, at: now, passingOn: now + spread.unit, world, &tries) }
        continue
      }
      let isNew = outbreak.reach(target, from: source, at: now, step: step)
      if isNew || (spread.recovery.isRepeatable && last[target] < now) {
        begin(target, at: now, passingOn: now + spread.unit, world, &tries)
      }
    }
    balance?.clear()
    for node in outbreak.reached {
      last[Int(node)] = .min
      begun[Int(node)] = 0
    }
  }

  /// `node` carries it from `moment`, and tries along its contacts from `ready`.
  private mutating func begin(
    _ node: Int, at moment: Moment, passingOn ready: Moment, _ world: World, _ tries: inout RouteHeap
  ) {
    let contacts = spread.contacts
    let time = begun[node]
    last[node] = spread.last(from: moment, world.part(0).draw(node, time))
    begun[node] += 1
    for slot in contacts.offsets[node]..<contacts.offsets[node + 1] {
      let at = max(ready, contacts.axis.moments[Int(contacts.starts[slot])])
      guard at < contacts.axis.moments[Int(contacts.ends[slot])], at < spread.end, at <= last[node],
        world.draw(slot, time) < spread.bar(slot)
      else { continue }
      tries.push(at, Int32(node), UInt32(slot))
    }
  }
}
