public import Insight
public import Interchange

/// Writes what measures mean for people, what they do not mean, their formulas and sources.
public func writeGuide(
  to measures: [CentralityMeasure], as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  switch format {
  case .text:
    for measure in measures {
      let guide = measure.guide
      try output.write(
        "\(measure.rawValue)\n" + wrapped("Says \(guide.meaning).", indent: "  ")
          + wrapped("Mind: \(guide.caution)", indent: "  ") + wrapped("Formula: \(guide.formula).", indent: "  ")
          + wrapped("Source: \(guide.source).", indent: "  ") + "\n")
    }
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.name("measures")
      try json.array { (json) throws(OutputError) in
        for measure in measures {
          try json.object { (json) throws(OutputError) in
            try json.member("measure", measure.rawValue)
            try json.member("meaning", measure.guide.meaning)
            try json.member("caution", measure.guide.caution)
            try json.member("formula", measure.guide.formula)
            try json.member("source", measure.guide.source)
          }
        }
      }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["measure", "meaning", "caution", "formula", "source"])
    for measure in measures {
      let guide = measure.guide
      try csv.row([measure.rawValue, guide.meaning, guide.caution, guide.formula, guide.source])
    }
  }
  try output.finish()
}
