import Foundation
import Hummingbird
import NIOCore

/// A folder of the service's own for answers on their way, gone with the service.
final class WorkFolder: Sendable {
  private let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/ripple-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A name that nothing has yet.
  func newFile() -> String { "\(path)/\(UUID().uuidString)" }

  /// Takes away a file or a folder, if it is there.
  func remove(_ file: String) { try? FileManager.default.removeItem(atPath: file) }

  /// A file as a body, taken away when it was sent, or could not be.
  func sending(_ file: String) -> ResponseBody {
    ResponseBody { writer in
      defer { self.remove(file) }
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
      defer { try? handle.close() }
      while true {
        let block = try await StoreHub.blocking { try handle.read(upToCount: 1 << 17) }
        guard let block, !block.isEmpty else { break }
        try await writer.write(ByteBuffer(bytes: block))
      }
      try await writer.finish(nil)
    }
  }
}
