import Records

/// Plays the nodes of another tool's file as rows of people.
struct ForeignPeople: RowSource {
  let file: String
  var expectedCount: Int { contents.nodes.count }
  private let contents: GraphMLContents
  private let columns: ForeignColumns
  private var cells: ForeignCells
  private let nameSlot: Int
  /// The columns behind id and name.
  private let others: [Int]
  private var next = -1

  init(_ contents: GraphMLContents, _ columns: ForeignColumns) {
    file = contents.file
    self.contents = contents
    self.columns = columns
    cells = ForeignCells(columns)
    nameSlot = columns.slot(of: "name") ?? -1
    others = columns.headers.indices.filter { [nameSlot] in $0 != nameSlot }
  }

  mutating func next(_ row: inout CellRow, _ problems: inout ProblemList) -> Bool {
    row.clear()
    guard next >= 0 else {
      next = 0
      row.line = 1
      for name in ["id", "name"] + others.map({ columns.headers[$0] }) { row.append(cell: name) }
      return true
    }
    // Nodes under the id of an earlier one were reported.
    while next < contents.nodes.count, contents.nodeOfID[Int(contents.nodes[next].id)] != next { next += 1 }
    guard next < contents.nodes.count else { return false }
    let node = contents.nodes[next]
    next += 1
    cells.fill(contents.data, node.values)
    row.line = Int(node.values.line)
    contents.ids.append(Int(node.id), to: &row)
    if let name = name(of: node) {
      row.append(cell: contents.text.span.extracting(name))
    } else {
      contents.ids.append(Int(node.id), to: &row)
    }
    for slot in others {
      if slot == columns.parentSlot {
        if node.parent >= 0 {
          contents.ids.append(Int(contents.nodes[Int(node.parent)].id), to: &row)
        } else {
          row.append(cell: "")
        }
      } else {
        row.append(cell: contents.text.span.extracting(cells.ranges[slot]))
      }
    }
    return true
  }

  /// Where the name of a node lies; `nil` where it has none.
  private func name(of node: GraphMLNode) -> Range<Int>? {
    for slot in [nameSlot, columns.fallbackName ?? -1] where slot >= 0 && !cells.ranges[slot].isEmpty {
      return cells.ranges[slot]
    }
    return node.label < 0 ? nil : contents.labels[Int(node.label)]
  }
}

/// Plays the edges of another tool's file as rows of ties.
struct ForeignTies: RowSource {
  let file: String
  var expectedCount: Int { kept.count }
  private let contents: GraphMLContents
  private let columns: ForeignColumns
  private var cells: ForeignCells
  /// What is done with the values of each column.
  private let rules: [Rule]
  private let kept: [Int32]
  private let idHeader: String
  private var next = -1

  private enum Rule { case whole, trimmed, time, drawn }

  /// For the edges `kept`.
  init(_ contents: GraphMLContents, _ columns: ForeignColumns, _ kept: [Int32], idsAreColumn: Bool) {
    file = contents.file
    self.contents = contents
    self.columns = columns
    self.kept = kept
    cells = ForeignCells(columns)
    rules = columns.headers.indices.map { slot in
      switch columns.headers[slot] {
      case "start", "end": .time
      case "weight": .trimmed
      default: slot == columns.drawnSlot ? .drawn : .whole
      }
    }
    var header = idsAreColumn ? "edge_id" : "id"
    while columns.has(header) { header += "_" }
    idHeader = header
  }

  mutating func next(_ row: inout CellRow, _ problems: inout ProblemList) -> Bool {
    row.clear()
    guard next >= 0 else {
      next = 0
      row.line = 1
      for name in [idHeader, "from_id", "to_id", "influence"] + columns.headers { row.append(cell: name) }
      return true
    }
    guard next < kept.count else { return false }
    let edge = contents.edges[Int(kept[next])]
    next += 1
    cells.fill(contents.data, edge.values)
    row.line = Int(edge.values.line)
    row.append(cell: contents.text.span.extracting(Int(edge.idStart)..<Int(edge.idEnd)))
    // People are the nodes in their order. Where one was left out, which was reported, no network comes of it.
    row.append(row: contents.nodeOfID[Int(edge.source)])
    row.append(row: contents.nodeOfID[Int(edge.target)])
    let direction = edge.direction == .unsaid ? contents.graphs[Int(edge.graph)].edgeDefault : edge.direction
    row.append(cell: direction == .undirected ? "both" : "forward")
    for slot in rules.indices {
      let range = cells.ranges[slot]
      switch rules[slot] {
      case .whole: row.append(cell: contents.text.span.extracting(range))
      case .trimmed: row.append(cell: contents.text.span.extracting(contents.trimmed(range)))
      case .time: row.append(cell: cells.keys[slot] < 0 ? "" : columns.timeCell(cells.keys[slot], range))
      case .drawn:
        row.append(
          cell: contents.text.span.extracting(edge.label < 0 ? 0..<0 : contents.labels[Int(edge.label)]))
      }
    }
    return true
  }
}

/// Where the values of one element lie by column, in memory that is used again for the next.
private struct ForeignCells {
  private let slots: [Int32]
  private let defaults: [Range<Int>]
  private let defaultKeys: [Int32]
  private(set) var ranges: [Range<Int>]
  private(set) var keys: [Int32]

  init(_ columns: ForeignColumns) {
    slots = columns.slots
    defaults = columns.defaults
    defaultKeys = columns.defaultKeys
    ranges = columns.defaults
    keys = columns.defaultKeys
  }

  mutating func fill(_ data: [GraphMLDatum], _ values: GraphMLValues) {
    for slot in ranges.indices {
      ranges[slot] = defaults[slot]
      keys[slot] = defaultKeys[slot]
    }
    var next = values.first
    while next >= 0 {
      let datum = data[Int(next)]
      next = datum.next
      let slot = Int(slots[Int(datum.key)])
      guard slot >= 0 else { continue }
      ranges[slot] = datum.range
      keys[slot] = datum.key
    }
  }
}
