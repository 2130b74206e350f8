public import Graph
public import Records

/// Writes a view as `nodes.csv` and `edges.csv` under the column names Gephi and its like expect.
///
/// Cells that a spreadsheet would run as a formula get an apostrophe in front. `columns` are what was reckoned of the
/// view's nodes.
///
/// - Returns: What was written, and what was not.
/// - Complexity: O(nodes + edges), streaming.
@discardableResult public func writeGephiCSV(
  _ network: Network, view: View, window: Interval, withContact: Bool, columns: [NodeColumn] = [],
  to folder: OutputFolder
) throws(OutputError) -> ExportReport {
  let edges = network.edges(of: view, during: window)
  let names = NodeNames(network, edges.space)
  try writeNodes(network, view, edges.space, names, withContact, columns, try folder.file("nodes.csv"))
  try writeEdges(network, edges, names, withContact, try folder.file("edges.csv"))
  let taken = (node: Set(["id", "label", "kind"] + columns.map(\.name)), edge: Set(ofEdges.map { $0.lowercased() }))
  return TableReport(
    network, view, edges, withContact: withContact, columns: columns,
    fixed: (
      [
        ("Id", "id of the record, with its kind in front where two share one"), ("Label", "what to call the node"),
        ("Kind", "what the node stands for"),
      ],
      [
        ("Source", "Id of the node the edge leaves"), ("Target", "Id of the node it enters"),
        ("Type", "Directed, or Undirected where it goes both ways"), ("Id", "number of the edge"),
        ("Label", "the kind of record the edge stands for"), ("Kind", "the same as Label"),
        ("Weight", "strength, or 1"),
      ]
    ), countsFormulas: true
  ) { domain, name in
    if domain == .edge, name == "weight" { return "Weight" }
    return (domain == .node ? taken.node : taken.edge).contains(name.lowercased()) ? name + "_" : name
  }
  .report("csv")
}

/// The columns that every edge has.
private let ofEdges = ["Source", "Target", "Type", "Id", "Label", "Kind", "Weight"]

/// True for the names of files that ``writeGephiCSV(_:view:window:withContact:columns:to:)`` writes.
public func isGephiFile(_ name: String) -> Bool { name == "nodes.csv" || name == "edges.csv" }

private func writeNodes(
  _ network: Network, _ view: View, _ space: NodeSpace, _ names: NodeNames, _ withContact: Bool,
  _ reckoned: [NodeColumn], _ output: OutputFile
) throws(OutputError) {
  let tables = view.kinds.map { RecordTable($0, of: network, withContact: withContact) }
  let further = unite(tables, leavingOut: ["id"], taken: Set(["id", "label", "kind"] + reckoned.map(\.name)))
  var csv = CSVWriter(output, guardingFormulas: true)
  try csv.row(["Id", "Label", "Kind"] + further.map(\.header) + reckoned.map(\.name))
  for (table, kind) in zip(tables, view.kinds) {
    let columns = further.map { column in table.columns.firstIndex { $0.name == column.name } }
    for (row, node) in space.range(of: kind).enumerated() {
      try csv.row(
        [names[node], network.exportedLabel(kind, row, withContact: withContact), "\(kind)"]
          + columns.map { $0.map { table.cell(row, $0) } ?? "" } + reckoned.map { $0.text(node) })
    }
  }
  try output.finish()
}

private func writeEdges(
  _ network: Network, _ edges: EdgeTable, _ names: NodeNames, _ withContact: Bool, _ output: OutputFile
) throws(OutputError) {
  var tables: [EdgeKind: RecordTable] = [:]
  for kind in Set(edges.kind) { tables[kind] = RecordTable(kind, of: network, withContact: withContact) }
  let ordered = EdgeKind.allCases.compactMap { tables[$0] }
  let further = unite(ordered, leavingOut: ["weight"], taken: Set(ofEdges.map { $0.lowercased() }))
  var columns: [EdgeKind: [Int?]] = [:]
  for (kind, table) in tables {
    columns[kind] = further.map { column in table.columns.firstIndex { $0.name == column.name } }
  }
  var csv = CSVWriter(output, guardingFormulas: true)
  try csv.row(ofEdges + further.map(\.header))
  for edge in 0..<edges.count {
    let kind = edges.kind[edge]
    let row = Int(edges.row[edge])
    let weight = edges.kind[edge] == .tie ? Decimal.text(edges.weight[edge]) : "1"
    let cells = [
      names[Int(edges.tail[edge])], names[Int(edges.head[edge])], edges.way[edge] == .both ? "Undirected" : "Directed",
      "e\(edge)", kind.relation, kind.relation, weight,
    ]
    try csv.row(
      cells + (columns[kind] ?? further.map { _ in nil }).map { $0.flatMap { tables[kind]?.cell(row, $0) } ?? "" })
  }
  try output.finish()
}

/// The columns of several tables, each once, with the header to write: names that are taken get an underscore.
private func unite(
  _ tables: [RecordTable], leavingOut: Set<String>, taken: Set<String>
) -> [(name: String, header: String)] {
  var united: [(name: String, header: String)] = []
  for table in tables {
    for column in table.columns
    where !leavingOut.contains(column.name) && !united.contains(where: { $0.name == column.name }) {
      united.append((column.name, taken.contains(column.name.lowercased()) ? column.name + "_" : column.name))
    }
  }
  return united
}
