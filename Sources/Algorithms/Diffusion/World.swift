/// One way things could go: everything left to chance in one run of a simulation.
///
/// Randomness is counted, not drawn: each number is a function of the seed, the run and what it is for, so that it is the
/// same whoever is seeded, and in whatever order or thread it is asked for. Two plans tried in the same worlds differ by the
/// plans alone.
///
/// Numbers are those of SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195), begun for each world at a
/// place of its own, and looked up by node and count.
public struct World: Sendable {
  private let key: UInt64

  /// World number `run` of those that `seed` begins.
  public init(seed: UInt64, run: Int) { key = scrambled(seed, UInt64(truncatingIfNeeded: run)) }

  private init(key: UInt64) { self.key = key }

  /// A world within this one, for what is tried anew, step by step, or for a purpose of its own.
  public func part(_ number: Int) -> World { World(key: scrambled(key, UInt64(truncatingIfNeeded: number))) }

  /// A number below 2^63 for a node, one of several by `count`.
  @inline(__always)
  public func draw(_ node: Int, _ count: Int = 0) -> UInt64 {
    Self.number(at: place(of: node) &+ UInt64(truncatingIfNeeded: count) &* Self.stride)
  }

  /// Where the numbers of a node begin; they are ``stride`` apart.
  @inline(__always)
  func place(of node: Int) -> UInt64 { key &+ UInt64(truncatingIfNeeded: node) &* (Self.stride &<< 32) }

  static let stride: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The number that stands at a place.
  @inline(__always)
  static func number(at place: UInt64) -> UInt64 { scrambled(place) &>> 1 }

  /// The bar below which a number lies with the given probability.
  static func bar(_ probability: Double) -> UInt64 { UInt64(probability * 0x1p63) }
}
