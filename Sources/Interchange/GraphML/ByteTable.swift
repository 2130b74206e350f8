/// Numbers byte strings from 0 in the order in which they were first seen.
///
/// A hash table with open addressing over one block of memory: about 12 bytes a string beside the string itself, no
/// object for any. Its answers do not depend on the order of hashes; the seed differs from run to run, so that nobody
/// can prepare a file whose ids all fall into one slot.
struct ByteTable {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  /// Number plus 1; 0 where a slot is free. A power of two long, at most half full.
  private var slots = [UInt32](repeating: 0, count: 16)
  private let seed = UInt64.random(in: .min ... .max)

  /// Number of strings.
  var count: Int { ends.count }

  private func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
  }

  private func hash(_ key: Span<UInt8>) -> Int {
    var hash = seed
    var position = 0
    while position < key.count {
      hash = (hash ^ UInt64(key[position])) &* 0x0000_0100_0000_01B3
      hash ^= hash >> 47
      position &+= 1
    }
    hash = (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9
    return Int(truncatingIfNeeded: hash >> 20)
  }

  private func slot(of key: Span<UInt8>) -> Int {
    let mask = slots.count - 1
    var slot = hash(key) & mask
    while slots[slot] != 0, !equals(Int(slots[slot]) - 1, key) { slot = (slot + 1) & mask }
    return slot
  }

  /// True when string `number` is `key`.
  func equals(_ number: Int, _ key: Span<UInt8>) -> Bool {
    let range = range(number)
    guard range.count == key.count else { return false }
    var position = 0
    while position < key.count {
      if bytes[range.lowerBound &+ position] != key[position] { return false }
      position &+= 1
    }
    return true
  }

  /// The number of `key`, or `nil` where it was not seen.
  func find(_ key: Span<UInt8>) -> Int? {
    let entry = slots[slot(of: key)]
    return entry == 0 ? nil : Int(entry) - 1
  }

  /// The number of `key`, which is given the next one when it is new.
  mutating func insert(_ key: Span<UInt8>) -> (number: Int, isNew: Bool) {
    let slot = slot(of: key)
    if slots[slot] != 0 { return (Int(slots[slot]) - 1, false) }
    var position = 0
    while position < key.count {
      bytes.append(key[position])
      position &+= 1
    }
    ends.append(UInt32(bytes.count))
    slots[slot] = UInt32(ends.count)
    if ends.count * 2 > slots.count { grow() }
    return (ends.count - 1, true)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for number in ends.indices {
      var slot = hash(bytes.span.extracting(range(number))) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// String `number` as text.
  func text(_ number: Int) -> String { String(decoding: bytes[range(number)], as: UTF8.self) }
}
