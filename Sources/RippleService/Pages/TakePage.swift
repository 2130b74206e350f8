import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Store

/// Take it away: choose an export, see what it leaves out, load it, cite it.
struct TakePage: FormPage {
  let service: ServiceCore
  let shell: PageShell
  /// The export as it is offered, whose options may be fewer or more.
  let question: QuestionDescription?

  let address = "/take"
  let outcomes: [String: String] = [:]

  private static let formats = [
    ("graphml", "GraphML", "Gephi, yEd, Cytoscape, igraph, networkx"), ("gexf", "GEXF", "Gephi’s timeline"),
    ("dot", "DOT", "Graphviz"), ("json", "Node-link JSON", "networkx, d3"),
    ("csv", "Nodes and edges as CSV", "spreadsheets, Gephi"), ("spells", "Spells as CSV", "R’s networkDynamic"),
    ("tables", "Ripple’s own tables", "another Ripple, spreadsheets"),
  ]

  private static let views = [
    ("full", "Everything"), ("people", "People and who knows or taught whom"),
    ("support", "People and the teams they supported"),
    ("skills", "People and the techniques they use"),
  ]

  private static let chosen = ["view", "since", "until", "disclosure"]

  private var parameters: [Route.Parameter] {
    [Route.Parameter(name: "to", help: "The format."), Route.Parameter(name: "look", help: "Say what it leaves out.")]
      + Self.chosen.map { Route.Parameter(name: $0, help: "As in /api/v1/export; may be empty.") }
  }

  var routes: [Route] {
    [
      page(.takePage, "Chooses an export.", parameters),
      Route(
        method: .get, path: "/take/file", operation: .takePage, summary: "Sends the export that was chosen.",
        isPage: true,
        parameters: parameters, answers: ExportMedia.answers,
        handle: { ask in
          try await saying(ask) {
            let (to, words, rule) = try wanted(ask)
            return try await service.export(ask, words, to: to, under: rule)
          }
        }),
    ]
  }

  /// The export that the form asks for; what is left empty is not asked.
  private func wanted(_ ask: Ask) throws -> (to: String, words: Words, rule: Rule) {
    let rule = try ask.rule(of: .export)
    let to = ask.value("to") ?? "graphml"
    guard Self.formats.contains(where: { $0.0 == to }) else { throw Problem(.badRequest, "choose one of the formats") }
    if rule.needsPurpose { try ask.needPurpose() }
    var words = Words(options: ["export", "--to=\(to)"], places: [])
    for name in Self.chosen where question?.options.contains(where: { $0.name == name }) == true {
      // Tables are written as they are, whatever is to be seen.
      if let value = ask.value(name), !value.isEmpty, name != "view" || to != "tables" {
        words.options.append("--\(name)=\(value)")
      }
    }
    return (to, words, rule)
  }

  func show(_ ask: Ask, _ said: Said) async throws -> Response {
    let viewer = try ask.signedIn()
    let snapshot = try await service.hub.snapshot()
    let last = try await service.hub.reading { try $0.history(last: 1).last }
    var values = said.values
    let to = ask.value("to") ?? "graphml"
    func options(_ all: [(String, String)], _ chosen: String?) -> [[String: Any]] {
      all.map { ["value": $0.0, "name": $0.1, "isChosen": $0.0 == chosen] }
    }
    values["formats"] = options(Self.formats.map { ($0.0, "\($0.1) – for \($0.2)") }, to)
    values["views"] = options(Self.views, ask.value("view") ?? "full")
    let policies = question?.options.first { $0.name == "disclosure" }?.values ?? []
    values["policies"] =
      policies.isEmpty ? nil : ["options": options(policies.map { ($0, $0) }, ask.value("disclosure"))]
    for name in ["since", "until"] { values[name] = ask.value(name) }
    values["purpose"] = ask.purpose.isEmpty ? nil : ask.purpose
    values["needsPurpose"] = Operation.export.rule(for: viewer.role)?.needsPurpose == true ? true : nil
    values["report"] = Operation.report.rule(for: viewer.role) == nil ? nil : true
    values["isResearcher"] = viewer.role == .researcher ? true : nil
    if ask.value("look") != nil, said.problem == nil {
      do {
        let (to, words, rule) = try wanted(ask)
        values["trial"] = Self.shown(try await service.trial(ask, words, to: to, under: rule))
      } catch let problem as Problem where problem.status.code < 500 {
        values["problem"] = problem.sentence
      }
    }
    let about = try await service.network(for: ask, snapshot).about
    values["citation"] = last.map {
      let title = about.title.isEmpty ? "Practitioner network" : about.title
      return "\(title). Version \($0.id) of \(PlainWords.day($0.moment)), taken from Ripple on "
        + "\(PlainWords.day(secondsSince1970()))."
    }
    values["ownCitation"] = about.citation.isEmpty ? nil : about.citation
    values["licence"] = about.licence.isEmpty ? nil : about.licence
    return shell.page("take", title: "Take it away", for: viewer, at: address, script: "later.js", values: values)
  }

  /// A note as pages say it: without the options of the command line that it names in brackets.
  private static func plain(_ note: String) -> String {
    var text = note
    if let start = text.range(of: " (--"), let end = text[start.upperBound...].firstIndex(of: ")") {
      text.removeSubrange(start.lowerBound...end)
    }
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func shown(_ trial: ExportTrial) -> [String: Any] {
    var values: [String: Any] = [
      "nodes": trial.report.nodes.map(String.init) ?? "–", "edges": trial.report.edges.map(String.init) ?? "–",
      "size": trial.bytes < 10_000
        ? "\(trial.bytes) bytes" : "\(PlainWords.number(Double(trial.bytes) / 1000, places: 0)) kB",
      "losses": (trial.report.losses ?? []).map { Self.plain($0.note) },
      "noLosses": trial.report.losses?.isEmpty ?? true,
    ]
    values["python"] = trial.python
    values["r"] = trial.r
    values["hasSnippets"] = trial.python != nil || trial.r != nil ? true : nil
    return values
  }
}
