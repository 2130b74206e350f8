public import Hummingbird
import NIOCore

/// What is known of a request while it is answered.
public struct ServiceContext: RequestContext {
  public var coreContext: CoreRequestContextStorage
  /// Who is asking; `nil` before they are known, and for those who have not signed in.
  public var viewer: Viewer?
  /// Where the request comes from, as far as the connection tells.
  public let address: String

  public init(source: Source) {
    coreContext = CoreRequestContextStorage(source: source)
    address = source.channel.remoteAddress?.ipAddress ?? "local"
  }
}
