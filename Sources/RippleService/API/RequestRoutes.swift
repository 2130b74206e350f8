import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Store

/// Requests between people: to ask a peer, to answer, to take a request back.
struct RequestRoutes {
  let service: ServiceCore

  var routes: [Route] { [list, ask, answer, withdraw] }

  private struct Listed: Encodable {
    let items: [Item]
    let total: Int

    struct Item: Encodable {
      let number: Int64
      let asker: String
      let peer: String
      let message: String
      let made: String
      let state: String
    }
  }

  private var list: Route {
    Route(
      method: .get, path: "/api/v1/me/requests", operation: .requests,
      summary: "Requests to and from the one who asks, oldest first; times are in UTC.",
      handle: { ask in
        let person = try ask.person()
        let requests = try await service.hub.reading { try $0.requests(of: person) }
        let items = requests.map { request in
          Listed.Item(
            number: request.number, asker: request.asker, peer: request.peer, message: request.message,
            made: Stamp.text(request.made, daysOnly: false), state: request.state.rawValue)
        }
        return ask.json(try JSONText.encode(Listed(items: items, total: items.count)), version: nil)
      })
  }

  private struct New: Decodable {
    let peer: String
    let message: String
  }

  private struct Made: Encodable {
    let number: Int64
  }

  private var ask: Route {
    Route(
      method: .post, path: "/api/v1/me/requests", operation: .requests, summary: "Asks a peer for a conversation.",
      body: Route.Schema(
        media: "application/json",
        json: """
          {"type":"object","additionalProperties":false,"required":["peer","message"],"properties":{\
          "peer":{"type":"string"},"message":{"type":"string","minLength":1,"maxLength":1000}}}
          """),
      answers: [Route.Answer(status: 201, media: "application/json", words: "The number it is answered by.")],
      handle: { ask in
        let new = try await ask.decode(New.self)
        let (asker, author) = (try ask.person(), try ask.signedIn().name)
        let number = try await service.hub.change {
          try $0.ask(new.peer, from: asker, message: new.message, by: author)
        }
        return Response(
          status: .created, headers: [.contentType: "application/json"],
          body: ResponseBody(byteBuffer: try JSONText.encode(Made(number: number))))
      })
  }

  private struct Answer: Decodable {
    let accept: Bool
  }

  private var answer: Route {
    Route(
      method: .put, path: "/api/v1/me/requests/{number}", operation: .requests,
      summary: "Accepts or declines a request; why is nobody's business.",
      body: Route.Schema(
        media: "application/json",
        json: """
          {"type":"object","additionalProperties":false,"required":["accept"],"properties":{"accept":{"type":"boolean"}}}
          """),
      answers: [Route.Answer(status: 204, media: "", words: "It is answered.")],
      handle: { ask in
        let answer = try await ask.decode(Answer.self)
        let (number, peer, author) = (try Self.number(ask), try ask.person(), try ask.signedIn().name)
        try await service.hub.change { try $0.answer(number, accepting: answer.accept, as: peer, by: author) }
        return Response(status: .noContent)
      })
  }

  private var withdraw: Route {
    Route(
      method: .delete, path: "/api/v1/me/requests/{number}", operation: .requests,
      summary: "Takes a request back, however it stands.",
      answers: [Route.Answer(status: 204, media: "", words: "Nothing of it is left.")],
      handle: { ask in
        let (number, asker, author) = (try Self.number(ask), try ask.person(), try ask.signedIn().name)
        try await service.hub.change { try $0.withdraw(number, as: asker, by: author) }
        return Response(status: .noContent)
      })
  }

  private static func number(_ ask: Ask) throws -> Int64 {
    guard let number = Int64(try ask.place("number")) else {
      throw Problem(.badRequest, "a request is a number here: /api/v1/me/requests lists them")
    }
    return number
  }
}
