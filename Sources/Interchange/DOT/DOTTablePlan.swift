import Graph
import Records

/// How the rows of one table are written as attributes of DOT: by the plan for GraphML.
struct DOTTable {
  /// The unknown columns and the attributes that carry them.
  let extras: [GraphMLColumn]
  /// Writes the cells of a row that are not empty, each with a comma before it.
  let write:
    (_ row: Int, _ network: Network, _ sink: DOTSink, _ notes: inout GraphMLNotes, _ filled: inout [Int]) -> Void

  init<Row: TableRow>(
    _ table: Table<Row>, of network: Network, withContact: Bool, keptKey: Int, _ keys: inout GraphMLKeys
  ) {
    let plan = GraphMLTablePlan(table, of: network, withContact: withContact, &keys)
    var openings: [UInt8] = []
    let places = plan.cells.map { cell in
      let start = openings.count
      openings += ", \(dotName(cell.name))=".utf8
      return start..<openings.count
    }
    let beforeCells = openings
    let name = plan.hasNames ? Row.Column.allCases.first { $0.info.name == "name" } : nil
    extras = plan.extras
    // A closure and no protocol: it is compiled for each kind of row, which is five times as fast.
    write = { row, network, sink, notes, filled in
      var kept = ""
      if let name, Row.content(name, row, of: table.rows.span, in: network).isEmpty { kept = "name=" }
      let openings = beforeCells.span
      let cells = plan.cells.span
      for cell in cells.indices {
        let content = plan.content(of: cell, row, in: table, of: network, &notes, &kept)
        if content.isEmpty { continue }
        filled[cells[cell].key] += 1
        sink.put(openings.extracting(places[cell]))
        sink.put(content, network.scale)
      }
      if kept.isEmpty { return }
      filled[keptKey] += 1
      sink.put(", kept=")
      sink.put(quoted: kept)
    }
  }
}

/// A name as DOT takes it: quoted where it is none of DOT's plain names.
func dotName(_ name: String) -> String {
  let isPlain = name.utf8.allSatisfy { $0 == 0x5F || $0 >= 0x30 && $0 < 0x3A || $0 >= 0x61 && $0 < 0x7B }
  let keywords = ["node", "edge", "graph", "digraph", "subgraph", "strict"]
  return isPlain && name.utf8.first.map { $0 >= 0x3A } == true && !keywords.contains(name) ? name : dotLabel(name)
}
