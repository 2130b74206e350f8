import Graph

/// Who has come to count with whom at contacts so far, in one run.
struct ContactBalance {
  private let graph: ThresholdGraph
  /// What those who have adopted and met somebody since add up to with them.
  private var sums: [UInt64]
  private var isCounted: [Bool]
  /// Arcs that count, in the order of time.
  private var counted: [(slot: Int, source: Int, moment: Moment)] = []

  init(_ graph: ThresholdGraph) {
    self.graph = graph
    sums = [UInt64](repeating: 0, count: graph.arcs.nodeCount)
    isCounted = [Bool](repeating: false, count: graph.arcs.targets.count)
  }

  /// `source`, who can pass it on, meets `target`: everybody who came to count at this moment, should the balance be tipped
  /// now; nobody otherwise.
  mutating func sourcesTipping(
    _ target: Int, _ source: Int, at now: Moment, _ outbreak: Outbreak, _ world: World
  ) -> [Int] {
    let slot = graph.arcs.targets[graph.arcs.slots(of: source)].partitioningIndex { $0 >= UInt32(target) }
    let share = graph.shares.isEmpty ? 1 : graph.shares[slot]
    if isCounted[slot] || share == 0 { return [] }
    if outbreak.isReached(target) { return outbreak.moment[target] == now ? [source] : [] }
    isCounted[slot] = true
    counted.append((slot, source, now))
    sums[target] += share
    guard sums[target] >= graph.threshold(of: target, in: world) else { return [] }
    return counted.reversed().prefix { $0.moment == now }.filter { graph.arcs.targets[$0.slot] == UInt32(target) }
      .map(\.source)
  }

  /// Forgets everything.
  mutating func clear() {
    for one in counted {
      isCounted[one.slot] = false
      sums[Int(graph.arcs.targets[one.slot])] = 0
    }
    counted.removeAll(keepingCapacity: true)
  }
}
