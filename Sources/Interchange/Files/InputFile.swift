#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What stands at a path.
public enum PathKind: Sendable {
  case nothing, file, folder

  /// What stands at `path`.
  public init(at path: String) {
    var status = stat()
    if unsafe stat(path, &status) != 0 {
      self = .nothing
    } else {
      self = status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }
  }
}

/// Input that is not there or may not be read.
public struct MissingInput: Error, CustomStringConvertible {
  /// One sentence with a remedy.
  public let description: String
}

/// The whole of a file.
///
/// - Throws: ``MissingInput`` when there is no such file or it may not be read.
public func readFile(_ path: String) throws(MissingInput) -> [UInt8] {
  try InputFile(path).rest(after: [])
}

/// A file open for reading.
struct InputFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  /// How long it was when it was opened; 0 where that says nothing, as of a pipe.
  let size: Int

  /// True when an ordinary file stands at `path`, which can be read twice.
  static func isOrdinary(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  init(_ path: String) throws(MissingInput) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let reason = errno == ENOENT ? "there is no such file or folder" : unsafe String(cString: strerror(errno))
      throw MissingInput(description: "cannot read \(path): \(reason): check the name")
    }
    var status = stat()
    self.path = path
    self.descriptor = descriptor
    size = unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  deinit { close(descriptor) }

  /// What comes next, up to `count` bytes; fewer only at the end.
  func head(_ count: Int) throws(MissingInput) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let more = try fill(&bytes, filled..<count)
      if more == 0 { break }
      filled += more
    }
    bytes.removeLast(count - filled)
    return bytes
  }

  /// The whole file, of which `head` has been read.
  func rest(after head: [UInt8]) throws(MissingInput) -> [UInt8] {
    var bytes = head
    var filled = head.count
    bytes.append(contentsOf: repeatElement(0, count: max(size - filled + 1, 1 << 16)))
    while true {
      if filled == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
      let count = try fill(&bytes, filled..<bytes.count)
      if count == 0 { break }
      filled += count
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  /// Reads what comes next into the given places of `bytes`; how many bytes those were, 0 at the end.
  func fill(_ bytes: inout [UInt8], _ places: Range<Int>) throws(MissingInput) -> Int {
    while true {
      // `read` is given no more room than the slice has.
      let count = unsafe bytes[places].withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { return count }
      if errno == EINTR { continue }
      throw MissingInput(description: "cannot read \(path): \(unsafe String(cString: strerror(errno))): check the file")
    }
  }
}

/// The last part of a path.
public func fileName(_ path: String) -> String {
  String(path.split(separator: "/").last ?? Substring(path))
}
