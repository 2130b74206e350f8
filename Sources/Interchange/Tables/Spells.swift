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
/// - Complexity: O(records), and for teams the pairs of their engagements; streaming.
public func writeSpells(_ network: Network, window: Interval, to output: OutputFile) throws(OutputError) {
  let edges = network.edges(of: .people, during: window)
  let spells = RecordSpells(network, edges)
  let unit = network.unit
  var csv = CSVWriter(output, guardingFormulas: false)
  try csv.row(["onset", "terminus", "tail", "head", "relation", "kind", "weight", "directed", "id"])
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
      try csv.row([
        onset(spell.lower, unit), onset(spell.upper, unit), String(edges.tail[edge] + 1), String(edges.head[edge] + 1),
        kind.relation, word, Decimal.text(edges.weight[edge]), edges.way[edge] == .both ? "FALSE" : "TRUE", id,
      ])
    }
  }
}

/// Writes the spells as `edge.spells.csv`, and beside them who is who as `vertex.spells.csv`.
///
/// The latter's columns are `onset,terminus,vertex`, as networkDynamic reads `vertex.spells`, then `id,name`. People are
/// there always.
public func writeSpells(_ network: Network, window: Interval, to folder: OutputFolder) throws(OutputError) {
  let edges = try folder.file("edge.spells.csv")
  try writeSpells(network, window: window, to: edges)
  try edges.finish()
  let people = try folder.file("vertex.spells.csv")
  var csv = CSVWriter(people, guardingFormulas: false)
  try csv.row(["onset", "terminus", "vertex", "id", "name"])
  for (row, person) in network.people.rows.enumerated() {
    try csv.row(["-Inf", "Inf", String(row + 1), person.id, network.label(.person, row)])
  }
  try people.finish()
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
