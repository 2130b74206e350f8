import Crypto
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a key cannot be had.
public struct PseudonymKeyError: Error, CustomStringConvertible {
  /// True where a key cannot be made, false where there is one that cannot be used.
  public let isUnwritable: Bool
  /// One sentence with a remedy.
  public let description: String
}

/// The secret that all pseudonyms come from: whoever has it and knows an id can tell whose pseudonym is whose.
public struct PseudonymKey: Sendable {
  /// How long a key is, in bytes.
  public static let length = 32
  let secret: SymmetricKey

  /// A key from its bytes.
  ///
  /// - Parameter bytes: ``length`` bytes that nobody can guess.
  public init(_ bytes: [UInt8]) {
    precondition(bytes.count == Self.length, "a key is \(Self.length) bytes long")
    secret = SymmetricKey(data: bytes)
  }

  /// The key in a file that none but its owner may read; it is made, of random bytes, where there is none.
  ///
  /// - Parameter path: The file, to be kept outside the store and away from what is exported.
  /// - Returns: The key, and whether it was made.
  /// - Throws: ``PseudonymKeyError`` when others may read the file, when it is no key, or when it cannot be read or made.
  public static func file(at path: String) throws(PseudonymKeyError) -> (key: PseudonymKey, isNew: Bool) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 {
      guard errno == ENOENT else { throw unreadable(path, reason()) }
      return (try make(at: path), true)
    }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw unreadable(path, reason()) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw unreadable(path, "it is no file") }
    guard status.st_mode & 0o077 == 0 else {
      throw PseudonymKeyError(
        isUnwritable: false,
        description: "the key \(path) can be read or changed by others than its owner: chmod 600 it, or make a new one")
    }
    guard status.st_size == length else {
      throw unreadable(path, "it is no key, which is \(length) random bytes long")
    }
    var bytes = [UInt8](repeating: 0, count: length)
    // `read` is given no more room than the array has.
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
    guard count == length else { throw unreadable(path, reason()) }
    return (PseudonymKey(bytes), false)
  }

  /// Writes a new key where there is no file yet.
  private static func make(at path: String) throws(PseudonymKeyError) -> PseudonymKey {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw unwritable(path, reason()) }
    defer { close(descriptor) }
    var random = SystemRandomNumberGenerator()
    let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    // `write` takes no more than the array has.
    let count = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    guard count == length, fsync(descriptor) == 0 else {
      let reason = reason()
      _ = unsafe unlink(path)
      throw unwritable(path, reason)
    }
    return PseudonymKey(bytes)
  }

  private static func reason() -> String { unsafe String(cString: strerror(errno)) }

  private static func unreadable(_ path: String, _ reason: String) -> PseudonymKeyError {
    PseudonymKeyError(
      isUnwritable: false,
      description: "cannot take \(path) for a key: \(reason): name a key, or a file that is not there and will be made")
  }

  private static func unwritable(_ path: String, _ reason: String) -> PseudonymKeyError {
    PseudonymKeyError(
      isUnwritable: true, description: "cannot make the key \(path): \(reason): choose another place for it")
  }
}
