import Records

/// A file that another tool wrote: its nodes become people, its edges ties.
///
/// - A node's name is its `label`, else its `name`, else the label that yEd draws on it, else its id.
/// - A directed edge can carry influence forward only, an undirected one both ways.
/// - `weight`, `start`, `end` and `kind` (or `relation`, `interaction`) of an edge are a tie's; `role`, `staff_group`
///   and `email` of a node are a person's. Every other attribute becomes an unknown column, under its own name or,
///   where Ripple has a column of that name, with an underscore behind it.
/// - The nodes that graphs stand in become the column `parent` of those graphs' nodes.
/// - Ids of edges are those of ties where every edge has one of its own, else the column `edge_id`.
/// - Where all times are whole numbers the network counts time in whole numbers.
struct ForeignGraphML {
  private let contents: GraphMLContents
  private var problems: ProblemList

  init(_ contents: GraphMLContents) {
    self.contents = contents
    problems = ProblemList(limit: 0)
  }

  /// Reads the network; `found` was found in the file before.
  consuming func read(
    _ found: ProblemList, limit: Int
  ) throws(InvalidInput) -> (network: Network, problems: ProblemList) {
    problems = found
    let nodes = nodeColumns()
    let edges = edgeColumns()
    checkTypes()
    checkDirections()
    let kept = checkEnds()
    let hasIDs = checkIDs(kept)
    let about = about(edges)
    guard isInProportion(nodes, contents.nodes.count), isInProportion(edges, contents.edges.count) else {
      throw InvalidInput(problems)
    }
    checkValues(nodes, contents.nodes.map(\.values))
    checkValues(edges, contents.edges.map(\.values))

    var builder = NetworkBuilder(about: about, problems, limit: limit)
    if !contents.nodes.isEmpty {
      builder.read(.people, from: ForeignPeople(contents, nodes))
    }
    if !contents.edges.isEmpty {
      builder.read(.ties, from: ForeignTies(contents, edges, kept, idsAreColumn: !hasIDs))
    }
    return try builder.finish()
  }

  private mutating func report(
    _ severity: Problem.Severity, _ line: Int, column: String? = nil, _ message: String, _ remedy: String
  ) {
    problems.add(contents.problem(severity, line: line, column: column, message, remedy))
  }

  // MARK: Columns

  private func nodeColumns() -> ForeignColumns {
    var columns = ForeignColumns(contents, .node)
    columns.take(["label"], as: "name", where: { _ in true })
    columns.take(["name"], as: "name", where: { columns in !columns.has("name") })
    columns.leaveOutRepeated("name", of: "name")
    columns.take(["role"], as: "role")
    columns.take(["staff_group"], as: "staff_group")
    columns.take(["email", "e-mail"], as: "email")
    columns.keepOthers(besides: Set(TableName.people.columns.map(\.name)), drawn: nil)
    if contents.nodes.contains(where: { $0.parent >= 0 }) { columns.addParents() }
    return columns
  }

  private func edgeColumns() -> ForeignColumns {
    var columns = ForeignColumns(contents, .edge)
    columns.take(["weight", "edge weight"], as: "weight")
    columns.take(["start"], as: "start")
    columns.take(["end"], as: "end")
    for name in ["kind", "relation", "interaction"] {
      columns.take([name], as: "kind", where: { columns in !columns.has("kind") })
    }
    let drawn = contents.edges.contains { $0.label >= 0 } ? "label" : nil
    columns.keepOthers(besides: Set(TableName.ties.columns.map(\.name)), drawn: drawn)
    return columns
  }

  /// Reports attributes that fill a table out of proportion to the file; false when they do.
  private mutating func isInProportion(_ columns: ForeignColumns, _ rows: Int) -> Bool {
    let size = GraphMLTableSize(columns: columns.others.count, rows: rows, defaultBytes: columns.defaultBytes)
    guard let message = size.excess(in: contents) else { return true }
    report(.error, columns.firstLine, message, GraphMLTableSize.remedy)
    return false
  }

  // MARK: Checks

  private mutating func checkTypes() {
    for key in contents.keys where !key.type.isEmpty && key.type != "string" && ForeignType(key.type) == nil {
      report(
        .warning, key.line, column: key.name, "'\(key.type.prefix(40))' is no type that GraphML has",
        "its values are kept as text: write boolean, int, long, float, double or string")
    }
  }

  private mutating func checkDirections() {
    var reported = Set<Int32>()
    for edge in contents.edges where edge.direction == .unsaid {
      let graph = contents.graphs[Int(edge.graph)]
      guard graph.edgeDefault == .unsaid, reported.insert(edge.graph).inserted else { continue }
      report(
        .error, Int(edge.values.line), "neither the edge nor its graph says whether it is directed",
        "write edgedefault=\"directed\" or \"undirected\" on the <graph> in line \(graph.values.line)")
    }
  }

