import Graph

extension LayoutLevel {
  /// How far no move goes in the last round.
  private static let nearest: Float = 0.03
  /// The pull towards the middle, as a share of the distance.
  private static let gravity: Float = 0.25

  /// Rounds: more where they are cheap.
  private var rounds: Int { min(200, max(40, 500_000 / max(count, 1))) }

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
      // Neighbours on the curve walk the same cells, which are in the cache then.
      let pieces = mapChunks(of: count, size: tree.pieceLength) { [limit, places] range in
        moves(range, places, tree, limit)
      }
      tree.move(&places, pieces)
      limit *= cooling
    }
  }

  private static func product(_ start: Float, _ factor: Float, _ times: Int) -> Float {
    var product = start
    for _ in 0..<times { product *= factor }
    return product
  }

  /// How each node of a stretch of the curve is to be moved.
  @inline(never) private func moves(
    _ range: Range<Int>, _ places: [SIMD2<Float>], _ tree: LayoutTree, _ limit: Float
  ) -> [SIMD2<Float>] {
    let targets = graph.targets.span
    let offsets = graph.offsets.span
    let spots = places.span
    var moves: [SIMD2<Float>] = []
    moves.reserveCapacity(range.count)
    tree.forEachPush(in: range) { node, push in
      let here = spots[node]
      var force = push - here * Self.gravity
      var slot = offsets[node]
      let end = offsets[node + 1]
      while slot < end {
        let way = spots[Int(targets[slot])] - here
        // The fourth root of the distance.
        force += way * (way * way).sum().squareRoot().squareRoot().squareRoot()
        slot &+= 1
      }
      let strength = (force * force).sum().squareRoot()
      // A force beyond what numbers hold moves nothing this time.
      moves.append(strength > limit ? force * (limit / strength) : force)
    }
    return moves
  }
}
