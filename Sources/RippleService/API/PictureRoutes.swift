import Hummingbird

/// What the page of spread draws.
struct PictureRoutes {
  let service: ServiceCore
  let pictures: PictureKeeper

  var routes: [Route] { [picture] }

  private var picture: Route {
    Route(
      method: .get, path: "/api/v1/picture", operation: .cascade,
      summary: "The network as it is drawn: where everybody stands, and how each technique went from one to another.",
      handle: { ask in
        let (version, kept) = try await pictures.picture(for: ask, service)
        return ask.json(kept.json, version: ask.tag(version))
      })
  }
}
