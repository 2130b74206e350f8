import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Store

/// The forms of My profile.
struct MeForms {
  let service: ServiceCore

  /// The forms as routes of the page they stand on.
  func routes(of page: MePage) -> [Route] {
    [
      page.form("/me/record", .myRecords, "Records what one did.", record),
      page.form("/me/claim", .myRecords, "Says whether what somebody recorded was so.", settle),
      page.form("/me/request", .requests, "Answers a request, or takes one back.", answer),
      page.form("/me/agree", .consent, "Agrees to something, or no longer.", agree),
      page.form("/me/capacity", .consent, "Says how many requests one can take.", capacity),
      page.form("/me/erasure", .consent, "Asks to be erased, or no longer.", erasure),
    ]
  }

  private func own(_ ask: Ask) throws -> (person: String, author: String) {
    (try ask.person(), try ask.signedIn().name)
  }

  /// Turns the form into records: a use, an engagement, a transfer, each where it is filled in.
  private func record(_ ask: Ask, _ fields: [String: String]) async throws -> String {
    let (person, author) = try own(ask)
    let network = try await service.network(for: ask, try await service.hub.snapshot())
    let names = Names(network)
    guard let technique = fields.field("technique") else {
      throw Problem(.unprocessableContent, "Technique: choose the one you used")
    }
    let day = fields.field("day") ?? ""
    func id(_ field: String, _ table: TableName, _ label: String) throws -> String? {
      try fields.field(field).map { try names.id(of: $0, among: table, field: label) }
    }
    let common = ["technique_id": technique, "evidence": Evidence.reported.rawValue]
    var edits: [(edit: RecordEdit, asking: String?)] = []
    let teacher = try id("teacher", .people, "Who taught me")
    if fields.field("used") != nil || teacher != nil {
      var cells = common.merging(["id": Self.newID(), "person_id": person, "start": day]) { $1 }
      cells["learned_from"] = teacher
      edits.append((.add(.uses, cells), teacher))
    }
    if let team = try id("team", .teams, "Which team I helped") {
      let cells = [
        "id": Self.newID(), "person_id": person, "team_id": team, "techniques": technique, "start": day,
        "evidence": Evidence.reported.rawValue,
      ]
      edits.append((.add(.engagements, cells), nil))
    }
    if let taught = try id("taught", .people, "Whom I passed it on to") {
      let cells = common.merging(["id": Self.newID(), "from_id": person, "to_id": taught, "date": day]) { $1 }
      edits.append((.add(.transfers, cells), taught))
    }
    guard !edits.isEmpty else {
      throw Problem(
        .unprocessableContent, "say at least one thing: that you used it, whom you helped, or who taught you")
    }
    let all = edits
    _ = try await service.hub.change { try $0.report(all, of: person, by: author) }
    return "recorded"
  }

  /// An id that says nothing and is nobody else's.
  private static func newID() -> String { "r-\(UUID().uuidString.lowercased())" }

  private func settle(_ ask: Ask, _ fields: [String: String]) async throws -> String {
    let (person, author) = try own(ask)
    let number = try fields.number("number")
    let isSo = fields.field("answer") == "confirm"
    let answer: ClaimAnswer =
      isSo ? .confirm(technique: fields.field("technique"), day: fields.field("day")) : .decline
    try await service.hub.change { try $0.settle(number, answer, as: person, by: author) }
    return isSo ? "confirmed" : "notSo"
  }

  private func answer(_ ask: Ask, _ fields: [String: String]) async throws -> String {
    let (person, author) = try own(ask)
    let number = try fields.number("number")
    switch fields.field("answer") {
    case "accept":
      try await service.hub.change { try $0.answer(number, accepting: true, as: person, by: author) }
      return "accepted"
    case "decline":
      try await service.hub.change { try $0.answer(number, accepting: false, as: person, by: author) }
      return "declined"
    default:
      try await service.hub.change { try $0.withdraw(number, as: person, by: author) }
      return "withdrawn"
    }
  }

  private func agree(_ ask: Ask, _ fields: [String: String]) async throws -> String {
    guard let field = fields.field("field"), ["listed", "introduces"].contains(field),
      let value = fields.field("value"), ["yes", "no"].contains(value)
    else { throw Problem(.badRequest, "the form does not say what is agreed to: load the page again") }
    try await service.changeOwn([field: value], ask, note: "consent")
    return "agreed"
  }

  private func capacity(_ ask: Ask, _ fields: [String: String]) async throws -> String {
    let text = fields.field("capacity") ?? ""
    guard text.isEmpty || Int(text).map({ (0...1000).contains($0) }) == true else {
      throw Problem(.unprocessableContent, "Requests a month: write a whole number from 0 to 1000, or nothing")
    }
    try await service.changeOwn(["capacity": text], ask, note: "said by the person")
    return "capacity"
  }

  private func erasure(_ ask: Ask, _ fields: [String: String]) async throws -> String {
    let (person, author) = try own(ask)
    let isWanted = fields.field("wanted") == "yes"
    if isWanted, fields.field("sure") == nil {
      throw Problem(.unprocessableContent, "tick the box to say that you are sure")
    }
    try await service.hub.change { try $0.askErasure(of: person, isWanted, by: author) }
    return isWanted ? "erasure" : "noErasure"
  }
}
