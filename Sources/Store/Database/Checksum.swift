/// A sum over the contents of a row, by which a flipped bit on the disk is told from what was written.
///
/// Not against people, who can reckon it too: against damage. Values below 2^62, so that what SQLite adds stays whole.
struct Checksum {
  private var state: UInt64 = 0x243F_6A88_85A3_08D3

  @inline(__always) private mutating func mix(_ word: UInt64) {
    let product = (state ^ word ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    state = product.high ^ product.low ^ word &* 0x9E37_79B9_7F4A_7C15
  }

  mutating func add(_ number: Int64) { mix(UInt64(bitPattern: number)) }

  mutating func add(_ text: Span<UInt8>) {
    mix(UInt64(truncatingIfNeeded: text.count) | 1 << 63)
    var position = 0
    while position &+ 8 <= text.count {
      // There are eight bytes from here on.
      mix(unsafe UInt64(bigEndian: text.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self)))
      position &+= 8
    }
    guard position < text.count else { return }
    var word: UInt64 = 0
    while position < text.count {
      word = word << 8 | UInt64(text[position])
      position &+= 1
    }
    mix(word)
  }

  mutating func addNothing() { mix(0x5A5A_5A5A_5A5A_5A5A) }

  /// The sum of a version that is still known.
  var value: Int64 { Int64(truncatingIfNeeded: state >> 2) }

  /// What is added to a version's sum when it is no longer known from `change` on.
  static func ended(at change: Int64) -> Int64 {
    var checksum = Checksum()
    checksum.add(change)
    return checksum.value >> 1
  }
}
