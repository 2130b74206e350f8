import Graph
public import Insight
public import Interchange
public import Records

/// Writes scores of centrality: all in input order, or the `top` greatest of each measure.
public func writeCentrality(
  _ scores: [CentralityScores], of network: Network, view: View, top: Int?, as format: OutputFormat,
  to output: OutputFile
) throws(OutputError) {
  let space = network.space(of: view)
  func chosen(_ values: [Double?], _ count: Int?) -> [Int] {
    guard let count else { return Array(values.indices) }
    func value(_ node: Int) -> Double { values[node] ?? -.infinity }
    return Array(values.indices.sorted { (value($1), $0) < (value($0), $1) }.prefix(count))
  }
  switch format {
  case .text:
    for list in scores {
      var table = TextTable("id", "name", "#\(list.measure.rawValue)")
      let shown = chosen(list.values, top ?? 20)
      for node in shown {
        let place = space.locate(node)
        table.add(
          oneLine(network.id(place.kind, place.row), limit: 24),
          oneLine(network.label(place.kind, place.row), limit: 40), rounded(list.values[node], 4))
      }
      try output.write(
        "\(list.measure.rawValue), in the \(view.rawValue) view: \(list.measure.meaning)\n\(table.text)")
      if shown.count < list.values.count {
        try output.write("  The \(shown.count) greatest of \(list.values.count); --format csv or json lists all.\n")
      }
      try output.write("\n")
    }
    try output.write("Scores say how people are placed, not how well they work: show them with care.\n")
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("view", view.rawValue)
      try json.name("measures")
      try json.object { (json) throws(OutputError) in
        for list in scores {
          try json.name(list.measure.rawValue)
          try json.object { (json) throws(OutputError) in
            try json.member("meaning", list.measure.meaning)
            try json.name("nodes")
            try json.array { (json) throws(OutputError) in
              for node in chosen(list.values, top) {
                let place = space.locate(node)
                try json.object { (json) throws(OutputError) in
                  try json.member("id", network.id(place.kind, place.row))
                  if view.kinds.count > 1 {
                    try json.member("kind", "\(place.kind)")
                  }
                  try json.member("value", list.values[node])
                }
              }
            }
          }
        }
      }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["id", "name", "kind"] + scores.map(\.measure.rawValue))
    let nodes = scores.first.map { chosen($0.values, top) } ?? []
    for node in nodes {
      let place = space.locate(node)
      try csv.row(
        [network.id(place.kind, place.row), network.label(place.kind, place.row), "\(place.kind)"]
          + scores.map { $0.values[node].map(Decimal.text) ?? "" })
    }
  }
  try output.finish()
}
