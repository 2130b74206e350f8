public import Graph

/// Who takes something up once enough of those who can influence them have.
///
/// For people: "I'll try it when enough colleagues do." Each person adds up the shares of those who have adopted, and adopts
/// when the sum comes up to their threshold.
///
/// - Linear threshold: shares of each person's influencers add up to 1, and thresholds are anything up to 1, each as likely;
///   Granovetter 1978, doi:10.1086/226707; Kempe, Kleinberg and Tardos 2003, doi:10.1145/956750.956769.
/// - Complex contagion: every influencer counts the same, and so many of them, or such a share, must have adopted. Nothing is
///   left to chance; Centola and Macy 2007, doi:10.1086/521848.
///
/// Sums are of whole numbers, so that they do not depend on the order in which people adopt.
public struct ThresholdGraph: Sendable {
  /// Row u: everybody whom u can influence.
  public let arcs: Adjacency
  /// What each slot of the arcs counts; empty where all count 1.
  let shares: [UInt64]
  /// What everybody's influencers add up to, where thresholds are drawn; else the thresholds.
  let bars: [UInt64]
  /// Whether thresholds are drawn.
  let isUniform: Bool

  /// The whole of everybody's shares; 53 bits, as a double's.
  private static let whole = 0x1p53

  /// Linear threshold: shares go by the weights of arcs, or are equal where there are none.
  ///
  /// Weights are 0 or more and finite. Whom only arcs of weight 0 lead to, nobody influences.
  ///
  /// - Complexity: O(n + m).
  public init(linear arcs: Adjacency) {
    let most = arcs.weights.max() ?? 1
    // Of the greatest, so that no sum overflows.
    func weight(_ slot: Int) -> Double { arcs.weights.isEmpty ? 1 : most > 0 ? arcs.weights[slot] / most : 0 }
    var sums = [Double](repeating: 0, count: arcs.nodeCount)
    for slot in arcs.targets.indices { sums[Int(arcs.targets[slot])] += weight(slot) }
    var totals = [UInt64](repeating: 0, count: arcs.nodeCount)
    shares = arcs.targets.indices.map { slot in
      let target = Int(arcs.targets[slot])
      let share = sums[target] > 0 ? UInt64(weight(slot) / sums[target] * Self.whole) : 0
      totals[target] += share
      return share
    }
    self.arcs = arcs
    bars = totals
    isUniform = true
  }

  /// Complex contagion: at least `count` influencers must have adopted; 1 or more.
  ///
  /// - Complexity: O(n).
  public init(_ arcs: Adjacency, count: Int) {
    precondition(count >= 1, "somebody must have adopted")
    self.arcs = arcs
    shares = []
    bars = [UInt64](repeating: UInt64(count), count: arcs.nodeCount)
    isUniform = false
  }

  /// Complex contagion: at least this share of influencers must have adopted, and at least one; above 0, at most 1.
  ///
  /// - Complexity: O(n + m).
  public init(_ arcs: Adjacency, share: Double) {
    precondition(share > 0 && share <= 1, "a share lies between 0 and 1")
    var into = [Int](repeating: 0, count: arcs.nodeCount)
    for target in arcs.targets { into[Int(target)] += 1 }
    self.arcs = arcs
    shares = []
    bars = into.map { all in
      // The least number that is that share of all, or more.
      var least = max(Int(share * Double(all)) - 1, 1)
      while least < all, Double(least) / Double(all) < share { least += 1 }
      return UInt64(least)
    }
    isUniform = false
  }

  /// What the adopters among somebody's influencers must add up to in a world.
  func threshold(of node: Int, in world: World) -> UInt64 {
    guard isUniform else { return bars[node] }
    // From 1 up to and including the whole, so that nobody adopts for nothing and all influencers together always do.
    return (world.draw(node) &<< 1).multipliedFullWidth(by: bars[node]).high + 1
  }
}

/// Thresholds, one run at a time.
struct ThresholdWalk: OutbreakWalk {
  let graph: ThresholdGraph
  let steps: Int
  /// What the adopters among everybody's influencers add up to.
  private var sums: [UInt64]

  init(graph: ThresholdGraph, steps: Int) {
    self.graph = graph
    self.steps = steps
    sums = [UInt64](repeating: 0, count: graph.arcs.nodeCount)
  }

  mutating func run(_ outbreak: inout Outbreak, in world: World) {
    let arcs = graph.arcs
    var met: [UInt32] = []
    var (begin, step) = (0, 1)
    while begin < outbreak.reached.count, step <= steps {
      let end = outbreak.reached.count
      for place in begin..<end {
        let node = Int(outbreak.reached[place])
        for slot in arcs.slots(of: node) {
          let target = Int(arcs.targets[slot])
          if outbreak.isReached(target) { continue }
          if sums[target] == 0 { met.append(UInt32(target)) }
          sums[target] += graph.shares.isEmpty ? 1 : graph.shares[slot]
          if sums[target] >= graph.threshold(of: target, in: world) {
            _ = outbreak.reach(target, from: node, at: Int64(step), step: step)
          }
        }
      }
      if outbreak.isTracing { drawLots(&outbreak, begin..<end, step) }
      begin = end
      step += 1
    }
    for node in met { sums[Int(node)] = 0 }
  }

  /// All who adopted in the step before and count with somebody who now does may be the one who tipped the balance.
  private func drawLots(_ outbreak: inout Outbreak, _ places: Range<Int>, _ step: Int) {
    for place in places {
      let node = Int(outbreak.reached[place])
      for slot in graph.arcs.slots(of: node) where graph.shares.isEmpty || graph.shares[slot] > 0 {
        let target = Int(graph.arcs.targets[slot])
        if outbreak.moment[target] == Int64(step) {
          _ = outbreak.reach(target, from: node, at: Int64(step), step: step)
        }
      }
    }
  }
}
