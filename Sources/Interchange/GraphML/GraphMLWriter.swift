import FoundationEssentials
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
) throws(OutputError) -> GraphMLReport {
  var writer = try GraphMLWriter(network, view, window, withContact, columns, drawing, output)
  try writer.write()
  return writer.report
}

/// Writes one file.
struct GraphMLWriter {
  private var network: Network
  private let view: View
  private let edges: EdgeTable
  private let withContact: Bool
  private let sink: XMLSink
  private var notes = GraphMLNotes()

  private var keys = GraphMLKeys()
  /// How many values each key has got.
  private var filled: [Int] = []
  private let reckoned: [(column: NodeColumn, key: Int, opening: [UInt8])]
  private let drawing: YEdDrawing?
  private let recordKey: Int
  private let teamKey: Int?
  private let keptKeys: (node: Int, edge: Int)
  private let organisations: GraphMLTablePlan<Organisation>?
  private let people: GraphMLTablePlan<Person>?
  private let teams: GraphMLTablePlan<Team>?
  private let techniques: GraphMLTablePlan<Technique>?
  private let cohorts: GraphMLTablePlan<Cohort>?
  private let events: GraphMLTablePlan<Event>?
  private let outcomes: GraphMLTablePlan<Outcome>?
  private let memberships: GraphMLTablePlan<Membership>?
  private let enrolments: GraphMLTablePlan<Enrolment>?
  private let uses: GraphMLTablePlan<Use>?
  private let engagements: GraphMLTablePlan<Engagement>?
  private let transfers: GraphMLTablePlan<Transfer>?
  private let ties: GraphMLTablePlan<Tie>?

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
  var report: GraphMLReport {
    var remarks: [String] = []
    if let drawing {
      remarks.append("drawn for yEd: graph-tool, NetworKit and JGraphT refuse such a file; --for portable is for them")
      if !drawing.legend.isEmpty { remarks.append(drawing.legend) }
    }
    return GraphMLReport(
      nodes: edges.space.count, edges: edges.count, losses: notes.losses(replaced: sink.replaced), remarks: remarks,
      dictionary: zip(keys.all, filled).map { key, filled in
        DictionaryEntry(
          column: key.name, on: "\(key.domain)", type: key.isTime ? "date" : key.type.rawValue, meaning: key.meaning,
          filled: filled)
      })
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
    let about = graphValues
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

  /// What the file says of the whole: about the network, and what its unknown columns were called.
  private var graphValues: [(name: String, text: String)] {
    mutating get {
      let about = network.about
      var values = [
        (GraphMLNames.view, view.rawValue), ("time", about.time.rawValue), ("title", about.title),
        ("description", about.description), ("citation", about.citation), ("licence", about.licence),
      ]
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      func add(_ name: String, _ value: some Encodable) {
        // Dictionaries and arrays of strings always encode.
        if let data = try? encoder.encode(value) { values.append((name, String(decoding: data, as: UTF8.self))) }
      }
      if !about.further.isEmpty { add(GraphMLNames.further, about.further) }
      let columns = extraColumns
      if !columns.isEmpty { add(GraphMLNames.columns, columns) }
      if !reckoned.isEmpty { add(GraphMLNames.reckoned, reckoned.map(\.column.name)) }
      return values.filter { !$0.1.isEmpty }.map { ($0.0, masked($0.1)) }
    }
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

  /// `text` without e-mail addresses, unless they may leave.
  private mutating func masked(_ text: String) -> String {
    guard !withContact, let masked = EmailAddresses.removed(from: text) else { return text }
    notes.addresses += 1
    return masked
  }

  // MARK: Nodes

  private mutating func writeNodes(_ kind: NodeKind) throws(OutputError) {
    switch kind {
    case .person: try writeNodes(network.people, people, kind)
    case .team: try writeNodes(network.teams, teams, kind)
    case .technique: try writeNodes(network.techniques, techniques, kind)
    case .organisation: try writeNodes(network.organisations, organisations, kind)
    case .cohort: try writeNodes(network.cohorts, cohorts, kind)
    case .event: try writeNodes(network.events, events, kind)
    case .outcome: try writeNodes(network.outcomes, outcomes, kind)
    }
  }

  private mutating func writeNodes<Row: TableRow>(
    _ table: Table<Row>, _ plan: GraphMLTablePlan<Row>?, _ kind: NodeKind
  ) throws(OutputError) {
    guard let plan else { return }
    let first = edges.space.range(of: kind).lowerBound
    let kindText = Array("</data><data key=\"v_kind\">\(kind)".utf8)
    for row in table.rows.indices {
      let id = network.id(kind, row)
      let label = network.exportedLabel(kind, row, withContact: withContact)
      let shown = label.isEmpty ? "\(kind)" : label
      sink.put("    <node id=\"n")
      sink.put(first + row)
      sink.put("\"><data key=\"v_label\">")
      sink.put(text: shown)
      sink.put("</data><data key=\"v_name\">")
      sink.put(text: shown)
      sink.put(kindText)
      if !id.isEmpty {
        sink.put("</data><data key=\"v_record_id\">")
        sink.put(text: id)
        filled[recordKey] += 1
      }
      sink.put("</data>")
      writeReckoned(first + row)
      var kept = ""
      // The node goes by its id where it has no name: that is remembered beside it.
      if plan.hasNames, isNameless(kind, row) { kept = "name=" }
      write(table, row, plan, &kept)
      if !kept.isEmpty { value(keptKeys.node, "<data key=\"v_kept\">", kept) }
      drawing?.draw(first + row, kind, row, shown, into: sink)
      sink.put("</node>\n")
      try sink.passOn()
    }
  }

  private func isNameless(_ kind: NodeKind, _ row: Int) -> Bool {
    switch kind {
    case .person: network.people.rows[row].name.isEmpty
    case .team: network.teams.rows[row].name.isEmpty
    case .technique: network.techniques.rows[row].name.isEmpty
    case .organisation: network.organisations.rows[row].name.isEmpty
    case .cohort: network.cohorts.rows[row].name.isEmpty
    case .event, .outcome: false
    }
  }

  private mutating func writeReckoned(_ node: Int) {
    for (column, key, opening) in reckoned {
      let text = column.text(node)
      if text.isEmpty { continue }
      filled[key] += 1
      sink.put(opening)
      sink.put(text: text)
      sink.put("</data>")
    }
  }

  private mutating func value(_ key: Int, _ opening: StaticString, _ text: String) {
    filled[key] += 1
    sink.put(opening)
    sink.put(text: text)
    sink.put("</data>")
  }

  /// Writes the cells of a row; what goes beside them is added to `kept`.
  private mutating func write<Row: TableRow>(
    _ table: Table<Row>, _ row: Int, _ plan: GraphMLTablePlan<Row>, _ kept: inout String
  ) {
    for cell in plan.cells {
      var text =
        if let column = cell.column {
          table.rows[row].cell(column, in: network)
        } else {
          table.extraColumns[cell.extra].values[row]
        }
      switch cell.rule {
      case .plain: break
      case .masked: text = masked(text)
      case .flag:
        if text.isEmpty {
          notes.flags += 1
          kept += kept.isEmpty ? "\(cell.name)=" : ";\(cell.name)="
        }
        text = text == "yes" ? "true" : "false"
      case .weight:
        if text == "0" || text == "-0" {
          notes.weights += 1
          kept += kept.isEmpty ? "\(cell.name)=\(text)" : ";\(cell.name)=\(text)"
          text = ""
        }
      }
      if text.isEmpty { continue }
      filled[cell.key] += 1
      sink.put(cell.opening)
      sink.put(text: text)
      sink.put("</data>")
    }
  }

  // MARK: Edges

  private mutating func writeEdges() throws(OutputError) {
    var edge = 0
    while edge < edges.count {
      let kind = edges.kind[edge]
      var end = edge
      while end < edges.count, edges.kind[end] == kind { end += 1 }
      let run = edge..<end
      switch kind {
      case .tie: try writeEdges(run, network.ties, ties)
      case .transfer: try writeEdges(run, network.transfers, transfers)
      case .engagement: try writeEdges(run, network.engagements, engagements)
      case .membership: try writeEdges(run, network.memberships, memberships)
      case .use: try writeEdges(run, network.uses, uses)
      case .enrolment: try writeEdges(run, network.enrolments, enrolments)
      case .coEngagement, .worksFor, .belongsTo, .partOf, .heldFor, .attends, .teaches, .observes: try writeEdges(run)
      }
      edge = end
    }
  }

  private func beginEdge(_ edge: Int, _ kind: String, _ relation: String) {
    sink.put("    <edge id=\"e")
    sink.put(edge)
    sink.put("\" source=\"n")
    sink.put(Int(edges.tail[edge]))
    sink.put("\" target=\"n")
    sink.put(Int(edges.head[edge]))
    sink.put("\"><data key=\"e_label\">")
    sink.put(text: kind)
    sink.put("</data><data key=\"e_interaction\">")
    sink.put(text: kind)
    sink.put("</data><data key=\"e_relation\">")
    sink.put(text: relation)
    sink.put("</data><data key=\"e_undirected\">")
    if edges.way[edge] == .both { sink.put("true</data>") } else { sink.put("false</data>") }
  }

  /// Writes edges that are records.
  private mutating func writeEdges<Row: TableRow>(
    _ run: Range<Int>, _ table: Table<Row>, _ plan: GraphMLTablePlan<Row>?
  ) throws(OutputError) {
    guard let plan, let first = run.first else { return }
    let relation = edges.kind[first].relation
    for edge in run {
      let row = Int(edges.row[edge])
      var kind = relation
      if edges.kind[edge] == .tie, !network.ties.rows[row].kind.isEmpty { kind = network.ties.rows[row].kind }
      beginEdge(edge, kind, relation)
      var kept = ""
      write(table, row, plan, &kept)
      if !kept.isEmpty { value(keptKeys.edge, "<data key=\"e_kept\">", kept) }
      drawing?.draw(edges.kind[edge], edges.way[edge], kind, into: sink)
      sink.put("</edge>\n")
      try sink.passOn()
    }
  }

  /// Writes edges that stand for references, which the nodes' own attributes carry too, or for pairs of records.
  private mutating func writeEdges(_ run: Range<Int>) throws(OutputError) {
    for edge in run {
      let relation = edges.kind[edge].relation
      beginEdge(edge, relation, relation)
      if let teamKey, edges.kind[edge] == .coEngagement {
        value(
          teamKey, "<data key=\"e_team_id\">", network.teams[network.engagements.rows[Int(edges.row[edge])].team].id)
      }
      drawing?.draw(edges.kind[edge], edges.way[edge], relation, into: sink)
      sink.put("</edge>\n")
      try sink.passOn()
    }
  }
}
