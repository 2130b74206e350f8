import Records

/// A file that another tool wrote: its nodes become people, its edges ties.
///
/// - A node's name is its `label`, else its `name`, else the label that yEd draws on it, else its id.
/// - A directed edge can carry influence forward only, an undirected one both ways.
/// - `weight`, `start`, `end` and `kind` (or `relation`, `interaction`) of an edge are a tie's; `role`, `staff_group`
///   and `email` of a node are a person's. Every other attribute becomes an unknown column, under its own name or,
///   where Ripple has a column of that name, with an underscore behind it.
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
    let about = about(edges)
    guard isInProportion(nodes, contents.nodes.count), isInProportion(edges, contents.edges.count) else {
      throw InvalidInput(problems)
    }
    checkValues(nodes, contents.nodes.map(\.values))
    checkValues(edges, contents.edges.map(\.values))

    var builder = NetworkBuilder(about: about, problems, limit: limit)
    if !contents.nodes.isEmpty {
      let people = peopleRows(nodes)
      builder.read(.people, from: people)
    }
    if !contents.edges.isEmpty {
      let ties = tieRows(edges, kept)
      builder.read(.ties, from: ties)
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
    columns.keepOthers(besides: Set(GraphMLNames.columns(of: .people).map(\.name)), drawn: nil)
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
    columns.keepOthers(besides: Set(GraphMLNames.columns(of: .ties).map(\.name)), drawn: drawn)
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
      var isWhole = true
      for id in [edge.source, edge.target] where contents.node(id) == nil {
        isWhole = false
        report(
          .error, Int(edge.values.line),
          "the edge names the node '\(contents.ids.text(Int(id)).prefix(60))', which is not in the file",
          "add the node or correct the edge")
      }
      if isWhole { kept.append(Int32(index)) }
    }
    return kept
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
      let cell = timeCell(key, range, edges)
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

  /// A time as it was meant: tools write whole numbers as `3.0` once a column has missing values.
  private func timeCell(_ key: Int32, _ range: Range<Int>, _ edges: ForeignColumns) -> String {
    let text = contents.string(contents.trimmed(range))
    guard edges.types[Int(key)] == .fraction, let number = Decimal.parse(Array(text.utf8).span),
      number == number.rounded()
    else { return text }
    return Decimal.text(number)
  }

  // MARK: Rows

  private func peopleRows(_ columns: ForeignColumns) -> PlayedRows {
    let contents = contents
    var cells = ForeignCells(columns, contents)
    let name = columns.slot(of: "name")
    let others = columns.headers.enumerated().filter { $0.offset != name }
    // Nodes under the id of an earlier one were reported.
    let kept = contents.nodes.indices.filter { contents.node(contents.nodes[$0].id) == $0 }
    return PlayedRows(
      file: contents.file, header: ["id", "name"] + others.map(\.element), count: kept.count
    ) { index, row in
      let node = contents.nodes[kept[index]]
      cells.fill(node.values)
      row.line = Int(node.values.line)
      let id = contents.ids.text(Int(node.id))
      row.append(cell: id)
      var shown = name.map { cells.text($0) } ?? ""
      if shown.isEmpty, let fallback = columns.fallbackName { shown = cells.text(fallback) }
      if shown.isEmpty, node.label >= 0 { shown = contents.string(contents.labels[Int(node.label)]) }
      row.append(cell: shown.isEmpty ? id : shown)
      for (slot, _) in others { row.append(cell: cells.text(slot)) }
    }
  }

  private func tieRows(_ columns: ForeignColumns, _ kept: [Int32]) -> PlayedRows {
    let contents = contents
    var cells = ForeignCells(columns, contents)
    let times = Set(["start", "end"].compactMap { columns.slot(of: $0) })
    let plain = Set(["weight"].compactMap { columns.slot(of: $0) })
    let drawn = columns.drawnSlot
    return PlayedRows(
      file: contents.file, header: ["id", "from_id", "to_id", "influence"] + columns.headers, count: kept.count
    ) { index, row in
      let edge = contents.edges[Int(kept[index])]
      cells.fill(edge.values)
      row.line = Int(edge.values.line)
      row.append(cell: contents.string(Int(edge.idStart)..<Int(edge.idEnd)))
      row.append(cell: contents.ids.text(Int(edge.source)))
      row.append(cell: contents.ids.text(Int(edge.target)))
      let direction = edge.direction == .unsaid ? contents.graphs[Int(edge.graph)].edgeDefault : edge.direction
      row.append(cell: direction == .undirected ? "both" : "forward")
      for slot in columns.headers.indices {
        if times.contains(slot) {
          row.append(cell: cells.key(slot) < 0 ? "" : timeCell(cells.key(slot), cells.range(slot), columns))
        } else if plain.contains(slot) {
          row.append(cell: contents.string(contents.trimmed(cells.range(slot))))
        } else if slot == drawn {
          row.append(cell: edge.label < 0 ? "" : contents.string(contents.labels[Int(edge.label)]))
        } else {
          row.append(cell: cells.text(slot))
        }
      }
    }
  }
}

/// The values of one element by column, in memory that is used again for the next.
private struct ForeignCells {
  private let columns: ForeignColumns
  private let contents: GraphMLContents
  private var ranges: [Range<Int>]
  private var keys: [Int32]

  init(_ columns: ForeignColumns, _ contents: GraphMLContents) {
    self.columns = columns
    self.contents = contents
    ranges = [Range<Int>](repeating: 0..<0, count: columns.count)
    keys = [Int32](repeating: -1, count: columns.count)
  }

  mutating func fill(_ values: GraphMLValues) {
    for slot in ranges.indices {
      ranges[slot] = columns.defaults[slot]
      keys[slot] = columns.defaultKeys[slot]
    }
    var next = values.first
    while next >= 0 {
      let datum = contents.data[Int(next)]
      next = datum.next
      let slot = Int(columns.slots[Int(datum.key)])
      guard slot >= 0 else { continue }
      ranges[slot] = datum.range
      keys[slot] = datum.key
    }
  }

  func range(_ slot: Int) -> Range<Int> { ranges[slot] }
  func key(_ slot: Int) -> Int32 { keys[slot] }
  func text(_ slot: Int) -> String { contents.string(ranges[slot]) }
}
