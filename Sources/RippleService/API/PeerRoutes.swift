import Hummingbird
import Insight
import Interchange
import NIOCore
import Rendering
import Store
import Synchronization

/// Who can help with what, answered from an index at once: nobody learns who looked for whom.
///
/// The index leads through nobody who did not agree to be found or to introduce, so that one serves all who look.
struct PeerRoutes {
  let service: ServiceCore
  private let turns = Turns()

  init(service: ServiceCore) { self.service = service }

  var routes: [Route] { [peers] }

  private var peers: Route {
    Route(
      method: .get, path: "/api/v1/peers", operation: .peers,
      summary: "People with a skill who agreed to be found, best first; those nearly as good take turns.",
      parameters: [
        Route.Parameter(
          name: "skill", help: "A technique's id, name or alias, or a category for all its techniques.",
          isRequired: true),
        Route.Parameter(name: "limit", help: "How many to name at most.", kind: .number(1...100)),
        Route.Parameter(name: "setting", help: "Only people who work in, or have supported, a team of this setting."),
        Route.Parameter(name: "staffGroup", help: "Only people of this staff group."),
        Route.Parameter(name: "area", help: "Only people whose organisation lies in this area."),
        Route.Parameter(name: "near", help: "Whom introductions begin with: a lead may name anybody."),
      ],
      handle: { ask in
        let snapshot = try await service.hub.snapshot()
        let found = try find(ask, snapshot)
        let output = OutputFile()
        try writePeers(found, of: snapshot.network, as: .json, to: output)
        return ask.json(ByteBuffer(bytes: output.bytes), version: nil)
      })
  }

  /// The peers that a request is about.
  func find(_ ask: Ask, _ snapshot: Snapshot) throws -> Peers {
    let viewer = try ask.signedIn()
    let network = snapshot.network
    var question = PeerQuestion(try network.skill(ask.value("skill") ?? ""))
    question.limit = ask.number("limit", or: 5)
    question.setting = ask.value("setting")
    question.staffGroup = ask.value("staffGroup")
    question.area = ask.value("area")
    // An alumnus asks for themselves, and learns nothing of how others are placed.
    let near = viewer.role == .lead ? ask.value("near") : viewer.person
    question.near = try near.map { try network.asker($0) }
    question.turn = turns.next()
    return try snapshot.peers.peers(question)
  }
}

/// Counts turns, for as long as the service runs.
private final class Turns: Sendable {
  private let count = Atomic<Int>(0)
  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).oldValue & 0xFF_FFFF }
}
