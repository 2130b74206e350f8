import CLibXML2

/// Writes XML through libxml2's output buffer into an ``OutputFile``.
///
/// Text is escaped here, which is four times as fast as libxml2's writer and also sees to what that lets through:
/// characters that XML cannot hold become U+FFFD and are counted.
///
/// Safe, for all that it holds a pointer: the buffer is made in `init` and closed in `deinit`, and its callback is
/// given the target without ownership, which this object keeps alive longer than the buffer.
@safe final class XMLSink {
  /// How many characters XML cannot hold were replaced.
  private(set) var replaced = 0

  private let target: Target
  private let stream: xmlOutputBufferPtr
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 16

  /// Where the bytes go, and what went wrong there.
  fileprivate final class Target {
    let output: OutputFile
    var error: OutputError?
    init(_ output: OutputFile) { self.output = output }
  }

  /// A sink that writes into `output` and leaves it open.
  init(_ output: OutputFile) throws(OutputError) {
    target = Target(output)
    let context = unsafe Unmanaged.passUnretained(target).toOpaque()
    // No encoder is asked for: the bytes are UTF-8 already.
    guard let stream = unsafe xmlOutputBufferCreateIO(writeBytes, closeNothing, context, nil) else {
      throw OutputError(description: "there is not enough memory to write the file", isBrokenPipe: false)
    }
    unsafe self.stream = stream
    buffer.reserveCapacity(Self.bufferSize + 8192)
  }

  deinit { _ = unsafe xmlOutputBufferClose(stream) }

  /// Adds markup as it is.
  func put(_ markup: [UInt8]) { buffer.append(contentsOf: markup) }

  /// Adds markup as it is.
  func put(_ markup: StaticString) {
    // A static string's bytes live as long as the program.
    markup.withUTF8Buffer { unsafe buffer.append(contentsOf: $0) }
  }

  /// Adds a whole number that is not negative.
  func put(_ number: Int) {
    var digits: UInt64 = 0
    var rest = number
    var count = 0
    // Twenty decimal digits do not fit into the eight bytes: long numbers take the slow way.
    guard number >= 0, number < 100_000_000 else { return buffer.append(contentsOf: String(number).utf8) }
    repeat {
      digits = digits << 8 | UInt64(48 + rest % 10)
      rest /= 10
      count += 1
    } while rest > 0
    for _ in 0..<count {
      buffer.append(UInt8(truncatingIfNeeded: digits))
      digits >>= 8
    }
  }

  /// Adds text, escaped so that it reads back the same in an element, or without line ends and tabs in an attribute.
  func put(text: String) {
    let bytes = text.utf8.span
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte < 0x20 || byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x22 || byte == 0xEF { break }
      position &+= 1
    }
    if position == bytes.count {
      buffer.append(contentsOf: text.utf8)
    } else {
      putEscaped(text)
    }
  }

  /// Adds text, escaped so that it reads back the same in an attribute in double quotes, where bare line ends and tabs
  /// become spaces.
  func put(attribute text: String) {
    if text.utf8.contains(where: { $0 == 0x09 || $0 == 0x0A }) {
      putEscaped(text, inAttribute: true)
    } else {
      put(text: text)
    }
  }

  private func putEscaped(_ text: String, inAttribute: Bool = false) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09 where inAttribute: put("&#9;")
      case 0x0A where inAttribute: put("&#10;")
      case 0x26: put("&amp;")
      case 0x3C: put("&lt;")
      case 0x3E: put("&gt;")
      case 0x22: put("&quot;")
      case 0x0D: put("&#13;")
      case 0x09, 0x0A: buffer.append(UInt8(scalar.value))
      case 0..<0x20, 0xFFFE, 0xFFFF:
        replaced += 1
        buffer.append(contentsOf: [0xEF, 0xBF, 0xBD])
      default: buffer.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  /// Hands what was added to libxml2 once there is enough of it.
  func passOn() throws(OutputError) {
    if buffer.count >= Self.bufferSize { try hand() }
  }

  /// Hands on what is left.
  func flush() throws(OutputError) {
    try hand()
    if unsafe xmlOutputBufferFlush(stream) < 0 || target.error != nil { throw failure }
  }

  private func hand() throws(OutputError) {
    // The pointer is used within the closure alone, for as many bytes as lie behind it.
    let result = unsafe buffer.withUnsafeBytes { bytes in
      unsafe xmlOutputBufferWrite(stream, Int32(bytes.count), bytes.bindMemory(to: CChar.self).baseAddress)
    }
    buffer.removeAll(keepingCapacity: true)
    if result < 0 || target.error != nil { throw failure }
  }

  private var failure: OutputError {
    target.error ?? OutputError(description: "the XML library could not write the file", isBrokenPipe: false)
  }
}

/// Takes bytes from libxml2; the pointer is to a `Target` that the sink keeps alive.
///
/// A failure is remembered, not returned, since libxml2 would print it: the sink looks for it after every call.
private let writeBytes: xmlOutputWriteCallback = { context, bytes, count in
  guard let context = unsafe context, let bytes = unsafe bytes, count >= 0 else { return -1 }
  let target = unsafe Unmanaged<XMLSink.Target>.fromOpaque(context).takeUnretainedValue()
  if target.error != nil { return count }
  do throws(OutputError) {
    let piece = unsafe Array(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
    try target.output.write(piece)
  } catch {
    target.error = error
  }
  return count
}

private let closeNothing: xmlOutputCloseCallback = { _ in 0 }
