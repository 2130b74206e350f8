import Records

/// Bytes being put together, for writers of large files, which fill it element by element and then hand it on.
///
/// Safe, for all that it holds a pointer: the memory is its own, freed with it, and room is made before every write. It is
/// not an array because an array looks before each of the forty pieces of an element whether it is the only one of its
/// kind, which takes longer than copying them.
@safe struct ByteBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// Number of bytes.
  private(set) var count = 0

  /// An empty buffer with room for `capacity` bytes.
  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    unsafe start = .allocate(capacity: self.capacity)
  }

  deinit { unsafe start.deallocate() }

  @inline(__always)
  private mutating func makeRoom(_ more: Int) { if capacity &- count < more { grow(more) } }

  @inline(never)
  private mutating func grow(_ more: Int) {
    let larger = max(capacity * 2, count + more)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    unsafe moved.update(from: start, count: count)
    unsafe start.deallocate()
    unsafe start = moved
    capacity = larger
  }

  /// Adds a byte.
  @inline(__always)
  mutating func append(byte: UInt8) {
    makeRoom(1)
    unsafe start[count] = byte
    count &+= 1
  }

  /// Adds bytes that are written in the program.
  @inline(__always)
  mutating func append(_ text: StaticString) {
    let length = text.utf8CodeUnitCount
    makeRoom(length)
    // A static string's bytes live as long as the program.
    unsafe (start + count).update(from: text.utf8Start, count: length)
    count &+= length
  }

  /// Adds bytes.
  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    makeRoom(bytes.count)
    guard let from = bytes.baseAddress else { return }
    unsafe (start + count).update(from: from, count: bytes.count)
    count &+= bytes.count
  }

  /// Adds bytes.
  @inline(__always)
  mutating func append(_ bytes: [UInt8]) { unsafe bytes.withUnsafeBufferPointer { unsafe append($0) } }

  /// Adds bytes.
  @inline(__always)
  mutating func append(_ bytes: Span<UInt8>) { unsafe bytes.withUnsafeBufferPointer { unsafe append($0) } }

  /// Adds once more what was added from `place` on, `length` bytes.
  @inline(__always)
  mutating func append(again place: Int, _ length: Int) {
    precondition(place >= 0 && length >= 0 && place &+ length <= count, "only what was added can be added again")
    makeRoom(length)
    // Room was made, and what is copied lies before it.
    unsafe (start + count).update(from: start + place, count: length)
    count &+= length
  }

  /// Adds text as it is, in UTF-8.
  @inline(__always)
  mutating func append(text: String) {
    append(text.utf8.span)
  }

  /// Adds a number, as tables write it.
  mutating func append(decimal value: Double) {
    if value == value.rounded(.towardZero), value.magnitude < 1e15, value != 0 {
      append(Int(value))
    } else if let (digits, count) = Decimal.shortDigits(of: value) {
      if value < 0 { append(byte: 0x2D) }
      var rest = digits
      for _ in 0..<count {
        append(byte: Decimal.byte(ofDigit: rest))
        rest >>= 4
      }
    } else {
      append(text: Decimal.text(value))
    }
  }

  /// Adds a whole number.
  mutating func append(_ number: Int) {
    var rest = number.magnitude
    makeRoom(20)
    if number < 0 {
      unsafe start[count] = 0x2D
      count &+= 1
    }
    var digits = 1
    var bound: UInt = 10
    while digits < 20, rest >= bound {
      digits &+= 1
      bound = bound &* 10
      if digits == 20 { break }
    }
    var place = count &+ digits
    count = place
    repeat {
      place &-= 1
      unsafe start[place] = UInt8(truncatingIfNeeded: 48 &+ rest % 10)
      rest /= 10
    } while rest > 0
  }

  /// Gives the bytes, for as long as the call lasts, and forgets them.
  mutating func drain<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    defer { count = 0 }
    return unsafe body(UnsafeRawBufferPointer(start: start, count: count))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// True when no byte is one of `specials`, or below `least`, which is at most 128.
  ///
  /// Eight bytes at a time, as one number (Lamport 1975); inlined, so that what is looked for becomes constants.
  @inline(__always)
  func isFree(of specials: (UInt8, UInt8, UInt8, UInt8, UInt8), below least: UInt8) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    @inline(__always) func find(_ word: UInt64, _ byte: UInt8) -> UInt64 {
      let equal = word ^ (ones &* UInt64(byte))
      return (equal &- ones) & ~equal
    }
    @inline(__always) func isFree(_ word: UInt64) -> Bool {
      let low = (word &- ones &* UInt64(least)) & ~word
      let found =
        find(word, specials.0) | find(word, specials.1) | find(word, specials.2) | find(word, specials.3)
        | find(word, specials.4)
      return (low | found) & highs == 0
    }
    guard let bytes = unsafe UnsafeRawPointer(baseAddress) else { return true }
    if count < 8 {
      // Filled up with what is never looked for.
      var word: UInt64 = 0x6161_6161_6161_6161
      var place = 0
      while place < count {
        word = word << 8 | UInt64(unsafe self[place])
        place &+= 1
      }
      return isFree(word)
    }
    var place = 0
    while place &+ 8 <= count {
      // Within the bounds, whatever the alignment.
      if !isFree(unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) { return false }
      place &+= 8
    }
    return isFree(unsafe bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
  }
}
