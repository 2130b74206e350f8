import FoundationEssentials
public import Graph
public import Records

/// Writes a view as GEXF 1.3, from which Gephi's timeline plays what happened.
///
/// - Every edge has the spell of its record, ends inclusive as Gephi takes them; an open end is left out. Two people
///   joined by one team have a spell for each time their engagements overlap.
/// - A node appears with the first dated record it stands in and stays. Without such a record it is always there.
/// - Edges are directed, unless all go both ways; in a mixed file those that do are flagged, since networkx refuses
///   files of both kinds and Gephi takes no `mutual` edge.
/// - Each record stays an edge of its own: the `kind` of a second one between the same nodes gets a number, without
///   which Gephi would merge the two.
/// - With `adopted`, people have the dynamic attribute of that name from the moment they adopted.
///
/// Columns of the tables are static attributes. What GEXF has no place for, such as the citation, stands in a processing
/// instruction that other programs pass over; with it a file of the `full` view reads back as the same network, but for
/// e-mail addresses that were not let out and, with a window, for the records outside it.
///
/// - Parameters:
///   - network: The network.
///   - view: What of it to write.
///   - window: Which records become edges; all nodes are written.
///   - withContact: Whether e-mail addresses may leave.
///   - adopted: When each person adopted a technique (`Int64.min` for since always), `nil` for those who did not.
///   - output: Where to; it stays open.
/// - Returns: What was written, and what was not.
/// - Throws: ``OutputError`` when the output cannot be written to.
/// - Complexity: O(nodes + edges) expected time, streaming beside the view's edge list and the kinds of parallel edges.
public func writeGEXF(
  _ network: Network, view: View, window: Interval, withContact: Bool, adopted: [Moment?]? = nil,
  to output: OutputFile
) throws(OutputError) -> ExportReport {
  var writer = try GEXFWriter(network, view, window, withContact, adopted, output)
  try writer.write()
  return writer.report
}

/// Writes one file.
struct GEXFWriter {
  private(set) var network: Network
  private let view: View
  let edges: EdgeTable
  let spells: RecordSpells
  let unit: TimeUnit
  let withContact: Bool
  let adopted: [Moment?]?
  let sink: XMLSink
  var notes = GraphMLNotes()
  /// How many values each key has got from tables.
  var filled: [Int]
  var kinds = ParallelKinds()
  /// Bounds of spells for which dates of XML have no form.
  var early = 0
  /// Edges that go both ways in a file of directed ones.
  var bothWays = 0
  /// True where the edges do not all go both ways.
  let isDirected: Bool
  let keys: GraphMLKeys
  let plans: [TableName: any GEXFTable]
  /// What edges are called, by their kind.
  let relations = EdgeKind.allCases.map(\.relation)
  /// The plans of edges, by their kind.
  let edgePlans: [(any GEXFTable)?]

  init(
    _ whole: Network, _ view: View, _ window: Interval, _ withContact: Bool, _ adopted: [Moment?]?,
    _ output: OutputFile
  ) throws(OutputError) {
    self.view = view
    self.withContact = withContact
    self.adopted = adopted
    sink = try XMLSink(output)
    edges = whole.edges(of: view, during: window)
    network = whole
    unit = whole.unit
    notes.dropEngagements(&network, outside: window)
    spells = RecordSpells(network, edges)
    isDirected = edges.count == 0 || edges.way.contains { $0 != .both }

    var keys = GraphMLKeys()
    keys.declare(.node, GraphMLNames.kind, .string)
    keys.declare(.node, GraphMLNames.record, .string)
    keys.declare(.edge, GraphMLNames.relation, .string)
    if isDirected, edges.way.contains(.both) { keys.declare(.edge, GraphMLNames.undirected, .boolean) }
    var plans: [TableName: any GEXFTable] = [:]
    let network = network
    func plan<Row: TableRow>(_ table: Table<Row>) {
      guard table.count > 0 || !table.extraColumns.isEmpty else { return }
      plans[Row.table] = GEXFTablePlan(table, of: network, withContact: withContact, &keys)
    }
    for kind in view.kinds {
      switch kind {
      case .person: plan(network.people)
      case .team: plan(network.teams)
      case .technique: plan(network.techniques)
      case .organisation: plan(network.organisations)
      case .cohort: plan(network.cohorts)
      case .event: plan(network.events)
      case .outcome: plan(network.outcomes)
      }
    }
    if view == .full || view == .people { plan(network.ties) }
    if view == .full || view == .people { plan(network.transfers) }
    if view != .skills { plan(network.engagements) }
    if view == .full || view == .skills { plan(network.uses) }
    if view == .full { plan(network.memberships) }
    if view == .full { plan(network.enrolments) }
    if view == .people { keys.declare(.edge, "team_id", .string) }
    keys.declare(.node, GraphMLNames.kept, .string)
    keys.declare(.edge, GraphMLNames.kept, .string)
    self.keys = keys
    filled = keys.all.map { _ in 0 }
    self.plans = plans
    edgePlans = EdgeKind.allCases.map { kind in
      TableName.allCases.first { GraphMLNames.shape(of: $0)?.kind == kind }.flatMap { plans[$0] }
    }
    if view == .full { notes.countLeftOut(network, edges) }
    if !withContact { notes.people = network.people.rows.count { !$0.email.isEmpty } }
  }

