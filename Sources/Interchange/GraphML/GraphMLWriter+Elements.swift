import Graph
import Records

extension GraphMLWriter {
  // MARK: Nodes

  mutating func writeNodes(_ kind: NodeKind) throws(OutputError) {
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
      let place = sink.place
      sink.put(text: shown)
      let length = sink.place - place
      sink.put("</data><data key=\"v_name\">")
      sink.put(again: place, length)
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
      if network.isNameless(kind, row) { kept = "name=" }
      write(table, row, plan, &kept)
      if !kept.isEmpty { value(keptKeys.node, "<data key=\"v_kept\">", kept) }
      drawing?.draw(first + row, kind, row, shown, into: sink)
      sink.put("</node>\n")
      try sink.passOn()
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
  @inline(__always)
  private mutating func write<Row: TableRow>(
    _ table: Table<Row>, _ row: Int, _ plan: GraphMLTablePlan<Row>, _ kept: inout String
  ) {
    let cells = plan.cells.span
    let openings = plan.openings.span
    for cell in cells.indices {
      let content = plan.content(of: cell, row, in: table, of: network, &notes, &kept)
      if content.isEmpty { continue }
      filled[cells[cell].key] += 1
      sink.put(openings.extracting(cells[cell].opening))
      sink.put(content, network.scale)
      sink.put("</data>")
    }
  }

  // MARK: Edges

  mutating func writeEdges() throws(OutputError) {
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
    sink.put("    ")
    sink.put(edge: edge, from: edges.tail[edge], to: edges.head[edge])
    sink.put("\"><data key=\"e_label\">")
    let place = sink.place
    sink.put(text: kind)
    let length = sink.place - place
    sink.put("</data><data key=\"e_interaction\">")
    sink.put(again: place, length)
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
      // Looked at where it lies: copying the tie would take longer than writing it.
      if edges.kind[edge] == .tie, !network.ties.rows.span[row].kind.isEmpty {
        kind = network.ties.rows.span[row].kind
      }
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
