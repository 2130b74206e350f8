import Records

/// How the rows of some table are written as values of GEXF elements.
protocol GEXFTable: Sendable {
  /// The unknown columns and the attributes that carry them.
  var extras: [GraphMLColumn] { get }
  /// Writes the cells of a row that are not empty, and counts them by the places of their keys.
  func write(_ row: Int, of network: Network, to sink: XMLSink, _ notes: inout GraphMLNotes, _ filled: inout [Int])
  /// True where the row's table has names and the row has none.
  func isNameless(_ row: Int, in network: Network) -> Bool
}

/// How the rows of one table are written: the plan for GraphML, but that absent booleans stay absent and that weights,
/// which GEXF has a place of its own for, are left to it.
struct GEXFTablePlan<Row: TableRow>: GEXFTable {
  private let table: Table<Row>
  private let plan: GraphMLTablePlan<Row>
  private let openings: [[UInt8]]
  private let name: Row.Column?

  init(_ table: Table<Row>, of network: Network, withContact: Bool, _ keys: inout GraphMLKeys) {
    self.table = table
    plan = GraphMLTablePlan(table, of: network, withContact: withContact, &keys)
    openings = plan.cells.map { Array("<attvalue for=\"\($0.name)\" value=\"".utf8) }
    name = plan.hasNames ? Row.Column.allCases.first { $0.info.name == "name" } : nil
  }

  var extras: [GraphMLColumn] { plan.extras }

  func isNameless(_ row: Int, in network: Network) -> Bool {
    name.map { Row.content($0, row, of: table.rows.span, in: network).isEmpty } ?? false
  }

  func write(_ row: Int, of network: Network, to sink: XMLSink, _ notes: inout GraphMLNotes, _ filled: inout [Int]) {
    for (cell, opening) in zip(plan.cells, openings) where cell.rule != .weight {
      var text =
        if let column = cell.column {
          Row.content(column, row, of: table.rows.span, in: network).text(network.scale)
        } else {
          table.extraColumns[cell.extra].values[row]
        }
      if text.isEmpty { continue }
      if cell.rule == .flag { text = text == "yes" ? "true" : "false" }
      if cell.rule == .masked, let masked = EmailAddresses.removed(from: text) {
        notes.addresses += 1
        text = masked
        if text.isEmpty { continue }
      }
      filled[cell.key] += 1
      sink.put(opening)
      sink.put(attribute: text)
      sink.put("\"/>")
    }
  }
}
