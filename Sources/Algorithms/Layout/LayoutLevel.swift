import Graph

/// A graph on its way into the plane, or what is left of it when neighbours are merged.
struct LayoutLevel {
  let graph: Adjacency
  /// For each node the one of the next level that it is merged into.
  private var group: [Int32] = []

  init(_ graph: Adjacency) { self.graph = graph }

  var count: Int { graph.nodeCount }

  /// Few enough to unfold by themselves.
  private static let enough = 40
  /// Merging that leaves more than this share is not worth a level.
  private static let worthwhile = 0.8
}

extension LayoutLevel {
  /// The graph in which every node is merged with those of its neighbours that were not merged yet; `nil` where that makes
  /// little difference.
  ///
  /// The groups are remembered here, for ``released(_:from:)``.
  mutating func merged() -> LayoutLevel? {
    guard count > Self.enough else { return nil }
    var group = [Int32](repeating: -1, count: count)
    var groups: Int32 = 0
    for node in 0..<count where group[node] < 0 {
      group[node] = groups
      for slot in graph.slots(of: node) {
        let neighbour = Int(graph.targets[slot])
        if group[neighbour] < 0 { group[neighbour] = groups }
      }
      groups += 1
    }
    guard Double(groups) <= Self.worthwhile * Double(count) else { return nil }
    self.group = group
    return LayoutLevel(quotient(group, Int(groups)))
  }

  /// The graph of groups: joined where members are.
  private func quotient(_ group: [Int32], _ groups: Int) -> Adjacency {
    var members = [[Int32]](repeating: [], count: groups)
    for (node, group) in group.enumerated() { members[Int(group)].append(Int32(node)) }
    var offsets = [0]
    var targets: [UInt32] = []
    var seen = [Int](repeating: -1, count: groups)
    for (own, members) in members.enumerated() {
      let start = targets.count
      seen[own] = own
      for node in members {
        for slot in graph.slots(of: Int(node)) {
          let other = Int(group[Int(graph.targets[slot])])
          if seen[other] == own { continue }
          seen[other] = own
          targets.append(UInt32(other))
        }
      }
      targets[start...].sort()
      offsets.append(targets.count)
    }
    return Adjacency(offsets: offsets, targets: targets, weights: [], isDirected: false)
  }

  /// Places that are drawn by lot: the same ones every time.
  func scattered() -> [SIMD2<Float>] {
    let side = Float(count).squareRoot()
    return (0..<count).map { Self.jitter($0) * side }
  }

  /// Places for the nodes here, each near that of the group it was merged into.
  func released(_ places: [SIMD2<Float>], from coarser: LayoutLevel) -> [SIMD2<Float>] {
    let scale = (Float(count) / Float(max(coarser.count, 1))).squareRoot()
    return group.enumerated().map { node, group in places[Int(group)] * scale + Self.jitter(node) }
  }

  /// A place in the square around 0, by lot.
  private static func jitter(_ node: Int) -> SIMD2<Float> {
    let bits = scrambled(UInt64(node))
    return SIMD2(Float(bits >> 40), Float(bits & 0xFF_FFFF)) / Float(1 << 24) - 0.5
  }
}
