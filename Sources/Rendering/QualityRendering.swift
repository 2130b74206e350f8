import Graph
public import Insight
public import Interchange
import Records

/// Writes how complete records are, and how answers move when some are missing.
///
/// - Parameters:
///   - coverage: What is on record of what could be.
///   - sensitivity: How answers move; `nil` where that was not asked.
///   - hasTechnique: Whether they are of one technique, not of all.
///   - format: How to write it.
///   - output: Where to.
public func writeQuality(
  _ coverage: Coverage, _ sensitivity: Sensitivity?, hasTechnique: Bool, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let rendering = QualityRendering(coverage: coverage, sensitivity: sensitivity, hasTechnique: hasTechnique)
  switch format {
  case .text: try rendering.writeText(to: output)
  case .json: try rendering.writeJSON(to: output)
  case .csv: try rendering.writeCSV(to: output)
  }
  try output.finish()
}

private struct QualityRendering {
  let coverage: Coverage
  let sensitivity: Sensitivity?
  let hasTechnique: Bool

  /// A figure that may move: its name in JSON, in words, and how to take it.
  private struct Figure {
    var name: String
    var words: String
    /// Decimals when read: none for counts.
    var decimals = 0
    var value: (SensitiveFigures) -> Double?
  }

  private var figures: [Figure] {
    var figures: [Figure] = []
    for (index, level) in Certainty.allCases.enumerated() {
      figures.append(
        Figure(name: "\(level)People", words: "others reached, level \(words(level))") { figures in
          figures.people.indices.contains(index) ? Double(figures.people[index]) : nil
        })
      figures.append(
        Figure(name: "\(level)Teams", words: "teams reached, level \(words(level))") { figures in
          figures.teams.indices.contains(index) ? Double(figures.teams[index]) : nil
        })
    }
    figures.append(
      Figure(
        name: "adopters",
        words: hasTechnique ? "people who used it, whole network" : "people who used any technique, whole network"
      ) {
        Double($0.adopters)
      })
    figures.append(Figure(name: "r0", words: "R of generation 0, whole network", decimals: 2) { $0.firstR })
    figures.append(Figure(name: "r1", words: "R of generation 1, whole network", decimals: 2) { $0.secondR })
    return figures.filter { figure in sensitivity.map { figure.value($0.full) != nil } ?? false }
  }

  func writeText(to output: OutputFile) throws(OutputError) {
    var table = TextTable("what", "#have it", "#of", "#share", "without it, for example")
    for measure in coverage.measures {
      let examples = measure.examples.prefix(3).map { oneLine($0, limit: 16) }.joined(separator: ", ")
      let more = measure.of - measure.count > min(measure.examples.count, 3) ? ", ..." : ""
      table.add(
        measure.what, String(measure.count), String(measure.of), measure.share.map(percent) ?? "-", examples + more)
    }
    try output.write(
      "What is on record, of what could be, in the whole network (lines are those of the records' own file)\n\n\(table.text)"
    )
    let gaps = coverage.measures.filter { $0.count < $0.of }
    if !gaps.isEmpty {
      try output.write("\nWhat the gaps mean\n")
      var said: Set<String> = []
      for measure in gaps where said.insert(measure.meaning).inserted {
        let same = gaps.filter { $0.meaning == measure.meaning }.map(\.subject).joined(separator: ", ")
        try output.write(wrapped("\(same): \(measure.meaning)", indent: "  "))
      }
    }
    if !coverage.evidence.isEmpty {
      var table = TextTable("evidence", "#observed", "#confirmed", "#reported", "#inferred")
      for row in coverage.evidence {
        let counts = Dictionary(uniqueKeysWithValues: row.counts.map { ($0.grade, String($0.count)) })
        table.add(
          row.table, counts[.observed] ?? "0", counts[.confirmed] ?? "0", counts[.reported] ?? "0",
          counts[.inferred] ?? "0")
      }
      try output.write("\nHow well it is known, in records\n\(table.text)")
    }
    guard let sensitivity else { return }
    let missing = sensitivity.missing.map { "#\(percent($0.share)) missing" }
    var moves = TextTable(
      ["figure", "#all records", "#observed or confirmed"] + missing.map { "\($0), middle 95%" })
    moves.alignsDecimals = false
    for figure in figures {
      func text(_ value: Double?) -> String { rounded(value, figure.decimals) }
      moves.add(
        [
          figure.words, text(figure.value(sensitivity.full)), text(figure.value(sensitivity.confirmedOnly)),
        ]
          + sensitivity.missing.map { missing in
            missing.range(of: figure.value).map {
              "\(text($0.median)) (\(text($0.low)) to \(text($0.high)))"
            } ?? "-"
          })
    }
    let runs = sensitivity.missing.first?.runs.count ?? 0
    try output.write(
      "\n"
        + wrapped(
          "How far answers hang on single records: uses, engagements, transfers, ties and memberships left out by lot, \(counted(runs, "time", "times"))"
        ) + moves.text
        + wrapped(
          "Others are people outside the source's cohorts. The second column keeps the uses, engagements and transfers graded observed or confirmed, and all ties and memberships, which carry no grade. Leaving records out can only lower reach; records that are missing already have lowered it the same way. R can move either way.",
          indent: "  "))
  }

