import GRDB
import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A store opened to be read: nothing in it can be changed through this, and others may write to it meanwhile.
///
/// Safe to use from several threads. Every answer is of one moment, whatever is written while it is made.
public struct StoreReader: Sendable {
  /// Where the file is.
  public let path: String
  let database: any DatabaseReader

  /// Opens the store at `path`.
  ///
  /// A store in a folder that may not be written is opened as it stands.
  ///
  /// - Throws: ``StoreError`` when there is none, it is another program's, or it was made by a later version.
  public init(_ path: String) throws { try self.init(path, isOpenHere: false) }

  /// - Parameter isOpenHere: Whether this process has the store open already: its beginning is not looked at then, since
  ///   closing the file would drop the locks of the connection that is open (fcntl(2)).
  init(_ path: String, isOpenHere: Bool) throws {
    if !isOpenHere { try Self.checkHeader(path) }
    self.path = path
    database = try describingErrors(path) {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(10)
      configuration.label = "ripple.reader"
      return try DatabaseQueue(path: Self.isLeftAlone(path) ? Self.immutable(path) : path, configuration: configuration)
    }
    try describingErrors(path) { try database.read { try checkVersion($0, path) } }
  }

  init(_ path: String, _ database: any DatabaseReader) {
    self.path = path
    self.database = database
  }

  /// True when a file begins as a store does, or cannot be told from one.
  public static func isStore(_ path: String) -> Bool {
    unsafe access(path, F_OK) == 0 && header(path) == magic
  }

  /// Runs `body` on the contents at one moment.
  func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try describingErrors(path) { try database.read(body) }
  }

  private static let magic = Array("SQLite format 3\0".utf8)

  private static func header(_ path: String) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, 0) }
    return Array(bytes.prefix(max(0, count)))
  }

  static func checkHeader(_ path: String) throws(StoreError) {
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
    guard header(path) == magic else {
      throw StoreError(.data, "\(path) is not a store, or its beginning is damaged: restore a backup")
    }
  }

  /// True when nobody can have the store open to write: its folder may not be written, and no log stands beside it.
  private static func isLeftAlone(_ path: String) -> Bool {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    return unsafe access(folder, W_OK) != 0 && access(path + "-wal", F_OK) != 0
  }

  /// The address by which SQLite opens a file that does not change.
  private static func immutable(_ path: String) -> String {
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

/// Refuses a database that is not a store, or a later version's.
func checkOrigin(_ database: Database, _ path: String) throws {
  guard try Int32.fetchOne(database, sql: "PRAGMA application_id") == Schema.applicationID else {
    throw StoreError(.data, "\(path) is a database, but not a store of Ripple's: name a .ripple file")
  }
  guard try !Schema.migrator.hasBeenSuperseded(database) else {
    throw StoreError(.data, "\(path) was written by a later version of Ripple: install that version")
  }
}

/// Refuses a database that is not a store as this version writes it, or whose list of changes is not as it was written.
func checkVersion(_ database: Database, _ path: String) throws {
  try checkOrigin(database, path)
  guard try Schema.migrator.hasCompletedMigrations(database) else {
    throw StoreError(
      .data, "\(path) was written by an earlier version of Ripple: open it once to write, as with 'ripple import'")
  }
  guard try Totals(database, of: "administration") == Totals.administration(database) else {
    throw StoreError.damaged("its list of changes is not as it was written")
  }
}
