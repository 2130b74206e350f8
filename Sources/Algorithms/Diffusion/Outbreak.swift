import Graph

/// One way in which somebody was reached.
public struct Transmission: Sendable, Equatable {
  /// Who was reached.
  public let node: Int
  /// Who reached them; `nil` for a seed.
  public let source: Int?
  /// In which step, the seeds' being 0.
  public let step: Int
}

/// Who was reached so far in one run, when, and, where traced, by whom.
struct Outbreak {
  static let unreached = Moment.max
  /// When each node was reached.
  private(set) var moment: [Moment]
  /// Everybody reached, in that order.
  private(set) var reached: [UInt32] = []
  /// How many were reached for the first time in each step.
  private(set) var newly: [UInt32] = []
  /// What decides among several who reached somebody at the same moment; `nil` where nobody asks who did.
  private let lots: World?
  private var sources: [(lot: UInt64, source: UInt32, step: Int)] = []

  /// - Parameters:
  ///   - lots: Trace who reached whom in this world.
  init(nodeCount: Int, tracing lots: World? = nil) {
    moment = [Moment](repeating: Self.unreached, count: nodeCount)
    self.lots = lots?.part(-1)
    if lots != nil { sources = .init(repeating: (.max, .max, 0), count: nodeCount) }
  }

  var isTracing: Bool { lots != nil }

  func isReached(_ node: Int) -> Bool { moment[node] != Self.unreached }

  /// Begins with `seeds`.
  mutating func begin(_ seeds: [Int], at moment: Moment = 0) {
    for seed in seeds where !isReached(seed) {
      self.moment[seed] = moment
      reached.append(UInt32(seed))
    }
    newly = [UInt32(reached.count)]
  }

  /// `source` reaches `node`: true when nobody has before. Of several who do so at one moment the one with the least lot
  /// is the source.
  mutating func reach(_ node: Int, from source: Int, at now: Moment, step: Int) -> Bool {
    let isNew = moment[node] == Self.unreached
    if isNew {
      moment[node] = now
      reached.append(UInt32(node))
      while newly.count <= step { newly.append(0) }
      newly[step] += 1
    }
    if let lots, moment[node] == now {
      let lot = lots.draw(source, node)
      if lot < sources[node].lot { sources[node] = (lot, UInt32(source), step) }
    }
    return isNew
  }

  /// Who reached whom, in the order of steps, then of nodes.
  var transmissions: [Transmission] {
    reached.map { node in
      let found = sources[Int(node)]
      return Transmission(node: Int(node), source: found.source == .max ? nil : Int(found.source), step: found.step)
    }.sorted { ($0.step, $0.node) < ($1.step, $1.node) }
  }

  /// Forgets everything.
  mutating func clear() {
    for node in reached { moment[Int(node)] = Self.unreached }
    reached.removeAll(keepingCapacity: true)
    newly.removeAll(keepingCapacity: true)
  }
}

/// Goes through single runs of one model, one after another, with memory of its own.
protocol OutbreakWalk: Sendable {
  /// Lets influence run in one world until nothing more can come of it; `outbreak` holds the seeds.
  mutating func run(_ outbreak: inout Outbreak, in world: World)
}
