import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Interchange
import NIOCore
import Store

extension Ask {
  /// JSON, which a client that has it already is spared.
  ///
  /// - Parameters:
  ///   - bytes: The answer.
  ///   - version: What it depends on, by which it is known again; `nil` for what must not be kept.
  func json(_ bytes: ByteBuffer, version: String?) -> Response {
    respond(bytes, media: "application/json", version: version)
  }

  /// An answer of some kind of media.
  func respond(_ bytes: ByteBuffer, media: String, version: String?) -> Response {
    var headers: HTTPFields = [.contentType: media]
    if let version {
      // Weak, since the same answer may be sent compressed or not.
      let tag = "W/\"\(version)\""
      headers[.eTag] = tag
      headers[.cacheControl] = "private, no-cache"
      if let known = request.headers[.ifNoneMatch], Self.names(known, tag) {
        return Response(status: .notModified, headers: headers)
      }
    }
    return Response(status: .ok, headers: headers, body: Self.body(bytes))
  }

  /// A long answer goes in pieces, each once the one before it is on its way, so that a slow client is seen to take some.
  private static func body(_ bytes: ByteBuffer) -> ResponseBody {
    let most = 1 << 16
    guard bytes.readableBytes > most else { return ResponseBody(byteBuffer: bytes) }
    return ResponseBody(contentLength: bytes.readableBytes) { writer in
      var rest = bytes
      while rest.readableBytes > 0, let piece = rest.readSlice(length: min(most, rest.readableBytes)) {
        try await writer.write(piece)
      }
      try await writer.finish(nil)
    }
  }

  private static func names(_ list: String, _ tag: String) -> Bool {
    list.split(separator: ",").contains { one in
      let one = one.drop { $0 == " " }
      return one == "*" || one == tag || "W/\(one)" == tag
    }
  }

  /// What an answer that is made of a version by this question depends on.
  func tag(_ version: Int64, _ parts: [String] = []) -> String {
    var sha = SHA256()
    for part in [viewer?.account ?? "", request.uri.path, request.uri.query ?? ""] + parts {
      sha.update(data: Array("\(part.utf8.count):\(part)".utf8))
    }
    return "\(version)-"
      + sha.finalize().prefix(8).hex
  }
}

/// What a renderer writes, as bytes.
func rendered(_ write: @escaping @Sendable (OutputFile) throws -> Void) async throws -> ByteBuffer {
  try await StoreHub.blocking {
    let output = OutputFile()
    try write(output)
    return ByteBuffer(bytes: output.bytes)
  }
}
