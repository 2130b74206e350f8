import HTTPTypes
import Hummingbird
import Store

/// Finds out who is asking, holds them to their share of requests, and refuses what another site makes a browser send.
struct AuthenticationMiddleware: RouterMiddleware {
  let accounts: any AccountSource
  let limit: RateLimit
  let strangers: RateLimit

  func handle(
    _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    context.viewer = try await viewer(request, context)
    let wait = context.viewer.map { limit.wait($0.account) } ?? strangers.wait(context.address)
    if let wait { throw Problem(.tooManyRequests, "that is too many requests: wait a little", retryAfter: wait) }
    if context.viewer?.isByCookie == true, !isSafe(request.method), !isOurs(request) {
      throw Problem(.forbidden, "this was sent by another site's page: open the service's own")
    }
    return try await next(request, context)
  }

  private func viewer(_ request: Request, _ context: ServiceContext) async throws -> Viewer? {
    if let value = request.headers[.authorization] {
      let parts = value.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "bearer",
        let viewer = try await accounts.viewer(token: String(parts[1]))
      else {
        // Guesses are counted against where they come from.
        if let wait = strangers.wait(context.address) {
          throw Problem(.tooManyRequests, "that is too many requests: wait a little", retryAfter: wait)
        }
        throw Problem(.unauthorized, "this token is not good, or not any more: ask for another one")
      }
      return viewer
    }
    guard let secret = request.cookies[SessionCookie.name]?.value else { return nil }
    return try await accounts.viewer(session: secret)
  }

  private func isSafe(_ method: HTTPRequest.Method) -> Bool { method == .get || method == .head || method == .options }

  /// True for requests that the browser says come from the service's own pages. Browsers set this header and pages cannot.
  private func isOurs(_ request: Request) -> Bool {
    if let site = request.headers[fieldName("Sec-Fetch-Site")] { return site == "same-origin" }
    guard let origin = request.headers[.origin], let host = request.head.authority else { return false }
    return origin == "https://\(host)" || origin == "http://\(host)"
  }
}

/// Where it is looked up whose a secret is.
protocol AccountSource: Sendable {
  /// Whose token of a program this is.
  func viewer(token: String) async throws -> Viewer?
  /// Whose browser session this is.
  func viewer(session: String) async throws -> Viewer?
}

/// The cookie that stands for a session.
enum SessionCookie {
  static let name = "ripple-session"

  static func make(_ secret: String, isSecure: Bool, seconds: Int) -> Cookie {
    Cookie(name: name, value: secret, maxAge: seconds, path: "/", secure: isSecure, httpOnly: true, sameSite: .strict)
  }
}
