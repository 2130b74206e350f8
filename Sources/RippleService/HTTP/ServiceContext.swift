public import Hummingbird
import NIOCore
import Synchronization

/// What is known of a request while it is answered.
public struct ServiceContext: RequestContext {
  public var coreContext: CoreRequestContextStorage
  /// Where the request comes from, as far as the connection tells.
  public let address: String
  private let findings = RequestFindings()

  public init(source: Source) {
    coreContext = CoreRequestContextStorage(source: source)
    address = source.channel.remoteAddress?.ipAddress ?? "local"
  }

  /// Who is asking; `nil` before they are known, and for those who have not signed in.
  public var viewer: Viewer? {
    get { findings.state.withLock { $0.viewer } }
    nonmutating set { findings.state.withLock { $0.viewer = newValue } }
  }

  /// True when nothing more can be read from the connection, since it was read past the request to learn whether the client
  /// is still there: the client has to be told to open another.
  var isConnectionSpent: Bool {
    get { findings.state.withLock { $0.isConnectionSpent } }
    nonmutating set { findings.state.withLock { $0.isConnectionSpent = newValue } }
  }
}

/// What is found out about a request on the way, for those too who saw it before that and finish its answer.
private final class RequestFindings: Sendable {
  struct State {
    var viewer: Viewer?
    var isConnectionSpent = false
  }

  let state = Mutex(State())
}
