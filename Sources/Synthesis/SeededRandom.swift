/// A stream of random numbers that is the same on every machine.
///
/// SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195). Everything drawn from it uses only
/// operations that IEEE 754 fixes to the last bit, so no library's logarithm can change what is generated.
struct SeededRandom {
  /// What a stream is for. Each part of the programme draws from its own, so that none disturbs another.
  enum Stream: UInt64 {
    case places = 1
    case people, ties, programme, surgeon, spread, recording, engagements, outcomes
  }

  private var state: UInt64

  /// The stream of `seed` for one purpose, and for one of several parts of it.
  init(seed: UInt64, _ stream: Stream, part: Int = 0) {
    state = Self.mixed(Self.mixed(seed) ^ (stream.rawValue << 32 | UInt64(truncatingIfNeeded: part)))
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    defer { state &+= 0x9E37_79B9_7F4A_7C15 }
    return Self.mixed(state)
  }

  /// A whole number from 0 up to but excluding `bound`, which must be above 0.
  mutating func below(_ bound: UInt64) -> UInt64 { next().multipliedFullWidth(by: bound).high }

  /// A whole number from 0 up to but excluding `bound`, which must be above 0.
  mutating func below(_ bound: Int) -> Int { Int(below(UInt64(bound))) }

  /// A whole number in `range`.
  mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

  /// A number from 0 up to but excluding 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// True with the given probability.
  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// One of the entries of a list that is not empty.
  mutating func pick<Entry>(_ list: [Entry]) -> Entry { list[below(list.count)] }

  /// The position drawn in proportion to `weights`, which must add up to more than 0.
  mutating func weighted(_ weights: [Int]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (position, weight) in weights.enumerated() {
      if rest < weight { return position }
      rest -= weight
    }
    return weights.count - 1
  }

  /// An exponentially distributed number with the given mean.
  mutating func exponential(mean: Double) -> Double { -mean * naturalLogarithm(1 - unit()) }

  /// A number with mean 0 and standard deviation 1, normal but for its tails, which end at 6.
  mutating func normal() -> Double {
    var sum = -6.0
    for _ in 0..<12 { sum += unit() }
    return sum
  }
}

/// The natural logarithm of a number above 0, correct to about 1e-13 and the same to the last bit everywhere.
func naturalLogarithm(_ value: Double) -> Double {
  var fraction = value.significand
  var exponent = Double(value.exponent)
  if fraction > 1.414_213_562_373_095 {
    fraction /= 2
    exponent += 1
  }
  let z = (fraction - 1) / (fraction + 1)
  let square = z * z
  var sum = 0.0
  var divisor = 15.0
  while divisor >= 1 {
    sum = sum * square + 1 / divisor
    divisor -= 2
  }
  return 2 * z * sum + exponent * 0.693_147_180_559_945_3
}

/// The positions of `keys` in rising order of key, equal keys in their given order. Keys count from 0 up to `bound`.
///
/// - Complexity: O(keys + bound).
func stableOrder(of keys: [Int32], below bound: Int) -> (order: [Int32], starts: [Int32]) {
  var starts = [Int32](repeating: 0, count: bound + 1)
  for key in keys { starts[Int(key) + 1] += 1 }
  for key in 0..<bound { starts[key + 1] += starts[key] }
  var next = starts
  var order = [Int32](repeating: 0, count: keys.count)
  for (position, key) in keys.enumerated() {
    order[Int(next[Int(key)])] = Int32(position)
    next[Int(key)] += 1
  }
  return (order, starts)
}
