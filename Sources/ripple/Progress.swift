#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The system's `write`, which ``Progress``'s own method of that name hides.
private let systemWrite: @Sendable (Int32, UnsafeRawPointer?, Int) -> Int = { unsafe write($0, $1, $2) }

/// What is going on, on standard error, when that is a terminal.
enum Progress {
  private static let isTerminal = isatty(2) == 1

  /// Says what is being done, in a line that the next one overwrites.
  static func step(_ text: String) {
    if isTerminal { write("\r\u{1B}[K\(text) ...") }
  }

  /// Takes the line away.
  static func clear() {
    if isTerminal { write("\r\u{1B}[K") }
  }

  /// Writes a sentence to standard error, terminal or not.
  static func say(_ text: String) { write(text + "\n") }

  private static func write(_ text: String) {
    var text = text
    // The pointer is used within the closure alone.
    text.withUTF8 { bytes in _ = unsafe systemWrite(2, bytes.baseAddress, bytes.count) }
  }
}
