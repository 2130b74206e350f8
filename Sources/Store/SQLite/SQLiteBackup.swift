import Crypto
import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension SQLiteEngine {
  func restore(_ backup: String, to path: String, replacing isReplacing: Bool) throws -> Backup {
    let verified = try Backup(verifying: backup)
    let lock = try OwnerLock(path)
    defer { withExtendedLifetime(lock) {} }
    if unsafe access(path, F_OK) == 0 {
      guard isReplacing else {
        throw StoreError(.write, "\(path) is there already: say --replace to put the backup in its place")
      }
    }
    let draft = path + ".part"
    defer { _ = unsafe unlink(draft) }
    guard let contents = FileManager.default.contents(atPath: backup),
      FileManager.default.createFile(atPath: draft, contents: contents)
    else { throw StoreError(.write, "\(draft) cannot be written: check the disk and the folder's permissions") }
    guard try Backup(verifying: draft) == verified else {
      throw StoreError(.write, "the copy of \(backup) differs from it: check the disk and try again")
    }
    // A log or a journal beside the file would be taken for that of the one put in its place.
    for log in ["-wal", "-shm", "-journal"] where unsafe access(path + log, F_OK) == 0 {
      if unsafe unlink(path + log) != 0 {
        throw StoreError(.write, "\(path)\(log) cannot be removed: check the permissions of its folder")
      }
    }
    try putInPlace(draft, path)
    return verified
  }
}

extension Backup {
  /// Looks a file through.
  init(verifying file: String) throws {
    let reader = try StoreReader(file)
    if let finding = try reader.findings().first {
      throw StoreError(.data, "\(file) is damaged: \(finding): use another backup")
    }
    change = try reader.history().last?.id ?? 0
    guard let handle = FileHandle(forReadingAtPath: file) else {
      throw StoreError(.missing, "\(file) may not be read: check its permissions")
    }
    defer { try? handle.close() }
    var sha = SHA256()
    var count = 0
    while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
      sha.update(data: piece)
      count += piece.count
    }
    sha256 = sha.finalize().hex
    bytes = count
  }
}

/// Has a backup written into a draft, looks it through and gives it its name.
func makeBackup(_ file: String, _ write: (String) throws -> Void) throws -> Backup {
  guard unsafe access(file, F_OK) != 0 else {
    throw StoreError(.write, "\(file) is there already: give the backup a name of its own")
  }
  let draft = file + ".part"
  _ = unsafe unlink(draft)
  defer { _ = unsafe unlink(draft) }
  try write(draft)
  let backup = try Backup(verifying: draft)
  try putInPlace(draft, file)
  return backup
}

/// Gives a finished file its name, and sees to it that both are on the disk.
private func putInPlace(_ draft: String, _ file: String) throws(StoreError) {
  _ = unsafe chmod(draft, 0o600)
  let failure = StoreError(.write, "\(file) cannot be written: check the disk and the folder's permissions")
  let descriptor = unsafe open(draft, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw failure }
  let isSynced = fsync(descriptor) == 0
  close(descriptor)
  guard isSynced, unsafe rename(draft, file) == 0 else { throw failure }
  let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? "."
  let directory = unsafe open(folder, O_RDONLY | O_CLOEXEC)
  if directory >= 0 {
    _ = fsync(directory)
    close(directory)
  }
}
