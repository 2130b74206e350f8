#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The system's `write`, which ``OutputFile``'s own methods of that name hide.
private let systemWrite: @Sendable (Int32, UnsafeRawPointer?, Int) -> Int = { unsafe write($0, $1, $2) }

/// A place that cannot be written to: which one and why.
public struct OutputError: Error, CustomStringConvertible {
  /// One sentence with a remedy.
  public let description: String
  /// True when the reader of a pipe has gone away, which is nobody's mistake.
  public let isBrokenPipe: Bool
}

/// Bytes on their way to a file or to standard output.
///
/// A file is written under another name in the same folder, flushed to disk and renamed by ``finish()``; until then
/// whatever stood there stays untouched, and an abandoned output leaves nothing behind. A link is followed to the file
/// it stands for. What is no file, such as a pipe or a terminal, is written to as it is.
public final class OutputFile {
  private let path: String?
  private let isKept: Bool
  private let temporary: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 16

  /// Keeps what is written in memory, for answers that are small.
  public init() {
    path = nil
    temporary = ""
    descriptor = -1
    isKept = true
  }

  /// What was written, of an output in memory.
  public var bytes: [UInt8] { isKept ? buffer : [] }

  /// Opens `path` for writing, or standard output when it is `nil`.
  ///
  /// - Throws: ``OutputError`` when the folder does not exist or may not be written to.
  public init(path: String?) throws(OutputError) {
    buffer.reserveCapacity(Self.bufferSize + 4096)
    isKept = false
    guard let given = path else {
      self.path = nil
      temporary = ""
      descriptor = 1
      return
    }
    var status = stat()
    let stands = unsafe stat(given, &status) == 0
    if stands, status.st_mode & S_IFMT == S_IFDIR {
      throw OutputError(description: "\(given) is a folder: name a file", isBrokenPipe: false)
    }
    if stands, status.st_mode & S_IFMT != S_IFREG {
      self.path = nil
      temporary = ""
      descriptor = unsafe open(given, O_WRONLY | O_CLOEXEC)
      if descriptor < 0 { throw Self.failure(given) }
      return
    }
    let path = stands ? Self.resolved(given) : given
    self.path = path
    temporary = "\(path).\(getpid()).part"
    descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
    if descriptor < 0 { throw Self.failure(path) }
    // A file that others may not read stays so.
    if stands { fchmod(descriptor, status.st_mode & 0o7777) }
    TemporaryFiles.add(temporary)
  }

  deinit { abandon() }

  /// The file that links lead to.
  private static func resolved(_ path: String) -> String {
    // `realpath` gives memory of its own, which is freed once it is copied.
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  private static func failure(_ path: String) -> OutputError {
    let code = errno
    let reason =
      switch code {
      case ENOENT: "there is no such folder"
      case EACCES, EROFS: "it may not be written to"
      case ENOSPC, EDQUOT: "the disk is full"
      default: unsafe String(cString: strerror(code))
      }
    return OutputError(
      description: "cannot write \(path): \(reason): choose another place with -o", isBrokenPipe: code == EPIPE)
  }

  /// Adds text, as UTF-8.
  public func write(_ text: String) throws(OutputError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Adds bytes.
  public func write(_ bytes: [UInt8]) throws(OutputError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Adds bytes, which are copied, or written at once where there are many.
  func write(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    if !isKept, buffer.isEmpty, bytes.count >= Self.bufferSize { return try unsafe pass(bytes) }
    unsafe buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  private func flush() throws(OutputError) {
    if isKept { return }
    var error: OutputError?
    // The pointer is used within the closure alone.
    unsafe buffer.withUnsafeBytes { all in
      do throws(OutputError) {
        try unsafe pass(all)
      } catch let fault {
        error = fault
      }
    }
    if let error { throw error }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes bytes to the descriptor, all of them.
  private func pass(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
    var written = 0
    while written < bytes.count {
      // The count is that of the bytes behind the pointer.
      let count = unsafe systemWrite(descriptor, bytes.baseAddress.map { unsafe $0 + written }, bytes.count - written)
      if count < 0 {
        if errno == EINTR { continue }
        throw Self.failure(path ?? "standard output")
      }
      written += count
    }
  }

  /// Writes what is left and puts the file in its place.
  public func finish() throws(OutputError) {
    try flush()
    guard let path else { return }
    if fsync(descriptor) != 0, errno != EINVAL, errno != EROFS { throw Self.failure(path) }
    let closed = close(descriptor)
    descriptor = -1
    if closed != 0 { throw Self.failure(path) }
    defer { TemporaryFiles.remove(temporary) }
    if unsafe rename(temporary, path) != 0 {
      let error = Self.failure(path)
      unsafe unlink(temporary)
      throw error
    }
  }

  /// Forgets what was written; whatever stood at the path stays.
  private func abandon() {
    guard path != nil, descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
    unsafe unlink(temporary)
    TemporaryFiles.remove(temporary)
  }
}
