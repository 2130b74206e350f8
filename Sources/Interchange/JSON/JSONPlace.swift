import FoundationEssentials

/// Where things stand in JSON text, whose decoders say little of that.
enum JSONPlace {
  /// The line that a decoder's error names, if it does.
  static func line(of error: any Error) -> Int? {
    let message = String(describing: error)
    guard let range = message.firstRange(of: "line ") else { return nil }
    return Int(message[range.upperBound...].prefix { $0.isNumber })
  }

  /// The line of the first text that is `member`, after the first one that is `context` where that is given; 1 where there
  /// is none.
  static func line(of member: String, after context: String? = nil, in bytes: [UInt8]) -> Int {
    let text = String(decoding: bytes, as: UTF8.self)
    var rest = text[...]
    if let context, let found = rest.firstRange(of: JSONValue.text(context).json) { rest = rest[found.upperBound...] }
    guard let range = rest.firstRange(of: JSONValue.text(member).json) else { return 1 }
    return text[..<range.lowerBound].utf8.count { $0 == 0x0A } + 1
  }
}
