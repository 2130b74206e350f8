import Graph
import Records

extension GEXFWriter {
  // MARK: Nodes

  mutating func writeNodes(_ kind: NodeKind, _ beginnings: [Moment?], _ last: Moment) throws(OutputError) {
    let range = edges.space.range(of: kind)
    let plan = plans[GraphMLNames.table(of: kind)]
    let word = "\(kind)"
    let recordPlace = keys.place(.node, GraphMLNames.record)
    for row in range.indices.map({ $0 - range.lowerBound }) {
      let node = range.lowerBound + row
      let label = network.exportedLabel(kind, row, withContact: withContact)
      sink.put("      <node id=\"n")
      sink.put(node)
      sink.put("\" label=\"")
      sink.put(attribute: label.isEmpty ? word : label)
      if let start = beginnings[node].flatMap({ text($0) }) {
        sink.put("\" start=\"")
        sink.put(text: start)
      }
      sink.put("\"><attvalues>")
      value(GraphMLNames.kind, word)
      let id = network.id(kind, row)
      if !id.isEmpty {
        value(GraphMLNames.record, id)
        if let recordPlace { filled[recordPlace] += 1 }
      }
      plan?.write(row, of: network, to: sink, &notes, &filled)
      // The node goes by its id where it has no name: that is remembered beside it.
      if plan?.isNameless(row, in: network) == true { value(GraphMLNames.kept, "name=") }
      if kind == .person, let moment = adopted?[row] { writeAdoption(moment, last) }
      sink.put("</attvalues></node>\n")
      try sink.passOn()
    }
  }

  /// Both ends are written, since networkx takes no open one.
  private func writeAdoption(_ moment: Moment, _ last: Moment) {
    let first = moment == .min ? unit.start(of: network.timeRange?.from ?? 0) : moment
    let start = unit.scale == .calendar ? max(first, Self.yearOne) : first
    sink.put("<attvalue for=\"")
    sink.put(text: GEXFNames.adopted)
    sink.put("\" value=\"true")
    span(unit.text(start), unit.text(max(start, last)))
    sink.put("\"/>")
  }

  /// A value whose attribute has an id like its title.
  private func value(_ name: String, _ text: String) {
    sink.put("<attvalue for=\"")
    sink.put(text: name)
    sink.put("\" value=\"")
    sink.put(attribute: text)
    sink.put("\"/>")
  }

  // MARK: Edges

  mutating func write(edge: Int) throws(OutputError) {
    let row = Int(edges.row[edge])
    let isTie = edges.kind[edge] == .tie
    let relation = relations[Int(edges.kind[edge].rawValue)]
    let tieKind = isTie ? network.ties.rows[row].kind : ""
    let kind = tieKind.isEmpty ? relation : tieKind
    sink.put("      ")
    sink.put(edge: edge, from: edges.tail[edge], to: edges.head[edge])
    sink.put("\" kind=\"")
    sink.put(attribute: kinds.kind(kind, edges.tail[edge], edges.head[edge], isDirected: isDirected))
    sink.put("\" label=\"")
    sink.put(attribute: kind)
    let weight = isTie ? network.ties.rows[row].weight : nil
    if let weight, weight != 0 {
      sink.put("\" weight=\"")
      sink.put(text: Decimal.text(weight))
    }
    let spells = spells.spells(ofEdge: edge)
    if spells.count == 1 { span(spells[0]) }
    sink.put("\">")
    if spells.count > 1 {
      sink.put("<spells>")
      for spell in spells {
        sink.put("<spell")
        let (start, end) = texts(spell)
        for (name, text) in [("start", start), ("end", end)] {
          if let text { sink.put(Array(" \(name)=\"\(text)\"".utf8)) }
        }
        sink.put("/>")
      }
      sink.put("</spells>")
    }
    sink.put("<attvalues>")
    value(GraphMLNames.relation, relation)
    if isDirected, edges.way[edge] == .both {
      bothWays += 1
      value(GraphMLNames.undirected, "true")
    }
    if edges.kind[edge] == .coEngagement {
      value("team_id", network.teams[network.engagements.rows[row].team].id)
    } else if let plan = edgePlans[Int(edges.kind[edge].rawValue)] {
      plan.write(row, of: network, to: sink, &notes, &filled)
    }
    if let weight, weight == 0 {
      notes.weights += 1
      value(GraphMLNames.kept, "\(GraphMLNames.weight)=\(Decimal.text(weight))")
    }
    sink.put("</attvalues></edge>\n")
    try sink.passOn()
  }

  // MARK: Times

  /// The first and the last unit inside a span, as texts; `nil` where it is open.
  private mutating func texts(_ span: Interval) -> (start: String?, end: String?) {
    (
      span.lower == .min ? nil : text(span.lower), span.upper == .max ? nil : text(span.upper - unit.length)
    )
  }

  /// A moment as text; `nil` in the year 0, which dates of XML have not.
  private mutating func text(_ moment: Moment) -> String? {
    guard unit.scale == .calendar, moment < Self.yearOne else { return unit.text(moment) }
    early += 1
    return nil
  }

  private static let yearOne = Calendar.days(year: 1, month: 1, day: 1) * Calendar.day

  private mutating func span(_ interval: Interval) {
    let (start, end) = texts(interval)
    span(start, end)
  }

  private func span(_ start: String?, _ end: String?) {
    if let start {
      sink.put("\" start=\"")
      sink.put(text: start)
    }
    if let end {
      sink.put("\" end=\"")
      sink.put(text: end)
    }
  }
}
