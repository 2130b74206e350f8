import Foundation
import HTTPTypes
import Hummingbird
import Interchange
import NIOCore
import Records
import Rendering
import Store

/// Single records, added, changed and taken out; two who edit the same one never overwrite each other unawares.
struct EditRoutes {
  let service: ServiceCore

  var routes: [Route] { TableName.allCases.flatMap { [add($0), read($0), change($0), remove($0)] } }

  private struct Cells: Decodable {
    let cells: [String: String]
    let note: String?
  }

  private static let body = Route.Schema(
    media: "application/json",
    json: """
      {"type":"object","required":["cells"],"additionalProperties":false,"properties":{"cells":{"type":"object",\
      "additionalProperties":{"type":"string"}},"note":{"type":"string"}}}
      """)

  private func path(_ table: TableName) -> String { "/api/v1/records/\(table.rawValue)" }

  private func add(_ table: TableName) -> Route {
    Route(
      method: .post, path: path(table), operation: .edit, summary: "Adds a record to \(table.rawValue).",
      body: Self.body, answers: [Route.Answer(status: 201, media: "application/json", words: "The change set.")],
      handle: { ask in
        let wanted = try await ask.decode(Cells.self)
        let result = try await edit(.add(table, wanted.cells), ask, note: wanted.note)
        let address = wanted.cells["id"].flatMap { $0.isEmpty ? nil : $0 } ?? "#\(result.record)"
        var response = try await answer(result, table, status: .created)
        if let escaped = address.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) {
          response.headers[.location] = "\(path(table))/\(escaped)"
        }
        return response
      })
  }

  private func read(_ table: TableName) -> Route {
    Route(
      method: .get, path: path(table) + "/{address}", operation: .edit,
      summary: "The history of a record of \(table.rawValue), with the tag by which it may be changed.",
      handle: { ask in
        let address = try ask.place("address")
        let (history, changes) = try await service.hub.reading { reader in
          let history = try reader.history(of: RecordAddress(address), in: table)
          return (history, try reader.changes(in: [history]))
        }
        let bytes = try await rendered { output in
          try writeHistory(of: address, [history], changes, as: .json, to: output)
        }
        var response = ask.json(bytes, version: nil)
        response.headers[.eTag] = "\"\(history.steps.last?.change ?? 0)\""
        return response
      })
  }

  private func change(_ table: TableName) -> Route {
    Route(
      method: .patch, path: path(table) + "/{address}", operation: .edit,
      summary: "Changes cells of a record of \(table.rawValue); If-Match says which state of it was looked at.",
      body: Self.body,
      handle: { ask in
        let wanted = try await ask.decode(Cells.self)
        let address = RecordAddress(try ask.place("address"))
        return try await answer(
          try await edit(
            .change(table, address, wanted.cells), ask, expecting: try version(ask), note: wanted.note), table)
      })
  }

  private func remove(_ table: TableName) -> Route {
    Route(
      method: .delete, path: path(table) + "/{address}", operation: .edit,
      summary: "Takes a record out of \(table.rawValue): it is no longer held to have been so.",
      handle: { ask in
        let address = RecordAddress(try ask.place("address"))
        return try await answer(
          try await edit(.remove(table, address), ask, expecting: try version(ask), note: nil), table)
      })
  }

  /// The state of a record that the editor looked at.
  private func version(_ ask: Ask) throws -> Int64 {
    guard let match = ask.request.headers[.ifMatch] else {
      throw Problem(
        .preconditionRequired, "say which state of the record this is about: send its ETag as If-Match")
    }
    guard let version = Int64(match.filter { $0 != "\"" }) else {
      throw Problem(.preconditionFailed, "If-Match is no tag that this service gave: read the record again")
    }
    return version
  }

  private func edit(
    _ edit: RecordEdit, _ ask: Ask, expecting: Int64? = nil, note: String?
  ) async throws -> EditResult {
    let author = try ask.signedIn().name
    return try await service.hub.change { try $0.edit(edit, expecting: expecting, by: author, note: note ?? "") }
  }

  private func answer(
    _ result: EditResult, _ table: TableName, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let bytes = try await rendered { try writeEdit(result, of: table, as: .json, to: $0) }
    return Response(
      status: status, headers: [.contentType: "application/json", .eTag: "\"\(result.change.id)\""],
      body: ResponseBody(byteBuffer: bytes))
  }
}
