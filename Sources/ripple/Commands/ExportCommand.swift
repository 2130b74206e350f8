import ArgumentParser
import Insight
import Interchange
import Records
import Rendering

struct ExportCommand: ParsableCommand {
  enum Target: String, ExpressibleByArgument, CaseIterable { case graphml, dot, json, csv, tables }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the network for other programs.",
    discussion: """
      graphml (Gephi, yEd, Cytoscape, igraph, networkx; reads back here without loss), dot (Graphviz), json (node-link, \
      for networkx and d3), csv (a folder with nodes.csv and edges.csv), tables (a folder of Ripple's own tables). \
      E-mail addresses leave only in tables, or with --with-contact.

        ripple export my-programme --to graphml -o network.graphml
        ripple export my-programme --to graphml --view people -o p.graphml
        ripple export my-programme --to csv -o for-gephi
        ripple export my-programme --to dot --cascade coaching -o c.dot
        dot -Tsvg -O c.dot
      """)

  @OptionGroup var input: NetworkArgument
  @Option(help: "The format.") var to: Target
  @Option(help: "What to write.") var view: View = .full
  @Option(help: ArgumentHelp("With --to dot: draw who learnt this technique from whom, along time.", valueName: "id"))
  var cascade: String?
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("With --cascade: only these people and those downstream of them.", valueName: "id"))
  var from: [String] = []
  @Flag(help: "Let e-mail addresses leave.") var withContact = false
  @Option(
    name: [.customShort("o"), .long],
    help: "The file, or for csv and tables the folder, to write; it appears whole or not at all.",
    completion: .file())
  var output: String?
  @OptionGroup var time: TimeOptions

  func validate() throws {
    if cascade != nil, to != .dot { throw ValidationError("--cascade goes with --to dot.") }
    if !from.isEmpty, cascade == nil { throw ValidationError("--from goes with --cascade.") }
    if to == .csv || to == .tables, output == nil {
      throw ValidationError("--to \(to.rawValue) writes a folder: name it with -o.")
    }
    if to == .tables, view != .full || time.since != nil || time.until != nil || time.asOf != nil {
      throw ValidationError("--to tables writes everything: leave --view and the time options out.")
    }
  }

  func run() throws {
    let network = try input.read()
    let window = try time.window(in: network)
    Progress.step("Writing")
    defer { Progress.clear() }
    switch to {
    case .tables:
      let folder = try OutputFolder(path: output ?? "", replacing: isTableFile)
      try writeTables(network, to: folder)
      try folder.finish()
    case .csv:
      let folder = try OutputFolder(path: output ?? "", replacing: isGephiFile)
      try writeGephiCSV(network, view: view, window: window.interval, withContact: withContact, to: folder)
      try folder.finish()
    case .json:
      try writeNodeLinkJSON(
        network, view: view, window: window.interval, withContact: withContact, to: OutputFile(path: output))
    case .graphml:
      let file = try OutputFile(path: output)
      let report = try writeGraphML(
        network, view: view, window: window.interval, withContact: withContact, to: file)
      try file.finish()
      Progress.clear()
      for note in report.notes { Progress.say(note) }
    case .dot:
      let file = try OutputFile(path: output)
      if let cascade {
        var options = CascadeOptions()
        options.technique = try network.technique(cascade)
        options.from = try from.map { try network.person($0) }
        options.window = window
        for forest in network.cascades(options) {
          try writeTimelineDOT(TimelineDrawing(forest, of: network), to: file)
        }
      } else {
        try writeNetworkDOT(network, view: view, window: window.interval, to: file)
      }
    }
  }
}
