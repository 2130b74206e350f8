import Hummingbird
import Store

extension ServiceCore {
  /// Signs a browser in with the secret of a link, once.
  ///
  /// - Returns: The cookie that stands for the session; `nil` when the link is not good, or not any more.
  func signIn(_ link: String) async throws -> Cookie? {
    let seconds = sessionSeconds
    let secret = try await hub.change { try $0.redeem(link: link, for: Int64(seconds)) }
    return secret.map { SessionCookie.make($0, isSecure: isSecure, seconds: seconds) }
  }

  /// Ends the session that a request is of, if any; gives the cookie that takes the place of its own.
  func signOut(_ request: Request) async throws -> Cookie {
    if let secret = request.cookies[SessionCookie.name]?.value {
      try await hub.change { try $0.revoke(secret: secret) }
    }
    return SessionCookie.make("", isSecure: isSecure, seconds: 0)
  }
}
