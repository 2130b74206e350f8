public import Graph
public import Records

/// Writes a view as GraphML, in the portable profile unless told, which every graph tool reads the same way.
///
/// Every node has its name as `label` and `name`, its `kind` and its `record_id`; every edge its `relation`. The other
/// attributes are the columns of the tables. A file of the `full` view reads back as the same network, but for e-mail
/// addresses that were not let out and, with a window, for the records outside it. What was reckoned is left behind then:
/// the graph names those attributes as `ripple_reckoned`.
///
/// - Parameters:
///   - network: The network.
///   - view: What of it to write.
///   - window: Which records become edges; all nodes are written.
///   - withContact: Whether e-mail addresses may leave.
///   - columns: What was reckoned of the view's nodes; one value a node, and no two names the same.
///   - drawing: Where nodes lie on a page, for yEd, which then draws them; nobody else is sent a drawing.
///   - output: Where to; it stays open.
/// - Returns: What was written, and what was not.
/// - Throws: ``OutputError`` when the output cannot be written to.
/// - Complexity: O(nodes + edges) time, streaming beside the view's edge list.
public func writeGraphML(
  _ network: Network, view: View, window: Interval, withContact: Bool, columns: [NodeColumn] = [],
  drawing: NodePlaces? = nil, to output: OutputFile
) throws(OutputError) -> ExportReport {
  var writer = try GraphMLWriter(network, view, window, withContact, columns, drawing, output)
  try writer.write()
  return writer.report
}

/// Writes one file.
struct GraphMLWriter {
  var network: Network
  let view: View
  let edges: EdgeTable
  let withContact: Bool
  let sink: XMLSink
  var notes = GraphMLNotes()

  private var keys = GraphMLKeys()
  /// How many values each key has got.
  var filled: [Int] = []
  let reckoned: [(column: NodeColumn, key: Int, opening: [UInt8])]
  let drawing: YEdDrawing?
  let recordKey: Int
  let teamKey: Int?
  let keptKeys: (node: Int, edge: Int)
  let organisations: GraphMLTablePlan<Organisation>?
  let people: GraphMLTablePlan<Person>?
  let teams: GraphMLTablePlan<Team>?
  let techniques: GraphMLTablePlan<Technique>?
  let cohorts: GraphMLTablePlan<Cohort>?
  let events: GraphMLTablePlan<Event>?
  let outcomes: GraphMLTablePlan<Outcome>?
  let memberships: GraphMLTablePlan<Membership>?
  let enrolments: GraphMLTablePlan<Enrolment>?
  let uses: GraphMLTablePlan<Use>?
  let engagements: GraphMLTablePlan<Engagement>?
  let transfers: GraphMLTablePlan<Transfer>?
  let ties: GraphMLTablePlan<Tie>?

  init(
    _ whole: Network, _ view: View, _ window: Interval, _ withContact: Bool, _ columns: [NodeColumn],
    _ places: NodePlaces?, _ output: OutputFile
  ) throws(OutputError) {
    self.view = view
    self.withContact = withContact
    sink = try XMLSink(output)
    let edges = whole.edges(of: view, during: window)
    self.edges = edges
    network = whole
    notes.dropEngagements(&network, outside: window)

    var keys = GraphMLKeys()
    for name in [GraphMLNames.label, GraphMLNames.name, GraphMLNames.kind, GraphMLNames.record] {
      keys.declare(.node, name, .string)
    }
    // Before the tables, so that a column of theirs with such a header gets another name.
    reckoned = columns.map { column in
      precondition(column.count == edges.space.count, "a column has one value a node")
      let type = column.type
      let key = keys.declare(.node, column.name, type, meaning: column.meaning, isTime: column.isTime)
      return (column, key, Array("<data key=\"\(GraphMLKeys.Key.id(.node, column.name))\">".utf8))
    }
    notes.withheld = columns.reduce(0) { $0 + $1.withheld }
    drawing = places.map { YEdDrawing(whole, edges: edges.count, places: $0) }
    for name in [GraphMLNames.label, GraphMLNames.interaction, GraphMLNames.relation] {
      keys.declare(.edge, name, .string)
    }
    keys.declare(.edge, GraphMLNames.undirected, .boolean)
    let network = network
    func nodes<Row: TableRow>(_ table: Table<Row>, _ kind: NodeKind) -> GraphMLTablePlan<Row>? {
      guard view.kinds.contains(kind), table.count > 0 || !table.extraColumns.isEmpty else { return nil }
      return GraphMLTablePlan(table, of: network, withContact: withContact, &keys)
    }
    func records<Row: TableRow>(_ table: Table<Row>, in views: View...) -> GraphMLTablePlan<Row>? {
      guard view == .full || views.contains(view), table.count > 0 || !table.extraColumns.isEmpty else { return nil }
      return GraphMLTablePlan(table, of: network, withContact: withContact, &keys)
    }
    people = nodes(network.people, .person)
    teams = nodes(network.teams, .team)
    techniques = nodes(network.techniques, .technique)
    organisations = nodes(network.organisations, .organisation)
    cohorts = nodes(network.cohorts, .cohort)
    events = nodes(network.events, .event)
    outcomes = nodes(network.outcomes, .outcome)
    ties = records(network.ties, in: .people)
    transfers = records(network.transfers, in: .people)
    engagements = records(network.engagements, in: .people, .support)
    uses = records(network.uses, in: .skills)
    memberships = records(network.memberships)
    enrolments = records(network.enrolments)
    teamKey = view == .people ? keys.declare(.edge, "team_id", .string) : nil
    keptKeys = (
      keys.declare(.node, GraphMLNames.kept, .string), keys.declare(.edge, GraphMLNames.kept, .string)
    )
    recordKey = keys.declare(.node, GraphMLNames.record, .string)
    filled = keys.all.map { key in
      switch key.domain {
      case .node: [GraphMLNames.label, GraphMLNames.name, GraphMLNames.kind].contains(key.name) ? edges.space.count : 0
      case .edge: GraphMLNames.onEveryEdge.contains(key.name) ? edges.count : 0
      case .graph: 0
      }
    }
    self.keys = keys
    if view == .full { notes.countLeftOut(network, edges) }
    if !withContact { notes.people = network.people.rows.count { !$0.email.isEmpty } }
  }

