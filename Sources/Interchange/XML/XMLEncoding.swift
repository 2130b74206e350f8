/// Why a file cannot be read as XML text.
struct EncodingFault: Error {
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
      EncodingFault(message: message, remedy: remedy)
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

  /// Length of the byte-order mark that the file begins with.
  func markLength(of bytes: [UInt8]) -> Int {
    switch self {
    case .utf8: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    case .utf16: 2
    case .ascii, .latin1, .windows1252: 0
    }
  }
}
