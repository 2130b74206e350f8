import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOFoundationEssentialsCompat
import Records
import Rendering
import Store

/// Find a peer: somebody who has used a technique, why they are shown, who can introduce them, and a request to them.
struct PeersPage: FormPage {
  let service: ServiceCore
  let shell: PageShell

  let address = "/peers"
  let outcomes = ["asked": "Your request was sent. My profile shows when it is answered."]

  private static let filters = [("setting", "setting"), ("staffGroup", "staff group"), ("area", "area")]

  var routes: [Route] {
    [
      page(
        .peers, "Finds people who can help.",
        [Route.Parameter(name: "skill", help: "A technique, one of its other names, or a category.")]
          + Self.filters.map { Route.Parameter(name: $0.0, help: "Only people of this \($0.1).") }),
      form("/peers/ask", .requests, "Asks a peer.") { ask, fields in
        let viewer = try ask.signedIn()
        let asker = try ask.person()
        guard let peer = fields.field("peer") else { throw Problem(.badRequest, "the form does not say whom to ask") }
        let message = fields.field("message") ?? ""
        _ = try await service.hub.change { try $0.ask(peer, from: asker, message: message, by: viewer.name) }
        return "asked"
      },
    ]
  }

  private struct Answer: Decodable {
    let peers: [Peer]
  }

  private struct Peer: Decodable {
    let id: String
    let name: String?
    let reasons: [String]
    let introduction: [String]
  }

  func show(_ ask: Ask, _ said: Said) async throws -> Response {
    let viewer = try ask.signedIn()
    let network = try await service.network(for: ask, try await service.hub.snapshot())
    var values = said.values
    let skill = ask.value("skill").flatMap { ["skill": $0].field("skill") } ?? ""
    values["skill"] = skill
    values["choices"] = Choices(network, ask).values
    values["techniques"] = Self.techniques(network)
    if skill.isEmpty {
      values["begins"] = true
    } else {
      do {
        let found = try await peers(ask, skill, viewer)
        values["results"] = results(found, Names(network), viewer)
        values["nobody"] = found.isEmpty ? true : nil
        let filtered = Self.filters.contains { ask.value($0.0)?.isEmpty == false }
        values["filtered"] = filtered ? ["skill": skill] : nil
        values["heading"] =
          found.isEmpty
          ? "Nobody found for “\(skill)”"
          : "\(counted(found.count, "person", "people")) who can help with “\(skill)”"
      } catch {
        guard let problem = Problem(refusing: error) else { throw error }
        values["problem"] = problem.sentence
      }
    }
    return shell.page("peers", title: "Find a peer", for: viewer, at: address, script: "later.js", values: values)
  }

  private func peers(_ ask: Ask, _ skill: String, _ viewer: Viewer) async throws -> [Peer] {
    // Another one is first each day among those who are as good, so that the same few are not always asked.
    let turn = Int(secondsSince1970() / 86_400)
    // What is left empty in the form narrows nothing.
    func chosen(_ filter: String) -> String? { ask.value(filter).flatMap { $0.isEmpty ? nil : $0 } }
    let found = try await service.peers(with: skill, chosen, near: viewer.person, limit: 5, turn: turn)
    return try JSONDecoder().decode(Answer.self, from: Data(buffer: found)).peers
  }

  private func results(_ peers: [Peer], _ names: Names, _ viewer: Viewer) -> [[String: Any]] {
    peers.map { peer in
      var result: [String: Any] = ["id": peer.id, "reasons": peer.reasons]
      result["name"] = names.name(ofPerson: peer.id)
      let person = names.person(peer.id)
      let about = [person?.role, person?.staffGroup].compactMap { $0 }.filter { !$0.isEmpty }
      result["about"] = about.isEmpty ? nil : about.joined(separator: ", ")
      let between = peer.introduction.dropFirst().dropLast().map(names.name(ofPerson:))
      if !between.isEmpty {
        let way = ["You"] + between + [names.name(ofPerson: peer.id)]
        result["introduction"] = [
          "sentence": "\(between[0]) can introduce you.", "way": way.joined(separator: " → "),
        ]
      }
      result["asking"] = viewer.person != nil && viewer.person != peer.id ? ["id": peer.id] : nil
      return result
    }
  }

  /// Techniques by category, for those who do not know what to look for.
  private static func techniques(_ network: Network) -> [[String: Any]] {
    Dictionary(grouping: network.techniques.rows, by: \.category).sorted { $0.key < $1.key }.map { category, rows in
      [
        "category": category.isEmpty ? "Other" : category.prefix(1).uppercased() + category.dropFirst(),
        "items": rows.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.map {
          ["id": Self.escaped($0.id), "name": $0.name.isEmpty ? $0.id : $0.name]
        },
      ]
    }
  }

  private static func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }
}

/// What the filters of the page offer.
private struct Choices {
  let values: [String: Any]

  init(_ network: Network, _ ask: Ask) {
    func options(_ texts: some Sequence<String>, _ parameter: String) -> [[String: Any]] {
      let chosen = ask.value(parameter) ?? ""
      return Set(texts).subtracting([""]).sorted().map { ["value": $0, "isChosen": $0 == chosen] }
    }
    var skills: Set<String> = []
    for technique in network.techniques.rows {
      skills.formUnion([technique.name, technique.category] + technique.aliases)
    }
    values = [
      "skills": skills.subtracting([""]).sorted(),
      "settings": options(network.teams.rows.map(\.setting), "setting"),
      "staffGroups": options(network.people.rows.map(\.staffGroup), "staffGroup"),
      "areas": options(network.people.rows.compactMap { network.area(of: $0.organisation) }, "area"),
    ]
  }
}
