import Foundation
import Hummingbird
import NIOCore
import Records
import Rendering
import Store

/// My profile: what waits for my answer, what I record, what I agree to, and all that is held about me.
struct MePage: FormPage {
  let service: ServiceCore
  let shell: PageShell

  let address = "/me"
  let outcomes = [
    "recorded": "That was recorded. Whoever you named is asked whether it was so.",
    "confirmed": "Thank you: it is recorded as confirmed.",
    "notSo": "You are not named in it any more. Nobody asks why.",
    "accepted": "You accepted. You and the person who asked see each other’s e-mail address here.",
    "declined": "You declined. Nobody asks why, and nothing of what was said is kept.",
    "withdrawn": "The request is gone.", "agreed": "That holds from now on.", "capacity": "That holds from now on.",
    "erasure": "Your request to be erased was noted. The programme lead sees it, and carries it out.",
    "noErasure": "You no longer ask to be erased.",
  ]

  var routes: [Route] {
    [page(.consent, "What is one's own.")] + MeForms(service: service).routes(of: self)
  }

  func show(_ ask: Ask, _ said: Said) async throws -> Response {
    let viewer = try ask.signedIn()
    let person = try ask.person()
    let snapshot = try await service.hub.snapshot()
    let network = try await service.network(for: ask, snapshot)
    let (histories, requests, claims, wantsErasure) = try await service.hub.reading { reader in
      (
        try reader.subjectReport(person), try reader.requests(of: person), try reader.claims(of: person),
        try reader.erasureRequests().contains { $0.person == person }
      )
    }
    let names = Names(network)
    let today = PlainWords.isoDay(secondsSince1970())
    let story = OwnStory(of: person, histories, names, today: today)
    var values = said.values
    values["name"] = names.name(ofPerson: person)
    values["today"] = today
    let asked = Asked(requests, claims, of: person, names, emails: emails(snapshot, requests))
    values.merge(asked.values) { $1 }
    values.merge(Self.choices(network, but: person)) { $1 }
    values["fields"] = said.fields
    values["agreements"] = [
      Self.agreement(
        "listed", "Be found as a peer", story.own,
        "People see your name and role when they search for a technique you have used, and can send you a request."
      ),
      Self.agreement(
        "introduces", "Introduce others", story.own,
        "Your name is shown as somebody who can introduce people to those you know."),
    ]
    values["load"] = counted(story.load, "team", "teams")
    let month = requests.filter {
      $0.peer == person && $0.state != .declined && $0.made > secondsSince1970() - 30 * 86_400
    }
    values["monthly"] = counted(month.count, "request", "requests")
    values["capacity"] = story.own["capacity"]
    values["chapters"] = story.chapters.map {
      ["title": $0.title, "count": String($0.sentences.count), "sentences": $0.sentences] as [String: Any]
    }
    values["takenOut"] = story.takenOut == 0 ? nil : counted(story.takenOut, "record", "records")
    values["wantsErasure"] = wantsErasure ? true : nil
    return shell.page("me", title: "My profile", for: viewer, at: address, values: values)
  }

  /// The addresses of the people who accepted each other's company.
  private func emails(_ snapshot: Snapshot, _ requests: [PeerRequest]) -> [String: String] {
    let wanted = Set(requests.filter { $0.state == .accepted }.flatMap { [$0.asker, $0.peer] })
    let people = wanted.isEmpty ? [] : snapshot.network.people.rows.filter { wanted.contains($0.id) }
    return Dictionary(people.map { ($0.id, $0.email) }, uniquingKeysWith: { first, _ in first })
  }

  private static func agreement(
    _ field: String, _ name: String, _ own: [String: String], _ meaning: String
  ) -> [String: Any] {
    let holds = own[field] == "yes"
    return [
      "field": field, "name": name, "meaning": meaning, "state": holds ? "Yes" : "No", "next": holds ? "no" : "yes",
      "action": holds ? "Stop" : "Agree",
    ]
  }

  /// What can be named in a record.
  private static func choices(_ network: Network, but person: String) -> [String: Any] {
    func listed(_ rows: [(id: String, name: String)]) -> [[String: Any]] {
      rows.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.prefix(mostChoices).map {
        [
          "id": $0.id, "label": $0.name.isEmpty ? $0.id : "\($0.name) (\($0.id))",
          "name": $0.name.isEmpty ? $0.id : $0.name,
        ]
      }
    }
    return [
      "techniques": listed(network.techniques.rows.map { ($0.id, $0.name) }),
      "teams": listed(network.teams.rows.map { ($0.id, $0.name) }),
      "people": listed(network.people.rows.filter { $0.id != person }.map { ($0.id, $0.name) }),
    ]
  }

  /// Names offered; any other can be written.
  private static let mostChoices = 2000
}

/// Requests and claims as the page shows them.
private struct Asked {
  let values: [String: Any]

  init(
    _ requests: [PeerRequest], _ claims: [Claim], of person: String, _ names: Names, emails: [String: String]
  ) {
    func shown(_ request: PeerRequest, _ other: String) -> [String: Any] {
      var values: [String: Any] = [
        "number": String(request.number), "name": names.name(ofPerson: other),
        "day": PlainWords.day(request.made),
        "state": ["asked": "Waiting for an answer", "accepted": "Accepted", "declined": "Declined"][
          request.state.rawValue] ?? "",
      ]
      values["message"] = request.message.isEmpty ? nil : request.message
      values["waits"] = request.state == .asked ? true : nil
      if request.state == .accepted, let email = emails[other], !email.isEmpty { values["email"] = email }
      return values
    }
    let received = requests.filter { $0.peer == person && $0.state != .declined }.map { shown($0, $0.asker) }
    let sent = requests.filter { $0.asker == person }.map { shown($0, $0.peer) }
    let toAnswer = claims.filter { $0.other == person }.map { Self.shown($0, names) }
    let waiting = claims.filter { $0.claimant == person }.map { claim -> String in
      let other = names.name(ofPerson: claim.other)
      return switch claim.content {
      case .learnt(let technique, _):
        "\(other) has yet to say that you learnt \(names.name(.techniques, technique)) from them."
      case .taught(let technique, _):
        "\(other) has yet to say that you passed \(names.name(.techniques, technique)) on to them."
      }
    }
    values = [
      "received": received, "sent": sent, "claims": toAnswer, "waiting": waiting,
      "nothingWaits": received.isEmpty && toAnswer.isEmpty, "nothingSent": sent.isEmpty && waiting.isEmpty,
    ]
  }

  private static func shown(_ claim: Claim, _ names: Names) -> [String: Any] {
    let name = names.name(ofPerson: claim.claimant)
    let sentence: String
    let technique: String
    let day: String
    switch claim.content {
    case .learnt(technique: let what, since: let since):
      (technique, day) = (what, since)
      let time = day.isEmpty ? "" : ", and have used it since \(PlainWords.day(day))"
      sentence = "\(name) says that they learnt \(names.name(.techniques, technique)) from you\(time)."
    case .taught(technique: let what, on: let date):
      (technique, day) = (what, date)
      let time = day.isEmpty ? "" : " on \(PlainWords.day(day))"
      sentence = "\(name) says that they passed \(names.name(.techniques, technique)) on to you\(time)."
    }
    return [
      "number": String(claim.number), "sentence": sentence, "technique": technique, "claimDay": String(day.prefix(10)),
    ]
  }
}
