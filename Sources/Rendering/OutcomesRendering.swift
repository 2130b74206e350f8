import Graph
public import Insight
public import Interchange
public import Records

/// Writes how a measure moved in teams reached, against teams not reached.
public func writeOutcomes(
  _ answer: OutcomeAnswer, of network: Network, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let rendering = OutcomesRendering(answer: answer, network: network, unit: network.unit)
  switch format {
  case .text: try rendering.writeText(to: output)
  case .json: try rendering.writeJSON(to: output)
  case .csv: try rendering.writeCSV(to: output)
  }
  try output.finish()
}

private struct OutcomesRendering {
  let answer: OutcomeAnswer
  let network: Network
  let unit: TimeUnit

  /// What a difference is counted in, after a space.
  private var suffix: String {
    switch answer.unit {
    case "": ""
    case "%": " percentage points"
    default: " \(oneLine(answer.unit, limit: 20))"
    }
  }

  private func finding() -> String {
    let measure = oneLine(answer.measure)
    let reached = counted(answer.reached, "team", "teams")
    guard let difference = answer.difference, answer.reached > 0 else {
      return "Nothing can be said of \(measure): no reached team was observed both before and after, beside others."
    }
    let moved = difference == 0 ? "no differently" : difference < 0 ? "lower" : "higher"
    let size = difference == 0 ? "" : "\(rounded(abs(difference), 3))\(suffix) "
    let direction =
      switch answer.better {
      case nil: ""
      case .some where difference == 0: ""
      case .lower?: difference < 0 ? ", an improvement" : ", a worsening"
      case .higher?: difference > 0 ? ", an improvement" : ", a worsening"
      }
    let interval =
      answer.test.map { test in
        " (95% permutation interval \(signed(test.interval.low)) to \(signed(test.interval.high)), p = \(rounded(test.p, 3)))"
      } ?? ""
    return
      "In the \(reached) reached, \(measure) was \(size)\(moved) than expected of them from the \(answer.compared) not reached\(direction)\(interval)."
  }

  private func signed(_ value: Double) -> String {
    guard value.isFinite else { return value < 0 ? "below any bound" : "above any bound" }
    return (value > 0 ? "+" : "") + rounded(value, 3)
  }

  func writeText(to output: OutputFile) throws(OutputError) {
    try output.write("\(finding())\n")
    if !answer.generations.isEmpty {
      var table = TextTable("#generation", "#teams", "#before", "#after", "#change", "#beyond teams not reached")
      for row in answer.generations {
        table.add(
          String(row.generation), String(row.teams), rounded(row.before, 3), rounded(row.after, 3),
          signed(row.after - row.before), signed(row.difference))
      }
      var note = ""
      if let others = answer.notReached {
        table.add(
          "not reached", String(others.teams), rounded(others.before, 3), rounded(others.after, 3),
          signed(others.after - others.before), "-")
        note =
          "  Of teams not reached: before and since \(unit.text(others.moment)), when the middle one of the others was.\n"
      }
      try output.write("\nBy generation, the number of steps to the team; means of teams\n\(table.text)\(note)")
    }
    let observations = answer.teams.filter { $0.lack == nil }.reduce(0) { $0 + $1.observations }
    try output.write(
      "\n\(counted(observations, "observation", "observations")) of \(answer.reached) teams reached and \(answer.compared) not; \(answer.linkedObservations) of reached teams name an engagement.\n"
    )
    let lacking = answer.teams.filter { $0.lack != nil }
    for (lack, words) in [
      (TeamOutcome.Lack.nothingBefore, "were not observed before they were reached"),
      (.nothingAfter, "were not observed since they were reached"),
      (.nothingToCompare, "were observed only when no team that had not been reached was"),
      (.tooFew, "were not reached, and observed only once"),
    ] {
      let teams = lacking.filter { $0.lack == lack }
      guard !teams.isEmpty else { continue }
      let ids = teams.prefix(5).map { oneLine(network.teams.rows[$0.team].id, limit: 24) }.joined(separator: ", ")
      try output.write("Left out: \(teams.count) that \(words) (\(ids)\(teams.count > 5 ? " ..." : "")).\n")
    }
    if answer.organisationObservations > 0 {
      try output.write("Left out: \(answer.organisationObservations) observations of whole organisations.\n")
    }
    if answer.test == nil {
      try output.write("With fewer than three teams on either side chance cannot be told from anything else.\n")
    }
    try output.write(
      "\nRead with care: teams were not chosen by lot, other things changed meanwhile, and the least sure observation is \(answer.evidence.rawValue). This can show a contribution, not a cause.\n"
    )
  }

