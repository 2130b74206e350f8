/// Finds the row of an id by its UTF-8 bytes: a hash table with open addressing over one block of memory.
///
/// About 55 bytes an id beside the id itself, no object for any. A slot holds ids of up to eight bytes whole, so that
/// looking one up touches a single line of memory; of longer ones it holds the hash, and their bytes are compared where
/// that is equal.
package struct IDTable: Sendable {
  private struct Slot {
    /// The bytes of a short key, or the hash of a long one.
    var word: UInt64 = 0
    /// Length of a short key, 15 for a long one, in the upper four bits; below, the id's number plus 1. 0 where the slot
    /// is free.
    var place: UInt32 = 0
    var row: Int32 = 0

    var number: Int { Int(place & 0x0FFF_FFFF) - 1 }
  }

  private struct Key {
    var word: UInt64
    var kind: UInt32
    var hash: Int
  }

  private var bytes: [UInt8] = []
  /// Where each id ends in `bytes`.
  private var ends: [Int] = []
  /// A power of two long, at most half full.
  private var slots = [Slot](repeating: Slot(), count: 16)
  /// Differs from run to run, so that nobody can choose ids that all fall into one slot; no answer depends on it.
  private static let seed = UInt64.random(in: .min ... .max)
  /// Most ids a table can hold.
  private static let most = 0x0FFF_FFFE

  /// A table without ids.
  package init() {}

  /// Number of ids.
  package var count: Int { ends.count }

  private func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

  /// Eight bytes at a time are folded by a 64 by 64 bit multiplication, both halves of whose product count.
  private static func key(_ text: Span<UInt8>) -> Key {
    var hash = seed ^ UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
    var position = 0
    var word: UInt64 = 0
    repeat {
      if position &+ 8 <= text.count {
        // There are eight bytes from here on.
        word = unsafe UInt64(
          bigEndian: text.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self))
        position &+= 8
      } else {
        word = 0
        while position < text.count {
          word = word << 8 | UInt64(text[position])
          position &+= 1
        }
      }
      let product = (hash ^ word ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
      hash = product.high ^ product.low
    } while position < text.count
    let isShort = text.count <= 8
    return Key(
      word: isShort ? word : hash, kind: isShort ? UInt32(text.count) << 28 : 0xF000_0000,
      hash: Int(truncatingIfNeeded: hash ^ hash >> 32))
  }

  private func equals(_ number: Int, _ text: Span<UInt8>) -> Bool {
    let range = range(number)
    guard range.count == text.count else { return false }
    var position = 0
    while position < text.count {
      if bytes[range.lowerBound &+ position] != text[position] { return false }
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
        key.kind != 0xF000_0000 || equals(slot.number, text)
      {
        break
      }
      position = (position + 1) & mask
    }
    return position
  }

  /// The row stored under `text`.
  package func row(of text: Span<UInt8>) -> Int? {
    let slot = slots[slot(of: text, Self.key(text))]
    return slot.place == 0 ? nil : Int(slot.row)
  }

  /// Stores `row` under `text` unless that is there already; then gives the row it stands for.
  package mutating func insert(_ text: Span<UInt8>, row: Int) -> Int? {
    let key = Self.key(text)
    let position = slot(of: text, key)
    if slots[position].place != 0 { return Int(slots[position].row) }
    precondition(ends.count < Self.most, "a table holds at most 2^28 - 2 ids")
    // The pointer is used within the closure alone.
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    ends.append(bytes.count)
    slots[position] = Slot(word: key.word, place: key.kind | UInt32(ends.count), row: Int32(row))
    if ends.count * 2 > slots.count { grow(to: slots.count * 2) }
    return nil
  }

  /// Lets `text`, which is there, stand for another row.
  mutating func replace(_ text: Span<UInt8>, row: Int) { slots[slot(of: text, Self.key(text))].row = Int32(row) }

  /// The number of `text`, ids being numbered in the order of their insertion; it is given the next one when it is new.
  ///
  /// For tables all of whose ids are inserted so.
  package mutating func insert(_ text: Span<UInt8>) -> (number: Int, isNew: Bool) {
    let next = count
    guard let known = insert(text, row: next) else { return (next, true) }
    return (known, false)
  }

  /// Makes room for `count` ids in all.
  package mutating func reserve(_ count: Int) {
    ends.reserveCapacity(count)
    var size = slots.count
    while size < 2 * min(count, Self.most) { size *= 2 }
    if size > slots.count { grow(to: size) }
  }

  private mutating func grow(to size: Int) {
    var larger = [Slot](repeating: Slot(), count: size)
    let mask = larger.count - 1
    for slot in slots where slot.place != 0 {
      let key = Self.key(bytes.span.extracting(range(slot.number)))
      var position = key.hash & mask
      while larger[position].place != 0 { position = (position + 1) & mask }
      larger[position] = slot
    }
    slots = larger
  }

  /// The id inserted as number `number`, counted from 0.
  package func text(_ number: Int) -> String { String(decoding: bytes[range(number)], as: UTF8.self) }

  /// Adds the id inserted as number `number`, counted from 0, to a row as a cell.
  package func append(_ number: Int, to row: inout CellRow) { row.append(cell: bytes.span.extracting(range(number))) }

  /// Every id, in the order of insertion.
  var keys: some Sequence<String> { (0..<count).lazy.map { text($0) } }
}
