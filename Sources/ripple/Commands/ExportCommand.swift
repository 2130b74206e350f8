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
      graphml (Gephi, yEd, Cytoscape, igraph, networkx; reads back here without loss), dot (Graphviz; reads back too), svg (with --cascade: a picture for \
      browsers and word processors), gexf (Gephi's timeline plays it; with --cascade people turn 'adopted'), json (node-link, \
      for networkx and d3), csv (a folder with nodes.csv and edges.csv), spells (for R's networkDynamic: when who was \
      joined to whom, in days since 1970, seconds or periods; with the people beside it when -o is a folder), tables \
      (a folder of Ripple's own tables). \
      --for yed makes a GraphML file that yEd opens as a drawing. --with adds what Ripple reckons of everybody to graphml, dot, \
      json and csv: scores of single people, so mind who gets the file. --ego keeps what lies around one node. \
      E-mail addresses leave only in tables, or with --with-contact.

      --pseudonymise replaces people, teams, cohorts and records by pseudonyms in any format, leaves out roles, notes and \
      columns Ripple does not know, makes small groups and organisations coarser, and says how well people hide: in the \
      report, in the dictionary, or on the screen. It stays personal data: structure and dates can tell who somebody is. \
      --disclosure nhs-hes, under5, base10 or model7 hides small headcounts and what was observed of small teams.

        ripple export my-programme --to graphml -o network.graphml
        ripple export my-programme --to graphml --view people -o p.graphml
        ripple export my-programme --to graphml --for yed --view people -o drawing.graphml
        ripple export my-programme --to graphml --view people --with reach,betweenness,community -o p.graphml
        ripple export my-programme --to gexf -o network.gexf
        ripple export my-programme --to csv -o for-gephi --snippet
        ripple export my-programme --to tables --pseudonymise ~/ripple.key --recipient "N. Ode" --export-name 2025 -o for-study
        ripple export my-programme --to spells -o for-r/
        ripple export my-programme --to svg --cascade coaching -o c.svg
        ripple export my-programme --to dot --cascade coaching -o c.dot
        ripple export my-programme --to dot --view skills -o skills.dot
        ripple export my-programme --to dot --ego surgeon --hops 2 -o around.dot     # then: dot -Tsvg around.dot -o around.svg
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
  @Option(
    help: ArgumentHelp(
      "Only what lies within --hops steps of this node of the view, and what joins that.", valueName: "id"))
  var ego: String?
  @Option(help: "With --ego: how many steps; 1 if not said.") var hops: Int?
  @Option(help: "With --to dot: the engine to lay the drawing out; one that fits if not said.")
  var engine: DOTEngine?
  @Flag(help: "Let e-mail addresses leave.") var withContact = false
  @Option(
    name: [.customShort("o"), .long],
    help: "The file, or for csv and tables the folder, to write; it appears whole or not at all.",
    completion: .file())
  var output: String?
  @OptionGroup var disclosing: DisclosureOptions
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
    if reckoned.isAsked, ![.graphml, .json, .csv, .dot].contains(to) || cascade != nil {
      throw ValidationError("--with, --columns and --layout go with --to graphml, dot, json and csv.")
    }
    if reckoned.columns != nil, ego != nil {
      throw ValidationError("--columns is of everybody, and --ego of a few: leave one of them out.")
    }
    if hops != nil, ego == nil { throw ValidationError("--hops goes with --ego.") }
    if let hops, hops < 1 { throw ValidationError("--hops is a number of steps: give 1 or more.") }
    if engine != nil, to != .dot || cascade != nil {
      throw ValidationError("--engine goes with --to dot; a cascade is always laid out by dot.")
    }
    if disclosing.pseudonymise != nil {
      if withContact { throw ValidationError("--with-contact tells who people are: leave it out with --pseudonymise.") }
      if reckoned.columns != nil {
        throw ValidationError("--columns knows people by their ids: leave it out with --pseudonymise.")
      }
      if ego != nil || !from.isEmpty {
        throw ValidationError("--ego and --from pick people out, whom a pseudonym would not hide: leave them out.")
      }
    }
    try disclosing.validate(network: input.network, outputs: [output, companions.report, companions.dictionary])
    try companions.validate(dataFormat, isWhole: !disclosing.isAsked, output: output)
  }

  func run() throws {
    let pseudonyms = try disclosing.pseudonyms()
    let whole = try input.read()
    let window = try time.window(in: whole)
    let shownView = to == .spells ? View.people : view
    let part = try ego.map { id in
      whole.ego(of: try whole.node(id, in: shownView), hops: hops ?? 1, in: shownView, during: window.interval)
    }
    let (network, statement) = disclosing.apply(
      to: part?.network ?? whole, pseudonyms, view: shownView, window: window.interval)
    var columns = try reckoned.columns(in: network, view, window)
    let places = reckoned.layout || flavour == .yed ? try network.places(of: view, during: window) : nil
    if reckoned.layout, let places { columns += places.columns }
    Progress.step("Writing")
    defer { Progress.clear() }
    var report = try write(network, window, columns, places, around: part?.centre)
    Progress.clear()
    if let part, part.droppedReferences > 0 {
      report?.losses.append(.referencesOutside(part.droppedReferences))
    }
    if let statement, report != nil || to == .tables {
      report = report ?? reportOnTables(network)
      report?.add(statement)
    } else if let statement {
      for note in statement.notes { Progress.say(note) }
    }
    if let report { try companions.write(report, for: to == .graphml ? flavour ?? .portable : nil) }
    try companions.writeSnippets(dataFormat, output: output)
  }

  /// The format of an export that is data; `nil` for pictures.
  private var dataFormat: LoadingSnippet? {
    to == .dot && cascade != nil ? nil : LoadingSnippet(rawValue: to.rawValue)
  }

  /// Writes the export; gives what it holds and what not, but for pictures and for tables, which hold everything.
  private func write(
    _ network: Network, _ window: TimeWindow, _ columns: [NodeColumn], _ places: NodePlaces?, around centre: Int?
  ) throws -> ExportReport? {
    switch to {
    case .tables:
      let folder = try OutputFolder(path: output ?? "", replacing: isTableFile)
      try writeTables(network, to: folder)
      try folder.finish()
      return nil
    case .csv:
      let folder = try OutputFolder(path: output ?? "", replacing: isGephiFile)
      let report = try writeGephiCSV(
        network, view: view, window: window.interval, withContact: withContact, columns: columns, to: folder)
      try folder.finish()
      return report
    case .spells:
      guard let output, output.hasSuffix("/") || PathKind(at: output) == .folder else {
        let file = try OutputFile(path: output)
        let report = try writeSpells(network, window: window.interval, to: file)
        try file.finish()
        return report
      }
      let folder = try OutputFolder(path: output, replacing: isSpellsFile)
      let report = try writeSpells(network, window: window.interval, to: folder)
      try folder.finish()
      return report
    case .json:
      return try writeNodeLinkJSON(
        network, view: view, window: window.interval, withContact: withContact, columns: columns,
        to: OutputFile(path: output))
    case .graphml:
      let file = try OutputFile(path: output)
      let report = try writeGraphML(
        network, view: view, window: window.interval, withContact: withContact, columns: columns,
        drawing: flavour == .yed ? places : nil, to: file)
      try file.finish()
      return report
    case .gexf:
      let adopted = try cascade.map { try self.adopted($0, in: network, window) }
      let file = try OutputFile(path: output)
      let report = try writeGEXF(
        network, view: view, window: window.interval, withContact: withContact, adopted: adopted, to: file)
      try file.finish()
      return report
    case .dot, .svg:
      if let cascade {
        let drawing = try drawing(of: cascade, in: network, window)
        let file = try OutputFile(path: output)
        try to == .svg ? writeTimelineSVG(drawing, to: file) : writeTimelineDOT(drawing, to: file)
        return nil
      }
      let file = try OutputFile(path: output)
      let report = try writeNetworkDOT(
        network, view: view, window: window.interval, withContact: withContact, columns: columns, around: centre,
        engine: engine, to: file)
      try file.finish()
      return report
    }
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

extension DOTEngine: ExpressibleByArgument {}
