#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The right to write to a store, held by one process at a time.
///
/// SQLite before 3.51.3 can damage a log that two processes write or checkpoint at once (sqlite.org/wal.html, "the WAL-reset
/// bug"), so that its own locks are not enough. The lock goes with the process that held it, however that ended.
final class OwnerLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock of the store at `path`.
  ///
  /// - Throws: ``StoreError`` when another process has it, or the file beside the store cannot be made.
  init(_ path: String) throws(StoreError) {
    let file = path + "-owner"
    let descriptor = unsafe open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let reason = unsafe String(cString: strerror(errno))
      throw StoreError(.write, "cannot write beside \(path) (\(reason)): check the permissions of its folder")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      var bytes = [UInt8](repeating: 0, count: 20)
      let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      close(descriptor)
      let holder = String(decoding: bytes.prefix(max(0, count)).prefix { $0 != 10 }, as: UTF8.self)
      throw StoreError(
        .write, "\(path) is in use by process \(holder), and one process at a time may write to it: try again later")
    }
    let holder = Array("\(getpid())\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = unsafe holder.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
