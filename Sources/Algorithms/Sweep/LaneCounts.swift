/// Counts for each lane of a block the rows it is in.
///
/// Rows are added column by column in binary, all 512 lanes at once: plane k holds bit k of every lane's sum. Four rows
/// are folded by full adders before they touch the higher planes, so that a row costs about nine operations.
struct LaneCounts {
  /// Number of rows each lane is in, so far.
  private(set) var counts = [Int](repeating: 0, count: Lanes.count)

  /// Adds the rows of `nodes`.
  mutating func add<Sink: ArrivalSink>(_ rows: borrowing LaneRows<Sink>, _ nodes: Range<Int>) {
    var first = nodes.lowerBound
    while first < nodes.upperBound {
      let end = min(first + Self.rowsAPass, nodes.upperBound)
      addPass(rows, first..<end)
      first = end
    }
  }

  /// Ten planes hold sums up to 1,023.
  private static let rowsAPass = 1020

  private mutating func addPass<Sink: ArrivalSink>(_ rows: borrowing LaneRows<Sink>, _ nodes: Range<Int>) {
    var ones = Lanes.zero
    var twos = Lanes.zero
    var (p2, p3, p4, p5) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    var (p6, p7, p8, p9) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    var node = nodes.lowerBound
    while node < nodes.upperBound {
      let a = rows[node]
      let b = node + 1 < nodes.upperBound ? rows[node + 1] : .zero
      let c = node + 2 < nodes.upperBound ? rows[node + 2] : .zero
      let d = node + 3 < nodes.upperBound ? rows[node + 3] : .zero
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
      node &+= 4
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
