import Hummingbird
import Interchange
import NIOCore
import Records
import Rendering
import Store

/// What is somebody's own: who they are here, what is held about them, what they agree to, how far they reached.
struct OwnRoutes {
  let service: ServiceCore

  var routes: [Route] { [me, report, consent, reach] }

  private struct Answer: Encodable {
    let role: String
    let name: String
    let person: String?
    let operations: [String]
  }

  private var me: Route {
    Route(
      method: .get, path: "/api/v1/me", operation: .me, summary: "Who is asking, and what they may do.",
      handle: { ask in
        let viewer = try ask.signedIn()
        let may = Operation.allCases.filter { $0.rule(for: viewer.role) != nil }.map(\.rawValue)
        return ask.json(
          try JSONText.encode(
            Answer(role: viewer.role.rawValue, name: viewer.name, person: viewer.person, operations: may)),
          version: nil)
      })
  }

  private var report: Route {
    Route(
      method: .get, path: "/api/v1/me/report", operation: .consent,
      summary: "Everything that is held about the one who asks.",
      handle: { ask in
        let person = try ask.person()
        let (records, changes) = try await service.hub.reading { reader in
          let records = try reader.subjectReport(person)
          return (records, try reader.changes(in: records))
        }
        return ask.json(
          try await rendered {
            try writeHistory(of: person, records, changes, as: .json, to: $0)
          }, version: nil)
      })
  }

  private struct Consent: Decodable {
    let listed: Bool?
    let introduces: Bool?
  }

  private var consent: Route {
    Route(
      method: .put, path: "/api/v1/me/consent", operation: .consent,
      summary: "Agrees to be found as a peer and to introduce others, or no longer; it holds at once.",
      body: Route.Schema(
        media: "application/json",
        json: """
          {"type":"object","additionalProperties":false,"minProperties":1,"properties":{"listed":{"type":"boolean"},\
          "introduces":{"type":"boolean"}}}
          """),
      handle: { ask in
        let wanted = try await ask.decode(Consent.self)
        var cells: [String: String] = [:]
        if let listed = wanted.listed { cells["listed"] = listed ? "yes" : "no" }
        if let introduces = wanted.introduces { cells["introduces"] = introduces ? "yes" : "no" }
        guard !cells.isEmpty else { throw Problem(.badRequest, "say listed or introduces, true or false") }
        try await service.changeOwn(cells, ask, note: "consent")
        return ask.json(try JSONText.encode(cells), version: nil)
      })
  }

  private var reach: Route {
    Route(
      method: .get, path: "/api/v1/me/reach", operation: .myReach,
      summary: "Whom the one who asks can have affected, among the people who agreed to be seen.",
      handle: { ask in
        try await service.ask(
          ask, Words(options: ["reach", "--from=\(try ask.person())", "--format=json"], places: []))
      })
  }
}

extension ServiceCore {
  /// Sets cells of the viewer's own record; where they are so already, nothing is changed.
  ///
  /// - Parameters:
  ///   - cells: The cells, by column.
  ///   - ask: Whose record, and who says so.
  ///   - note: Why, for the history.
  func changeOwn(_ cells: [String: String], _ ask: Ask, note: String) async throws {
    let (person, author) = (try ask.person(), try ask.signedIn().name)
    do {
      _ = try await hub.change { try $0.edit(.change(.people, .id(person), cells), by: author, note: note) }
    } catch let error as StoreError where error.kind == .unchanged {
      // What is wanted is so already.
    }
  }
}
