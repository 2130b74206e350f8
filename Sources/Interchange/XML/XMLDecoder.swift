/// Makes UTF-8 without a byte-order mark of a file's bytes, piece by piece, every one of them checked.
struct XMLDecoder {
  private let encoding: XMLEncoding
  private static let remedy = "save the file as UTF-8"

  init(_ encoding: XMLEncoding) { self.encoding = encoding }

  /// Adds the text of the whole characters that `bytes` begins with, and gives how many bytes those are.
  ///
  /// - Throws: `EncodingFault`, after adding what stands before it.
  /// - Complexity: O(bytes); eight bytes of ASCII are one step.
  func decode(_ bytes: [UInt8], to text: inout [UInt8]) throws(EncodingFault) -> Int {
    switch encoding {
    case .utf8:
      let (whole, isSound) = Self.soundUTF8(bytes.span)
      text.append(contentsOf: bytes[..<whole])
      guard isSound else { throw EncodingFault(message: "the text is not UTF-8", remedy: Self.remedy) }
      return whole
    case .utf16(let isBigEndian): return try Self.decodeUTF16(bytes, isBigEndian, &text)
    case .ascii:
      let end = bytes.firstIndex { $0 >= 0x80 } ?? bytes.count
      text.append(contentsOf: bytes[..<end])
      guard end == bytes.count else {
        throw EncodingFault(message: "the file says it is ASCII, but it is not", remedy: Self.remedy)
      }
    case .latin1: for byte in bytes { Self.append(UInt32(byte), to: &text) }
    case .windows1252:
      for byte in bytes {
        guard let scalar = Self.windows1252(byte) else {
          throw EncodingFault(
            message: "there is a byte that windows-1252 has no character for", remedy: Self.remedy)
        }
        Self.append(scalar, to: &text)
      }
    }
    return bytes.count
  }

  /// What is wrong with bytes at the end of the file that make no whole character; `nil` without any.
  func fault(ofRest rest: [UInt8]) -> EncodingFault? {
    guard !rest.isEmpty else { return nil }
    return EncodingFault(
      message: encoding == .utf8 ? "the text is not UTF-8" : "the text is broken UTF-16", remedy: Self.remedy)
  }

  /// Length of the whole and well-formed characters that `bytes` begins with; not sound where what follows can never
  /// become one.
  static func soundUTF8(_ bytes: Span<UInt8>) -> (length: Int, isSound: Bool) {
    var position = 0
    while position < bytes.count {
      if position &+ 8 <= bytes.count {
        // There are eight bytes from here on.
        let eight = unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self)
        if eight & 0x8080_8080_8080_8080 == 0 {
          position &+= 8
          continue
        }
      }
      let lead = bytes[position]
      if lead < 0x80 {
        position &+= 1
        continue
      }
      let length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
      guard length > 0 else { return (position, false) }
      // Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
      let second: ClosedRange<UInt8> =
        switch lead {
        case 0xE0: 0xA0...0xBF
        case 0xED: 0x80...0x9F
        case 0xF0: 0x90...0xBF
        case 0xF4: 0x80...0x8F
        default: 0x80...0xBF
        }
      var next = 1
      while next < length {
        guard position + next < bytes.count else { return (position, true) }
        let byte = bytes[position + next]
        guard next == 1 ? second.contains(byte) : byte & 0xC0 == 0x80 else { return (position, false) }
        next += 1
      }
      position += length
    }
    return (position, true)
  }

  private static func decodeUTF16(
    _ bytes: [UInt8], _ isBigEndian: Bool, _ text: inout [UInt8]
  ) throws(EncodingFault) -> Int {
    func unit(_ offset: Int) -> UInt32 {
      let (first, second) = (UInt32(bytes[offset]), UInt32(bytes[offset + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    var offset = 0
    while offset + 1 < bytes.count {
      let first = unit(offset)
      guard first & 0xF800 == 0xD800 else {
        append(first, to: &text)
        offset += 2
        continue
      }
      guard first < 0xDC00 else { throw EncodingFault(message: "the text is broken UTF-16", remedy: remedy) }
      guard offset + 3 < bytes.count else { break }
      guard unit(offset + 2) & 0xFC00 == 0xDC00 else {
        throw EncodingFault(message: "the text is broken UTF-16", remedy: remedy)
      }
      append(0x10000 + ((first & 0x3FF) << 10 | unit(offset + 2) & 0x3FF), to: &text)
      offset += 4
    }
    return offset
  }

  private static func append(_ scalar: UInt32, to text: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | (scalar >> shift) & 0x3F) }
    switch scalar {
    case ..<0x80: text.append(UInt8(scalar))
    case ..<0x800: text += [UInt8(0xC0 | scalar >> 6), tail(0)]
    case ..<0x10000: text += [UInt8(0xE0 | scalar >> 12), tail(6), tail(0)]
    default: text += [UInt8(0xF0 | (scalar >> 18) & 7), tail(12), tail(6), tail(0)]
    }
  }

  /// The 32 characters that windows-1252 puts where ISO 8859-1 has control characters; 0 where it has none.
  private static let specials: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
  ]

  private static func windows1252(_ byte: UInt8) -> UInt32? {
    guard byte & 0xE0 == 0x80 else { return UInt32(byte) }
    let scalar = specials[Int(byte & 0x1F)]
    return scalar == 0 ? nil : scalar
  }
}
