import GRDB

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs `body`, turning what SQLite says into a sentence about the store at `path`.
func describingErrors<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch is RowDecodingError {
    throw StoreError(.data, "\(path) is damaged: restore a backup with 'ripple restore'")
  } catch let error as DatabaseError {
    let message = error.message ?? "\(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_MISMATCH:
      throw StoreError(.data, "\(path) is damaged (\(message)): restore a backup with 'ripple restore'")
    case .SQLITE_NOTADB:
      throw StoreError(.data, "\(path) is not a store: it is damaged, or another program's: restore a backup")
    case .SQLITE_FULL: throw fullDisk(path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      throw StoreError(.write, "\(path) may not be written (\(message)): check its permissions and its folder's")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      throw StoreError(.write, "\(path) is being written by another program: try again when that has ended")
    case .SQLITE_CANTOPEN:
      throw StoreError(.missing, "cannot open \(path) (\(message)): check that it and its folder may be read")
    case .SQLITE_IOERR where isDiskFull(path): throw fullDisk(path)
    case .SQLITE_IOERR:
      throw StoreError(.data, "\(path) cannot be read or written (\(message)): check the disk")
    case .SQLITE_ERROR:
      // The statements are ours, so that a file on which they fail is not what we wrote.
      throw StoreError(.data, "\(path) is damaged or not a store (\(message)): restore a backup with 'ripple restore'")
    default:
      throw StoreError(.data, "\(path) cannot be used (\(message)): run 'ripple check' on it")
    }
  }
}

private func fullDisk(_ path: String) -> StoreError {
  StoreError(
    .write, "the disk is full, on which even reading needs some room; nothing was changed in \(path): free some space")
}

/// True when the disk a file is on has next to no room, for which SQLite has several names.
private func isDiskFull(_ path: String) -> Bool {
  var disk = statvfs()
  return unsafe statvfs(path, &disk) == 0 && UInt64(disk.f_bavail) * UInt64(disk.f_frsize) < 1 << 16
}
