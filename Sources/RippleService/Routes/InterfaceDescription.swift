import Hummingbird
import Interchange
import Store

/// The description of the interface, OpenAPI 3.1, made from the routes themselves.
///
/// The document is built from text, since members stand in the order in which people read them.
struct InterfaceDescription {
  let routes: [Route]

  /// The document.
  var json: String {
    var paths: [(path: String, routes: [Route])] = []
    for route in routes where !route.isPage {
      if let place = paths.firstIndex(where: { $0.path == route.path }) {
        paths[place].routes.append(route)
      } else {
        paths.append((route.path, [route]))
      }
    }
    let listed = paths.map { path, routes in
      "\(quoted(path)):{"
        + routes.map { "\(quoted($0.method.rawValue.lowercased())):\(operation($0))" }.joined(separator: ",") + "}"
    }
    return """
      {"openapi":"3.1.0","info":{"title":"Ripple","version":"1","description":\(quoted(Self.about))},\
      "security":[{"token":[]},{"session":[]}],"paths":{\(listed.joined(separator: ","))},"components":{\
      "securitySchemes":{"token":{"type":"http","scheme":"bearer"},\
      "session":{"type":"apiKey","in":"cookie","name":"\(SessionCookie.name)"}},\
      "schemas":{"Problem":{"type":"object","required":["type","title","status","detail"],"properties":{\
      "type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"}}}},\
      "responses":{"Problem":{"description":"What went wrong and what to do, in one sentence (RFC 9457).",\
      "headers":{"Retry-After":{"description":"Seconds after which to try again.","schema":{"type":"integer"}}},\
      "content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}}}}}

      """
  }

  private static let about = """
    The network of a programme: what is recorded, the questions of the command line with the same meaning and the same \
    JSON, exports, edits and imports. Who may do what is said with each operation. Answers carry a tag; ask with \
    If-None-Match to be spared what you have. Ripple-Version says up to which change set an answer goes, or which one it \
    made; send it back to another server of the same store, which then waits until it has that one too.
    """

  private func operation(_ route: Route) -> String {
    let roles = Role.allCases.filter { route.operation.rule(for: $0) != nil }.map(\.rawValue)
    let purpose = Role.allCases.contains { route.operation.rule(for: $0)?.needsPurpose == true }
    let open = route.operation.isOpen
    let words =
      open
      ? "Open to everybody." : "Open to \(roles.joined(separator: ", "))." + (purpose ? " Leads say what for." : "")
    var parameters = route.places.map {
      #"{"name":\#(quoted($0)),"in":"path","required":true,"schema":{"type":"string","minLength":1}}"#
    }
    parameters += route.parameters.map(parameter)
    if purpose {
      parameters.append(
        parameter(Route.Parameter(name: "purpose", help: "What for; the audit keeps it. At most 500 bytes.")))
    }
    var members = [
      "\"operationId\":\(quoted(name(route)))", "\"summary\":\(quoted(route.summary))",
      "\"description\":\(quoted(words))",
      "\"tags\":[\(quoted(route.operation.rawValue))]",
    ]
    if open { members.append("\"security\":[]") }
    if !parameters.isEmpty { members.append("\"parameters\":[\(parameters.joined(separator: ","))]") }
    if let body = route.body {
      members.append(
        #""requestBody":{"required":\#(body.isRequired),"content":{\#(quoted(body.media)):{"schema":\#(body.json)}}}"#)
    }
    members.append("\"responses\":{\(answers(route))}")
    return "{\(members.joined(separator: ","))}"
  }

  /// A name of its own for each route: its method and its path.
  private func name(_ route: Route) -> String {
    let parts = route.path.split(whereSeparator: { "/{}".contains($0) }).filter { $0 != "api" && $0 != "v1" }
    return camelCase(([route.method.rawValue.lowercased()] + parts.map(String.init)).joined(separator: "-"))
  }

  private func parameter(_ parameter: Route.Parameter) -> String {
    var schema =
      switch parameter.kind {
      case .flag: #"{"type":"boolean"}"#
      case .number(let range): #"{"type":"integer","minimum":\#(range.lowerBound),"maximum":\#(range.upperBound)}"#
      case .text where !parameter.values.isEmpty: #"{"enum":[\#(parameter.values.map(quoted).joined(separator: ","))]}"#
      case .text: #"{"type":"string"}"#
      }
    if parameter.isRepeating { schema = #"{"type":"array","items":\#(schema)}"# }
    return """
      {"name":\(quoted(parameter.name)),"in":"query","required":\(parameter.isRequired),\
      "description":\(quoted(parameter.help)),"schema":\(schema)}
      """
  }

  private func answers(_ route: Route) -> String {
    var byStatus: [(status: Int, answers: [Route.Answer])] = []
    for answer in route.answers {
      if let place = byStatus.firstIndex(where: { $0.status == answer.status }) {
        byStatus[place].answers.append(answer)
      } else {
        byStatus.append((answer.status, [answer]))
      }
    }
    let good = byStatus.map { status, answers in
      let media = answers.filter { !$0.media.isEmpty }.map { "\(quoted($0.media)):{\(schema($0.media))}" }
      let content = media.isEmpty ? "" : ",\"content\":{\(media.joined(separator: ","))}"
      return "\"\(status)\":{\"description\":\(quoted(answers.first?.words ?? ""))\(content)}"
    }
    let spared = route.method == .get ? ["\"304\":{\"description\":\"What the client has is the newest.\"}"] : []
    let bad = Self.problems.map { "\"\($0)\":{\"$ref\":\"#/components/responses/Problem\"}" }
    return (good + spared + bad).joined(separator: ",")
  }

  private static let problems = [400, 401, 403, 404, 405, 409, 412, 413, 422, 428, 429, 500, 503, 504, 507]

  private func schema(_ media: String) -> String {
    media == "application/json" ? "\"schema\":{\"type\":\"object\"}" : "\"schema\":{\"type\":\"string\"}"
  }

  private func quoted(_ text: String) -> String { JSONWriter.quoted(text) }
}