  /// What was written so far.
  var report: ExportReport {
    var remarks: [String] = []
    if let drawing {
      remarks.append("drawn for yEd: graph-tool, NetworKit and JGraphT refuse such a file; --for portable is for them")
      if !drawing.legend.isEmpty { remarks.append(drawing.legend) }
    }
    return ExportReport(
      format: "graphml", nodes: edges.space.count, edges: edges.count, losses: notes.losses(replaced: sink.replaced),
      remarks: remarks, dictionary: keys.dictionary(filled: filled))
  }

  /// Writes the file.
  mutating func write() throws(OutputError) {
    sink.put(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns" \

      """)
    if drawing != nil { sink.put("xmlns:y=\"http://www.yworks.com/xml/graphml\" ") }
    sink.put(
      """
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
      xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
      http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">

      """)
    let about = network.graphValues(
      view, columns: extraColumns, reckoned: reckoned.map(\.column.name), withContact: withContact, &notes)
    for (name, _) in about {
      keys.declare(.graph, name, .string)
      filled.append(1)
    }
    for key in keys.all {
      sink.put("  <key id=\"")
      sink.put(text: key.id)
      sink.put("\" for=\"")
      sink.put(text: "\(key.domain)")
      sink.put("\" attr.name=\"")
      sink.put(text: key.name)
      sink.put("\" attr.type=\"")
      sink.put(text: key.type.rawValue)
      sink.put("\"/>\n")
    }
    if drawing != nil {
      sink.put("  <key id=\"d_ng\" for=\"node\" yfiles.type=\"nodegraphics\"/>\n")
      sink.put("  <key id=\"d_eg\" for=\"edge\" yfiles.type=\"edgegraphics\"/>\n")
    }
    sink.put("  <graph id=\"G\" edgedefault=\"directed\">\n")
    for (name, text) in about {
      sink.put("    <data key=\"")
      sink.put(text: GraphMLKeys.Key.id(.graph, name))
      sink.put("\">")
      sink.put(text: text)
      sink.put("</data>\n")
    }
    for kind in view.kinds { try writeNodes(kind) }
    try writeEdges()
    sink.put("  </graph>\n</graphml>\n")
    try sink.flush()
  }

  private var extraColumns: [String: [GraphMLColumn]] {
    var all: [String: [GraphMLColumn]] = [:]
    func add<Row>(_ plan: GraphMLTablePlan<Row>?) {
      if let plan, !plan.extras.isEmpty { all[Row.table.rawValue] = plan.extras }
    }
    add(organisations)
    add(people)
    add(teams)
    add(techniques)
    add(cohorts)
    add(events)
    add(outcomes)
    add(memberships)
    add(enrolments)
    add(uses)
    add(engagements)
    add(transfers)
    add(ties)
    return all
  }
}
