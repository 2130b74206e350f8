#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file of a store, as it is without SQLite.
struct StoreFile: Sendable {
  let path: String

  init(_ path: String) { self.path = path }

  private static let magic = Array("SQLite format 3\0".utf8)

  /// True when it begins as a store does, or cannot be told from one.
  var isStore: Bool { unsafe access(path, F_OK) == 0 && header == Self.magic }

  /// True when there is a file, which a store that is to be made may be as long as nothing is in it.
  func isThere(orEmpty: Bool) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return false }
    return !(orEmpty && status.st_size == 0)
  }

  private var header: [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, 0) }
    return Array(bytes.prefix(max(0, count)))
  }

  /// True where the program that made the file ended before it was there: it alone keeps a journal, by which SQLite undoes
  /// what was done to the file; a store keeps a log.
  var wasBrokenOff: Bool {
    var status = stat()
    return unsafe stat(path + "-journal", &status) == 0 && status.st_size > 0
  }

  func checkHeader() throws(StoreError) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      throw StoreError(.missing, "there is no store at \(path): check the name, or make one with 'ripple import'")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw StoreError(.missing, "\(path) is not a file: name a .ripple file")
    }
    guard unsafe access(path, R_OK) == 0 else {
      throw StoreError(.missing, "\(path) may not be read: check its permissions")
    }
    if wasBrokenOff {
      throw StoreError(
        .data, "\(path) was still being made when that was broken off: import into it again, which makes it anew")
    }
    guard header == Self.magic else {
      throw StoreError(.data, "\(path) is not a store, or its beginning is damaged: restore a backup")
    }
  }

  /// True when nobody can have the store open to write: its folder may not be written, and no log stands beside it.
  var isLeftAlone: Bool {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    return unsafe access(folder, W_OK) != 0 && access(path + "-wal", F_OK) != 0
  }

  /// The address by which SQLite opens a file that does not change.
  var immutable: String {
    var escaped = ""
    for byte in path.utf8 {
      let isPlain = byte > 0x20 && byte < 0x7F && byte != 0x3F && byte != 0x23 && byte != 0x25
      if isPlain {
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = Array("0123456789ABCDEF")
        escaped += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return "file:\(escaped)?immutable=1"
  }
}
