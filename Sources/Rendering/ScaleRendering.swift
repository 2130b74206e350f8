public import Insight
public import Interchange

/// Writes what another engine found of a whole network; what it found of each person stands in its columns.
public func writeScale(
  _ answer: ScaleAnswer, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let figures = ["nodes"] + answer.measures.flatMap(\.figures)
  switch format {
  case .text: try output.write(text(answer))
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("master", answer.master)
      try json.name("measures")
      try json.array { (json) throws(OutputError) in
        for measure in answer.measures { try json.value(measure.rawValue) }
      }
      for figure in figures { try json.member(figure, answer.figures[figure]) }
      try json.member("columns", answer.columns)
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["figure", "value"])
    for figure in figures { try csv.row([figure, answer.figures[figure].map { String($0) } ?? ""]) }
  }
  try output.finish()
}

private func text(_ answer: ScaleAnswer) -> String {
  var text = "\(counted(answer.figures["nodes"] ?? 0, "person", "people")), worked out by Spark on \(answer.master)\n\n"
  var table = TextTable("measure", "found")
  for measure in answer.measures { table.add(measure.rawValue, found(measure, answer.figures)) }
  text += table.text + "\n"
  text += "Everybody's values: \(answer.columns)\n"
  if let export = answer.export { text += "In an export: \(export)\n" }
  return text
}

private func found(_ measure: ScaleMeasure, _ figures: [String: Int]) -> String {
  func figure(_ name: String) -> Int { figures[name] ?? 0 }
  return switch measure {
  case .degree:
    "\(counted(figure("edges"), "tie", "ties")), no more than \(figure("greatestDegree")) of one person"
  case .components:
    "\(counted(figure("components"), "component", "components")), the largest of \(figure("largestComponent"))"
  case .pagerank: "after \(counted(figure("pagerankRounds"), "round", "rounds"))"
  case .core: "up to \(figure("greatestCore"))"
  case .communities:
    "\(counted(figure("labelCommunities"), "community", "communities")), the largest of \(figure("largestLabelCommunity")), after \(counted(figure("labelRounds"), "round", "rounds"))"
  case .reach:
    "\(counted(figure("reached"), "person", "people")) reached from \(figure("sources"))"
  case .cascade:
    "\(counted(figure("adopters"), "adopter", "adopters")) in \(counted(figure("trees"), "tree", "trees")), the largest of \(figure("largestTree"))"
  }
}
