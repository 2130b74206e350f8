import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOFoundationEssentialsCompat
import Store

/// An address of the service: what stands in the router, in the description of the interface and in the rules is this one
/// value, so that none can differ.
struct Route: Sendable {
  /// How it is asked.
  let method: HTTPRequest.Method
  /// Its path, with parts such as `{id}`.
  let path: String
  /// What it does, for which ``Operation/rule(for:)`` has a rule.
  let operation: Operation
  /// One sentence.
  let summary: String
  /// True for what a browser shows, which is not part of the interface for programs.
  var isPage = false
  /// What may stand in its query.
  var parameters: [Parameter] = []
  /// What may stand in its body.
  var body: Schema?
  /// What it answers with when all is well.
  var answers: [Answer] = [Answer(status: 200, media: "application/json", words: "The answer.")]
  /// Answers.
  let handle: @Sendable (Ask) async throws -> Response

  /// A part of a query.
  struct Parameter: Sendable {
    let name: String
    let help: String
    var values: [String] = []
    var kind = Kind.text
    var isRequired = false
    var isRepeating = false

    enum Kind: Sendable { case text, flag, number(ClosedRange<Int>) }
  }

  /// A body, as JSON Schema has it.
  struct Schema: Sendable {
    let media: String
    let json: String
    var isRequired = true
  }

  /// An answer.
  struct Answer: Sendable {
    let status: Int
    let media: String
    let words: String
  }

  /// The names that stand in the path.
  var places: [String] {
    path.split(separator: "/").compactMap { part in
      part.hasPrefix("{") && part.hasSuffix("}") ? String(part.dropFirst().dropLast()) : nil
    }
  }

  /// The path as the router writes it.
  var routerPath: RouterPath {
    let parts = path.split(separator: "/").map { part in
      part.hasPrefix("{") && part.hasSuffix("}") ? ":" + part.dropFirst().dropLast() : String(part)
    }
    return RouterPath("/" + parts.joined(separator: "/"))
  }
}

/// A request that may be answered: who asks, under which rule, and what stands in it, checked against the route.
struct Ask: Sendable {
  let request: Request
  let context: ServiceContext
  let route: Route
  /// Who asks; a stranger at open routes alone.
  let viewer: Viewer?
  let rule: Rule
  /// What for; checked where the rule wants one.
  let purpose: String
  private let query: [String: [String]]

  /// Checks a request.
  init(_ request: Request, _ context: ServiceContext, _ route: Route) throws {
    self.request = request
    self.context = context
    self.route = route
    viewer = context.viewer
    if let viewer {
      guard let rule = route.operation.rule(for: viewer.role) else {
        throw Problem(.forbidden, "this is not open to the role \(viewer.role.rawValue)")
      }
      self.rule = rule
    } else {
      guard route.operation.isOpen else { throw Problem.notSignedIn }
      rule = Rule.none
    }
    var query: [String: [String]] = [:]
    // Pages are asked by forms, which write a space as a plus; programs mean a plus by one, as in a time's offset.
    let fields =
      route.isPage
      ? Self.formFields(request.uri.query ?? "")
      : request.uri.queryParameters.map { (String($0.key), String($0.value)) }
    for (key, value) in fields { query[key, default: []].append(value) }
    purpose = query.removeValue(forKey: "purpose")?.first ?? request.headers[fieldName("Purpose")] ?? ""
    if rule.needsPurpose { try Self.need(purpose) }
    guard purpose.utf8.count <= 500 else {
      throw Problem(.badRequest, "the purpose is longer than 500 bytes: say less")
    }
    try Self.check(query, against: route.parameters)
    self.query = query
  }

  /// Refuses what is asked for no purpose.
  func needPurpose() throws { try Self.need(purpose) }

  private static func need(_ purpose: String) throws {
    if purpose.trimmingPrefix(while: \.isWhitespace).isEmpty {
      throw Problem(
        .badRequest, "this is about single people: say what for with purpose=..., which the audit keeps")
    }
  }

  private static func check(_ query: [String: [String]], against parameters: [Route.Parameter]) throws {
    for (name, values) in query.sorted(by: { $0.key < $1.key }) {
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        let known = parameters.map(\.name).joined(separator: ", ")
        throw Problem(
          .badRequest,
          "there is no parameter '\(name.prefix(60))' here: \(known.isEmpty ? "leave it out" : "use \(known)")")
      }
      if !parameter.isRepeating, values.count > 1 { throw Problem(.badRequest, "\(name) is given twice: give it once") }
      for value in values { try check(value, of: parameter) }
    }
    for parameter in parameters where parameter.isRequired && query[parameter.name] == nil {
      throw Problem(.badRequest, "\(parameter.name) is missing: \(parameter.help)")
    }
  }

  private static func check(_ value: String, of parameter: Route.Parameter) throws {
    guard !value.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
      throw Problem(.badRequest, "\(parameter.name) holds a control character: leave it out")
    }
    if !parameter.values.isEmpty, !parameter.values.contains(value) {
      throw Problem(.badRequest, "\(parameter.name) is none of \(parameter.values.joined(separator: ", "))")
    }
    switch parameter.kind {
    case .text: break
    case .flag:
      if value != "true", value != "false" { throw Problem(.badRequest, "\(parameter.name) is true or false") }
    case .number(let range):
      guard let number = Int(value), range.contains(number) else {
        throw Problem(
          .badRequest, "\(parameter.name) is a number from \(range.lowerBound) to \(range.upperBound)")
      }
    }
  }

  /// The value of a parameter; `nil` where it is not given.
  func value(_ name: String) -> String? { query[name]?.first }
  /// All values of a parameter.
  func values(_ name: String) -> [String] { query[name] ?? [] }
  /// True where a flag is given and true.
  func flag(_ name: String) -> Bool { value(name) == "true" }
  /// A number, or what stands for it.
  func number(_ name: String, or other: Int) -> Int { value(name).flatMap { Int($0) } ?? other }

  /// A part of the path.
  func place(_ name: String) throws -> String {
    guard let text = context.parameters.get(name), let decoded = text.removingPercentEncoding, !decoded.isEmpty else {
      throw Problem.notFound
    }
    return decoded
  }

  /// The viewer, whom closed routes have.
  func signedIn() throws -> Viewer {
    guard let viewer else { throw Problem.notSignedIn }
    return viewer
  }

  /// Who the viewer is in the network.
  func person() throws -> String {
    guard let person = try signedIn().person else { throw Problem.nobody }
    return person
  }

  /// The rule of another operation for the viewer, which must be open to them.
  func rule(of operation: Operation) throws -> Rule {
    guard let rule = operation.rule(for: try signedIn().role) else {
      throw Problem(.forbidden, "this is not open to you")
    }
    return rule
  }

  /// The body, as long as it is no longer than that.
  func body(upTo most: Int) async throws -> ByteBuffer {
    do {
      return try await request.body.collect(upTo: most)
    } catch is NIOTooManyBytesError {
      throw Problem(.contentTooLarge, "the body is longer than \(most) bytes: send less")
    }
  }

  /// The body as a value.
  func decode<Value: Decodable>(_ type: Value.Type) async throws -> Value {
    let bytes = try await body(upTo: 1 << 20)
    do {
      return try JSONDecoder().decode(type, from: Data(buffer: bytes))
    } catch {
      throw Problem(.badRequest, "the body is not the JSON that is wanted here: see /api/v1/openapi.json")
    }
  }
}
