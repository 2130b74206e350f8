import Foundation
import Hummingbird
import Interchange
import NIOCore
import Rendering
import Store

/// The store's history, and what admins keep: the audit and who may sign in.
struct KeepingRoutes {
  let service: ServiceCore

  var routes: [Route] { [history, undo, audit, verdict, tokens, issue, revoke, metrics] }

  private var history: Route {
    Route(
      method: .get, path: "/api/v1/history", operation: .history, summary: "Every change set, oldest first.",
      handle: { ask in
        let changes = try await service.hub.reading { try $0.history() }
        return ask.json(
          try await rendered { try writeHistory(changes, as: .json, to: $0) },
          version: ask.tag(changes.last?.id ?? 0))
      })
  }

  private var undo: Route {
    Route(
      method: .post, path: "/api/v1/history/{change}/undo", operation: .undo,
      summary: "Makes good what a change set did, as a change set of its own.",
      handle: { ask in
        guard let number = Int64(try ask.place("change")) else {
          throw Problem(.badRequest, "a change set is a number: /api/v1/history lists them")
        }
        let author = try ask.signedIn().name
        let change = try await service.hub.change { try $0.undo(number, by: author) }
        return ask.json(
          try await rendered { try writeHistory([change], as: .json, to: $0) }, version: nil)
      })
  }

  private var audit: Route {
    Route(
      method: .get, path: "/api/v1/audit", operation: .audit, summary: "Who did what, oldest first.",
      handle: { ask in
        let entries = try await service.hub.reading { try $0.audit() }
        return ask.json(
          try await rendered { try writeAudit(entries, as: .json, to: $0) }, version: nil)
      })
  }

  private var verdict: Route {
    Route(
      method: .get, path: "/api/v1/audit/verdict", operation: .audit,
      summary: "Whether every entry of the audit follows from the one before.",
      handle: { ask in
        let verdict = try await service.hub.reading { try $0.verifyAudit() }
        return ask.json(
          try await rendered {
            try writeAuditVerdict(verdict, of: "the store", as: .json, to: $0)
          }, version: nil)
      })
  }

  private struct Listed: Encodable {
    let number: Int64
    let kind: String
    let role: String
    let name: String
    let person: String?
    let expires: String
  }

  private var tokens: Route {
    Route(
      method: .get, path: "/api/v1/tokens", operation: .tokens,
      summary: "Every secret that is good, without the secret.",
      handle: { ask in
        let tokens = try await service.hub.reading { try $0.tokens(at: secondsSince1970()) }
        let listed = tokens.map {
          Listed(
            number: $0.number, kind: $0.kind.rawValue, role: $0.account.role.rawValue, name: $0.account.name,
            person: $0.account.person,
            expires: Date(timeIntervalSince1970: Double($0.expires)).formatted(.iso8601))
        }
        return ask.json(try JSONText.encode(["tokens": listed]), version: nil)
      })
  }

  private struct Wanted: Decodable {
    let kind: String
    let role: String
    let name: String
    let person: String?
    let days: Int?
  }

  private var issue: Route {
    Route(
      method: .post, path: "/api/v1/tokens", operation: .tokens,
      summary: "Makes a token, or a link that signs in once, for somebody; the answer is the only place it stands in.",
      body: Route.Schema(
        media: "application/json",
        json: """
          {"type":"object","required":["kind","role","name"],"additionalProperties":false,"properties":{\
          "kind":{"enum":["link","token"]},"role":{"enum":["lead","alumnus","researcher","admin"]},\
          "name":{"type":"string","minLength":1,"maxLength":200},"person":{"type":"string"},\
          "days":{"type":"integer","minimum":1,"maximum":366}}}
          """),
      answers: [Route.Answer(status: 201, media: "application/json", words: "The secret.")],
      handle: { ask in
        let wanted = try await ask.decode(Wanted.self)
        guard let kind = TokenKind(rawValue: wanted.kind), kind != .session, let role = Role(rawValue: wanted.role),
          (1...200).contains(wanted.name.count), (1...366).contains(wanted.days ?? 1)
        else { throw Problem(.badRequest, "kind is link or token, role one of the roles, days 1 to 366") }
        let author = try ask.signedIn().name
        let seconds = Int64(wanted.days ?? (kind == .link ? 1 : 90)) * 86_400
        let secret = try await service.hub.change {
          try $0.issue(kind, to: role, named: wanted.name, person: wanted.person, for: seconds, by: author)
        }
        return Response(
          status: .created, headers: [.contentType: "application/json"],
          body: ResponseBody(byteBuffer: try JSONText.encode(["secret": secret])))
      })
  }

  private var revoke: Route {
    Route(
      method: .delete, path: "/api/v1/tokens/{number}", operation: .tokens, summary: "Takes back a secret.",
      answers: [Route.Answer(status: 204, media: "", words: "It is good no longer.")],
      handle: { ask in
        guard let number = Int64(try ask.place("number")) else {
          throw Problem(.badRequest, "a token is a number here: /api/v1/tokens lists them")
        }
        let author = try ask.signedIn().name
        try await service.hub.change { try $0.revoke(number, by: author) }
        return Response(status: .noContent)
      })
  }

  private var metrics: Route {
    Route(
      method: .get, path: "/metrics", operation: .metrics,
      summary: "What the service counts of itself, for Prometheus.",
      answers: [Route.Answer(status: 200, media: "text/plain", words: "Prometheus's text format.")],
      handle: { ask in
        let load = await service.workers.load
        let version = try await service.hub.snapshot().version
        let text = service.metrics.text([
          ("ripple_questions_waiting", "Questions in line for a worker.", Double(load.waiting)),
          ("ripple_questions_running", "Questions being worked on.", Double(load.running)),
          ("ripple_store_version", "Number of the last change set that is in answers.", Double(version)),
          (
            "ripple_store_last_known", "Number of the last change set there is, as far as is known.",
            Double(service.hub.lastKnown)
          ),
        ])
        return ask.respond(ByteBuffer(string: text), media: "text/plain; version=0.0.4", version: nil)
      })
  }
}
