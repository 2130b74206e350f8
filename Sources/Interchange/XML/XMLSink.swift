import CLibXML2
import Records

/// Writes XML through libxml2's output buffer into an ``OutputFile``.
///
/// Text is escaped here, which is four times as fast as libxml2's writer and also sees to what that lets through:
/// characters that XML cannot hold become U+FFFD and are counted.
///
/// Safe, for all that it holds a pointer: the buffer is made in `init` and closed in `deinit`, and its callback is
/// given the target without ownership, which this object keeps alive longer than the unsafe buffer.
@safe final class XMLSink {
  /// How many characters XML cannot hold were replaced.
  private(set) var replaced = 0

  private let target: Target
  private let stream: xmlOutputBufferPtr
  // Nobody else can get at it while a method runs.
  @exclusivity(unchecked) private var buffer = ByteBuffer(capacity: bufferSize + 8192)
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
  }

  deinit { _ = unsafe xmlOutputBufferClose(stream) }

  /// Adds markup as it is.
  @inline(__always)
  func put(_ markup: [UInt8]) { unsafe buffer.append(markup) }

  /// Adds markup as it is.
  @inline(__always)
  func put(_ markup: StaticString) { unsafe buffer.append(markup) }

  /// Adds markup as it is.
  @inline(__always)
  func put(_ markup: Span<UInt8>) { unsafe buffer.append(markup) }

  /// Adds a whole number.
  @inline(__always)
  func put(_ number: Int) { unsafe buffer.append(number) }

  /// Adds the beginning of an edge between nodes by their numbers, up to within the last of its attributes.
  @inline(__always)
  func put(edge: Int, from tail: UInt32, to head: UInt32) {
    put("<edge id=\"e")
    put(edge)
    put("\" source=\"n")
    put(Int(tail))
    put("\" target=\"n")
    put(Int(head))
  }

  /// How much was added and not handed on: where what comes next begins.
  @inline(__always)
  var place: Int { unsafe buffer.count }

  /// Adds once more what was added from `place` on, `length` bytes.
  @inline(__always)
  func put(again place: Int, _ length: Int) { unsafe buffer.append(again: place, length) }

  /// Adds what stands in a cell, in an element.
  @inline(__always)
  func put(_ content: CellContent, _ scale: TimeScale) {
    switch content {
    case .text(let text): put(text: text)
    case .whole(let number?): unsafe buffer.append(number)
    case .decimal(let number?): unsafe buffer.append(decimal: number)
    case .time(let stamp?): put(text: stamp.text(scale))
    case .flag(let flag?): if flag { put("yes") } else { put("no") }
    case .whole, .decimal, .time, .flag: break
    }
  }

  /// Adds text, escaped so that it reads back the same in an element, or without line ends and tabs in an attribute.
  @inline(__always)
  func put(text: String) {
    // What is not written as it is: markup, and the first byte of what may be no character of XML. The pointer is used
    // within the closure alone.
    unsafe text.utf8.span.withUnsafeBufferPointer { bytes in
      if unsafe bytes.isFree(of: (0x26, 0x3C, 0x3E, 0x22, 0xEF), below: 0x20) {
        unsafe buffer.append(bytes)
      } else {
        unsafe putEscaped(bytes, inAttribute: false)
      }
    }
  }

  /// Adds text, escaped so that it reads back the same in an attribute in double quotes, where bare line ends and tabs
  /// become spaces.
  func put(attribute text: String) {
    var text = text
    text.withUTF8 { unsafe putEscaped($0, inAttribute: true) }
  }

  private func putEscaped(_ bytes: UnsafeBufferPointer<UInt8>, inAttribute: Bool) {
    var place = 0
    var start = 0
    while place < bytes.count {
      let byte = unsafe bytes[place]
      place &+= 1
      // Most bytes need no second look, and are added together.
      if byte > 0x3E, byte != 0xEF { continue }
      unsafe buffer.append(UnsafeBufferPointer(rebasing: bytes[start..<place &- 1]))
      start = place
      switch byte {
      case 0x26: put("&amp;")
      case 0x3C: put("&lt;")
      case 0x3E: put("&gt;")
      case 0x22: put("&quot;")
      case 0x0D: put("&#13;")
      case 0x09 where inAttribute: put("&#9;")
      case 0x0A where inAttribute: put("&#10;")
      case 0x09, 0x0A: unsafe buffer.append(byte: byte)
      case 0..<0x20:
        replaced += 1
        put("\u{FFFD}")
      // U+FFFE and U+FFFF.
      case 0xEF where unsafe place &+ 1 < bytes.count && bytes[place] == 0xBF && bytes[place &+ 1] >= 0xBE:
        replaced += 1
        place &+= 2
        start = place
        put("\u{FFFD}")
      default: unsafe buffer.append(byte: byte)
      }
    }
    unsafe buffer.append(UnsafeBufferPointer(rebasing: bytes[start...]))
  }

  /// Hands what was added to libxml2 once there is enough of it.
  func passOn() throws(OutputError) {
    if unsafe buffer.count >= Self.bufferSize { try hand() }
  }

  /// Hands on what is left.
  func flush() throws(OutputError) {
    try hand()
    if unsafe xmlOutputBufferFlush(stream) < 0 || target.error != nil { throw failure }
  }

  private func hand() throws(OutputError) {
    // The pointer is used within the closure alone, for as many bytes as lie behind it.
    let result = unsafe buffer.drain { bytes in
      unsafe xmlOutputBufferWrite(stream, Int32(clamping: bytes.count), bytes.bindMemory(to: CChar.self).baseAddress)
    }
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
    try unsafe target.output.write(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
  } catch {
    target.error = error
  }
  return count
}

private let closeNothing: xmlOutputCloseCallback = { _ in 0 }
