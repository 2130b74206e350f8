import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Rendering
import Store

/// Plan: whom to train next, against choices one might make without it, and who would be missed.
struct PlanPage: FormPage {
  let service: ServiceCore
  let shell: PageShell

  let address = "/plan"
  let outcomes: [String: String] = [:]

  var routes: [Route] {
    [
      page(
        .planPage, "Plans the next cohort.",
        [
          Route.Parameter(name: "choose", help: "How many to choose."),
          Route.Parameter(name: "fromArea", help: "At most so many from one area."),
          Route.Parameter(name: "fromGroup", help: "At most so many of one staff group."),
          Route.Parameter(name: "technique", help: "Those who have used this technique are reached already."),
          Route.Parameter(name: "trained", help: "Who was enrolled is trained already.", kind: .flag),
          Route.Parameter(name: "leaving", help: "Show who would be missed.", kind: .flag),
        ])
    ]
  }

  func show(_ ask: Ask, _ said: Said) async throws -> Response {
    let viewer = try ask.signedIn()
    let network = try await service.network(for: ask, try await service.hub.snapshot())
    let names = Names(network)
    var values = said.values
    let choose = ask.value("choose") ?? ""
    values["choose"] = choose.isEmpty ? "12" : choose
    for name in ["fromArea", "fromGroup"] { values[name] = ask.value(name) }
    values["purpose"] = ask.purpose.isEmpty ? nil : ask.purpose
    values["trained"] = choose.isEmpty || ask.flag("trained") ? true : nil
    values["techniques"] = network.techniques.rows.map {
      ["id": $0.id, "name": $0.name.isEmpty ? $0.id : $0.name, "isChosen": $0.id == ask.value("technique")]
        as [String: Any]
    }
    do {
      if ask.flag("leaving") {
        values["leaving"] = try await leaving(ask, names)
      } else if !choose.isEmpty {
        values["plan"] = try await plan(ask, choose, network, names)
      }
    } catch let problem as Problem where problem.status.code < 500 || problem.status == .serviceUnavailable {
      values["problem"] = problem.sentence
    }
    return shell.page("plan", title: "Plan", for: viewer, at: address, script: "later.js", values: values)
  }

  private struct Plan: Decodable {
    let chosen: [Chosen]
    let expectedReached: Double
    let comparisons: [Comparison]
    let certificate: Certificate?

    struct Chosen: Decodable {
      let id: String
      let gain: Double
    }

    struct Comparison: Decodable {
      let choice: String
      let expectedReached: Double
      let difference: Double
      let interval95: [Double]
    }

    struct Certificate: Decodable {
      let certified: Double
    }
  }

  private func plan(_ ask: Ask, _ choose: String, _ network: Network, _ names: Names) async throws -> [String: Any] {
    guard let count = Int(choose), (1...500).contains(count) else {
      throw Problem(.badRequest, "How many places: write a whole number from 1 to 500")
    }
    var words = ["plan", "--choose=\(count)"]
    let areas = network.people.rows.compactMap { network.area(of: $0.organisation) }
    for (parameter, field, found) in [
      ("fromArea", "area", areas), ("fromGroup", "staff_group", network.people.rows.map(\.staffGroup)),
    ] {
      guard let text = ask.value(parameter), !text.isEmpty else { continue }
      guard let most = Int(text), (1...500).contains(most) else {
        throw Problem(.badRequest, "At most so many: write a whole number from 1 to 500, or nothing")
      }
      words += Set(found).subtracting([""]).sorted().map { "--quota=\(field)=\($0):\(most)" }
    }
    if ask.flag("trained") { words.append("--already-trained") }
    if let technique = ask.value("technique"), !technique.isEmpty { words.append("--technique=\(technique)") }
    let plan = try await service.answer(Plan.self, ask, .plan, words)
    let others = ["random": "people drawn at random", "bestConnected": "the best connected people"]
    var values: [String: Any] = [
      "count": counted(plan.chosen.count, "person", "people"),
      "reached": PlainWords.number(plan.expectedReached),
      "chosen": plan.chosen.enumerated().map { place, one -> [String: Any] in
        let person = names.person(one.id)
        return [
          "place": String(place + 1), "name": names.name(ofPerson: one.id), "gain": PlainWords.number(one.gain),
          "group": person?.staffGroup ?? "", "area": network.area(of: person?.organisation) ?? "",
        ]
      },
      "comparisons": plan.comparisons.map { other -> [String: Any] in
        [
          "choice": others[other.choice] ?? other.choice, "reached": PlainWords.number(other.expectedReached),
          "difference": (other.difference > 0 ? "+" : "") + PlainWords.number(other.difference),
          "interval": other.interval95.map { PlainWords.number($0) }.joined(separator: " to "),
        ]
      },
    ]
    values["certified"] = plan.certificate.map { "\(Int(($0.certified * 100).rounded(.down)))%" }
    return values
  }

  private struct Fragility: Decodable {
    let meanReached: Double
    let losses: [Loss]
    let soleUses: [SoleUse]
    let soleCarriers: [Carrier]

    struct Loss: Decodable {
      let ids: [String]
      let fall: Double
    }

    struct SoleUse: Decodable {
      let person: String
      let organisation: String?
      let technique: String
      let usersElsewhere: Int
    }

    struct Carrier: Decodable {
      let areas: [String]
      let people: [String]
    }
  }

  private func leaving(_ ask: Ask, _ names: Names) async throws -> [String: Any] {
    let found = try await service.answer(Fragility.self, ask, .fragility, ["fragility", "--top=10"])
    return [
      "mean": PlainWords.number(found.meanReached),
      "losses": found.losses.map {
        [
          "name": listed($0.ids.map(names.name(ofPerson:))), "fall": PlainWords.number($0.fall, places: 2),
        ]
      },
      "uses": found.soleUses.map {
        [
          "name": names.name(ofPerson: $0.person), "technique": names.name(.techniques, $0.technique),
          "organisation": $0.organisation.map { names.name(.organisations, $0) } ?? "–",
          "elsewhere": String($0.usersElsewhere),
        ]
      },
      "carriers": found.soleCarriers.map {
        ["areas": listed($0.areas), "people": listed($0.people.map(names.name(ofPerson:)))]
      },
      "noCarriers": found.soleCarriers.isEmpty, "noUses": found.soleUses.isEmpty,
    ]
  }
}
