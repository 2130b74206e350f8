import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Store

/// Lends the right to write to commands on this machine, over a socket beside the store that its owner alone may open.
///
/// A command connects and waits for a line; from then until it hangs up, however that comes about, the right is its own.
struct Lending: Service {
  let hub: StoreHub
  let path: String
  let logger: Logger

  func run() async throws {
    let socket = StoreLoan.socket(beside: path)
    StoreLoan.removeStale(socket)
    // A borrower that has ended hears when what it changed is seen.
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .bind(unixDomainSocketPath: socket, cleanupExistingSocketFile: false) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    StoreLoan.protect(socket)
    defer { StoreLoan.removeStale(socket) }
    await withGracefulShutdownHandler {
      do {
        try await server.executeThenClose { connections in
          // One after another: the right to write is one.
          for try await connection in connections { await lend(to: connection) }
        }
      } catch {
        logger.debug("lending has ended")
      }
    } onGracefulShutdown: {
      server.channel.close(promise: nil)
    }
  }

  private func lend(to connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async {
    await hub.lend()
    var isBack = false
    do {
      try await connection.executeThenClose { inbound, outbound in
        try await outbound.write(ByteBuffer(string: StoreLoan.word))
        for try await _ in inbound {}
        await takeBack()
        isBack = true
      }
    } catch {
      logger.debug("a borrower hung up")
    }
    if !isBack { await takeBack() }
  }

  private func takeBack() async {
    // A service that is ending needs no right any more.
    while !Task.isCancelled {
      do { return try await hub.takeBack() } catch {
        logger.error("the store could not be opened again", metadata: ["kind": "\(type(of: error))"])
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }
}
