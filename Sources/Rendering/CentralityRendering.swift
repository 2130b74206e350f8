import Graph
public import Insight
public import Interchange
import Records

/// Writes scores of centrality, all in input order or the `top` greatest of each measure; to those who may not see how single
/// people are placed, none.
public func writeCentrality(
  _ scores: [CentralityScores], of nodes: ViewNodes, edges: [(tail: Int, head: Int)] = [], top: Int?,
  for audience: Audience, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let lists = scores.compactMap { list in
    list.values.shown(to: audience).map { ScoreList(scores: list, values: $0, nodes: nodes, edges: edges, top: top) }
  }
  switch format {
  case .text:
    for list in lists { try output.write(list.text) }
    try output.write("Scores say how people are placed, not how well they work: show them with care.\n")
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("view", nodes.view.rawValue)
      try json.name("measures")
      try json.object { (json) throws(OutputError) in for list in lists { try list.write(&json) } }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    if let first = lists.first, first.scores.measure.isOfEdges {
      try csv.row(["from", "to", first.scores.measure.rawValue])
      for place in first.chosen(top) {
        let (from, to) = edges[place]
        try csv.row([nodes.ids[from], nodes.ids[to], first.values[place].map(Decimal.text) ?? ""])
      }
    } else {
      try csv.row(["id", "name", "kind"] + lists.map(\.scores.measure.rawValue))
      for node in lists.first?.chosen(top) ?? [] {
        try csv.row(
          [nodes.ids[node], nodes.labels[node], "\(nodes.kinds[node])"]
            + lists.map { $0.values[node].map(Decimal.text) ?? "" })
      }
    }
  }
  try output.finish()
}

/// The scores of one measure, with what they are of.
private struct ScoreList {
  let scores: CentralityScores
  let values: [Double?]
  let nodes: ViewNodes
  let edges: [(tail: Int, head: Int)]
  let top: Int?

  /// Places in input order, or the `count` greatest.
  func chosen(_ count: Int?) -> [Int] {
    guard let count else { return Array(values.indices) }
    func value(_ place: Int) -> Double { values[place] ?? -.infinity }
    return Array(values.indices.sorted { (value($1), $0) < (value($0), $1) }.prefix(count))
  }

  var text: String {
    let measure = scores.measure
    let shown = chosen(top ?? 20)
    let decimals = decimals(shown)
    var table =
      measure.isOfEdges
      ? TextTable("from", "name", "to", "name", "#\(measure.rawValue)")
      : TextTable("id", "name", "#\(measure.rawValue)")
    for place in shown {
      let ends = measure.isOfEdges ? [edges[place].tail, edges[place].head] : [place]
      let names = ends.flatMap { [oneLine(nodes.ids[$0], limit: 24), oneLine(nodes.labels[$0], limit: 40)] }
      table.add(names + [rounded(values[place], decimals)])
    }
    var text = "\(measure.rawValue), in the \(nodes.view.rawValue) view: \(measure.meaning)\n\(table.text)"
    if let note = scores.note { text += wrapped("Note: \(note).", indent: "  ") }
    if shown.count < values.count {
      text += "  The \(shown.count) greatest of \(values.count); --format csv or json lists all.\n"
    }
    return text + "\n"
  }

  /// Decimals enough for four digits of the greatest value: in a large network shares of a whole are small.
  private func decimals(_ places: [Int]) -> Int {
    var greatest = places.compactMap { values[$0] }.max() ?? 0
    var decimals = 4
    while greatest > 0, greatest < 0.1, decimals < 12 {
      greatest *= 10
      decimals += 1
    }
    return decimals
  }

  func write(_ json: inout JSONWriter) throws(OutputError) {
    try json.name(scores.measure.rawValue)
    try json.object { (json) throws(OutputError) in
      try json.member("meaning", scores.measure.meaning)
      try json.member("sensitive", true)
      if let note = scores.note { try json.member("note", note) }
      try json.name(scores.measure.isOfEdges ? "edges" : "nodes")
      try json.array { (json) throws(OutputError) in
        for place in chosen(top) {
          try json.object { (json) throws(OutputError) in
            if scores.measure.isOfEdges {
              try json.member("from", nodes.ids[edges[place].tail])
              try json.member("to", nodes.ids[edges[place].head])
            } else {
              try json.member("id", nodes.ids[place])
              if nodes.view.kinds.count > 1 { try json.member("kind", "\(nodes.kinds[place])") }
            }
            try json.member("value", values[place])
          }
        }
      }
    }
  }
}
