public import Insight
public import Interchange
public import Records

/// Writes how much a network holds, and of when.
public func writeSummary(
  _ summary: Summary, of network: Network, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let from = summary.from.map(summary.unit.text)
  let to = summary.to.map(summary.unit.text)
  switch format {
  case .text:
    if !network.about.title.isEmpty { try output.write("\(oneLine(network.about.title, limit: 100))\n") }
    if let from, let to { try output.write("\(from) to \(to)\n") }
    var table = TextTable("records", "#number")
    for (name, count) in summary.counts where count > 0 { table.add(name, String(count)) }
    try output.write(table.text)
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      for (name, count) in summary.counts {
        try json.member(name, count)
      }
      try json.member("from", time: summary.from, summary.unit)
      try json.member("to", time: summary.to, summary.unit)
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["record", "value"])
    for (name, count) in summary.counts { try csv.row([name, String(count)]) }
    try csv.row(["from", from ?? ""])
    try csv.row(["to", to ?? ""])
  }
  try output.finish()
}
