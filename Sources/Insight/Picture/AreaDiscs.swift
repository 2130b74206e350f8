/// Discs side by side in the plane, none upon another, those with much between them close.
struct AreaDiscs {
  /// Radius of each.
  let radii: [Double]
  /// How much joins each two.
  let links: [[Int]]
  /// How much wider than high the whole is to be.
  let aspect: Double

  /// Room between discs: their names stand there.
  private static let gap = 2.4

  /// How strongly the ways to lay them out that are tried draw them out sideways.
  private static let stretches = [1, 1.5, 2, 2.5, 3, 4, 6]

  /// The middle of each disc; the middle of all of them is 0. Of several ways to lay them out it is the one that comes nearest
  /// to the aspect.
  ///
  /// - Complexity: O(discs^4).
  func arranged() -> [SIMD2<Double>] {
    var best: (miss: Double, places: [SIMD2<Double>])?
    for stretch in Self.stretches {
      let places = arranged(stretch)
      let size = size(of: places)
      let ratio = size.x / max(size.y * aspect, .leastNormalMagnitude)
      let miss = max(ratio, 1 / max(ratio, .leastNormalMagnitude))
      if best.map({ miss < $0.miss - 1e-9 }) ?? true { best = (miss, places) }
    }
    return best?.places ?? []
  }

  /// How wide and how high the whole is.
  private func size(of places: [SIMD2<Double>]) -> SIMD2<Double> {
    var size = SIMD2<Double>.zero
    for (disc, place) in places.enumerated() {
      size = pointwiseMax(size, 2 * (SIMD2(abs(place.x), abs(place.y)) + radii[disc]))
    }
    return size
  }

  /// One after another, the most joined to those that stand already first, each is put where it touches two of them or one,
  /// wherever it is nearest to those it is joined to and to the middle.
  private func arranged(_ stretch: Double) -> [SIMD2<Double>] {
    guard let first = radii.indices.max(by: { (radii[$0], $1) < (radii[$1], $0) }) else { return [] }
    var places = [SIMD2<Double>](repeating: .zero, count: radii.count)
    var standing = [first]
    while standing.count < radii.count {
      let next = radii.indices.filter { !standing.contains($0) }.max { a, b in
        (pull(a, standing), radii[a], b) < (pull(b, standing), radii[b], a)
      }
      guard let next else { break }
      let spots = self.spots(for: next, standing, places)
      var best: (cost: Double, spot: SIMD2<Double>)?
      for spot in spots where isFree(spot, for: next, standing, places) {
        let cost = self.cost(of: spot, for: next, standing, places, stretch)
        if best.map({ cost < $0.cost - 1e-9 }) ?? true { best = (cost, spot) }
      }
      places[next] = best?.spot ?? SIMD2(Double(standing.count) * 3 * (radii.max() ?? 1), 0)
      standing.append(next)
    }
    return centred(places)
  }

  /// What joins a disc to those that stand already.
  private func pull(_ disc: Int, _ standing: [Int]) -> Int { standing.reduce(0) { $0 + links[disc][$1] } }

  /// Where a disc touches others.
  private func spots(for disc: Int, _ standing: [Int], _ places: [SIMD2<Double>]) -> [SIMD2<Double>] {
    var spots: [SIMD2<Double>] = []
    for (order, a) in standing.enumerated() {
      let toA = radii[disc] + radii[a] + Self.gap
      for way in Self.ways { spots.append(places[a] + way * toA) }
      for b in standing[(order + 1)...] {
        let toB = radii[disc] + radii[b] + Self.gap
        let way = places[b] - places[a]
        let distance = (way * way).sum().squareRoot()
        guard distance > 0, distance < toA + toB else { continue }
        // Where the circles around both on which the middle may lie cross each other.
        let along = (distance * distance + toA * toA - toB * toB) / (2 * distance)
        let across = max(0, toA * toA - along * along).squareRoot()
        let unit = way / distance
        let side = SIMD2(-unit.y, unit.x)
        spots.append(places[a] + unit * along + side * across)
        spots.append(places[a] + unit * along - side * across)
      }
    }
    return spots
  }

  private static let ways: [SIMD2<Double>] = [
    SIMD2(1, 0), SIMD2(-1, 0), SIMD2(0, 1), SIMD2(0, -1), SIMD2(0.8, 0.6), SIMD2(-0.8, 0.6), SIMD2(0.8, -0.6),
    SIMD2(-0.8, -0.6),
  ]

  private func isFree(_ spot: SIMD2<Double>, for disc: Int, _ standing: [Int], _ places: [SIMD2<Double>]) -> Bool {
    standing.allSatisfy { other in
      let way = places[other] - spot
      return (way * way).sum().squareRoot() >= radii[disc] + radii[other] + Self.gap - 1e-6
    }
  }

  /// How far a spot is from the middle, and from those the disc is joined to in proportion to how much joins them.
  private func cost(
    of spot: SIMD2<Double>, for disc: Int, _ standing: [Int], _ places: [SIMD2<Double>], _ stretch: Double
  ) -> Double {
    let stretched = spot / SIMD2(stretch, 1)
    let total = Double(max(pull(disc, standing), 1))
    let apart = standing.reduce(0.0) { sum, other in
      let way = places[other] - spot
      return sum + (way * way).sum().squareRoot() * Double(links[disc][other]) / total
    }
    return (stretched * stretched).sum().squareRoot() * 3 + apart
  }

  private func centred(_ places: [SIMD2<Double>]) -> [SIMD2<Double>] {
    guard let first = places.indices.first else { return places }
    var low = places[first] - radii[first]
    var high = places[first] + radii[first]
    for (disc, place) in places.enumerated() {
      low = pointwiseMin(low, place - radii[disc])
      high = pointwiseMax(high, place + radii[disc])
    }
    return places.map { $0 - (low + high) / 2 }
  }
}
