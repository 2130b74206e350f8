import Logging
import NIOPosix
import ServiceLifecycle
import Store

/// Follows what other programs change in a store on a server, so that any number of services answer alike.
///
/// The server tells of each change as it is made; where it cannot, as on a standby, the store is looked at twice a second.
struct Following: Service {
  let hub: StoreHub
  let logger: Logger

  func run() async throws {
    // Waiting takes a thread, which those who answer must not miss.
    let pool = NIOThreadPool(numberOfThreads: 1)
    pool.start()
    await cancelWhenGracefulShutdown { await follow(on: pool) }
    try await pool.shutdownGracefully()
  }

  private func follow(on pool: NIOThreadPool) async {
    let reader = hub.reader
    var known = StoreNews()
    var isReached = true
    while !Task.isCancelled {
      do {
        let last = known
        let (isNew, news) = try await pool.runIfActive {
          var news = last
          return (try reader.awaitNews(after: &news, within: 1), news)
        }
        await hub.hear(news, isNew: isNew)
        known = news
        if !isReached { logger.notice("the store is reached again") }
        isReached = true
      } catch {
        if isReached { logger.error("the store is not reached", metadata: ["kind": "\(type(of: error))"]) }
        isReached = false
        try? await Task.sleep(for: .milliseconds(500))
      }
    }
  }
}
