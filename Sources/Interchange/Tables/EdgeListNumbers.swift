/// Takes rows of two numbers until there is no more room for them. Gives where it stopped, at the end of `places` or before a
/// row that has something else, and how many rows there are then.
@inline(never)
func takeNumbers(
  _ text: Span<UInt8>, _ places: Range<Int>, _ haveWeights: Bool, _ tails: inout [UInt32], _ heads: inout [UInt32],
  _ weights: inout [Double], _ rowsBefore: Int
) -> (position: Int, rows: Int) {
  let bytes = unsafe text.bytes
  var from = tails.mutableSpan
  var to = heads.mutableSpan
  var (first, second) = (NumberLength(), NumberLength())
  var row = rowsBefore
  var position = places.lowerBound
  while position < places.upperBound, row < from.count {
    var next = position
    guard let tail = first.number(bytes, &next), unsafe text[unchecked: next] == comma else { break }
    next &+= 1
    guard let head = second.number(bytes, &next) else { break }
    if haveWeights {
      guard text[next] == comma else { break }
      next &+= 1
      guard let weight = takeWeight(text, &next) else { break }
      weights[row] = weight
    }
    guard isLineEnd(unsafe text[unchecked: next]) else { break }
    next &+= 1
    // The second byte of a line end of two.
    if next < places.upperBound, unsafe text[unchecked: next] == 0x0A { next &+= 1 }
    from[row] = tail
    to[row] = head
    row &+= 1
    position = next
  }
  return (position, row)
}

/// Reads numbers of up to seven digits, guessing that each is as long as the last.
///
/// The guess lets the processor begin the next number before it knows where this one ends; where lengths seldom change that
/// takes a fifth off the time of reading.
private struct NumberLength {
  private var bytes = 1
  /// The highest bit of the byte behind that many.
  private var stop: UInt64 = 0x8000

  /// The number in digits that begins at `position`, which moves behind it; `nil` where there is none, it begins with a
  /// needless 0, or it is longer.
  ///
  /// Eight bytes are looked at as one word: those that are no digits are marked by their highest bits, and the digits are
  /// added up in pairs, fours and all.
  @inline(__always) mutating func number(_ text: RawSpan, _ position: inout Int) -> UInt32? {
    // There are eight bytes behind every place that text is taken from.
    let word = unsafe UInt64(littleEndian: text.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self))
    let digits = word ^ 0x3030_3030_3030_3030
    let stops = (digits &+ 0x7676_7676_7676_7676 | digits) & 0x8080_8080_8080_8080
    let found = stops & (0 &- stops)
    if found != stop {
      if found <= 0x80 { return nil }
      stop = found
      bytes = found.trailingZeroBitCount >> 3
    }
    if digits & 0xFF == 0, bytes > 1 { return nil }
    position &+= bytes
    let ones = digits &<< UInt64(truncatingIfNeeded: 64 &- 8 &* bytes)
    let pairs = ones &* 10 &+ ones &>> 8
    let fours = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let others = (pairs &>> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return UInt32(truncatingIfNeeded: (fours &+ others) &>> 32)
  }
}
