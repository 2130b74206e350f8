/// Why a file cannot be read as XML text.
struct EncodingFault: Error {
  /// Where, in bytes from the beginning of the file.
  let offset: Int
  let message: String
  let remedy: String
}

/// The encodings XML is read in; every other one is refused before a parser sees it, since exotic ones can hide markup.
enum XMLEncoding: Equatable {
  case utf8, utf16(isBigEndian: Bool), ascii, latin1, windows1252

  private static let remedy = "save the file as UTF-8"

  /// Finds out the encoding from the first bytes: a byte-order mark, or else what the XML declaration says.
  init(of bytes: [UInt8]) throws(EncodingFault) {
    func begins(_ mark: [UInt8]) -> Bool { bytes.starts(with: mark) }
    func refuse(_ message: String, _ remedy: String = XMLEncoding.remedy) -> EncodingFault {
      EncodingFault(offset: 0, message: message, remedy: remedy)
    }
    if begins([0xFF, 0xFE, 0, 0]) || begins([0, 0, 0xFE, 0xFF]) || begins([0x3C, 0, 0, 0]) || begins([0, 0, 0, 0x3C]) {
      throw refuse("the text is encoded in UTF-32")
    }
    if begins([0xFF, 0xFE]) {
      self = .utf16(isBigEndian: false)
    } else if begins([0xFE, 0xFF]) {
      self = .utf16(isBigEndian: true)
    } else if begins([0xEF, 0xBB, 0xBF]) {
      self = .utf8
    } else if begins([0x3C, 0]) || begins([0, 0x3C]) {
      throw refuse("the text is UTF-16 without a byte-order mark")
    } else if begins([0x4C, 0x6F, 0xA7, 0x94]) {
      throw refuse("the text is encoded in EBCDIC")
    } else if begins([0x1F, 0x8B]) || begins([0x50, 0x4B, 3, 4]) {
      throw refuse("this is a compressed file", "unpack it first")
    } else if let name = Self.declaredName(bytes) {
      switch name.lowercased() {
      case "utf-8", "utf8": self = .utf8
      case "us-ascii", "ascii": self = .ascii
      case "iso-8859-1", "iso_8859-1", "latin1", "latin-1": self = .latin1
      case "windows-1252", "cp1252": self = .windows1252
      case "utf-16", "utf-16le", "utf-16be": throw refuse("the file says it is \(name), but it is not")
      default: throw refuse("the encoding '\(name.prefix(40))' is not supported")
      }
    } else {
      self = .utf8
    }
  }

  /// What stands behind `encoding=` in the XML declaration.
  private static func declaredName(_ bytes: [UInt8]) -> String? {
    guard bytes.starts(with: Array("<?xml".utf8)) else { return nil }
    let head = bytes.prefix(1024)
    guard let end = head.firstIndex(of: 0x3E) else { return nil }
    let declaration = String(decoding: head[..<end], as: UTF8.self)
    guard let word = declaration.firstRange(of: "encoding") else { return nil }
    let rest = declaration[word.upperBound...].drop { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "=" }
    guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
    return String(rest.dropFirst().prefix { $0 != quote })
  }

  /// The text as UTF-8 without a byte-order mark, every byte of it checked.
  func decode(_ bytes: [UInt8]) throws(EncodingFault) -> [UInt8] {
    switch self {
    case .utf8:
      try Self.checkUTF8(bytes)
      return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    case .utf16(let isBigEndian): return try Self.decodeUTF16(bytes, isBigEndian: isBigEndian)
    case .ascii:
      if let offset = bytes.firstIndex(where: { $0 >= 0x80 }) {
        throw EncodingFault(offset: offset, message: "the file says it is ASCII, but it is not", remedy: Self.remedy)
      }
      return bytes
    case .latin1, .windows1252:
      var text: [UInt8] = []
      text.reserveCapacity(bytes.count + bytes.count / 8)
      for (offset, byte) in bytes.enumerated() {
        guard let scalar = self == .latin1 ? UInt32(byte) : Self.windows1252(byte) else {
          throw EncodingFault(
            offset: offset, message: "there is a byte that windows-1252 has no character for", remedy: Self.remedy)
        }
        Self.append(scalar, to: &text)
      }
      return text
    }
  }

  private static func checkUTF8(_ bytes: [UInt8]) throws(EncodingFault) {
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw EncodingFault(offset: error.byteOffsets.lowerBound, message: "the text is not UTF-8", remedy: remedy)
    }
  }

  private static func decodeUTF16(_ bytes: [UInt8], isBigEndian: Bool) throws(EncodingFault) -> [UInt8] {
    func fault(_ offset: Int) -> EncodingFault {
      EncodingFault(offset: offset, message: "the text is broken UTF-16", remedy: remedy)
    }
    guard bytes.count % 2 == 0 else { throw fault(bytes.count - 1) }
    func unit(_ offset: Int) -> UInt32 {
      let (first, second) = (UInt32(bytes[offset]), UInt32(bytes[offset + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var offset = 2
    while offset < bytes.count {
      let first = unit(offset)
      if first & 0xF800 == 0xD800 {
        guard first < 0xDC00, offset + 2 < bytes.count, unit(offset + 2) & 0xFC00 == 0xDC00 else { throw fault(offset) }
        append(0x10000 + ((first & 0x3FF) << 10 | unit(offset + 2) & 0x3FF), to: &text)
        offset += 4
      } else {
        append(first, to: &text)
        offset += 2
      }
    }
    return text
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