  func writeJSON(to output: OutputFile) throws(OutputError) {
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.name("coverage")
      try json.array { (json) throws(OutputError) in
        for measure in coverage.measures {
          try json.object { (json) throws(OutputError) in
            try json.member("name", measure.name)
            try json.member("what", measure.what)
            try json.member("count", measure.count)
            try json.member("of", measure.of)
            try json.member("share", measure.share)
            try json.member("meaning", measure.meaning)
            try json.name("examples")
            try json.array { (json) throws(OutputError) in
              for one in measure.examples { try json.value(one) }
            }
          }
        }
      }
      try json.name("evidence")
      try json.array { (json) throws(OutputError) in
        for row in coverage.evidence {
          try json.object { (json) throws(OutputError) in
            try json.member("table", row.table)
            for (grade, count) in row.counts { try json.member(grade.rawValue, count) }
          }
        }
      }
      try json.name("sensitivity")
      guard let sensitivity else { return try json.value(String?.none) }
      try json.array { (json) throws(OutputError) in
        for figure in figures {
          try json.object { (json) throws(OutputError) in
            try json.member("figure", figure.name)
            try json.member("full", figure.value(sensitivity.full))
            try json.member("confirmedOnly", figure.value(sensitivity.confirmedOnly))
            try json.name("missing")
            try json.array { (json) throws(OutputError) in
              for missing in sensitivity.missing {
                let range = missing.range(of: figure.value)
                try json.object { (json) throws(OutputError) in
                  try json.member("share", missing.share)
                  try json.member("runs", missing.runs.count)
                  try json.member("median", range?.median)
                  try json.member("low", range?.low)
                  try json.member("high", range?.high)
                }
              }
            }
          }
        }
      }
    }
  }

  func writeCSV(to output: OutputFile) throws(OutputError) {
    var csv = CSVWriter(output, guardingFormulas: true)
    func text(_ value: Double?) -> String { value.map { Decimal.text($0) } ?? "" }
    try csv.row(["section", "name", "what", "records", "value", "of", "low", "high"])
    for measure in coverage.measures {
      try csv.row([
        "coverage", measure.name, measure.what, "all", String(measure.count), String(measure.of), "", "",
      ])
    }
    guard let sensitivity else { return }
    for figure in figures {
      func row(_ records: String, _ value: Double?, _ low: Double? = nil, _ high: Double? = nil) throws(OutputError) {
        try csv.row(["sensitivity", figure.name, figure.words, records, text(value), "", text(low), text(high)])
      }
      try row("all", figure.value(sensitivity.full))
      try row("confirmed only", figure.value(sensitivity.confirmedOnly))
      for missing in sensitivity.missing {
        let range = missing.range(of: figure.value)
        try row("\(percent(missing.share)) missing", range?.median, range?.low, range?.high)
      }
    }
  }
}
