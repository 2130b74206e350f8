import FoundationEssentials
import Synchronization

/// Names of files and folders that are being written and not yet in their place.
public enum TemporaryFiles {
  private static let paths = Mutex<Set<String>>([])

  static func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }
  static func remove(_ path: String) { paths.withLock { _ = $0.remove(path) } }

  /// Removes all of them from disk: for a program that is interrupted.
  public static func discardAll() {
    let abandoned = paths.withLock { paths in
      defer { paths = [] }
      return paths
    }
    for path in abandoned { try? FileManager.default.removeItem(atPath: path) }
  }
}
