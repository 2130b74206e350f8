import Hummingbird
import NIOCore
import Store

/// What everybody may ask: whether the service is well, what it offers, and to be let in.
struct OpenRoutes {
  let service: ServiceCore

  var routes: [Route] { [health, readiness, signIn, signOut] }

  private var health: Route {
    Route(
      method: .get, path: "/healthz", operation: .health, summary: "That the service runs.",
      handle: { $0.json(ByteBuffer(string: "{\"status\":\"ok\"}\n"), version: nil) })
  }

  private var readiness: Route {
    Route(
      method: .get, path: "/readyz", operation: .health,
      summary: "That the service can answer, and with which version.",
      handle: { ask in
        let version = try await service.hub.snapshot().version
        // What it has may be old: another server that hears of changes is the better one.
        guard await !service.hub.isCutOff else {
          throw Problem(.serviceUnavailable, "the store has not been reached for a while", retryAfter: 5)
        }
        return ask.json(ByteBuffer(string: "{\"status\":\"ready\",\"version\":\(version)}\n"), version: nil)
      })
  }

  private struct Link: Decodable {
    let link: String
  }

  private var signIn: Route {
    Route(
      method: .post, path: "/api/v1/sign-in", operation: .signIn,
      summary: "Signs a browser in with the secret of a link, once.",
      body: Route.Schema(
        media: "application/json",
        json:
          #"{"type":"object","required":["link"],"additionalProperties":false,"properties":{"link":{"type":"string"}}}"#
      ),
      answers: [Route.Answer(status: 204, media: "", words: "The session's cookie is set.")],
      handle: { ask in
        let link = try await ask.decode(Link.self).link
        guard let cookie = try await service.signIn(link) else {
          throw Problem(.unauthorized, "this link was used already or is too old: ask for another one")
        }
        var response = Response(status: .noContent)
        response.setCookie(cookie)
        return response
      })
  }

  private var signOut: Route {
    Route(
      method: .post, path: "/api/v1/sign-out", operation: .signOut, summary: "Ends the session.",
      answers: [Route.Answer(status: 204, media: "", words: "The session has ended.")],
      handle: { ask in
        var response = Response(status: .noContent)
        response.setCookie(try await service.signOut(ask.request))
        return response
      })
  }
}
