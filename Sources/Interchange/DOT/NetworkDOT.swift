public import Graph
public import Records

/// Writes a view as a Graphviz file, with the engine that is to lay it out.
///
/// Every node has its name as label, every edge is there; the columns of the tables are attributes, which Graphviz passes over.
/// A file of the `full` view reads back as the same network, but for e-mail addresses that were not let out, line ends, which
/// become line feeds, and, with a window, the records outside it.
///
/// - Kinds differ by colour and by shape or line. Beyond ``mostNamed`` nodes only those with most edges show their names, the
///   others are dots; their names stand in the file, and on pointing.
/// - A centre is drawn in the middle of rings (`twopi`), two kinds of node in two columns (`dot`), anything else, and two
///   kinds of many nodes, by springs (`sfdp`).
///
/// - Parameters:
///   - network: The network.
///   - view: What of it to write.
///   - window: Which records become edges; all nodes are written.
///   - withContact: Whether e-mail addresses may leave.
///   - columns: What was reckoned of the view's nodes.
///   - centre: The node everything lies around.
///   - engine: Which engine to name in the file; chosen where `nil`.
///   - output: Where to; it stays open.
/// - Returns: What was written, and what was not.
/// - Throws: ``OutputError`` when the output cannot be written to, ``DrawingError`` when `engine` could not draw it, or
///   Graphviz not take a name.
/// - Complexity: O(nodes + edges), streaming beside the view's edge list.
@discardableResult public func writeNetworkDOT(
  _ network: Network, view: View, window: Interval, withContact: Bool = false, columns: [NodeColumn] = [],
  around centre: Int? = nil, engine: DOTEngine? = nil, to output: OutputFile
) throws -> ExportReport {
  var writer = DOTWriter(network, view, window, withContact, columns, centre)
  try writer.choose(engine)
  try writer.write(to: DOTSink(output))
  return writer.report
}

/// Beyond how many nodes a drawing shows the names of some alone.
public let mostNamed = 120

/// Writes one file.
struct DOTWriter {
  var network: Network
  let view: View
  let edges: EdgeTable
  let withContact: Bool
  let reckoned: [(column: NodeColumn, key: Int, opening: [UInt8])]
  let centre: Int?
  var engine = DOTEngine.sfdp
  var notes = GraphMLNotes()
  let keys: GraphMLKeys
  var filled: [Int]
  let plans: [TableName: DOTTable]
  let edgePlans: [DOTTable?]
  /// True for nodes that show their names; empty where all do.
  var isNamed: [Bool] = []
  let teamKey: Int?

  /// How many nodes show their names where not all do.
  private static let named = 40
  /// The most bytes of a name: Graphviz measures it letter by letter, several times.
  private static let longestName = 20_000

  init(
    _ whole: Network, _ view: View, _ window: Interval, _ withContact: Bool, _ columns: [NodeColumn], _ centre: Int?
  ) {
    self.view = view
    self.withContact = withContact
    self.centre = centre
    let edges = whole.edges(of: view, during: window)
    self.edges = edges
    network = whole
    notes.dropEngagements(&network, outside: window)
    var keys = GraphMLKeys(alsoReserving: DOTNames.drawing)
    for name in [GraphMLNames.label, GraphMLNames.kind, GraphMLNames.record] { keys.declare(.node, name, .string) }
    reckoned = columns.map { column in
      precondition(column.count == edges.space.count, "a column has one value a node")
      let name = DOTNames.isDrawing(column.name) ? column.name + "_" : column.name
      let key = keys.declare(.node, name, column.type, meaning: column.meaning, isTime: column.isTime)
      return (column, key, Array(", \(dotName(name))=".utf8))
    }
    keys.declare(.edge, GraphMLNames.relation, .string)
    let kept = (
      node: keys.declare(.node, GraphMLNames.kept, .string), edge: keys.declare(.edge, GraphMLNames.kept, .string)
    )
    var plans: [TableName: DOTTable] = [:]
    let network = network
    func plan<Row: TableRow>(_ table: Table<Row>, _ keptKey: Int) {
      guard table.count > 0 || !table.extraColumns.isEmpty else { return }
      plans[Row.table] = DOTTable(table, of: network, withContact: withContact, keptKey: keptKey, &keys)
    }
    for kind in view.kinds {
      switch kind {
      case .person: plan(network.people, kept.node)
      case .team: plan(network.teams, kept.node)
      case .technique: plan(network.techniques, kept.node)
      case .organisation: plan(network.organisations, kept.node)
      case .cohort: plan(network.cohorts, kept.node)
      case .event: plan(network.events, kept.node)
      case .outcome: plan(network.outcomes, kept.node)
      }
    }
    if view == .full || view == .people { plan(network.ties, kept.edge) }
    if view == .full || view == .people { plan(network.transfers, kept.edge) }
    if view == .full || view == .support { plan(network.engagements, kept.edge) }
    if view == .full || view == .skills { plan(network.uses, kept.edge) }
    if view == .full { plan(network.memberships, kept.edge) }
    if view == .full { plan(network.enrolments, kept.edge) }
    teamKey = view == .people ? keys.declare(.edge, "team_id", .string) : nil
    self.keys = keys
    self.plans = plans
    edgePlans = EdgeKind.allCases.map { kind in
      TableName.allCases.first { GraphMLNames.shape(of: $0)?.kind == kind }.flatMap { plans[$0] }
    }
    filled = keys.all.map { key in
      switch key.domain {
      case .node: [GraphMLNames.label, GraphMLNames.kind].contains(key.name) ? edges.space.count : 0
      case .edge: key.name == GraphMLNames.relation ? edges.count : 0
      case .graph: 0
      }
    }
    notes.withheld = columns.reduce(0) { $0 + $1.withheld }
    if view == .full { notes.countLeftOut(network, edges) }
    if !withContact { notes.people = network.people.rows.count { !$0.email.isEmpty } }
    if edges.space.count > mostNamed { isNamed = Self.busiest(edges, centre) }
  }

