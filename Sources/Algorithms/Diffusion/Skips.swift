/// How far to go along a row of arcs that are each live with one probability p to find the next live one.
///
/// The number of dead arcs before it is k or more with probability (1 - p)^k, so that one number decides on many arcs, as
/// in SUBSIM (Guo et al. 2020, doi:10.1145/3318464.3389740), where it is done backwards. Powers stand in a table that the
/// longest row bounds, with a guide into it, so that no logarithm is taken.
///
/// 8 bytes a neighbour of the node that has most, and 8 KiB.
struct Skips: Sendable {
  /// A number below entry k means: the next k arcs are dead.
  let dead: [UInt64]
  /// For the first bits of a number the least skip it can mean; the last where none is meant within any row.
  let guide: [UInt32]

  /// Bits of a number of 63 that go through the guide.
  private static let guideBits = 11
  private static let guideShift = UInt64(63 - guideBits)

  /// - Complexity: O(longest row).
  init(probability: Double, longestRow: Int) {
    var dead = [UInt64(1) << 63]
    dead.reserveCapacity(longestRow + 2)
    var power = 1.0
    for _ in 0...longestRow {
      power *= 1 - probability
      dead.append(UInt64(power * 0x1p63))
    }
    // The greatest numbers mean the least skips.
    var guide = [UInt32](repeating: 0, count: 1 << Self.guideBits)
    var skip = 0
    for cell in guide.indices.reversed() {
      let greatest = (UInt64(cell + 1) << Self.guideShift) - 1
      while skip < longestRow, greatest < dead[skip + 1] { skip += 1 }
      guide[cell] = UInt32(skip)
    }
    self.dead = dead
    self.guide = guide
  }

  /// How many dead arcs come first; to be asked only of a number that is not below the entry for all arcs there are.
  @inline(__always)
  static func skip(_ number: UInt64, _ dead: Span<UInt64>, _ guide: Span<UInt32>) -> Int {
    var skip = unsafe Int(guide[unchecked: Int(truncatingIfNeeded: number &>> guideShift)])
    while unsafe number < dead[unchecked: skip &+ 1] { skip &+= 1 }
    return skip
  }
}
