import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes connections of clients that send or read so slowly that they merely hold them.
///
/// Hummingbird's own time-out begins anew with every part of a body, and does not run while an answer is being read.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart

  private let limits: ConnectionLimits
  private var reading: Scheduled<Void>?
  private var writing: Scheduled<Void>?
  private var received = 0

  init(_ limits: ConnectionLimits) { self.limits = limits }

  func channelActive(context: ChannelHandlerContext) {
    // Left to itself the system takes in 4 MB for each client that does not read, and all that it asked for is made at once.
    try? context.channel.syncOptions?.setOption(.socketOption(.so_sndbuf), value: limits.sendBuffer)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      received = 0
      reading?.cancel()
      reading = close(context.channel, after: limits.head)
    case .body(let bytes):
      // A large body may take long, as long as it comes.
      received += bytes.readableBytes
      if received >= limits.bytesToGoOn {
        received = 0
        reading?.cancel()
        reading = close(context.channel, after: limits.head)
      }
    case .end:
      reading?.cancel()
      reading = nil
    }
    context.fireChannelRead(data)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable {
      writing?.cancel()
      writing = nil
    } else if writing == nil {
      writing = close(context.channel, after: limits.write)
    }
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    forget()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { forget() }

  private func forget() {
    reading?.cancel()
    writing?.cancel()
    reading = nil
    writing = nil
  }

  private func close(_ channel: any Channel, after time: TimeAmount) -> Scheduled<Void> {
    channel.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }
}

/// How long a client may take.
struct ConnectionLimits: Sendable {
  /// From a request's head to its end, or to the next ``bytesToGoOn``.
  var head = TimeAmount.seconds(10)
  /// With a full send buffer.
  var write = TimeAmount.seconds(15)
  /// Bytes of a body after which the time begins anew.
  var bytesToGoOn = 1 << 16
  /// Bytes that the system is asked to hold for a client, of which it makes twice as many.
  var sendBuffer = 1 << 16
}
