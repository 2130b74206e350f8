/// Position of the first control character other than tab and line ends, or noncharacter; `nil` when there is none.
package func unprintable(in bytes: Span<UInt8>) -> Int? {
  var position = 0
  while position < bytes.count {
    if position &+ 8 <= bytes.count {
      // There are eight bytes from here on: mostly printable ASCII, of which nothing is above 7E or below a space.
      let eight = unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self)
      let outside = (eight &+ 0x0101_0101_0101_0101) | (eight &- 0x2020_2020_2020_2020) | eight
      if outside & 0x8080_8080_8080_8080 == 0 {
        position &+= 8
        continue
      }
    }
    let byte = bytes[position]
    if byte < 0x20 {
      if byte != 0x09, byte != 0x0A, byte != 0x0D { return position }
    } else if byte == 0x7F {
      return position
    } else if byte == 0xC2, position + 1 < bytes.count {
      let next = bytes[position + 1]
      if next >= 0x80, next <= 0x9F, next != 0x85 { return position }
    } else if byte == 0xEF, position + 2 < bytes.count, bytes[position + 1] == 0xBF, bytes[position + 2] >= 0xBE {
      return position
    }
    position &+= 1
  }
  return nil
}
