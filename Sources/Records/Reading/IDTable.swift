/// Finds the row of an id by its UTF-8 bytes: a hash table with open addressing over one block of memory.
///
/// About 60 bytes an id, no object for any. A slot holds ids of up to eight bytes whole, so that looking one up touches
/// a single line of memory; of longer ones it holds the hash, and their bytes are compared where that is equal.
struct IDTable {
  private struct Entry {
    var start: Int
    var length: Int
  }

  private struct Slot {
    /// The bytes of a short key, or the hash of a long one.
    var word: UInt64 = 0
    /// Length of a short key, 15 for a long one, in the upper four bits; below, position in `entries` plus 1. 0 where
    /// the slot is free.
    var place: UInt32 = 0
    var row: Int32 = 0

    var entry: Int { Int(place & 0x0FFF_FFFF) - 1 }
  }

  private struct Key {
    var word: UInt64
    var kind: UInt32
    var hash: Int
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  /// A power of two long, at most half full.
  private var slots = [Slot](repeating: Slot(), count: 16)
  /// Differs from run to run, so that nobody can choose ids that all fall into one slot; no answer depends on it.
  private static let seed = UInt64.random(in: .min ... .max)
  /// Most ids a table can hold.
  private static let most = 0x0FFF_FFFE

  var count: Int { entries.count }

  /// Eight bytes at a time are folded by a 64 by 64 bit multiplication, both halves of whose product count.
  private static func key(_ text: Span<UInt8>) -> Key {
    var hash = seed ^ UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
    var position = 0
    var word: UInt64 = 0
    repeat {
      let end = min(position &+ 8, text.count)
      word = 0
      while position < end {
        word = word << 8 | UInt64(text[position])
        position &+= 1
      }
      let product = (hash ^ word ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
      hash = product.high ^ product.low
    } while position < text.count
    let isShort = text.count <= 8
    return Key(
      word: isShort ? word : hash, kind: isShort ? UInt32(text.count) << 28 : 0xF000_0000,
      hash: Int(truncatingIfNeeded: hash ^ hash >> 32))
  }

  private func equals(_ entry: Entry, _ text: Span<UInt8>) -> Bool {
    guard entry.length == text.count else { return false }
    var position = 0
    while position < text.count {
      if bytes[entry.start &+ position] != text[position] { return false }
      position &+= 1
    }
    return true
  }

  /// Where `text` stands, or the free slot where it would.
  private func slot(of text: Span<UInt8>, _ key: Key) -> Int {
    let mask = slots.count - 1
    var position = key.hash & mask
    while slots[position].place != 0 {
      let slot = slots[position]
      if slot.word == key.word, slot.place & 0xF000_0000 == key.kind,
        key.kind != 0xF000_0000 || equals(entries[slot.entry], text)
      {
        break
      }
      position = (position + 1) & mask
    }
    return position
  }

  /// The row stored under `text`.
  func row(of text: Span<UInt8>) -> Int? {
    let slot = slots[slot(of: text, Self.key(text))]
    return slot.place == 0 ? nil : Int(slot.row)
  }

  /// Stores `row` under `text` unless that is there already; then gives the row it stands for.
  mutating func insert(_ text: Span<UInt8>, row: Int) -> Int? {
    let key = Self.key(text)
    let position = slot(of: text, key)
    if slots[position].place != 0 { return Int(slots[position].row) }
    precondition(entries.count < Self.most, "a table holds at most 2^28 - 2 ids")
    entries.append(Entry(start: bytes.count, length: text.count))
    var next = 0
    while next < text.count {
      bytes.append(text[next])
      next &+= 1
    }
    slots[position] = Slot(word: key.word, place: key.kind | UInt32(entries.count), row: Int32(row))
    if entries.count * 2 > slots.count { grow() }
    return nil
  }

  private mutating func grow() {
    var larger = [Slot](repeating: Slot(), count: slots.count * 2)
    let mask = larger.count - 1
    for slot in slots where slot.place != 0 {
      let entry = entries[slot.entry]
      let key = Self.key(bytes.span.extracting(entry.start..<entry.start + entry.length))
      var position = key.hash & mask
      while larger[position].place != 0 { position = (position + 1) & mask }
      larger[position] = slot
    }
    slots = larger
  }

  /// Every key, in the order of insertion.
  var keys: some Sequence<String> {
    entries.lazy.map { String(decoding: bytes[$0.start..<$0.start + $0.length], as: UTF8.self) }
  }
}