  /// The nodes with most edges, the first of equals, and the centre.
  private static func busiest(_ edges: EdgeTable, _ centre: Int?) -> [Bool] {
    var degree = [Int](repeating: 0, count: edges.space.count)
    for ends in [edges.tail, edges.head] { for end in ends { degree[Int(end)] += 1 } }
    // The least degree of which as many nodes have as much or more; only those are put in order.
    var nodes = [Int](repeating: 0, count: (degree.max() ?? 0) + 1)
    for degree in degree { nodes[degree] += 1 }
    var least = nodes.count - 1
    var found = nodes[least]
    while least > 1, found < Self.named {
      least -= 1
      found += nodes[least]
    }
    let order = degree.indices.filter { degree[$0] >= max(1, least) }.sorted { (-degree[$0], $0) < (-degree[$1], $1) }
    var isNamed = [Bool](repeating: false, count: degree.count)
    for node in order.prefix(Self.named) { isNamed[node] = true }
    if let centre { isNamed[centre] = true }
    return isNamed
  }

  /// Takes the engine that was asked for, if it can draw this, or else one that can.
  mutating func choose(_ wanted: DOTEngine?) throws(DrawingError) {
    let nodes = edges.space.count
    func canDraw(_ engine: DOTEngine) -> Bool {
      engine.most.map { nodes <= $0.nodes && edges.count <= $0.edges } ?? true
    }
    if let wanted {
      guard canDraw(wanted) else {
        throw DrawingError(
          description:
            "\(wanted.rawValue) would take minutes or hours to draw \(nodes) nodes and \(edges.count) edges: leave --engine out for one that can, or draw a part of the network with --ego"
        )
      }
      engine = wanted
    } else if centre != nil {
      engine = .twopi
    } else {
      engine = view.isTwoMode && canDraw(.dot) && nodes <= mostNamed ? .dot : .sfdp
    }
    for node in 0..<nodes {
      let place = edges.space.locate(node)
      let length = network.label(place.kind, place.row).utf8.count
      guard length <= Self.longestName else {
        throw DrawingError(
          description:
            "the name of \(place.kind) \(place.row + 1) is \(length) bytes long, which Graphviz would draw for hours: shorten it to \(Self.longestName), or export GraphML"
        )
      }
    }
  }

  /// What was written.
  var report: ExportReport {
    var remarks: [String] = []
    if !isNamed.isEmpty {
      remarks.append(
        "drawn, the \(isNamed.count { $0 }) nodes with most edges show their names; those of the others stand in the file"
      )
    }
    if edges.space.count > 20_000 || edges.count > 100_000 {
      remarks.append(
        "Graphviz takes minutes or hours to draw so much: draw a part of it with --ego, or export GraphML for Gephi")
    }
    return ExportReport(
      format: "dot", nodes: edges.space.count, edges: edges.count, losses: notes.losses(replaced: 0), remarks: remarks,
      dictionary: keys.dictionary(filled: filled))
  }
}
