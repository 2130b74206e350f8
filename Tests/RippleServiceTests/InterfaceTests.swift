import Foundation
import HTTPTypes
import HummingbirdCore
import Interchange
import Testing

@testable import RippleService

@Suite struct InterfaceTests {
  @Test func optionsAreNamedAsParametersAre() {
    #expect(camelCase("max-gap") == "maxGap")
    #expect(camelCase("as-of") == "asOf")
    #expect(camelCase("measure") == "measure")
    #expect(QuestionRoutes.inParameters("With --max-gap: --lag D.") == "With maxGap: lag D.")
  }

  @Test func textsAreQuotedAsJSONHasIt() throws {
    for text in ["", "a\"b\\c\n\t\r\u{1}\u{1F}é𝄞/", "\u{2028}"] {
      let read = try JSONDecoder().decode([String].self, from: Data("[\(JSONWriter.quoted(text))]".utf8))
      #expect(read == [text])
    }
  }

  @Test func aProblemIsADocumentWithStatusAndSentence() throws {
    let problem = Problem(.tooManyRequests, "wait \"a\" little", retryAfter: 3)
    #expect(problem.response.headers[.retryAfter] == "3")
    #expect(problem.response.headers[.contentType] == "application/problem+json")
    #expect(problem.response.status == .tooManyRequests)
  }

  @Test func theDescriptionHoldsEveryRouteOnce() throws {
    let routes = [
      Route(
        method: .get, path: "/api/v1/a/{id}", operation: .people, summary: "One \"a\".",
        parameters: [Route.Parameter(name: "x", help: "X.", values: ["1", "2"])],
        handle: { _ in throw Problem.notFound }),
      Route(
        method: .delete, path: "/api/v1/a/{id}", operation: .edit, summary: "None.",
        handle: { _ in throw Problem.notFound }),
    ]
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(InterfaceDescription(routes: routes).json.utf8)) as? [String: Any])
    #expect(document["openapi"] as? String == "3.1.0")
    let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
    #expect(Set(paths.keys) == ["/api/v1/a/{id}"])
    let get = try #require(paths["/api/v1/a/{id}"]?["get"])
    #expect((get["parameters"] as? [[String: Any]])?.compactMap { $0["name"] as? String } == ["id", "x"])
    #expect(get["operationId"] as? String == "getAId")
    #expect((paths["/api/v1/a/{id}"]?["delete"])?["summary"] as? String == "None.")
  }
}
