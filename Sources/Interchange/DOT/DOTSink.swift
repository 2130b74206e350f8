import Records

/// Writes DOT into an ``OutputFile``.
final class DOTSink {
  private let output: OutputFile
  // Nobody else can get at it while a method runs.
  @exclusivity(unchecked) private var buffer = ByteBuffer(capacity: bufferSize + 8192)
  private static let bufferSize = 1 << 16

  /// A sink that writes into `output` and leaves it open.
  init(_ output: OutputFile) { self.output = output }

  /// Adds DOT as it is.
  @inline(__always)
  func put(_ text: StaticString) { unsafe buffer.append(text) }

  /// Adds DOT as it is.
  @inline(__always)
  func put(_ bytes: [UInt8]) { unsafe buffer.append(bytes) }

  /// Adds DOT as it is.
  @inline(__always)
  func put(_ bytes: Span<UInt8>) { unsafe buffer.append(bytes) }

  /// Adds DOT as it is.
  func put(dot: String) { unsafe buffer.append(text: dot) }

  /// Adds a whole number.
  @inline(__always)
  func put(_ number: Int) { unsafe buffer.append(number) }

  /// Adds a quoted text that Graphviz shows as `text`, whatever is in it.
  @inline(__always)
  func put(quoted text: String) { unsafe buffer.append(quotedDOT: text) }

  /// Adds what stands in a cell, quoted.
  @inline(__always)
  func put(_ content: CellContent, _ scale: TimeScale) {
    if case .text(let text) = content { return put(quoted: text) }
    unsafe buffer.append(byte: 0x22)
    switch content {
    case .whole(let number?): unsafe buffer.append(number)
    case .decimal(let number?): unsafe buffer.append(decimal: number)
    case .time(let stamp?): unsafe buffer.append(text: stamp.text(scale))
    case .flag(let flag?): if flag { put("yes") } else { put("no") }
    case .text, .whole, .decimal, .time, .flag: break
    }
    unsafe buffer.append(byte: 0x22)
  }

  /// Hands what was added on once there is enough of it.
  @inline(__always)
  func passOn() throws(OutputError) { if unsafe buffer.count >= Self.bufferSize { try flush() } }

  /// Hands on what is left.
  func flush() throws(OutputError) {
    var error: OutputError?
    unsafe buffer.drain { bytes in
      do throws(OutputError) {
        try unsafe output.write(bytes)
      } catch let fault {
        error = fault
      }
    }
    if let error { throw error }
  }
}

extension ByteBuffer {
  /// Adds a quoted text that Graphviz shows as `text`, whatever is in it.
  ///
  /// Backslashes, quotation marks and ampersands are escaped (Graphviz decodes entities in labels); any line end becomes
  /// a line break.
  @inline(__always)
  mutating func append(quotedDOT text: String) {
    append(byte: 0x22)
    // The pointer is used within the closure alone.
    unsafe text.utf8.span.withUnsafeBufferPointer { bytes in
      if unsafe bytes.isFree(of: (0x5C, 0x22, 0x26, 0x0D, 0x0A), below: 0) {
        unsafe append(bytes)
      } else {
        unsafe appendEscaped(bytes)
      }
    }
    append(byte: 0x22)
  }

  private mutating func appendEscaped(_ bytes: UnsafeBufferPointer<UInt8>) {
    var place = 0
    var start = 0
    while place < bytes.count {
      let byte = unsafe bytes[place]
      place &+= 1
      // Most bytes need no second look, and are added together.
      guard byte == 0x5C || byte == 0x22 || byte == 0x26 || byte == 0x0D || byte == 0x0A else { continue }
      unsafe append(UnsafeBufferPointer(rebasing: bytes[start..<place &- 1]))
      switch byte {
      case 0x5C: append("\\\\")
      case 0x22: append("\\\"")
      case 0x26: append("&amp;")
      case 0x0D:
        if place < bytes.count, unsafe bytes[place] == 0x0A { place &+= 1 }
        append("\\n")
      default: append("\\n")
      }
      start = place
    }
    unsafe append(UnsafeBufferPointer(rebasing: bytes[start...]))
  }
}

/// A quoted string that Graphviz shows as `text`, whatever is in it.
func dotLabel(_ text: String) -> String {
  var quoted = ByteBuffer(capacity: text.utf8.count + 16)
  quoted.append(quotedDOT: text)
  return unsafe quoted.drain { unsafe String(decoding: $0, as: UTF8.self) }
}
