import Foundation
import Hummingbird
import Logging
import NIOCore

/// A server that answers every request with the bytes of one file and does nothing else: what Hummingbird costs by itself,
/// beside which the service is measured.
///
///     ripple-bare PORT FILE
@main
struct Bare {
  static func main() async throws {
    let words = CommandLine.arguments
    guard words.count == 3, let port = Int(words[1]), let bytes = FileManager.default.contents(atPath: words[2]) else {
      try FileHandle.standardError.write(contentsOf: Data("usage: ripple-bare PORT FILE\n".utf8))
      exit(64)
    }
    let body = ByteBuffer(bytes: bytes)
    let router = Router()
    router.get("**") { _, _ in
      Response(status: .ok, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: body))
    }
    var logger = Logger(label: "bare")
    logger.logLevel = .error
    let application = Application(
      router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
      logger: logger)
    try await application.runService()
  }
}
