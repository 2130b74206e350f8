public import Graph
public import Records

/// Writes when which people were joined, as the table of spells that R's networkDynamic reads as `edge.spells`.
///
/// The columns are `onset,terminus,tail,head`, then `relation,kind,weight,directed,id`, which networkDynamic takes as
/// attributes. A row is one spell of a tie or a transfer, or of two people supporting one team, from the onset up to but
/// not including the terminus. Times count days since 1970-01-01 where every time of the network is a date, seconds since
/// then where some have a time of day, periods in an integer network; open sides are `-Inf` and `Inf`. People are
/// numbered from 1 in input order. `directed` is FALSE where the edge goes both ways.
///
/// - Parameters:
///   - network: The network.
///   - window: Which records to write; their spells are written whole.
///   - output: Where to; it stays open.
/// - Returns: What was written, and what was not.
/// - Complexity: O(records), and for teams the pairs of their engagements; streaming.
@discardableResult public func writeSpells(
  _ network: Network, window: Interval, to output: OutputFile
) throws(OutputError) -> ExportReport {
  let edges = network.edges(of: .people, during: window)
  let spells = RecordSpells(network, edges)
  let unit = network.unit
  var csv = CSVWriter(output, guardingFormulas: false)
  try csv.row(["onset", "terminus", "tail", "head", "relation", "kind", "weight", "directed", "id"])
  var written = 0
  for edge in 0..<edges.count {
    let row = Int(edges.row[edge])
    let kind = edges.kind[edge]
    let id: String
    var word = ""
    switch kind {
    case .tie:
      id = network.ties.rows[row].id
      word = network.ties.rows[row].kind
    case .transfer:
      id = network.transfers.rows[row].id
      word = network.techniques[network.transfers.rows[row].technique].id
    default:
      id = ""
      word = network.teams[network.engagements.rows[row].team].id
    }
    let found = spells.spells(ofEdge: edge)
    for spell in found.isEmpty ? [Interval.always] : found {
      written += 1
      try csv.row([
        onset(spell.lower, unit), onset(spell.upper, unit), String(edges.tail[edge] + 1), String(edges.head[edge] + 1),
        kind.relation, word, Decimal.text(edges.weight[edge]), edges.way[edge] == .both ? "FALSE" : "TRUE", id,
      ])
    }
  }
  return spellsReport(network, edges, rows: written)
}

/// What spells hold, and what they have no place for.
private func spellsReport(_ network: Network, _ edges: EdgeTable, rows: Int) -> ExportReport {
  let left: [(TableName, Int)] = [
    (.techniques, network.techniques.count), (.cohorts, network.cohorts.count), (.events, network.events.count),
    (.outcomes, network.outcomes.count), (.uses, network.uses.count), (.memberships, network.memberships.count),
    (.enrolments, network.enrolments.count), (.organisations, network.organisations.count),
  ]
  let meanings = [
    ("onset", "from when, in days or seconds since 1970 or in periods", "double"),
    ("terminus", "until when, itself not included", "double"), ("tail", "number of the person it runs from", "int"),
    ("head", "number of the person it runs to", "int"), ("relation", "the kind of record", "string"),
    ("kind", "kind of the tie, id of the technique, or id of the team", "string"),
    ("weight", "strength, or 1", "double"),
    ("directed", "FALSE where it goes both ways", "boolean"), ("id", "id of the record", "string"),
  ]
  return ExportReport(
    format: "spells", nodes: network.people.count, edges: rows,
    losses: left.filter { $0.1 > 0 }.map { table, count in
      ExportLoss(
        kind: "\(table)NotCarried", count: count,
        note: "left out: the \(table), which spells have no place for: \(count)")
    }, remarks: [],
    dictionary: meanings.map { DictionaryEntry(column: $0.0, on: "edge", type: $0.2, meaning: $0.1, filled: rows) })
}

/// Writes the spells as `edge.spells.csv`, and beside them who is who as `vertex.spells.csv`.
///
/// The latter's columns are `onset,terminus,vertex`, as networkDynamic reads `vertex.spells`, then `id,name`. People are
/// there always.
///
/// - Returns: What was written, and what was not.
@discardableResult public func writeSpells(
  _ network: Network, window: Interval, to folder: OutputFolder
) throws(OutputError) -> ExportReport {
  let edges = try folder.file("edge.spells.csv")
  let report = try writeSpells(network, window: window, to: edges)
  try edges.finish()
  let people = try folder.file("vertex.spells.csv")
  var csv = CSVWriter(people, guardingFormulas: false)
  try csv.row(["onset", "terminus", "vertex", "id", "name"])
  for (row, person) in network.people.rows.enumerated() {
    try csv.row(["-Inf", "Inf", String(row + 1), person.id, network.label(.person, row)])
  }
  try people.finish()
  return report
}

/// True for the names of files that ``writeSpells(_:window:to:)-(_,_,OutputFolder)`` writes.
public func isSpellsFile(_ name: String) -> Bool { name == "edge.spells.csv" || name == "vertex.spells.csv" }

/// A moment in units since the beginning of time counting.
private func onset(_ moment: Moment, _ unit: TimeUnit) -> String {
  switch moment {
  case .min: "-Inf"
  case .max: "Inf"
  default: String(moment / unit.length)
  }
}
