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
        let viewer = try ask.signedIn()
        // An alumnus asks for themselves, and learns nothing of how others are placed.
        let near = viewer.role == .lead ? ask.value("near") : viewer.person
        let found = try await service.peers(
          with: ask.value("skill") ?? "", { ask.value($0) }, near: near, limit: ask.number("limit", or: 5),
          turn: turns.next())
        return ask.json(found, version: nil)
      })
  }
}

extension ServiceCore {
  /// People with a skill, in the JSON of the command line.
  ///
  /// - Parameters:
  ///   - skill: What they should be able to do.
  ///   - narrowing: What is asked of their setting, staff group and area, by the names of the parameters.
  ///   - near: Whom introductions begin with.
  ///   - limit: How many to name at most.
  ///   - turn: Which turn it is.
  func peers(
    with skill: String, _ narrowing: (String) -> String?, near: String?, limit: Int, turn: Int
  ) async throws -> ByteBuffer {
    let snapshot = try await hub.snapshot()
    let network = snapshot.network
    let index = try await peerIndexes.value(Outlook(whole: snapshot.version)) {
      try await StoreHub.blocking { PeerIndex(network) }
    }
    var question = PeerQuestion(try network.skill(skill))
    question.limit = limit
    question.setting = narrowing("setting")
    question.staffGroup = narrowing("staffGroup")
    question.area = narrowing("area")
    question.near = try near.map { try network.asker($0) }
    question.turn = turn
    let output = OutputFile()
    try writePeers(try index.peers(question), of: network, as: .json, to: output)
    return ByteBuffer(bytes: output.bytes)
  }
}

/// Counts turns, for as long as the service runs.
private final class Turns: Sendable {
  private let count = Atomic<Int>(0)
  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).oldValue & 0xFF_FFFF }
}
