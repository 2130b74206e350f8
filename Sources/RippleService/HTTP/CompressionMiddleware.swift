import CZLib
import HTTPTypes
import Hummingbird
import NIOCore

/// Sends text answers gzipped to clients that take them so, where that saves something.
struct CompressionMiddleware: RouterMiddleware {
  /// Answers smaller than this fit into a packet anyway.
  private static let least = 1024

  func handle(
    _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    guard request.headers[.acceptEncoding]?.contains("gzip") == true, response.headers[.contentEncoding] == nil,
      let media = response.headers[.contentType], Self.isText(media), let length = response.body.contentLength,
      length >= Self.least
    else { return response }
    response.headers[.contentEncoding] = "gzip"
    response.headers[.contentLength] = nil
    let body = response.body
    response.body = ResponseBody { writer in
      try await body.write(GzipWriter(writer))
    }
    return response
  }

  private static func isText(_ media: String) -> Bool {
    media.hasPrefix("text/") || media.contains("json") || media.contains("xml") || media.contains("javascript")
  }
}

/// Compresses what passes through.
private struct GzipWriter: ResponseBodyWriter {
  private var inner: any ResponseBodyWriter
  private let stream: GzipStream

  init(_ inner: any ResponseBodyWriter) {
    self.inner = inner
    stream = GzipStream()
  }

  mutating func write(_ buffer: ByteBuffer) async throws {
    let bytes = stream.compress(Array(buffer.readableBytesView), isLast: false)
    if !bytes.isEmpty { try await inner.write(ByteBuffer(bytes: bytes)) }
  }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
    try await inner.write(ByteBuffer(bytes: stream.compress([], isLast: true)))
    try await inner.finish(trailingHeaders)
  }
}

/// A gzip member in the making.
///
/// zlib's state is on the heap, where it stays while the library holds its address; it is freed with the stream.
@safe private final class GzipStream {
  private let state: UnsafeMutablePointer<z_stream>

  init() {
    unsafe state = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe state.initialize(to: z_stream())
    _ = unsafe ripple_gzipInit(state)
  }

  deinit {
    _ = unsafe deflateEnd(state)
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  func compress(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
    var input = bytes
    var output: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 15)
    // Both pointers are used within the closures alone, with the counts of the memory behind them.
    unsafe input.withUnsafeMutableBufferPointer { source in
      unsafe state.pointee.next_in = source.baseAddress
      unsafe state.pointee.avail_in = UInt32(source.count)
      repeat {
        unsafe block.withUnsafeMutableBufferPointer { target in
          unsafe state.pointee.next_out = target.baseAddress
          unsafe state.pointee.avail_out = UInt32(target.count)
          _ = unsafe deflate(state, isLast ? Z_FINISH : Z_NO_FLUSH)
        }
        output.append(contentsOf: block.prefix(block.count - Int(unsafe state.pointee.avail_out)))
      } while unsafe state.pointee.avail_out == 0
    }
    return output
  }
}
