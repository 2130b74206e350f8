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
  private static let openness: Float = 0.6
  private static let depth = 16

  /// Nodes along a curve on which neighbours are near each other in the plane.
  private(set) var order: [Int32] = []
  /// Their places, along the curve.
  private var spots: [SIMD2<Float>] = []
  /// Cells, each before those within it.
  private var cells: [Cell] = []

  /// - Complexity: O(n) for each of 16 levels of squares at most.
  init(_ places: [SIMD2<Float>]) {
    guard let first = places.first else { return }
    var low = first
    var high = first
    for place in places {
      low.x = min(low.x, place.x)
      low.y = min(low.y, place.y)
      high.x = max(high.x, place.x)
      high.y = max(high.y, place.y)
    }
    // Above 0 where everybody is in one place, and its inverse still a number.
    let side = max(high.x - low.x, high.y - low.y, 1e-20)
    // The last place of the grid is for what lies on the far border.
    let scale = Float(1 << Self.depth - 1) / side
    var keys: [UInt64] = []
    keys.reserveCapacity(places.count)
    for (node, place) in places.enumerated() {
      let at = (place - low) * scale
      keys.append(UInt64(Self.spread(UInt32(at.x)) | Self.spread(UInt32(at.y)) << 1) << 32 | UInt64(node))
    }
    Self.sort(&keys)
    order = keys.map { Int32(truncatingIfNeeded: $0) }
    spots = order.map { places[Int($0)] }
    cells.reserveCapacity(2 * places.count)
    let codes = keys.map { UInt32($0 >> 32) }
    let reaches = (0..<Self.depth).map { level in
      let square = side / Float(1 << (Self.depth - 1 - level)) * Self.openness
      return square * square
    }
    _ = gather(0..<places.count, codes.span, reaches)
  }

  /// The bits of `x`, with a gap after each.
  private static func spread(_ x: UInt32) -> UInt32 {
    var x = min(x, 0xFFFF)
    x = (x | x << 8) & 0x00FF_00FF
    x = (x | x << 4) & 0x0F0F_0F0F
    x = (x | x << 2) & 0x3333_3333
    return (x | x << 1) & 0x5555_5555
  }

  /// Sorts by the upper half of the keys; equal ones stay as they are.
  private static func sort(_ keys: inout [UInt64]) {
    var sorted = keys
    for shift in stride(from: UInt64(32), to: 64, by: 8) {
      var next = [Int](repeating: 0, count: 257)
      for key in keys { next[Int(key >> shift & 0xFF) + 1] += 1 }
      for digit in 0..<256 { next[digit + 1] += next[digit] }
      for key in keys {
        let digit = Int(key >> shift & 0xFF)
        sorted[next[digit]] = key
        next[digit] += 1
      }
      swap(&keys, &sorted)
    }
  }

  /// Makes a cell of a stretch of the curve and gives the sum of its places.
  private mutating func gather(_ stretch: Range<Int>, _ codes: Span<UInt32>, _ reaches: [Float]) -> SIMD2<Float> {
    let differing = codes[stretch.lowerBound] ^ codes[stretch.upperBound - 1]
    let place = cells.count
    // A place by itself, or several too close to tell apart, is never opened.
    cells.append(Cell(centre: .zero, mass: Float(stretch.count), reach: -1, next: 0))
    var sum = SIMD2<Float>.zero
    if differing == 0 {
      // From one of them, so that those in the very same place have it as their centre to the last bit.
      let first = spots[stretch.lowerBound]
      for entry in stretch { sum += spots[entry] - first }
      cells[place].centre = first + sum / Float(stretch.count)
      sum += first * Float(stretch.count)
    } else {
      // Squares that hold all of it in one of their quarters are passed over.
      let level = (31 - differing.leadingZeroBitCount) / 2
      cells[place].reach = reaches[level]
      let shift = UInt32(2 * level)
      var start = stretch.lowerBound
      while start < stretch.upperBound {
        let quarter = codes[start] >> shift
        var end = start + 1
        while end < stretch.upperBound, codes[end] >> shift == quarter { end += 1 }
        sum += gather(start..<end, codes, reaches)
        start = end
      }
      cells[place].centre = sum / Float(stretch.count)
    }
    cells[place].next = Int32(cells.count)
    return sum
  }
}

extension LayoutTree {
  /// Nodes that walk the tree together.
  private static let together = 8

  /// How long the stretches of the curve are that threads take one after another.
  var pieceLength: Int { max(128, order.count / 512 * Self.together) }

  /// Moves nodes by what was found out about stretches of the curve.
  func move(_ places: inout [SIMD2<Float>], _ pieces: [[SIMD2<Float>]]) {
    var entry = 0
    for piece in pieces {
      for move in piece {
        places[Int(order[entry])] += move
        entry += 1
      }
    }
  }

  /// Tells how everybody together pushes each node of a stretch of the curve.
  ///
  /// Eight nodes in a row lie near each other, so that they see the same cells, and walk the tree as one: a cell is opened
  /// where it is too near to any place in the rectangle around them.
  ///
  /// - Complexity: O(log n) a node as long as places are spread about evenly.
  func forEachPush(in stretch: Range<Int>, _ body: (_ node: Int, _ push: SIMD2<Float>) -> Void) {
    var start = stretch.lowerBound
    while start < stretch.upperBound {
      let end = min(start + Self.together, stretch.upperBound)
      let first = spots[start]
      var (x, y) = (SIMD8(repeating: first.x), SIMD8(repeating: first.y))
      for entry in start..<end {
        x[entry - start] = spots[entry].x
        y[entry - start] = spots[entry].y
      }
      let push = push(x, y)
      for entry in start..<end {
        body(Int(order[entry]), SIMD2(push.x[entry - start], push.y[entry - start]))
      }
      start = end
    }
  }

  private func push(_ x: SIMD8<Float>, _ y: SIMD8<Float>) -> (x: SIMD8<Float>, y: SIMD8<Float>) {
    let cells = cells.span
    let low = SIMD2(x.min(), y.min())
    let high = SIMD2(x.max(), y.max())
    let middle = (low + high) / 2
    let half = (high - low) / 2
    var (forceX, forceY) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    var index = 0
    while index < cells.count {
      // `index` is below the count here and never negative.
      let cell = unsafe cells[unchecked: index]
      let off = cell.centre - middle
      let besideX = max(abs(off.x) - half.x, 0)
      let besideY = max(abs(off.y) - half.y, 0)
      if besideX * besideX + besideY * besideY > cell.reach {
        let wayX = x - cell.centre.x
        let wayY = y - cell.centre.y
        // Too little to count but for those in the very place, who are not pushed.
        let distance = wayX * wayX + wayY * wayY + 1e-30
        let strength = cell.mass / distance
        forceX += wayX * strength
        forceY += wayY * strength
        index = Int(cell.next)
      } else {
        // What comes next is within the cell: one that holds no others is never opened.
        index &+= 1
      }
    }
    return (forceX, forceY)
  }
}
