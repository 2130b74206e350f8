public import Hummingbird
import NIOCore
import Synchronization

/// What is known of a request while it is answered.
public struct ServiceContext: RequestContext {
  public var coreContext: CoreRequestContextStorage
  /// Who is asking; `nil` before they are known, and for those who have not signed in.
  public var viewer: Viewer?
  /// Where the request comes from, as far as the connection tells.
  public let address: String
  /// How the connection is left.
  let connection = ConnectionUse()

  public init(source: Source) {
    coreContext = CoreRequestContextStorage(source: source)
    address = source.channel.remoteAddress?.ipAddress ?? "local"
  }
}

/// How a request leaves the connection that it came by.
final class ConnectionUse: Sendable {
  private let isSpentNow = Atomic(false)

  /// True when nothing more can be read from the connection, so that the client has to be told to open another.
  var isSpent: Bool { isSpentNow.load(ordering: .relaxed) }

  /// Says that the connection was read past the request, to learn whether the client is still there.
  func spend() { isSpentNow.store(true, ordering: .relaxed) }
}
