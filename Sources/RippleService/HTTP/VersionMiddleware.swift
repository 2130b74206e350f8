import HTTPTypes
import Hummingbird

/// Says with every answer how far the store had come, and waits for what a client has seen already: with several servers on
/// one store, that is how a client reads from one what it changed by another.
struct VersionMiddleware: RouterMiddleware {
  let hub: StoreHub

  /// Number of a change set: in a request, one that must be in the answer; in an answer, the last that is in it, or that was
  /// made by it.
  static let field = fieldName("Ripple-Version")

  func handle(
    _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    if let wanted = request.headers[Self.field] {
      guard let version = Int64(wanted) else {
        throw Problem(.badRequest, "Ripple-Version is the number of a change set, as an answer gave it")
      }
      // Strangers wait for nothing.
      if context.viewer != nil { try await hub.wait(for: version) }
    }
    let before = hub.version
    var response = try await next(request, context)
    let isReading = request.method == .get || request.method == .head
    response.headers[Self.field] = String(isReading ? before : hub.version)
    return response
  }
}
