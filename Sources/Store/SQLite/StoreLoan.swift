#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The system's `socket`, which ``StoreLoan``'s own function of that name hides.
private let systemSocket: @Sendable (Int32, Int32, Int32) -> Int32 = { socket($0, $1, $2) }

/// The right to write to a store that a service owns, lent for as long as this is held, or the process lives.
///
/// The service listens on a socket beside the store, which nobody but its user may open, and gives the right up while
/// somebody is connected: one process at a time writes, and a command needs no service to be stopped.
public final class StoreLoan: Sendable {
  private let descriptor: Int32

  /// What the service says when the right is the borrower's.
  public static let word = "yours\n"

  /// True of a file; in a server whoever changes a store takes turns anyway.
  public static func isNeeded(ofStoreAt path: String) -> Bool { StoreEngines.engine(of: path) is SQLiteEngine }

  /// Where a service that owns the store at `path` listens.
  public static func socket(beside path: String) -> String { path + "-socket" }

  /// Lets nobody but the socket's user open it.
  public static func protect(_ socket: String) { _ = unsafe chmod(socket, 0o600) }

  /// Takes away a socket that nobody listens on any more; its owner alone does that.
  public static func removeStale(_ socket: String) { _ = unsafe unlink(socket) }

  /// Asks the service that owns the store at `path` for the right to write, and waits until it is given.
  ///
  /// - Returns: `nil` when no service listens.
  public init?(ofStoreAt path: String) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = Array(Self.socket(beside: path).utf8)
    guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
    // The path's room is a tuple of as many bytes, which is zero after the name.
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { room in unsafe room.copyBytes(from: name) }
    let descriptor = systemSocket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let connected = unsafe withUnsafePointer(to: &address) { place in
      unsafe place.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(descriptor, $0, size) }
    }
    guard connected == 0, Self.hears(Self.word, descriptor) else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
  }

  /// Gives the right back, and waits until the service has seen what was changed.
  deinit {
    var patience = timeval(tv_sec: 30, tv_usec: 0)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    shutdown(descriptor, Int32(SHUT_WR))
    var byte: UInt8 = 0
    while unsafe read(descriptor, &byte, 1) > 0 {}
    close(descriptor)
  }

  private static func hears(_ word: String, _ descriptor: Int32) -> Bool {
    var heard: [UInt8] = []
    var block = [UInt8](repeating: 0, count: word.utf8.count)
    while heard.count < word.utf8.count {
      let count = unsafe block.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      heard += block.prefix(count)
    }
    return heard == Array(word.utf8)
  }
}
