/// Counts for each lane of a block the rows it is in.
///
/// Rows are added column by column in binary, all 512 lanes at once: plane k holds bit k of every lane's sum. Four rows
/// are folded by full adders before they touch the higher planes, so that a row costs about nine operations.
struct LaneCounts {
  /// Number of rows each lane is in, so far.
  private(set) var counts = [Int](repeating: 0, count: Lanes.count)

  /// Adds `count` rows.
  @inline(__always)
  mutating func add(_ count: Int, _ row: (Int) -> Lanes) {
    var first = 0
    while first < count {
      let end = min(first + Self.rowsAPass, count)
      addPass(first..<end, row)
      first = end
    }
  }

  /// Ten planes hold sums up to 1,023.
  private static let rowsAPass = 1020

  @inline(__always)
  private mutating func addPass(_ places: Range<Int>, _ row: (Int) -> Lanes) {
    var ones = Lanes.zero
    var twos = Lanes.zero
    var (p2, p3, p4, p5) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    var (p6, p7, p8, p9) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    let end = places.upperBound
    var place = places.lowerBound
    while place < end {
      let a = row(place)
      let b = place + 1 < end ? row(place + 1) : .zero
      let c = place + 2 < end ? row(place + 2) : .zero
      let d = place + 3 < end ? row(place + 3) : .zero
      let firstTwos = fullAdd(&ones, a, b)
      let secondTwos = fullAdd(&ones, c, d)
      var carry = fullAdd(&twos, firstTwos, secondTwos)
      carry = halfAdd(&p2, carry)
      carry = halfAdd(&p3, carry)
      carry = halfAdd(&p4, carry)
      carry = halfAdd(&p5, carry)
      carry = halfAdd(&p6, carry)
      carry = halfAdd(&p7, carry)
      carry = halfAdd(&p8, carry)
      _ = halfAdd(&p9, carry)
      place &+= 4
    }
    for (bit, plane) in [ones, twos, p2, p3, p4, p5, p6, p7, p8, p9].enumerated() {
      plane.forEachLane { counts[$0] &+= 1 << bit }
    }
  }

  @inline(__always)
  private func fullAdd(_ sum: inout Lanes, _ a: Lanes, _ b: Lanes) -> Lanes {
    let both = sum ^ a
    let carry = (sum & a) | (both & b)
    sum = both ^ b
    return carry
  }

  @inline(__always)
  private func halfAdd(_ sum: inout Lanes, _ a: Lanes) -> Lanes {
    let carry = sum & a
    sum ^= a
    return carry
  }
}