  /// Reports edges whose nodes are not there, and gives the others.
  private mutating func checkEnds() -> [Int32] {
    var kept: [Int32] = []
    kept.reserveCapacity(contents.edges.count)
    for (index, edge) in contents.edges.enumerated() {
      if contents.nodeOfID[Int(edge.source)] >= 0, contents.nodeOfID[Int(edge.target)] >= 0 {
        kept.append(Int32(index))
        continue
      }
      let ends = [edge.source, edge.target].map { contents.ids.text(Int($0)).prefix(60) }
      for (id, name) in zip([edge.source, edge.target], ends) where contents.node(id) == nil {
        report(
          .error, Int(edge.values.line), column: id == edge.source ? "source" : "target",
          "the edge from '\(ends[0])' to '\(ends[1])' names the node '\(name)', which is not in the file",
          "add the node or correct the edge")
      }
    }
    return kept
  }

  /// True where edges that have ids have one of their own each: tools that count parallel edges number those of every
  /// pair anew.
  private mutating func checkIDs(_ kept: [Int32]) -> Bool {
    var seen = IDTable()
    for index in kept {
      let edge = contents.edges[Int(index)]
      guard edge.idEnd > edge.idStart else { continue }
      let range = Int(edge.idStart)..<Int(edge.idEnd)
      if seen.insert(contents.text.span.extracting(range)).isNew { continue }
      report(
        .warning, Int(edge.values.line), column: "id",
        "the edge id '\(contents.string(range).prefix(60))' is that of an earlier edge",
        "both are kept, and the ids of all edges as the column 'edge_id'")
      return false
    }
    return true
  }

  /// Warns of values that are not of their type, and of several values where one is wanted.
  private mutating func checkValues(_ columns: ForeignColumns, _ elements: [GraphMLValues]) {
    var last = [Int32](repeating: -1, count: columns.count)
    for (index, element) in elements.enumerated() {
      var next = element.first
      while next >= 0 {
        let datum = contents.data[Int(next)]
        next = datum.next
        let slot = columns.slots[Int(datum.key)]
        guard slot >= 0 else { continue }
        let key = contents.keys[Int(datum.key)]
        if last[Int(slot)] == index {
          report(
            .warning, Int(element.line), column: key.name, "the attribute has several values here",
            "the last is kept: write one")
        }
        last[Int(slot)] = Int32(index)
        if let type = columns.types[Int(datum.key)], !type.holds(contents, datum.range) {
          report(
            .warning, Int(element.line), column: key.name,
            "'\(contents.string(datum.range).prefix(60))' is no \(key.type)", "correct it: it is kept as text")
        }
      }
    }
  }

  // MARK: About

  private mutating func about(_ edges: ForeignColumns) -> About {
    var about = About()
    about.time = hasIntegerTimes(edges) ? .integer : .calendar
    let values = contents.graphValues()
    let names = values.keys.sorted()
    let title = ["title", "name", "label"].lazy.compactMap { wanted in names.first { $0.lowercased() == wanted } }.first
    about.title = title.flatMap { values[$0]?.text } ?? ""
    let dropped = names.filter { $0 != title && !$0.hasPrefix("ripple_") && values[$0]?.text.isEmpty == false }
    if let first = dropped.first {
      report(
        .warning, values[first]?.line ?? 1,
        "\(dropped.count == 1 ? "an attribute" : "\(dropped.count) attributes") of the graph itself"
          + " (\(dropped.prefix(5).joined(separator: ", "))) \(dropped.count == 1 ? "is" : "are") not kept",
        "write it as an attribute of nodes or edges to keep it")
    }
    return about
  }

  /// True when there are times and all of them are whole numbers.
  private func hasIntegerTimes(_ edges: ForeignColumns) -> Bool {
    let times = Set(["start", "end"].compactMap { edges.slot(of: $0) }.map { Int32($0) })
    guard !times.isEmpty else { return false }
    var seen = false
    func isWhole(_ key: Int32, _ range: Range<Int>) -> Bool {
      let cell = edges.timeCell(key, range)
      if cell.isEmpty || cell == "NaN" { return true }
      seen = true
      return wholeNumber(Array(cell.utf8).span) != nil
    }
    for key in contents.keys.indices where times.contains(edges.slots[key]) {
      if let value = contents.keys[key].defaultValue, !isWhole(Int32(key), value) { return false }
    }
    for edge in contents.edges {
      var next = edge.values.first
      while next >= 0 {
        let datum = contents.data[Int(next)]
        next = datum.next
        if times.contains(edges.slots[Int(datum.key)]), !isWhole(datum.key, datum.range) { return false }
      }
    }
    return seen
  }
}
