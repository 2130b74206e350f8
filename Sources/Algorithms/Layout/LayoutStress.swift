import Graph

/// What some pivots want of each node: to be as far from them as there are steps between.
private struct PivotPull {
  /// Towards the pivots, each by the inverse square of the steps to it.
  var towards: [SIMD2<Float>]
  /// Away from them, by what one step is to be long.
  var away: [SIMD2<Float>]
  /// The sum of the inverse squares.
  var weight: [Float]
  /// Of the lengths of a step in the drawing: their sum, and that of their squares.
  var lengths = SIMD2<Double>.zero

  init(count: Int) {
    towards = [SIMD2<Float>](repeating: .zero, count: count)
    away = towards
    weight = [Float](repeating: 0, count: count)
  }

  /// Adds what one pivot wants of all who are joined to it somehow.
  ///
  /// - Complexity: O(n + m).
  mutating func add(_ pivot: Int, _ places: [SIMD2<Float>], _ paths: inout ShortestPaths) {
    paths.run(from: pivot)
    let centre = places[pivot]
    var sums = SIMD2<Double>.zero
    // The pivot itself comes first.
    for node in paths.order[1..<paths.orderCount].lazy.map({ Int($0) }) {
      let way = places[node] - centre
      let length = (way * way).sum().squareRoot()
      let share = 1 / Float(paths.distance[node])
      towards[node] -= way * (share * share)
      // Who stands on a pivot has no direction to go.
      if length > 0 { away[node] += way * (share / length) }
      weight[node] += share * share
      let step = Double(length * share)
      sums += SIMD2(step, step * step)
    }
    lengths += sums
  }

  mutating func add(_ other: PivotPull) {
    for node in weight.indices {
      towards[node] += other.towards[node]
      away[node] += other.away[node]
      weight[node] += other.weight[node]
    }
    lengths += other.lengths
  }
}

extension LayoutLevel {
  /// Nodes that speak for those around them.
  private static let pivots = 96

  /// The places after one round in which every node goes where its distances to pivots fit the steps between best.
  ///
  /// Forces alone press the rim of a drawing together; this gives it the room that its distances ask for. More rounds would
  /// lay those who are alike to all pivots into one place. Pivots lie evenly over the drawing, every node moves at once, and
  /// who is joined to none of the pivots stays.
  ///
  /// - Complexity: O(p (n + m)) for p = 96 pivots, on up to 8 cores; 250 bytes a node meanwhile.
  /// - Source: stress majorisation, Gansner, Koren and North 2004, doi:10.1007/978-3-540-31843-9_25; pivots in place of all
  ///   pairs, Ortmann, Klimenta and Brandes 2016, doi:10.1007/978-3-319-50106-2_2.
  func withLessStress(_ places: [SIMD2<Float>]) -> [SIMD2<Float>] {
    guard count > 1 else { return places }
    let pull = pull(places)
    guard pull.lengths.x > 0 else { return places }
    // The length of a step for which the drawing fits best as it is, so that it grows neither larger nor smaller.
    let step = Float(pull.lengths.y / pull.lengths.x)
    var settled = places
    for node in 0..<count where pull.weight[node] > 0 {
      settled[node] += (pull.towards[node] + pull.away[node] * step) / pull.weight[node]
    }
    return settled
  }

  /// What all the pivots want.
  private func pull(_ places: [SIMD2<Float>]) -> PivotPull {
    let pivots = min(count, Self.pivots)
    let order = LayoutTree(places).order
    let pulls = mapChunks(of: pivots, size: (pivots + 7) / 8) { range in
      var pull = PivotPull(count: count)
      var paths = ShortestPaths(graph, nil)
      for pivot in range { pull.add(Int(order[(2 * pivot + 1) * count / (2 * pivots)]), places, &paths) }
      return pull
    }
    var sum = PivotPull(count: count)
    for pull in pulls { sum.add(pull) }
    return sum
  }
}
