import ArgumentParser
import Graph
import Insight
import Interchange
import Records
import Rendering

struct ExportCommand: ParsableCommand {
  enum Target: String, ExpressibleByArgument, CaseIterable { case graphml, gexf, dot, svg, json, csv, spells, tables }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the network for other programs.",
    discussion: """
      graphml (Gephi, yEd, Cytoscape, igraph, networkx; reads back here without loss), dot (Graphviz), svg (with --cascade: a picture for \
      browsers and word processors), gexf (Gephi's timeline plays it; with --cascade people turn 'adopted'), json (node-link, \
      for networkx and d3), csv (a folder with nodes.csv and edges.csv), spells (for R's networkDynamic: when who was \
      joined to whom, in days since 1970, seconds or periods; with the people beside it when -o is a folder), tables \
      (a folder of Ripple's own tables). \
      --for yed makes a GraphML file that yEd opens as a drawing. --with adds what Ripple reckons of everybody to graphml, json \
      and csv: scores of single people, so mind who gets the file. \
      E-mail addresses leave only in tables, or with --with-contact.

        ripple export my-programme --to graphml -o network.graphml
        ripple export my-programme --to graphml --view people -o p.graphml
        ripple export my-programme --to graphml --for yed --view people -o drawing.graphml
        ripple export my-programme --to graphml --view people --with reach,betweenness,community -o p.graphml
        ripple export my-programme --to gexf -o network.gexf
        ripple export my-programme --to csv -o for-gephi --snippet
        ripple export my-programme --to spells -o for-r/
        ripple export my-programme --to svg --cascade coaching -o c.svg
        ripple export my-programme --to dot --cascade coaching -o c.dot
      """)

  @OptionGroup var input: NetworkArgument
  @Option(help: "The format.") var to: Target
  @Option(name: .customLong("for"), help: "With --to graphml: for every graph tool, or a drawing for yEd.")
  var flavour: GraphMLFlavour?
  @Option(help: "What to write.") var view: View = .full
  @Option(
    help: ArgumentHelp(
      "With --to svg or dot: draw who learnt this technique from whom, along time; with gexf: when each adopted it.",
      valueName: "id"))
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
  @OptionGroup var reckoned: ReckoningOptions
  @OptionGroup var companions: CompanionOptions
  @OptionGroup var time: TimeOptions

  func validate() throws {
    if cascade != nil, to != .dot, to != .svg, to != .gexf {
      throw ValidationError("--cascade is for pictures and timelines: give it with --to svg, dot or gexf.")
    }
    if to == .svg, cascade == nil {
      throw ValidationError("--to svg draws who learnt a technique from whom: name one with --cascade.")
    }
    if to == .gexf, !from.isEmpty { throw ValidationError("--from is for pictures: give it with --to svg or dot.") }
    if to == .spells, view != .full, view != .people {
      throw ValidationError("--to spells is of people: leave --view out.")
    }
    if !from.isEmpty, cascade == nil { throw ValidationError("--from goes with --cascade.") }
    if to == .csv || to == .tables, output == nil {
      throw ValidationError("--to \(to.rawValue) writes a folder: name it with -o.")
    }
    if to == .tables, view != .full || time.since != nil || time.until != nil || time.asOf != nil {
      throw ValidationError("--to tables writes everything: leave --view and the time options out.")
    }
    if flavour != nil, to != .graphml { throw ValidationError("--for goes with --to graphml.") }
    if reckoned.isAsked, ![.graphml, .json, .csv].contains(to) {
      throw ValidationError("--with and --layout go with --to graphml, json and csv.")
    }
    try companions.validate(LoadingSnippet(rawValue: to.rawValue), output: output)
  }

  func run() throws {
    let network = try input.read()
    let window = try time.window(in: network)
    var columns = try reckoned.columns(in: network, view, window)
    let places = reckoned.layout || flavour == .yed ? try network.places(of: view, during: window) : nil
    if reckoned.layout, let places { columns += places.columns }
    Progress.step("Writing")
    defer { Progress.clear() }
    switch to {
    case .tables:
      let folder = try OutputFolder(path: output ?? "", replacing: isTableFile)
      try writeTables(network, to: folder)
      try folder.finish()
    case .csv:
      let folder = try OutputFolder(path: output ?? "", replacing: isGephiFile)
      try writeGephiCSV(
        network, view: view, window: window.interval, withContact: withContact, columns: columns, to: folder)
      try folder.finish()
    case .json:
      try writeNodeLinkJSON(
        network, view: view, window: window.interval, withContact: withContact, columns: columns,
        to: OutputFile(path: output))
    case .graphml:
      let file = try OutputFile(path: output)
      let report = try writeGraphML(
        network, view: view, window: window.interval, withContact: withContact, columns: columns,
        drawing: flavour == .yed ? places : nil, to: file)
      try file.finish()
      Progress.clear()
      try companions.write(report, for: flavour ?? .portable)
    case .gexf:
      let adopted = try cascade.map { try self.adopted($0, in: network, window) }
      let file = try OutputFile(path: output)
      let report = try writeGEXF(
        network, view: view, window: window.interval, withContact: withContact, adopted: adopted, to: file)
      try file.finish()
      Progress.clear()
      for note in report.notes { Progress.say(note) }
    case .spells:
      if let output, output.hasSuffix("/") || PathKind(at: output) == .folder {
        let folder = try OutputFolder(path: output, replacing: isSpellsFile)
        try writeSpells(network, window: window.interval, to: folder)
        try folder.finish()
      } else {
        let file = try OutputFile(path: output)
        try writeSpells(network, window: window.interval, to: file)
        try file.finish()
      }
    case .dot, .svg:
      let drawing = try cascade.map { try self.drawing(of: $0, in: network, window) }
      let file = try OutputFile(path: output)
      if let drawing {
        try to == .svg ? writeTimelineSVG(drawing, to: file) : writeTimelineDOT(drawing, to: file)
      } else {
        try writeNetworkDOT(network, view: view, window: window.interval, to: file)
      }
    }
    try companions.writeSnippets(LoadingSnippet(rawValue: to.rawValue), output: output)
  }

  /// When each person adopted a technique; `nil` for those who did not.
  private func adopted(_ technique: String, in network: Network, _ window: TimeWindow) throws -> [Moment?] {
    var options = CascadeOptions()
    options.technique = try network.technique(technique)
    options.window = window
    var adopted = [Moment?](repeating: nil, count: network.people.count)
    for adopter in network.cascades(options).flatMap(\.people) { adopted[adopter.person] = adopter.adopted }
    return adopted
  }

  /// Who learnt a technique from whom, along time.
  private func drawing(of technique: String, in network: Network, _ window: TimeWindow) throws -> TimelineDrawing {
    var options = CascadeOptions()
    options.technique = try network.technique(technique)
    if !from.isEmpty { options.from = try from.map { try network.person($0) } }
    options.window = window
    return try TimelineDrawing(network.forest(options), of: network)
  }
}
