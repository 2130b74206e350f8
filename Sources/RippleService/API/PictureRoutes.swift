import Hummingbird

/// What the page of spread draws.
struct PictureRoutes {
  let service: ServiceCore

  var routes: [Route] { [picture] }

  private var picture: Route {
    Route(
      method: .get, path: "/api/v1/picture", operation: .cascade,
      summary: "The network as it is drawn: where everybody stands, and how each technique went from one to another.",
      handle: { ask in
        let (version, picture) = try await service.picture(for: ask)
        return ask.json(picture.json, version: ask.tag(version))
      })
  }
}
