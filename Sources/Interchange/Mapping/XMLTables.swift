import Records

/// The nodes and the edges of a GraphML or GEXF file as two tables under the file's own names of attributes.
///
/// Nodes have `id` and, where something is drawn on them, `drawn label`; edges have `source`, `target` and `directed`, and what
/// their ends say of their own kind, as `source type` and `target type` where nodes have an attribute `type`: by these the
/// edges between people and teams are told from ties.
///
/// - Throws: `InvalidInput` where the file is no use at all.
func xmlTables(file: String, bytes: [UInt8], _ problems: inout ProblemList) throws(InvalidInput) -> [SourceTable] {
  let contents: GraphMLContents
  let found: ProblemList
  if looksLikeGEXF(bytes) {
    let collector = try collected(from: BytesInMemory(bytes), through: GEXFCollector(file: file, problemLimit: 100))
    (contents, found) = (collector.contents, collector.problems)
  } else {
    let collector = try collected(from: BytesInMemory(bytes), through: GraphMLCollector(file: file, problemLimit: 100))
    (contents, found) = (collector.contents, collector.problems)
  }
  for problem in found.kept { problems.add(problem) }
  guard found.errors == 0 else { return [] }
  let reading = XMLTableReading(contents)
  guard reading.isInProportion else {
    problems.add(
      contents.problem(
        .error, line: 1, "its attributes, mostly empty or by default, are too many", GraphMLTableSize.remedy))
    return []
  }
  return [reading.nodes(), reading.edges()].filter { $0.rowCount > 0 }
}

private struct XMLTableReading {
  private let contents: GraphMLContents
  private let nodeKeys: Attributes
  private let edgeKeys: Attributes

  /// The attributes of nodes or of edges that are used, those of one name together.
  private struct Attributes {
    var names: [String] = []
    /// For each key its place among the names, or -1.
    var places: [Int]
    var defaults: [String] = []

    init(_ contents: GraphMLContents, _ domain: GraphMLDomain) {
      places = [Int](repeating: -1, count: contents.keys.count)
      var used = contents.keys.map { $0.defaultValue.map { !$0.isEmpty } ?? false }
      for datum in contents.data where !datum.range.isEmpty { used[Int(datum.key)] = true }
      for (key, declared) in contents.keys.enumerated()
      where declared.domain == domain && !declared.isDrawing && used[key] {
        if let known = names.firstIndex(of: declared.name) {
          places[key] = known
        } else {
          places[key] = names.count
          names.append(declared.name)
          defaults.append("")
        }
        if let value = declared.defaultValue { defaults[places[key]] = contents.string(value) }
      }
    }
  }

  init(_ contents: GraphMLContents) {
    self.contents = contents
    nodeKeys = Attributes(contents, .node)
    edgeKeys = Attributes(contents, .edge)
  }

  /// False where attributes would fill tables out of proportion to the file.
  var isInProportion: Bool {
    func excess(_ attributes: Attributes, _ rows: Int) -> String? {
      let bytes = attributes.defaults.reduce(0) { $0 + $1.utf8.count }
      return GraphMLTableSize(columns: attributes.names.count, rows: rows, defaultBytes: bytes).excess(in: contents)
    }
    return excess(nodeKeys, contents.nodes.count) == nil && excess(edgeKeys, contents.edges.count) == nil
  }

  private func cells(_ values: GraphMLValues, _ attributes: Attributes) -> [String] {
    var cells = attributes.defaults
    contents.each(values) { datum in
      let place = attributes.places[Int(datum.key)]
      if place >= 0 { cells[place] = contents.string(contents.trimmed(datum.range)) }
    }
    return cells
  }

  private func label(_ place: Int32) -> String { place < 0 ? "" : contents.string(contents.labels[Int(place)]) }

  func nodes() -> SourceTable {
    let hasLabels = contents.nodes.contains { $0.label >= 0 }
    var table = SourceTable(
      file: contents.file, part: "nodes", header: ["id"] + (hasLabels ? ["drawn label"] : []) + nodeKeys.names, line: 1)
    for (index, node) in contents.nodes.enumerated() where contents.node(node.id) == index {
      let cells = cells(node.values, nodeKeys)
      table.append(
        [contents.ids.text(Int(node.id))] + (hasLabels ? [label(node.label)] : []) + cells, line: Int(node.values.line))
    }
    return table
  }

  /// The attributes that say what a node stands for.
  private var kinds: [Int] {
    nodeKeys.names.indices.filter {
      ["type", "kind", "class", "category", "node_kind", "bipartite", "node type"].contains(
        nodeKeys.names[$0].lowercased())
    }
  }

  func edges() -> SourceTable {
    let kinds = kinds
    let ends = kinds.flatMap { ["source \(nodeKeys.names[$0])", "target \(nodeKeys.names[$0])"] }
    var table = SourceTable(
      file: contents.file, part: "edges", header: ["source", "target", "directed"] + ends + edgeKeys.names, line: 1)
    let nodeCells = kinds.isEmpty ? [] : contents.nodes.map { cells($0.values, nodeKeys) }
    func kind(_ id: Int32, _ attribute: Int) -> String {
      contents.node(id).map { nodeCells[$0][attribute] } ?? ""
    }
    for edge in contents.edges {
      let direction = edge.direction == .unsaid ? contents.graphs[Int(edge.graph)].edgeDefault : edge.direction
      let names = [contents.ids.text(Int(edge.source)), contents.ids.text(Int(edge.target))]
      let said = kinds.flatMap { [kind(edge.source, $0), kind(edge.target, $0)] }
      table.append(
        names + [direction == .undirected ? "both" : direction == .directed ? "forward" : ""] + said
          + cells(edge.values, edgeKeys), line: Int(edge.values.line))
    }
    return table
  }
}
