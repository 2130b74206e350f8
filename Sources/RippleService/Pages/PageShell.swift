import HTTPTypes
import Hummingbird
import Mustache
import NIOCore
import Store

/// The frame every page stands in: title, who is signed in, the ways they have.
struct PageShell: Sendable {
  private let library: MustacheLibrary

  /// Parses the templates.
  ///
  /// - Throws: When one of them is no template, which a test would have told.
  init() throws {
    var library = MustacheLibrary()
    for (name, bytes) in PageFiles.templates {
      library.register(try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self)), named: name)
    }
    self.library = library
  }

  /// A page.
  ///
  /// - Parameters:
  ///   - template: Its template's name.
  ///   - title: What it is called, in the window and at its top.
  ///   - viewer: Who is looking; `nil` before they are signed in.
  ///   - here: The address of the page among the ways.
  ///   - script: The module the page runs, if any.
  ///   - values: What the template shows.
  ///   - status: The status it is sent with.
  func page(
    _ template: String, title: String, for viewer: Viewer?, at here: String, script: String? = nil,
    values: [String: Any] = [:], status: HTTPResponse.Status = .ok
  ) -> Response {
    var all = values
    all["title"] = title
    all["script"] = script
    all["viewer"] = viewer.map { ["name": $0.name, "role": Self.words($0.role)] }
    all["ways"] = Self.ways.filter { way in viewer.map { way.operation.rule(for: $0.role) != nil } ?? false }.map {
      way in
      ["address": way.address, "name": way.name, "isHere": way.address == here] as [String: Any]
    }
    let text = library.render(all, withTemplate: template) ?? ""
    return Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "private, no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// The pages there are, in the order of the navigation, with the operation one must be allowed to go there.
  static let ways: [(address: String, name: String, operation: Operation)] = [
    ("/spread", "Spread", .cascade), ("/peers", "Find a peer", .peers), ("/me", "My profile", .consent),
    ("/plan", "Plan", .planPage), ("/data", "Data", .importNetwork), ("/take", "Take it away", .takePage),
    ("/access", "Access", .tokens), ("/help", "Help", .openAPI),
  ]

  /// Where somebody begins.
  static func start(of role: Role) -> String {
    switch role {
    case .lead: "/spread"
    case .alumnus: "/peers"
    case .researcher: "/take"
    case .admin: "/access"
    }
  }

  /// A role as pages call it.
  static func words(_ role: Role) -> String {
    switch role {
    case .lead: "programme lead"
    case .alumnus: "alumnus"
    case .researcher: "researcher"
    case .admin: "administrator"
    }
  }
}
