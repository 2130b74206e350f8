import HTTPTypes
import Hummingbird
import Logging

/// What holds for every answer, errors included: safe headers, a plain sentence for whatever went wrong, a line in the log
/// without personal data, and a count.
///
/// The log names the route, never the address asked for: who was searched for is nobody's business.
struct SafetyMiddleware: RouterMiddleware {
  let metrics: ServiceMetrics
  let isSecure: Bool
  let shell: PageShell

  func handle(
    _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    metrics.begin()
    var response: Response
    switch await answer(request, context, next) {
    case .success(let answer): response = answer
    case .failure(let problem): response = isPage(request) ? page(of: problem, for: context.viewer) : problem.response
    }
    harden(&response.headers)
    if context.isConnectionSpent { response.headers[.connection] = "close" }
    if request.method == .head { response.body = ResponseBody() }
    let route = context.endpointPath ?? "none"
    let seconds = metrics.end(request.method.rawValue, route, response.status.code, since: start)
    context.logger.info(
      "request",
      metadata: [
        "method": "\(request.method.rawValue)", "route": "\(route)", "status": "\(response.status.code)",
        "milliseconds": "\((seconds * 10_000).rounded() / 10)",
      ])
    return response
  }

  private func answer(
    _ request: Request, _ context: ServiceContext, _ next: (Request, ServiceContext) async throws -> Response
  ) async -> Result<Response, Problem> {
    do {
      guard request.head.authority != nil else {
        throw Problem(.badRequest, "the request names no host: send a Host header")
      }
      return .success(try await next(request, context))
    } catch let problem as Problem {
      return .failure(problem)
    } catch let error as HTTPError {
      return .failure(
        error.status == .notFound ? Problem.notFound : Problem(error.status, error.body ?? error.status.reasonPhrase))
    } catch is CancellationError {
      return .failure(Problem(.serviceUnavailable, "the service is stopping: try again", retryAfter: 5))
    } catch {
      if let problem = Problem(telling: error) { return .failure(problem) }
      // The kind of error alone: what it says may hold names.
      context.logger.error("fault", metadata: ["kind": "\(type(of: error))"])
      return .failure(Problem.fault)
    }
  }

  /// True for what a browser asks for to show it.
  private func isPage(_ request: Request) -> Bool {
    !request.uri.path.hasPrefix("/api/") && request.headers[.accept]?.contains("text/html") == true
  }

  /// A problem as a page; those who have not signed in are led to where they can.
  private func page(of problem: Problem, for viewer: Viewer?) -> Response {
    if problem.status == .unauthorized { return Response(status: .seeOther, headers: [.location: "/sign-in"]) }
    return shell.page(
      "problem", title: problem.status.reasonPhrase, for: viewer, at: "",
      values: ["detail": problem.sentence], status: problem.status)
  }

  private func harden(_ headers: inout HTTPFields) {
    for field in Self.headers where !headers.contains(field.name) { headers.append(field) }
    if isSecure { headers[Self.transport] = "max-age=31536000" }
  }

  private static let transport = fieldName("Strict-Transport-Security")
  private static let headers: [HTTPField] = [
    (
      .contentSecurityPolicy,
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    (.xContentTypeOptions, "nosniff"),
    (fieldName("Referrer-Policy"), "no-referrer"),
    (fieldName("X-Frame-Options"), "DENY"),
    (fieldName("Permissions-Policy"), "camera=(), geolocation=(), microphone=()"),
    (fieldName("Cross-Origin-Opener-Policy"), "same-origin"),
    (fieldName("Cross-Origin-Resource-Policy"), "same-origin"),
    (.vary, "Accept-Encoding, Authorization, Cookie"),
    (.cacheControl, "no-store"),
  ].map { HTTPField(name: $0.0, value: $0.1) }
}

/// A header's name that the library has no word for.
func fieldName(_ name: String) -> HTTPField.Name {
  // The names are literals here, all of them made of letters and dashes.
  HTTPField.Name(name) ?? .via
}
