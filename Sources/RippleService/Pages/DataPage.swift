import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Store

/// Data: take in a new version with a look at what it would change, how complete the records are, every change with a
/// way back, and who asks to be erased.
struct DataPage: FormPage {
  let service: ServiceCore
  let shell: PageShell

  let address = "/data"
  let outcomes = [
    "undone": "That change was taken back, as a change of its own.",
    "erased": "The person was erased, from what is known and from all that ever was. This cannot be undone.",
    "imported": "The records were taken in.",
  ]

  /// Changes shown, the newest; the interface has all of them.
  private static let mostChanges = 50

  var routes: [Route] {
    [
      page(
        .importNetwork, "What is recorded, and how it came to be so.",
        [Route.Parameter(name: "quality", help: "Work out how complete the records are.", kind: .flag)]),
      form("/data/undo", .undo, "Takes back a change.") { ask, fields in
        let (number, author) = (try fields.number("change"), try ask.signedIn().name)
        _ = try await service.hub.change { try $0.undo(number, by: author) }
        return "undone"
      },
      form("/data/erase", .erasures, "Erases somebody who asked for it.") { ask, fields in
        let author = try ask.signedIn().name
        guard let person = fields.field("person"), fields.field("sure") != nil else {
          throw Problem(.unprocessableContent, "tick the box to say that you are sure: this cannot be undone")
        }
        guard let structure = fields.field("structure").flatMap(ErasedStructure.init(rawValue:)) else {
          throw Problem(.unprocessableContent, "choose what becomes of the person's relations")
        }
        guard try await service.hub.reading({ try $0.erasureRequests() }).contains(where: { $0.person == person })
        else {
          throw Problem(.conflict, "this person does not ask to be erased, or not any more")
        }
        _ = try await service.hub.change { try $0.erase(person, structure: structure, by: author) }
        return "erased"
      },
    ]
  }

  func show(_ ask: Ask, _ said: Said) async throws -> Response {
    let viewer = try ask.signedIn()
    let snapshot = try await service.hub.snapshot()
    let (changes, sources, erasures) = try await service.hub.reading {
      (try $0.history(last: Self.mostChanges), try $0.sources(), try $0.erasureRequests())
    }
    let names = Names(snapshot.network)
    var values = said.values
    values["isEmpty"] = snapshot.version == 0 ? true : nil
    values["figures"] = [
      ("people", snapshot.network.people.count), ("teams", snapshot.network.teams.count),
      ("uses", snapshot.network.uses.count), ("engagements", snapshot.network.engagements.count),
      ("transfers", snapshot.network.transfers.count),
    ].map { ["name": $0.0, "count": String($0.1)] }
    values["sources"] = sources
    values["changes"] = changes.reversed().map(Self.shown)
    // They are numbered from 1 on.
    values["more"] = changes.first.flatMap { $0.id > 1 ? String($0.id - 1) : nil }
    values["erasures"] = erasures.map {
      ["id": $0.person, "name": names.name(ofPerson: $0.person), "day": PlainWords.day($0.made)]
    }
    values["noErasures"] = erasures.isEmpty
    if ask.flag("quality"), snapshot.version > 0 {
      do { values["quality"] = try await quality(ask) } catch let problem as Problem where problem.status.code < 500 {
        values["problem"] = problem.sentence
      }
    }
    values["askQuality"] = values["quality"] == nil && snapshot.version > 0 ? true : nil
    return shell.page("data", title: "Data", for: viewer, at: address, script: "data.js", values: values)
  }

  private static func shown(_ change: ChangeSet) -> [String: Any] {
    let counts = change.counts.values.reduce(into: RecordCounts()) { sum, count in
      sum.added += count.added
      sum.changed += count.changed
      sum.ended += count.ended
      sum.removed += count.removed
    }
    let parts = [
      (counts.added, "added"), (counts.changed, "changed"), (counts.ended, "ended"), (counts.removed, "taken out"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let kinds: [ChangeKind: String] = [
      .import: "Import", .edit: "Edit", .undo: "Undo", .merge: "Merge", .erase: "Erasure",
    ]
    var shown: [String: Any] = [
      "number": String(change.id), "time": PlainWords.time(change.moment), "author": change.author,
      "kind": kinds[change.kind] ?? change.kind.rawValue,
      "records": parts.isEmpty ? "–" : parts.joined(separator: ", "),
      "note": change.undoes.map { "of change \($0)" } ?? change.source ?? change.note,
    ]
    shown["canUndo"] = change.kind == .erase ? nil : ["number": String(change.id)]
    return shown
  }

  private struct Quality: Decodable {
    let coverage: [Line]
    let evidence: [Grades]

    struct Line: Decodable {
      let what: String
      let count: Int
      let of: Int
      let share: Double?
      let meaning: String
    }

    struct Grades: Decodable {
      let table: String
      let observed: Int
      let confirmed: Int
      let reported: Int
      let inferred: Int
    }
  }

  private func quality(_ ask: Ask) async throws -> [String: Any] {
    let answer = try await service.answer(Quality.self, ask, .quality, ["quality"])
    return [
      "lines": answer.coverage.map { line -> [String: Any] in
        let share = (line.share ?? 0) * 100
        return [
          "what": line.what.prefix(1).uppercased() + line.what.dropFirst(), "meaning": line.meaning,
          "count": "\(line.count) of \(line.of)", "share": line.share == nil ? "–" : "\(Int(share.rounded()))%",
          "width": String(Int(share.rounded())),
        ]
      },
      "grades": answer.evidence.map {
        [
          "table": $0.table, "observed": String($0.observed), "confirmed": String($0.confirmed),
          "reported": String($0.reported), "inferred": String($0.inferred),
        ]
      },
    ]
  }
}