  /// What was written so far.
  var report: ExportReport {
    var losses = notes.losses(replaced: sink.replaced)
    func add(_ kind: String, _ count: Int, _ note: String) {
      if count > 0 { losses.append(ExportLoss(kind: kind, count: count, note: "\(note): \(count)")) }
    }
    add("bothWays", bothWays, "edges that go both ways, written as directed ones with the flag 'undirected'")
    add(
      "earlyTimes", early,
      "times before the year 1, for which dates of XML have no form: left open on the timeline, and attributes")
    add(
      "parallelEdges", kinds.numbered,
      "edges beside an earlier one of their kind, whose kind got a number so that Gephi keeps both")
    var sentences: [String] = []
    if unit.scale == .calendar, unit.length == 1 {
      sentences.append("times of day are in the file, for which networkx refuses to read it: give networkx GraphML")
    }
    if adopted != nil, view.kinds.contains(.person) {
      sentences.append(
        "'adopted' changes over time, for which Gephi Lite loses the other attributes: leave --cascade out for it")
    }
    var filled = filled
    func count(_ domain: GraphMLDomain, _ name: String, _ count: Int) {
      if let place = keys.place(domain, name) { filled[place] += count }
    }
    count(.node, GraphMLNames.kind, edges.space.count)
    count(.edge, GraphMLNames.relation, edges.count)
    count(.edge, GraphMLNames.undirected, bothWays)
    count(.edge, "team_id", edges.kind.count { $0 == .coEngagement })
    return ExportReport(
      format: "gexf", nodes: edges.space.count, edges: edges.count, losses: losses, remarks: sentences,
      dictionary: keys.dictionary(filled: filled))
  }

  /// Writes the file.
  mutating func write() throws(OutputError) {
    sink.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    let about = graphValues
    sink.put(Array("<?\(GEXFNames.instruction) \(GEXFNames.instructionText(about))?>\n".utf8))
    sink.put("<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n  <meta><creator>Ripple</creator>")
    if let description = about["description"] {
      sink.put("<description>")
      sink.put(text: description)
      sink.put("</description>")
    }
    sink.put("</meta>\n  <graph defaultedgetype=\"")
    sink.put(text: isDirected ? "directed" : "undirected")
    sink.put("\" mode=\"dynamic\" timerepresentation=\"interval\" timeformat=\"")
    sink.put(text: unit.scale == .integer ? "integer" : unit.length == 1 ? "dateTime" : "date")
    sink.put("\">\n")
    for domain in [GraphMLDomain.node, .edge] { declare(domain) }
    if adopted != nil, view.kinds.contains(.person) {
      sink.put("    <attributes class=\"node\" mode=\"dynamic\">\n      <attribute id=\"")
      sink.put(text: GEXFNames.adopted)
      sink.put("\" title=\"")
      sink.put(text: GEXFNames.adopted)
      sink.put("\" type=\"boolean\"/>\n    </attributes>\n")
    }
    sink.put("    <nodes count=\"")
    sink.put(edges.space.count)
    sink.put("\">\n")
    let beginnings = spells.beginnings()
    let last = unit.start(of: network.timeRange?.to ?? 0)
    for kind in view.kinds { try writeNodes(kind, beginnings, last) }
    sink.put("    </nodes>\n    <edges count=\"")
    sink.put(edges.count)
    sink.put("\">\n")
    for edge in 0..<edges.count { try write(edge: edge) }
    sink.put("    </edges>\n  </graph>\n</gexf>\n")
    try sink.flush()
  }

  private func declare(_ domain: GraphMLDomain) {
    sink.put("    <attributes class=\"")
    sink.put(text: "\(domain)")
    sink.put("\" mode=\"static\">\n")
    // Weights have a place of their own.
    for key in keys.all where key.domain == domain && (domain == .node || key.name != GraphMLNames.weight) {
      sink.put("      <attribute id=\"")
      sink.put(text: key.name)
      sink.put("\" title=\"")
      sink.put(text: key.name)
      sink.put("\" type=\"")
      sink.put(text: key.type == .int ? "integer" : key.type.rawValue)
      sink.put("\"/>\n")
    }
    sink.put("    </attributes>\n")
  }

  /// What the file says of the whole, by name: about the network, and what its unknown columns were called.
  private var graphValues: [String: String] {
    mutating get {
      let about = network.about
      var values = [
        GraphMLNames.view: view.rawValue, "time": about.time.rawValue, "title": about.title,
        "description": about.description, "citation": about.citation, "licence": about.licence,
      ]
      if !about.further.isEmpty { values[GraphMLNames.further] = GEXFNames.json(about.further) }
      var columns: [String: [GraphMLColumn]] = [:]
      for (table, plan) in plans where !plan.extras.isEmpty { columns[table.rawValue] = plan.extras }
      if !columns.isEmpty { values[GraphMLNames.columns] = GEXFNames.json(columns) }
      for (name, text) in values where !withContact {
        guard let masked = EmailAddresses.removed(from: text) else { continue }
        notes.addresses += 1
        values[name] = masked
      }
      return values.filter { !$0.value.isEmpty }
    }
  }
}
