import Foundation
public import HTTPTypes
public import Hummingbird
import Interchange

extension HTTPResponse.Status {
  /// The disk is full (RFC 4918).
  static let noRoom = HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
}

/// Why a request was not done, as RFC 9457 has it: a status and a plain sentence with a remedy.
public struct Problem: Error, HTTPResponseError, Equatable {
  /// The status.
  public let status: HTTPResponse.Status
  /// One sentence with a remedy.
  public let detail: String
  /// Seconds after which to try again.
  public let retryAfter: Int?

  /// A problem.
  public init(_ status: HTTPResponse.Status, _ detail: String, retryAfter: Int? = nil) {
    self.status = status
    self.detail = detail
    self.retryAfter = retryAfter
  }

  static let notFound = Problem(.notFound, "there is nothing at this address: /api/v1/openapi.json lists what there is")
  static let notSignedIn = Problem(
    .unauthorized, "sign in first: send 'Authorization: Bearer' and a token, which 'ripple token' makes")
  static let nobody = Problem(
    .conflict, "this account is nobody's in the network: ask who runs the service to say who you are")
  static let fault = Problem(.internalServerError, "that is a fault of the service's: try again, or tell who runs it")

  /// The problem as an answer.
  public func response(from request: Request, context: some RequestContext) throws -> Response { response }

  var response: Response {
    var headers: HTTPFields = [
      .contentType: "application/problem+json", .cacheControl: "no-store",
    ]
    if let retryAfter { headers[.retryAfter] = String(retryAfter) }
    if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
    let members = [
      ("type", "\"about:blank\""), ("title", JSONWriter.quoted(status.reasonPhrase)), ("status", String(status.code)),
      ("detail", JSONWriter.quoted(detail)),
    ]
    let body = "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}\n"
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
  }
}
