import Graph

/// A graph on its way into the plane, or what is left of it when neighbours are merged.
struct LayoutLevel {
  private let graph: Adjacency
  /// For each node the one of the next level that it is merged into.
  private var group: [Int32] = []

  init(_ graph: Adjacency) { self.graph = graph }

  private var count: Int { graph.nodeCount }

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

extension LayoutLevel {
  /// How far no move goes in the last round.
  private static let nearest: Float = 0.03
  /// The pull towards the middle, as a share of the distance.
  private static let gravity: Float = 0.25

  /// Rounds: more where they are cheap.
  private var rounds: Int { min(300, max(40, 2_000_000 / max(count, 1))) }

  /// Moves nodes along the forces on them, `farthest` in the first round and less and less afterwards.
  func relax(_ places: inout [SIMD2<Float>], farthest: Float) {
    guard count > 1 else { return }
    let rounds = rounds
    var limit = max(farthest, 1)
    // A power without the mathematics library, whose last bit differs from one system to the next.
    var cooling: Float = 1
    while Self.product(limit, cooling, rounds) > Self.nearest { cooling -= 1 / 512 }
    for _ in 0..<rounds {
      let tree = LayoutTree(places)
      let moves = moves(places, tree, limit)
      for (place, node) in tree.order.enumerated() { places[Int(node)] += moves[place] }
      limit *= cooling
    }
  }

  private static func product(_ start: Float, _ factor: Float, _ times: Int) -> Float {
    var product = start
    for _ in 0..<times { product *= factor }
    return product
  }

  /// How each node is to be moved, in the order of the tree.
  private func moves(_ places: [SIMD2<Float>], _ tree: LayoutTree, _ limit: Float) -> [SIMD2<Float>] {
    // Neighbours in the tree's order walk the same cells, which are in the cache then.
    let pieces = mapChunks(of: count, size: 1024) { range in moves(range, places, tree, limit) }
    return Array(pieces.joined())
  }

  @inline(never) private func moves(
    _ range: Range<Int>, _ places: [SIMD2<Float>], _ tree: LayoutTree, _ limit: Float
  ) -> [SIMD2<Float>] {
    let targets = graph.targets.span
    let offsets = graph.offsets.span
    let spots = places.span
    var moves: [SIMD2<Float>] = []
    moves.reserveCapacity(range.count)
    for entry in range {
      let node = Int(tree.order[entry])
      let here = spots[node]
      var force = tree.push(at: here) - here * Self.gravity
      var slot = offsets[node]
      let end = offsets[node + 1]
      while slot < end {
        let way = spots[Int(targets[slot])] - here
        force += way * (way * way).sum().squareRoot()
        slot &+= 1
      }
      let strength = (force * force).sum().squareRoot()
      // A force beyond what numbers hold moves nothing this time.
      moves.append(strength > limit ? force * (limit / strength) : force)
    }
    return moves
  }
}
