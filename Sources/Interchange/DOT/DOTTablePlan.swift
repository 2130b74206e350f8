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
    let openings = plan.cells.map { Array(", \(dotName($0.name))=".utf8) }
    let name = plan.hasNames ? Row.Column.allCases.first { $0.info.name == "name" } : nil
    extras = plan.extras
    // A closure and no protocol: it is compiled for each kind of row, which is five times as fast.
    write = { row, network, sink, notes, filled in
      var kept = ""
      if let name, table.rows[row].cell(name, in: network).isEmpty { kept = "name=" }
      for cell in openings.indices {
        let text = plan.text(of: cell, row, in: table, of: network, &notes, &kept)
        if text.isEmpty { continue }
        filled[plan.cells[cell].key] += 1
        sink.put(openings[cell])
        sink.put(quoted: text)
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
