import Graph
import Records

extension DOTWriter {
  /// Writes the file.
  mutating func write(to sink: DOTSink) throws(OutputError) {
    try writeHead(to: sink)
    for kind in view.kinds { try writeNodes(kind, to: sink) }
    if engine == .dot, view.isTwoMode { writeColumns(to: sink) }
    var edge = 0
    while edge < edges.count {
      var end = edge
      while end < edges.count, edges.kind[end] == edges.kind[edge] { end += 1 }
      try writeEdges(edge..<end, to: sink)
      edge = end
    }
    sink.put("}\n")
    try sink.flush()
  }

  private mutating func writeHead(to sink: DOTSink) throws(OutputError) {
    var columns: [String: [GraphMLColumn]] = [:]
    for (table, plan) in plans where !plan.extras.isEmpty { columns[table.rawValue] = plan.extras }
    let values = network.graphValues(
      view, columns: columns, reckoned: reckoned.map { keys.all[$0.key].name }, withContact: withContact, &notes)
    sink.put("digraph network {\n  graph [")
    // First what says how the rest is to be read.
    for (place, (name, text)) in values.enumerated() {
      sink.put(dot: place == 0 ? "\(dotName(name))=" : ", \(dotName(name))=")
      sink.put(quoted: text)
    }
    sink.put("];\n  graph [layout=")
    sink.put(dot: engine.rawValue)
    sink.put(", ")
    sink.put(dot: layout)
    sink.put(", outputorder=edgesfirst, charset=\"UTF-8\", fontname=\"Helvetica\", fontsize=14, labelloc=t, label=")
    sink.put(quoted: caption)
    sink.put(
      "];\n  node [fontname=\"Helvetica\", style=filled, color=\"#333333\", penwidth=0.6];\n  edge [fontname=\"Helvetica\", arrowsize=0.4];\n"
    )
    try sink.passOn()
  }

  /// What the engine is told.
  private var layout: String {
    switch engine {
    case .dot: view.isTwoMode ? "rankdir=LR, ranksep=3, nodesep=0.1" : "rankdir=LR, nodesep=0.15"
    case .twopi: "root=n\(centre ?? 0), ranksep=\(edges.space.count > 40 ? "2.2" : "1.8"), overlap=prism, splines=line"
    case .sfdp: "overlap=prism, overlap_scaling=-3, K=0.7, splines=line"
    case .neato, .fdp: "overlap=prism, splines=line"
    case .circo: "splines=line"
    }
  }

  private var caption: String {
    let title = network.about.title
    let masked = withContact ? title : EmailAddresses.removed(from: title) ?? title
    let alumni = network.alumni()
    let legend = DOTStyle.legend(
      view.kinds.filter { !edges.space.range(of: $0).isEmpty }, alumni: alumni.count { $0 }, people: alumni.count,
      EdgeKind.allCases.filter { edges.kind.contains($0) })
    return [masked, legend].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// Two columns: all nodes of a kind in one.
  private func writeColumns(to sink: DOTSink) {
    for kind in view.kinds {
      let range = edges.space.range(of: kind)
      if range.isEmpty { continue }
      sink.put("  { rank=same;")
      for node in range {
        sink.put(" n")
        sink.put(node)
        sink.put(";")
      }
      sink.put(" }\n")
    }
  }

  // MARK: Nodes

  private mutating func writeNodes(_ kind: NodeKind, to sink: DOTSink) throws(OutputError) {
    let range = edges.space.range(of: kind)
    if range.isEmpty { return }
    let style = DOTStyle.node(kind)
    let named = "shape=\(style.shape), fontsize=9, fontcolor=\(style.ink), width=0.3, height=0.25, margin=\"0.08,0.03\""
    sink.put("  node [kind=")
    sink.put(dot: "\(kind), class=\(kind), fillcolor=\"\(style.fill)\", ")
    if isNamed.isEmpty {
      sink.put(dot: "fixedsize=false, \(named)")
    } else {
      // Dots, whose names take no room.
      sink.put(
        dot:
          "fixedsize=shape, shape=\(kind == .person ? "circle" : style.shape), fontsize=1, fontcolor=\"#00000000\", width=0.12, height=0.12, margin=0"
      )
    }
    sink.put("];\n")
    let plan = plans[GraphMLNames.table(of: kind)]
    let isAlumnus = kind == .person ? network.alumni() : []
    let asNamed = Array(", fixedsize=false, \(named)".utf8)
    let recordKey = keys.place(.node, GraphMLNames.record)
    for node in range {
      let row = node - range.lowerBound
      let label = network.exportedLabel(kind, row, withContact: withContact)
      sink.put("  n")
      sink.put(node)
      sink.put(" [label=")
      sink.put(quoted: label.isEmpty ? "\(kind)" : label)
      let id = network.id(kind, row)
      if !id.isEmpty {
        sink.put(", record_id=")
        sink.put(quoted: id)
        if let recordKey { filled[recordKey] += 1 }
      }
      plan?.write(row, network, sink, &notes, &filled)
      for (column, key, opening) in reckoned {
        let text = column.text(node)
        if text.isEmpty { continue }
        filled[key] += 1
        sink.put(opening)
        sink.put(quoted: text)
      }
      if !isNamed.isEmpty, isNamed[node] { sink.put(asNamed) }
      if kind == .person, isAlumnus[row] {
        sink.put(", class=alumnus, fillcolor=\"#0072B2\"")
        if isNamed.isEmpty || isNamed[node] { sink.put(", fontcolor=white") }
      }
      if node == centre { sink.put(", penwidth=3, fontsize=12") }
      sink.put("];\n")
      try sink.passOn()
    }
  }

  // MARK: Edges

  private mutating func writeEdges(_ run: Range<Int>, to sink: DOTSink) throws(OutputError) {
    guard let first = run.first else { return }
    let kind = edges.kind[first]
    let style = DOTStyle.edge(kind)
    let way = edges.way[first]
    // Of many lines each is faint.
    let colour = style.colour.count == 7 && edges.count > 500 ? style.colour + "55" : style.colour
    sink.put("  edge [relation=")
    sink.put(quoted: kind.relation)
    sink.put(
      dot:
        ", class=\(dotLabel(kind.relation)), color=\"\(colour)\", style=\(style.line), penwidth=\(style.width), dir=\(direction(way))"
    )
    sink.put("];\n")
    let plan = edgePlans[Int(kind.rawValue)]
    for edge in run {
      let row = Int(edges.row[edge])
      sink.put("  n")
      sink.put(Int(edges.tail[edge]))
      sink.put(" -> n")
      sink.put(Int(edges.head[edge]))
      sink.put(" [tooltip=")
      // Looked at where it lies: copying the tie would take longer than writing it.
      let word = kind == .tie ? network.ties.rows.span[row].kind : ""
      sink.put(quoted: word.isEmpty ? kind.relation : word)
      if let plan {
        plan.write(row, network, sink, &notes, &filled)
      } else if kind == .coEngagement, let teamKey {
        filled[teamKey] += 1
        sink.put(", team_id=")
        sink.put(quoted: network.teams[network.engagements.rows[row].team].id)
      }
      if edges.way[edge] != way {
        sink.put(", dir=")
        sink.put(dot: direction(edges.way[edge]))
      }
      sink.put("];\n")
      try sink.passOn()
    }
  }

  private func direction(_ way: Way) -> String { way == .both ? "none" : "forward" }
}
