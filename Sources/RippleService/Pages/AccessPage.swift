import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Rendering
import Store

/// Access: who may sign in, new links and tokens, and the audit with whether it holds.
struct AccessPage: FormPage {
  let service: ServiceCore
  let shell: PageShell

  let address = "/access"
  let outcomes = ["revoked": "It is good no longer: whoever used it is signed out."]

  /// Entries shown, the newest; the interface has all of them.
  private static let mostEntries = 100

  var routes: [Route] {
    [
      page(.tokens, "Who may sign in."),
      form("/access/revoke", .tokens, "Takes back a link, a token or a session.") { ask, fields in
        let (number, author) = (try fields.number("number"), try ask.signedIn().name)
        try await service.hub.change { try $0.revoke(number, by: author) }
        return "revoked"
      },
      Route(
        method: .post, path: "/access/issue", operation: .tokens, summary: "Makes a link or a token.", isPage: true,
        answers: PageRoutes.answers,
        handle: { ask in
          let fields = try await ask.form()
          return try await saying(ask, fields) {
            try await show(ask, Said(), secret: try await issue(ask, fields))
          }
        }),
    ]
  }

  /// Makes what the form asks for, and gives what is to be handed on.
  private func issue(_ ask: Ask, _ fields: [String: String]) async throws -> Secret {
    guard let kind = fields.field("kind").flatMap(TokenKind.init(rawValue:)), kind != .session,
      let role = fields.field("role").flatMap(Role.init(rawValue:)), let name = fields.field("name"), name.count <= 200
    else { throw Problem(.unprocessableContent, "say who it is for, in up to 200 letters, and what they may do") }
    let days = Int(fields.field("days") ?? "") ?? 1
    guard (1...366).contains(days) else { throw Problem(.unprocessableContent, "Days: write a number from 1 to 366") }
    let (author, person) = (try ask.signedIn().name, fields.field("person"))
    if role == .alumnus, person == nil {
      throw Problem(.unprocessableContent, "an alumnus sees what is theirs: write their id in the network")
    }
    let secret = try await service.hub.change {
      try $0.issue(kind, to: role, named: name, person: person, for: Int64(days) * 86_400, by: author)
    }
    let host = ask.request.head.authority ?? ""
    return Secret(
      text: kind == .link ? "\(service.isSecure ? "https" : "http")://\(host)/sign-in#\(secret)" : secret,
      words: kind == .link
        ? "A link for \(name). It signs in once, within \(counted(days, "day", "days"))."
        : "A token for \(name). It is good for \(counted(days, "day", "days")).")
  }

  private struct Secret {
    let text: String
    let words: String
  }

  func show(_ ask: Ask, _ said: Said) async throws -> Response { try await show(ask, said, secret: nil) }

  private func show(_ ask: Ask, _ said: Said, secret: Secret?) async throws -> Response {
    let viewer = try ask.signedIn()
    let (tokens, entries, verdict) = try await service.hub.reading {
      (try $0.tokens(at: secondsSince1970()), try $0.audit(), try $0.verifyAudit())
    }
    var values = said.values
    values["secret"] = secret.map { ["text": $0.text, "words": $0.words] }
    values["fields"] = said.fields
    values["roles"] = Role.allCases.map {
      ["value": $0.rawValue, "name": PageShell.words($0), "isChosen": said.fields["role"] == $0.rawValue]
        as [String: Any]
    }
    let kinds: [TokenKind: String] = [.link: "Link, not used yet", .token: "Token", .session: "Signed in"]
    values["tokens"] = tokens.map {
      [
        "number": String($0.number), "kind": kinds[$0.kind] ?? "", "name": $0.account.name,
        "role": PageShell.words($0.account.role), "person": $0.account.person ?? "",
        "expires": PlainWords.time($0.expires),
      ]
    }
    values["verdict"] =
      verdict.firstBroken.map {
        "The audit does not hold: entry \($0) does not follow from the one before. Keep the file, and find out who "
          + "altered it."
      }
      ?? "The audit holds: each of its \(counted(verdict.entries, "entry", "entries")) follows from the one "
      + "before."
    values["isBroken"] = verdict.firstBroken == nil ? nil : true
    values["head"] = verdict.head
    values["entries"] = entries.suffix(Self.mostEntries).reversed().map {
      [
        "number": String($0.id), "time": PlainWords.time($0.moment), "name": $0.name ?? "somebody forgotten",
        "action": $0.action, "subject": $0.subject, "purpose": $0.purpose,
      ]
    }
    values["more"] = entries.count > Self.mostEntries ? String(entries.count - Self.mostEntries) : nil
    return shell.page("access", title: "Access", for: viewer, at: address, values: values)
  }
}
