/// Random numbers counted off from a starting number: the same start gives the same numbers, on any thread.
///
/// SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
struct CountedRandom {
  private var state: UInt64

  /// The numbers of one item of a stream.
  @inline(__always)
  init(stream: UInt64, item: UInt64) { state = scrambled(stream ^ (item &* 0xD6E8_FEB8_6659_FD93)) }

  @inline(__always)
  mutating func next() -> UInt64 {
    let number = scrambled(state)
    state &+= 0x9E37_79B9_7F4A_7C15
    return number
  }

  /// A whole number below `bound`.
  @inline(__always)
  mutating func next(below bound: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number above 0 and below 1.
  @inline(__always)
  mutating func nextShare() -> Double { Self.share(next()) }

  /// The share a random number stands for, in the order of the numbers.
  @inline(__always)
  static func share(_ number: UInt64) -> Double { (Double(number &>> 11) + 0.5) * 0x1p-53 }
}
