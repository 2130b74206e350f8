/// A copy of a store, looked through after it was made.
public struct Backup: Sendable, Equatable {
  /// SHA-256 of the file, in hexadecimal.
  public let sha256: String
  /// How long it is.
  public let bytes: Int
  /// The last change set in it.
  public let change: Int64
}

extension StoreReader {
  /// Copies the store as it is at one moment, while others read and write it, and looks the copy through.
  ///
  /// The copy holds no remains of what was deleted. It appears whole or not at all, and only the one who made it may read it.
  ///
  /// - Throws: ``StoreError`` when the file is there already, cannot be written, the store is damaged, or it is in a server,
  ///   which has means of its own.
  /// - Complexity: O(size of the file).
  public func backUp(to file: String) throws -> Backup { try database.backUp(to: file) }
}

extension StoreOwner {
  /// Makes the store at `path` what a backup holds.
  ///
  /// - Parameters:
  ///   - backup: The backup's file.
  ///   - path: The store's.
  ///   - isReplacing: Whether a store that is there already may be replaced.
  /// - Throws: ``StoreError`` when the backup is damaged, or a store is there or in use; nothing is changed then.
  public static func restore(_ backup: String, to path: String, replacing isReplacing: Bool) throws -> Backup {
    try StoreEngines.engine(of: path).restore(backup, to: path, replacing: isReplacing)
  }
}