  func writeJSON(to output: OutputFile) throws(OutputError) {
    var json = JSONWriter(output)
    func pair(_ name: String, _ pair: (low: Double, high: Double), _ json: inout JSONWriter) throws(OutputError) {
      try json.name(name)
      try json.array { (json) throws(OutputError) in
        try json.value(pair.low.isFinite ? pair.low : nil)
        try json.value(pair.high.isFinite ? pair.high : nil)
      }
    }
    try json.object { (json) throws(OutputError) in
      try json.member("measure", answer.measure)
      try json.member("unit", answer.unit.isEmpty ? nil : answer.unit)
      try json.member("better", answer.better?.rawValue)
      try json.member("finding", finding())
      try json.member("reached", answer.reached)
      try json.member("compared", answer.compared)
      try json.member("difference", answer.difference)
      try json.name("test")
      if let test = answer.test {
        try json.object { (json) throws(OutputError) in
          try json.member("permutations", test.permutations)
          try json.member("p", test.p)
          try json.member("nullMean", test.nullMean)
          try pair("nullBand95", test.nullBand, &json)
          try pair("interval95", test.interval, &json)
        }
      } else {
        try json.value(String?.none)
      }
      try json.member("linkedObservations", answer.linkedObservations)
      try json.member("organisationObservations", answer.organisationObservations)
      try json.member("evidence", answer.evidence.rawValue)
      try json.name("byGeneration")
      try json.array { (json) throws(OutputError) in
        for row in answer.generations {
          try json.object { (json) throws(OutputError) in
            try json.member("generation", row.generation)
            try json.member("teams", row.teams)
            try json.member("before", row.before)
            try json.member("after", row.after)
            try json.member("difference", row.difference)
          }
        }
      }
      try json.name("notReached")
      if let others = answer.notReached {
        try json.object { (json) throws(OutputError) in
          try json.member("teams", others.teams)
          try json.member("time", time: others.moment, unit)
          try json.member("before", others.before)
          try json.member("after", others.after)
        }
      } else {
        try json.value(String?.none)
      }
      try json.name("teams")
      try json.array { (json) throws(OutputError) in
        for team in answer.teams {
          try json.object { (json) throws(OutputError) in
            try json.member("id", network.teams.rows[team.team].id)
            try json.member("generation", team.generation)
            try json.member("arrival", time: team.arrival, unit)
            try json.member("observations", team.observations)
            try json.member("before", team.before)
            try json.member("after", team.after)
            try json.member("difference", team.effect)
            try json.member("leftOut", team.lack?.rawValue)
          }
        }
      }
    }
  }

  func writeCSV(to output: OutputFile) throws(OutputError) {
    var csv = CSVWriter(output, guardingFormulas: true)
    func text(_ value: Double?) -> String { value.map { Decimal.text($0) } ?? "" }
    try csv.row(["id", "name", "generation", "arrival", "observations", "before", "after", "difference", "leftOut"])
    for team in answer.teams {
      try csv.row([
        network.teams.rows[team.team].id, network.label(.team, team.team), team.generation.map(String.init) ?? "",
        team.arrival.map { $0 == .min ? "" : unit.text($0) } ?? "", String(team.observations),
        text(team.before), text(team.after), text(team.effect), team.lack?.rawValue ?? "",
      ])
    }
  }
}
