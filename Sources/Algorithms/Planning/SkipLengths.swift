#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How many tries fail before one succeeds, drawn at one go.
///
/// Most of what is drawn is settled by its first twelve bits, which a table of 4 KiB answers; the rest takes a logarithm.
struct SkipLengths {
  /// For each beginning of twelve bits the length that all numbers beginning so have; ``open`` where they differ.
  let table: [UInt8]
  /// 1 / log(1 - probability).
  let inverse: Double

  static let open: UInt8 = 255

  /// - Parameter probability: Above 0 and no more than 1.
  init(probability: Double) {
    inverse = Self.inverse(probability)
    let inverse = inverse
    table = (0..<4096).map { cell in
      let most = cell == 0 ? Double.infinity : log(Double(cell) / 4096) * inverse
      let least = (log(Double(cell + 1) / 4096) * inverse).rounded(.down)
      return most.rounded(.down) == least && least < Double(Self.open) ? UInt8(least) : Self.open
    }
  }

  static func inverse(_ probability: Double) -> Double { 1 / log1p(-probability) }

  /// The length a random number stands for, cut at a length no row has.
  @inline(__always)
  static func length(_ number: UInt64, _ inverse: Double) -> Int {
    Int(min(log(CountedRandom.share(number)) * inverse, 1e10))
  }
}
