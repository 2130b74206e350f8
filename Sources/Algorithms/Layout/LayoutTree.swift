/// Places in the plane, gathered into squares within squares, so that many that are far away push as one.
struct LayoutTree {
  /// A square that holds places.
  private struct Cell {
    var centre: SIMD2<Float>
    var mass: Float
    /// Whoever is further away than this, squared, feels the whole cell as one.
    var reach: Float
    /// The cell that comes after this one and all within it.
    var next: Int32
  }

  /// A cell is one where it is seen at less than this many times its distance.
  private static let openness: Float = 1.1
  private static let depth = 16

  /// Nodes along a curve on which neighbours are near each other in the plane.
  private(set) var order: [Int32] = []
  /// Cells, each before those within it.
  private var cells: [Cell] = []

  /// - Complexity: O(n log n).
  init(_ places: [SIMD2<Float>]) {
    guard let first = places.first else { return }
    var low = first
    var high = first
    for place in places {
      low = pointwiseMin(low, place)
      high = pointwiseMax(high, place)
    }
    let side = max((high - low).max(), .leastNormalMagnitude)
    // The last place of the grid is for what lies on the far border.
    let scale = Float(1 << Self.depth - 1) / side
    var keys: [UInt64] = []
    keys.reserveCapacity(places.count)
    for (node, place) in places.enumerated() {
      let at = (place - low) * scale
      keys.append(UInt64(Self.spread(UInt32(at.x)) | Self.spread(UInt32(at.y)) << 1) << 32 | UInt64(node))
    }
    keys.sort()
    order = keys.map { Int32(truncatingIfNeeded: $0) }
    cells.reserveCapacity(2 * places.count)
    let codes = keys.map { UInt32($0 >> 32) }
    _ = gather(0..<places.count, 2 * Self.depth - 2, side, codes, places)
  }

  /// The bits of `x`, with a gap after each.
  private static func spread(_ x: UInt32) -> UInt32 {
    var x = min(x, 0xFFFF)
    x = (x | x << 8) & 0x00FF_00FF
    x = (x | x << 4) & 0x0F0F_0F0F
    x = (x | x << 2) & 0x3333_3333
    return (x | x << 1) & 0x5555_5555
  }

  /// Makes a cell of a stretch of the curve and gives the sum of its places.
  private mutating func gather(
    _ stretch: Range<Int>, _ shift: Int, _ side: Float, _ codes: [UInt32], _ places: [SIMD2<Float>]
  ) -> SIMD2<Float> {
    var (shift, side) = (shift, side)
    let last = codes[stretch.upperBound - 1]
    // Squares that hold all of it in one of their quarters are passed over.
    while shift >= 0, codes[stretch.lowerBound] >> UInt32(shift) == last >> UInt32(shift) {
      shift -= 2
      side /= 2
    }
    let place = cells.count
    cells.append(Cell(centre: .zero, mass: Float(stretch.count), reach: 0, next: 0))
    var sum = SIMD2<Float>.zero
    if shift < 0 {
      for entry in stretch { sum += places[Int(order[entry])] }
    } else {
      cells[place].reach = side * side * (Self.openness * Self.openness)
      var start = stretch.lowerBound
      while start < stretch.upperBound {
        let quarter = codes[start] >> UInt32(shift)
        var end = start + 1
        while end < stretch.upperBound, codes[end] >> UInt32(shift) == quarter { end += 1 }
        sum += gather(start..<end, shift - 2, side / 2, codes, places)
        start = end
      }
    }
    cells[place].centre = sum / Float(stretch.count)
    cells[place].next = Int32(cells.count)
    return sum
  }

  /// How everybody together pushes whoever is at `place`.
  ///
  /// - Complexity: O(log n) as long as places are spread about evenly.
  func push(at place: SIMD2<Float>) -> SIMD2<Float> {
    let cells = cells.span
    var force = SIMD2<Float>.zero
    var index = 0
    while index < cells.count {
      // `index` is below the count here and never negative.
      let cell = unsafe cells[unchecked: index]
      let way = place - cell.centre
      let distance = (way * way).sum()
      if distance > cell.reach {
        force += way * (cell.mass / distance)
        index = Int(cell.next)
      } else {
        // What comes next is within the cell, or, where this is a place by itself, beyond it.
        index &+= 1
      }
    }
    return force
  }
}
