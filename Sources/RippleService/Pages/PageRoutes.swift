import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// The service's own pages: each says something without a script, and more with one.
struct PageRoutes {
  let service: ServiceCore
  let shell: PageShell
  let questions: [QuestionDescription]

  var routes: [Route] {
    [start, signInPage, signIn, signOut, help, SpreadPage(service: service, shell: shell).route] + assets
      + PeersPage(service: service, shell: shell).routes
      + MePage(service: service, shell: shell).routes + DataPage(service: service, shell: shell).routes
      + PlanPage(service: service, shell: shell).routes
      + TakePage(
        service: service, shell: shell, question: questions.first { $0.operation == .export }
      ).routes
      + AccessPage(service: service, shell: shell).routes
  }

  static let answers = [Route.Answer(status: 200, media: "text/html", words: "The page.")]

  /// A page as a route.
  func page(
    _ path: String, _ operation: Operation, _ summary: String,
    _ handle: @escaping @Sendable (Ask) async throws -> Response
  ) -> Route {
    Route(
      method: .get, path: path, operation: operation, summary: summary, isPage: true, answers: Self.answers,
      handle: handle)
  }

  private var start: Route {
    page("/", .signIn, "Leads to where one begins.") { ask in
      Response(status: .seeOther, headers: [.location: ask.viewer.map { PageShell.start(of: $0.role) } ?? "/sign-in"])
    }
  }

  private var help: Route {
    page("/help", .openAPI, "How to read what one sees.") { ask in
      shell.page("help", title: "Help", for: ask.viewer, at: "/help")
    }
  }

  private var signInPage: Route {
    page("/sign-in", .signIn, "The page to sign in at.") { ask in
      shell.page("sign-in", title: "Sign in", for: nil, at: "/sign-in", script: "sign-in.js")
    }
  }

  private var signIn: Route {
    Route(
      method: .post, path: "/sign-in", operation: .signIn, summary: "Signs in with the code of a link, once.",
      isPage: true, answers: Self.answers,
      handle: { ask in
        let link = try await ask.form()["link"] ?? ""
        guard let cookie = try await service.signIn(link) else {
          return shell.page(
            "sign-in", title: "Sign in", for: nil, at: "/sign-in", script: "sign-in.js",
            values: ["why": "This link was used already or is too old: ask for another one."], status: .unauthorized)
        }
        var response = Response(status: .seeOther, headers: [.location: "/"])
        response.setCookie(cookie)
        return response
      })
  }

  private var signOut: Route {
    Route(
      method: .post, path: "/sign-out", operation: .signOut, summary: "Ends the session.", isPage: true,
      answers: Self.answers,
      handle: { ask in
        var response = Response(status: .seeOther, headers: [.location: "/sign-in"])
        response.setCookie(try await service.signOut(ask.request))
        return response
      })
  }

  private var assets: [Route] {
    PageFiles.assets.map { name, media, bytes in
      let buffer = ByteBuffer(bytes: bytes)
      return Route(
        method: .get, path: "/assets/\(name)", operation: .openAPI, summary: "A part of the pages.", isPage: true,
        answers: [Route.Answer(status: 200, media: media, words: "The file.")],
        handle: { ask in ask.respond(buffer, media: media, version: PageFiles.version) })
    }
  }
}

extension Ask {
  /// The fields of a form that was sent.
  func form() async throws -> [String: String] {
    let text = String(buffer: try await body(upTo: 1 << 16))
    return Dictionary(Self.formFields(text), uniquingKeysWith: { $1 })
  }

  /// The fields of a form as browsers write them, in a body or in an address: with a plus for a space.
  static func formFields(_ text: String) -> [(String, String)] {
    text.split(separator: "&").compactMap { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let decoded = parts.map { $0.replacing("+", with: " ").removingPercentEncoding }
      guard let name = decoded.first ?? nil else { return nil }
      return (name, (decoded.count > 1 ? decoded[1] : nil) ?? "")
    }
  }
}
