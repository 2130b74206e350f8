/// Writes JSON member by member, in the order given, straight to an output.
///
/// The library's encoders order members by hash or by name; answers are read by people too, so they keep the order
/// of the documentation. Numbers are written in full precision; what is not finite becomes `null`.
public struct JSONWriter {
  private let output: OutputFile
  private var line: [UInt8] = []
  /// For each open container, whether something stands in it already.
  private var hasMembers: [Bool] = []
  private var afterName = false

  /// A writer onto `output`.
  public init(_ output: OutputFile) { self.output = output }

  private mutating func separate() throws(OutputError) {
    if afterName {
      afterName = false
    } else if let last = hasMembers.last {
      if last { line.append(0x2C) }
      hasMembers[hasMembers.count - 1] = true
      if hasMembers.count <= 2 { line.append(0x0A) }
    }
    if line.count > 1 << 14 { try flush() }
  }

  private mutating func flush() throws(OutputError) {
    try output.write(line)
    line.removeAll(keepingCapacity: true)
  }

  /// Writes the members that `body` writes, as an object.
  public mutating func object(_ body: (inout JSONWriter) throws(OutputError) -> Void) throws(OutputError) {
    try container(0x7B, 0x7D, body)
  }

  /// Writes the values that `body` writes, as an array.
  public mutating func array(_ body: (inout JSONWriter) throws(OutputError) -> Void) throws(OutputError) {
    try container(0x5B, 0x5D, body)
  }

  private mutating func container(
    _ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) throws(OutputError) -> Void
  ) throws(OutputError) {
    try separate()
    line.append(open)
    hasMembers.append(false)
    try body(&self)
    if hasMembers.removeLast(), hasMembers.count < 2 { line.append(0x0A) }
    line.append(close)
    if hasMembers.isEmpty {
      line.append(0x0A)
      try flush()
    }
  }

  /// Begins a member; its value is written next.
  public mutating func name(_ name: String) throws(OutputError) {
    try separate()
    Self.quote(name, onto: &line)
    line.append(0x3A)
    afterName = true
  }

  /// Writes a member that is a text, or `null`.
  public mutating func member(_ name: String, _ text: String?) throws(OutputError) {
    try self.name(name)
    try value(text)
  }

  /// Writes a member that is a whole number, or `null`.
  public mutating func member(_ name: String, _ number: Int?) throws(OutputError) {
    try self.name(name)
    try value(number)
  }

  /// Writes a member that is a number, or `null` for none and for what is not finite.
  public mutating func member(_ name: String, _ number: Double?) throws(OutputError) {
    try self.name(name)
    try value(number)
  }

  /// Writes a member that is `true` or `false`.
  public mutating func member(_ name: String, _ flag: Bool) throws(OutputError) {
    try self.name(name)
    try value(flag)
  }

  /// Writes a member that is an array of texts.
  public mutating func member(_ name: String, _ texts: [String]) throws(OutputError) {
    try self.name(name)
    try value(texts)
  }

  /// Writes a text, or `null`.
  public mutating func value(_ text: String?) throws(OutputError) {
    try separate()
    if let text { Self.quote(text, onto: &line) } else { line.append(contentsOf: "null".utf8) }
  }

  /// Writes a whole number, or `null`.
  public mutating func value(_ number: Int?) throws(OutputError) {
    try separate()
    line.append(contentsOf: (number.map { String($0) } ?? "null").utf8)
  }

  /// Writes a number, or `null` for none and for what is not finite.
  public mutating func value(_ number: Double?) throws(OutputError) {
    try separate()
    guard let number, number.isFinite else {
      line.append(contentsOf: "null".utf8)
      return
    }
    if number == number.rounded(), abs(number) < 1e15 {
      line.append(contentsOf: String(Int64(number)).utf8)
    } else {
      line.append(contentsOf: number.description.utf8)
    }
  }

  /// Writes `true` or `false`.
  public mutating func value(_ flag: Bool) throws(OutputError) {
    try separate()
    line.append(contentsOf: (flag ? "true" : "false").utf8)
  }

  /// Writes text that is JSON already.
  public mutating func raw(_ json: String) throws(OutputError) {
    try separate()
    line.append(contentsOf: json.utf8)
  }

  /// Writes an array of texts.
  public mutating func value(_ texts: [String]) throws(OutputError) {
    try array { (json) throws(OutputError) in
      for text in texts { try json.value(text) }
    }
  }

  /// A text in quotes, as JSON has it.
  public static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    quote(text, onto: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func quote(_ text: String, onto line: inout [UInt8]) {
    line.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C:
        line.append(0x5C)
        line.append(byte)
      case 0x0A:
        line.append(contentsOf: "\\n".utf8)
      case 0x0D:
        line.append(contentsOf: "\\r".utf8)
      case 0x09:
        line.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        line.append(contentsOf: "\\u00".utf8)
        line.append(0x30 + (byte >> 4))
        line.append("0123456789abcdef".utf8.dropFirst(Int(byte & 15)).first ?? 0x30)
      default:
        line.append(byte)
      }
    }
    line.append(0x22)
  }
}
