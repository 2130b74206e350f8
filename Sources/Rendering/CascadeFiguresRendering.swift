import Graph
import Insight
import Interchange
import Records

extension CascadeRendering {
  /// Sections of text, each only where there is something to say.
  func writeFigures(_ figures: CascadeFigures, of cascade: Cascade, to output: OutputFile) throws(OutputError) {
    var practice: [String] = []
    if figures.trained > 0 {
      let share = percent(Double(figures.trainedWhoUsed) / Double(figures.trained))
      let what = cascade.technique == nil ? "at least one technique they were taught" : "it"
      practice.append(
        "On record as using \(what) since: \(figures.trainedWhoUsed) of \(figures.trained) taught at events (\(share))."
      )
    }
    let observed = figures.stillActive.filter { $0.observed > 0 }
    if !observed.isEmpty {
      let parts = observed.map { row in
        "\(percent(Double(row.active) / Double(row.observed))) at \(row.months) months (\(row.active) of \(row.observed))"
      }
      practice.append(
        "Still using \(cascade.technique == nil ? "any" : "it"): \(listed(parts)). A use without an end counts as going on."
      )
    }
    if !practice.isEmpty { try output.write("\n" + wrapped(practice.joined(separator: " "))) }
    if !figures.fidelity.isEmpty {
      var table = TextTable(
        "#generation", "#transfers", "#mean fidelity", "#left of the original", "#chains known throughout")
      for row in figures.fidelity {
        table.add(
          String(row.generation), String(row.transfers), rounded(row.mean, 2), rounded(row.cumulative, 2),
          String(row.chains))
      }
      try output.write("\nHow true to the original it was passed on, 0 to 1\n\(table.text)")
    }
    let names = Dictionary(
      network.organisations.rows.enumerated().map { ($1.id, network.label(.organisation, $0)) },
      uniquingKeysWith: { $1 })
    try writeFlow("organisation", figures.organisationFlow, to: output) { names[$0] ?? $0 }
    try writeFlow("area", figures.areaFlow, to: output)
    let apart = figures.surprises.filter { $0.from != $0.to }
    if !apart.isEmpty {
      var table = TextTable("from", "to", "#adopters", "#tied pairs", "#bits")
      for row in apart.prefix(5) {
        table.add(
          oneLine(row.from ?? "-", limit: 36), oneLine(row.to ?? "-", limit: 36), rounded(row.credit, 1),
          String(row.ties), rounded(row.bits, 1))
      }
      try output.write(
        "\n"
          + wrapped(
            "Between staff groups that are rarely tied (tied pairs: of all people of the two; bits: how rarely, one more bit being half as often)"
          ) + table.text)
    }
  }

  /// The flow between places: the share that crosses, and the greatest crossings.
  private func writeFlow(
    _ place: String, _ flow: [CascadeFigures.CreditFlow], to output: OutputFile, name: (String) -> String = { $0 }
  ) throws(OutputError) {
    let known = flow.filter { $0.from != nil && $0.to != nil }
    let total = known.reduce(0) { $0 + $1.credit }
    let crossing = known.filter { $0.from != $0.to }
    guard total > 0 else { return }
    let share = crossing.reduce(0) { $0 + $1.credit } / total
    try output.write(
      "\n"
        + wrapped(
          "Of what may have passed between people of known \(place), \(percent(share)) went from one \(place) to another."
        ))
    guard !crossing.isEmpty else { return }
    var table = TextTable("from", "to", "#adopters")
    for way in crossing.prefix(5) {
      table.add(
        oneLine(way.from.map(name) ?? "-", limit: 48), oneLine(way.to.map(name) ?? "-", limit: 48),
        rounded(way.credit, 1))
    }
    try output.write(table.text)
  }

  /// The figures as members of a cascade's JSON object.
  func write(_ figures: CascadeFigures, to json: inout JSONWriter) throws(OutputError) {
    try json.name("utilisation")
    try json.object { (json) throws(OutputError) in
      try json.member("trained", figures.trained)
      try json.member("used", figures.trainedWhoUsed)
      try json.member(
        "share", figures.trained == 0 ? nil : Double(figures.trainedWhoUsed) / Double(figures.trained))
    }
    try json.name("stillActive")
    try json.array { (json) throws(OutputError) in
      for row in figures.stillActive {
        try json.object { (json) throws(OutputError) in
          try json.member("months", row.months)
          try json.member("observed", row.observed)
          try json.member("active", row.active)
          try json.member("share", row.observed == 0 ? nil : Double(row.active) / Double(row.observed))
        }
      }
    }
    try json.name("fidelity")
    try json.array { (json) throws(OutputError) in
      for row in figures.fidelity {
        try json.object { (json) throws(OutputError) in
          try json.member("generation", row.generation)
          try json.member("transfers", row.transfers)
          try json.member("mean", row.mean)
          try json.member("chains", row.chains)
          try json.member("cumulative", row.cumulative)
        }
      }
    }
    try json.name("flow")
    try json.object { (json) throws(OutputError) in
      for (name, flow) in [("organisations", figures.organisationFlow), ("areas", figures.areaFlow)] {
        try json.name(name)
        try json.array { (json) throws(OutputError) in
          for way in flow {
            try json.object { (json) throws(OutputError) in
              try json.member("from", way.from)
              try json.member("to", way.to)
              try json.member("credit", way.credit)
            }
          }
        }
      }
    }
    try json.name("surprise")
    try json.array { (json) throws(OutputError) in
      for row in figures.surprises {
        try json.object { (json) throws(OutputError) in
          try json.member("from", row.from)
          try json.member("to", row.to)
          try json.member("credit", row.credit)
          try json.member("ties", row.ties)
          try json.member("bits", row.bits)
        }
      }
    }
  }
}
