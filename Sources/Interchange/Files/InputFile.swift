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
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else {
    let reason = errno == ENOENT ? "there is no such file or folder" : unsafe String(cString: strerror(errno))
    throw MissingInput(description: "cannot read \(path): \(reason): check the name")
  }
  defer { close(descriptor) }
  var status = stat()
  let expected = unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  var bytes = [UInt8](repeating: 0, count: max(expected + 1, 1 << 16))
  var filled = 0
  while true {
    if filled == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
    // `read` is given no more room than the array has behind `filled`.
    let count = unsafe bytes.withUnsafeMutableBytes { all in
      unsafe read(descriptor, all.baseAddress.map { unsafe $0 + filled }, all.count - filled)
    }
    if count < 0 {
      if errno == EINTR { continue }
      throw MissingInput(description: "cannot read \(path): \(unsafe String(cString: strerror(errno))): check the file")
    }
    if count == 0 { break }
    filled += count
  }
  bytes.removeLast(bytes.count - filled)
  return bytes
}

/// The last part of a path.
public func fileName(_ path: String) -> String {
  String(path.split(separator: "/").last ?? Substring(path))
}
