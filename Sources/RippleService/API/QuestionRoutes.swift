import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The questions of the command line, answered by workers in its JSON.
struct QuestionRoutes {
  let service: ServiceCore
  let questions: [QuestionDescription]

  var routes: [Route] { questions.map(route) }

  private func route(_ question: QuestionDescription) -> Route {
    Route(
      method: .get, path: "/api/v1/" + question.command.joined(separator: "/"), operation: question.operation,
      summary: question.summary,
      parameters: question.options.map { option in
        Route.Parameter(
          name: option.parameter, help: Self.inParameters(option.help), values: option.isRepeating ? [] : option.values,
          kind: option.kind == .flag ? .flag : .text, isRequired: option.isRequired, isRepeating: option.isRepeating)
      } + [Self.asKnown] + (question.operation == .export ? [Self.report] : []),
      answers: Self.answers(to: question.operation),
      handle: { ask in
        var words = Words(options: question.command, places: [])
        for option in question.options { words.add(option, ask) }
        switch question.operation {
        case .export:
          let to = ask.value("to") ?? ""
          if !ask.flag("report") { return try await service.export(ask, words, to: to, under: ask.rule) }
          return ask.json(try await service.trial(ask, words, to: to, under: ask.rule).json, version: nil)
        case .report: return try await service.report(ask, words)
        default:
          words.options.append("--format=json")
          return try await service.ask(ask, words)
        }
      })
  }

  private static func answers(to operation: Operation) -> [Route.Answer] {
    switch operation {
    case .export: ExportMedia.answers
    case .report: [Route.Answer(status: 200, media: "text/html", words: "The report, to be kept as a file.")]
    default: [Route.Answer(status: 200, media: "application/json", words: "The answer.")]
    }
  }

  private static let asKnown = Route.Parameter(
    name: "asKnown", help: "What was known after the change set of this number.", kind: .number(1...Int(Int32.max)))

  private static let report = Route.Parameter(
    name: "report", help: "Say what the export does not carry, instead of sending it.", kind: .flag)

  /// The help of an option, its mentions of other options turned into those of parameters.
  static func inParameters(_ help: String) -> String {
    help.split(separator: " ", omittingEmptySubsequences: false).map { word in
      word.hasPrefix("--") ? camelCase(String(word.dropFirst(2))) : String(word)
    }.joined(separator: " ")
  }
}

/// What exports are sent as.
enum ExportMedia {
  /// Media type and ending by the value of `to`.
  static let all: [String: (media: String, ending: String)] = [
    "graphml": ("application/graphml+xml", "graphml"), "gexf": ("application/gexf+xml", "gexf"),
    "dot": ("text/vnd.graphviz", "dot"), "svg": ("image/svg+xml", "svg"), "json": ("application/json", "json"),
    "csv": ("application/zip", "zip"), "tables": ("application/zip", "zip"), "spells": ("text/csv", "csv"),
  ]

  static let answers = Set(all.values.map(\.media)).sorted().map {
    Route.Answer(status: 200, media: $0, words: "The file.")
  }

  /// Formats that are a folder.
  static let folders: Set<String> = ["csv", "tables"]

  /// Formats that lines of Python and R can be given for.
  static let loadable: Set<String> = ["graphml", "gexf", "dot", "json", "csv", "spells"]
}
