/// Finds the row of an id by its UTF-8 bytes: a hash table with open addressing over one block of memory.
///
/// About 20 bytes an id beside the id itself, no object for any.
struct IDTable {
  private var bytes: [UInt8] = []
  private var bounds: [Int] = [0]
  private var rows: [Int32] = []
  /// Position in `rows` plus 1; 0 where a slot is free. A power of two long, at most half full.
  private var slots = [UInt32](repeating: 0, count: 16)

  var count: Int { rows.count }

  private static func hash(_ key: Span<UInt8>) -> Int {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    var position = 0
    while position < key.count {
      hash = (hash ^ UInt64(key[position])) &* 0x0000_0100_0000_01B3
      position &+= 1
    }
    hash ^= hash >> 29
    hash = hash &* 0xBF58_476D_1CE4_E5B9
    return Int(truncatingIfNeeded: hash >> 20)
  }

  private func equals(_ entry: Int, _ key: Span<UInt8>) -> Bool {
    let start = bounds[entry]
    guard bounds[entry + 1] - start == key.count else { return false }
    var position = 0
    while position < key.count {
      if bytes[start &+ position] != key[position] { return false }
      position &+= 1
    }
    return true
  }

  private func slot(of key: Span<UInt8>) -> Int {
    let mask = slots.count - 1
    var slot = Self.hash(key) & mask
    while slots[slot] != 0, !equals(Int(slots[slot]) - 1, key) { slot = (slot + 1) & mask }
    return slot
  }

  /// The row stored under `key`.
  func row(of key: Span<UInt8>) -> Int? {
    let entry = slots[slot(of: key)]
    return entry == 0 ? nil : Int(rows[Int(entry) - 1])
  }

  /// Stores `row` under `key` unless the key is there already; then gives the row it stands for.
  mutating func insert(_ key: Span<UInt8>, row: Int) -> Int? {
    let slot = slot(of: key)
    if slots[slot] != 0 { return Int(rows[Int(slots[slot]) - 1]) }
    var position = 0
    while position < key.count {
      bytes.append(key[position])
      position &+= 1
    }
    bounds.append(bytes.count)
    rows.append(Int32(row))
    slots[slot] = UInt32(rows.count)
    if rows.count * 2 > slots.count { grow() }
    return nil
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for entry in rows.indices {
      var slot = Self.hash(bytes.span.extracting(bounds[entry]..<bounds[entry + 1])) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(entry + 1)
    }
  }

  /// Every key, in the order of insertion.
  var keys: some Sequence<String> {
    rows.indices.lazy.map { String(decoding: bytes[bounds[$0]..<bounds[$0 + 1]], as: UTF8.self) }
  }
}
