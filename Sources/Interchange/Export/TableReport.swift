import Graph
import Records

/// Counts what an export of table cells holds and leaves behind.
struct TableReport {
  private let network: Network
  private let edges: EdgeTable
  private let withContact: Bool
  private var notes = GraphMLNotes()
  private var guarded = 0
  private let countsFormulas: Bool
  private var entries: [DictionaryEntry] = []
  private var places: [String: Int] = [:]

  /// - Parameters:
  ///   - fixed: What every node and every edge has, with what it says.
  ///   - countsFormulas: Whether cells that a spreadsheet would run are changed.
  init(
    _ network: Network, _ view: View, _ edges: EdgeTable, withContact: Bool, columns: [NodeColumn],
    fixed: (node: [(name: String, meaning: String)], edge: [(name: String, meaning: String)]), countsFormulas: Bool,
    header: (_ domain: GraphMLDomain, _ column: String) -> String
  ) {
    self.network = network
    self.edges = edges
    self.withContact = withContact
    self.countsFormulas = countsFormulas
    for (name, meaning) in fixed.node { add(.node, name, "string", meaning, edges.space.count) }
    for column in columns {
      let filled = (0..<column.count).count { !column.text($0).isEmpty }
      add(.node, column.name, column.isTime ? "date" : column.type.rawValue, column.meaning, filled)
    }
    for kind in view.kinds {
      let rows = Array(0..<edges.space.range(of: kind).count)
      let table = RecordTable(kind, of: network, withContact: true)
      count(
        table, rows, .node, GraphMLNames.table(of: kind), leavingOut: withContact ? ["id"] : ["id", "email"], header)
    }
    for (name, meaning) in fixed.edge { add(.edge, name, "string", meaning, edges.count) }
    for kind in EdgeKind.allCases {
      guard let table = RecordTable(kind, of: network, withContact: true),
        let name = TableName.allCases.first(where: { GraphMLNames.shape(of: $0)?.kind == kind })
      else { continue }
      let rows = edges.kind.indices.filter { edges.kind[$0] == kind }.map { Int(edges.row[$0]) }
      if !rows.isEmpty { count(table, rows, .edge, name, leavingOut: ["id"], header) }
    }
    notes.withheld = columns.reduce(0) { $0 + $1.withheld }
    if view == .full { notes.countLeftOut(network, edges) }
    if !withContact { notes.people = network.people.rows.count { !$0.email.isEmpty } }
  }

  private mutating func add(
    _ domain: GraphMLDomain, _ name: String, _ type: String, _ meaning: String, _ filled: Int
  ) {
    let id = "\(domain) \(name)"
    var sum = filled
    if let place = places[id] {
      sum += entries[place].filled
      entries[place] = DictionaryEntry(column: name, on: "\(domain)", type: type, meaning: meaning, filled: sum)
      return
    }
    places[id] = entries.count
    entries.append(DictionaryEntry(column: name, on: "\(domain)", type: type, meaning: meaning, filled: filled))
  }

  private mutating func count(
    _ table: RecordTable, _ rows: [Int], _ domain: GraphMLDomain, _ name: TableName, leavingOut: Set<String>,
    _ header: (GraphMLDomain, String) -> String
  ) {
    for (place, column) in table.columns.enumerated() where !leavingOut.contains(column.name) {
      var filled = 0
      for row in rows {
        var text = table.cell(row, place)
        if !withContact, column.type == .text, column.name != "name", let masked = EmailAddresses.removed(from: text) {
          notes.addresses += 1
          text = masked
        }
        if text.isEmpty { continue }
        filled += 1
        if countsFormulas, CSVLine.isFormula(text) { guarded += 1 }
      }
      if filled == 0 { continue }
      let type = column.type.name(network.scale)
      let known = GraphMLMeanings.meaning(domain, GraphMLNames.attribute(name, column.name))
      add(
        domain, header(domain, column.name), type,
        known.isEmpty ? "the column '\(column.name)' of \(name.file), as written" : known, filled)
    }
  }

  /// What was found.
  func report(_ format: String) -> ExportReport {
    var losses = notes.losses(replaced: 0)
    if guarded > 0 {
      losses.append(
        ExportLoss(
          kind: "formulas", count: guarded,
          note: "cells that a spreadsheet would run as a formula, with an apostrophe in front: \(guarded)"))
    }
    return ExportReport(
      format: format, nodes: edges.space.count, edges: edges.count, losses: losses, remarks: [], dictionary: entries)
  }
}
