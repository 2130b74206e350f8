import HTTPTypes
import Hummingbird
import NIOCore

/// A page with forms that work without a script: what came of one, or went wrong, is said on the page itself.
protocol FormPage: Sendable {
  /// Where it is.
  var address: String { get }
  /// What the page can say was done, by a word that may stand in its address.
  var outcomes: [String: String] { get }
  /// Makes the page.
  func show(_ ask: Ask, _ said: Said) async throws -> Response
}

/// What a page says of the form that was sent before it.
struct Said: Sendable {
  /// What was done, in a sentence.
  var done: String?
  /// What went wrong, in a sentence.
  var problem: String?
  /// What stood in the form, so that nobody writes it twice.
  var fields: [String: String] = [:]

  /// The sentences as templates have them.
  var values: [String: Any] {
    var values: [String: Any] = [:]
    values["done"] = done
    values["problem"] = problem
    return values
  }
}

extension FormPage {
  /// The page as a route.
  func page(_ operation: Operation, _ summary: String, _ parameters: [Route.Parameter] = []) -> Route {
    let word = Route.Parameter(name: "done", help: "What was done just now.", values: outcomes.keys.sorted())
    return Route(
      method: .get, path: address, operation: operation, summary: summary, isPage: true,
      parameters: parameters + (outcomes.isEmpty ? [] : [word]), answers: PageRoutes.answers,
      handle: { ask in try await show(ask, Said(done: ask.value("done").flatMap { outcomes[$0] })) })
  }

  /// A form of the page as a route: `body` does what is wanted and gives the word for it.
  func form(
    _ path: String, _ operation: Operation, _ summary: String,
    _ body: @escaping @Sendable (Ask, [String: String]) async throws -> String
  ) -> Route {
    Route(
      method: .post, path: path, operation: operation, summary: summary, isPage: true, answers: PageRoutes.answers,
      handle: { ask in
        let fields = try await ask.form()
        return try await saying(ask, fields) {
          let word = try await body(ask, fields)
          return Response(status: .seeOther, headers: [.location: "\(address)?done=\(word)"])
        }
      })
  }

  /// What `body` answers; what it refuses is said on the page, on which what stood in the form stands still.
  func saying(
    _ ask: Ask, _ fields: [String: String] = [:], _ body: () async throws -> Response
  ) async throws -> Response {
    do {
      return try await body()
    } catch {
      guard let problem = Problem(refusing: error) else { throw error }
      var response = try await show(ask, Said(problem: problem.sentence, fields: fields))
      response.status = problem.status
      return response
    }
  }
}

extension Problem {
  /// What an error refuses to whoever asked; `nil` for what is no fault of theirs.
  init?(refusing error: any Error) {
    guard let problem = (error as? Problem) ?? Problem(telling: error), problem.status.code < 500 else { return nil }
    self = problem
  }

  /// What went wrong as pages say it.
  var sentence: String { detail.prefix(1).uppercased() + detail.dropFirst() + (detail.hasSuffix(".") ? "" : ".") }
}

extension Dictionary<String, String> {
  /// What stands in a field of a form, without spaces around it; `nil` where nothing does.
  func field(_ name: String) -> String? {
    guard let text = self[name]?.trimmingPrefix(while: \.isWhitespace) else { return nil }
    var rest = text
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest.isEmpty ? nil : String(rest)
  }

  /// A number that a form says which thing it is about by.
  func number(_ name: String) throws -> Int64 {
    guard let number = field(name).flatMap({ Int64($0) }) else {
      throw Problem(.badRequest, "the form does not say which one: load the page again")
    }
    return number
  }
}
