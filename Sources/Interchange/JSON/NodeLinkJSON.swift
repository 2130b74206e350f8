public import Graph
public import Records

/// Writes a view as node-link JSON, which networkx's `node_link_graph` and d3 read without arguments.
///
/// Numbers and booleans are typed; times are as in tables; missing values are left out. Parallel edges have keys. `columns`
/// are what was reckoned of the view's nodes.
///
/// - Returns: What was written, and what was not.
/// - Complexity: O(nodes + edges), streaming.
@discardableResult public func writeNodeLinkJSON(
  _ network: Network, view: View, window: Interval, withContact: Bool, columns: [NodeColumn] = [],
  to output: OutputFile
) throws(OutputError) -> ExportReport {
  let edges = network.edges(of: view, during: window)
  let space = edges.space
  let names = NodeNames(network, space)
  let taken = Set(["id", "label", "node_kind"] + columns.map(\.name))
  let ofEdges: Set = ["source", "target", "key", "relation"]
  var json = JSONWriter(output)
  try json.object { (json) throws(OutputError) in
    try json.member("directed", true)
    try json.member("multigraph", true)
    try json.name("graph")
    try json.object { (json) throws(OutputError) in
      for (name, value) in [
        ("title", network.about.title), ("description", network.about.description), ("view", view.rawValue),
        ("time", network.scale.rawValue), ("citation", network.about.citation), ("licence", network.about.licence),
      ] where !value.isEmpty {
        try json.member(name, withContact ? value : EmailAddresses.removed(from: value) ?? value)
      }
    }
    try json.name("nodes")
    try json.array { (json) throws(OutputError) in
      for kind in view.kinds {
        let table = RecordTable(kind, of: network, withContact: withContact)
        for node in space.range(of: kind) {
          let row = node - space.range(of: kind).lowerBound
          try json.object { (json) throws(OutputError) in
            try json.member("id", names[node])
            try json.member("label", network.exportedLabel(kind, row, withContact: withContact))
            try json.member("node_kind", "\(kind)")
            for column in columns { try json.member(column, node) }
            try json.members(table, row, network.scale, besides: taken)
          }
        }
      }
    }
    try json.name("edges")
    try json.array { (json) throws(OutputError) in
      var tables: [EdgeKind: RecordTable] = [:]
      for kind in EdgeKind.allCases { tables[kind] = RecordTable(kind, of: network, withContact: withContact) }
      for edge in 0..<edges.count {
        try json.object { (json) throws(OutputError) in
          try json.member("source", names[Int(edges.tail[edge])])
          try json.member("target", names[Int(edges.head[edge])])
          try json.member("key", edge)
          try json.member("relation", edges.kind[edge].relation)
          if let table = tables[edges.kind[edge]] {
            try json.members(table, Int(edges.row[edge]), network.scale, besides: ofEdges)
          }
        }
      }
    }
  }
  try output.finish()
  return TableReport(
    network, view, edges, withContact: withContact, columns: columns,
    fixed: (
      [
        ("id", "id of the record, with its kind in front where two share one"), ("label", "what to call the node"),
        ("node_kind", "what the node stands for"),
      ],
      [
        ("source", "id of the node the edge leaves"), ("target", "id of the node it enters"),
        ("key", "number of the edge, which tells parallel ones apart"),
        ("relation", "the kind of record the edge stands for"),
      ]
    ), countsFormulas: false
  ) { domain, name in (domain == .node ? taken : ofEdges).contains(name) ? name + "_" : name }
  .report("json")
}

extension JSONWriter {
  /// Writes what was reckoned of a node, if anything was.
  fileprivate mutating func member(_ column: NodeColumn, _ node: Int) throws(OutputError) {
    switch column.values {
    case .whole(let values): if let value = values[node] { try member(column.name, value) }
    case .decimal(let values): if let value = values[node], value.isFinite { try member(column.name, value) }
    case .text(let values): if let value = values[node] { try member(column.name, value) }
    }
  }

  /// Writes the cells of a row that are not empty as typed members; names that are taken get an underscore.
  fileprivate mutating func members(
    _ table: RecordTable, _ row: Int, _ scale: TimeScale, besides taken: Set<String>
  ) throws(OutputError) {
    for (position, column) in table.columns.enumerated() {
      let text = table.cell(row, position)
      if text.isEmpty { continue }
      // The id stands there already; an unknown column may happen to have a member's name.
      if column.name == "id" { continue }
      try name(taken.contains(column.name) ? column.name + "_" : column.name)
      switch column.type {
      case .whole: try value(Int(text))
      case .decimal: try value(Double(text))
      case .flag: try value(text == "yes")
      case .time where scale == .integer: try value(Int(text))
      default: try value(text)
      }
    }
  }
}
