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

  /// The measure with its unit, and what a difference of it is counted in.
  private var naming: (measure: String, difference: String) {
    let measure = oneLine(answer.measure)
    switch answer.unit {
    case "": return (measure, "")
    case "%": return (measure, " percentage points")
    default: return ("\(measure) (\(oneLine(answer.unit, limit: 20)))", "")
    }
  }

  private func finding() -> String {
    let (measure, suffix) = naming
    guard let difference = answer.difference, answer.reached > 0 else {
      return "Nothing can be said of \(measure): no reached team was observed both before and after, beside others."
    }
    let one = answer.reached == 1
    let teams = "In the \(counted(answer.reached, "team", "teams")) reached and observed, \(measure) was"
    let others =
      "\(one ? "it" : "them") from the \(answer.compared) observed and not reached, and from teams not reached yet"
    let size = rounded(abs(difference), 3)
    // What rounds to nothing is no difference to speak of.
    if Double(size) == 0 { return "\(teams) no different from what was to be expected of \(others)\(interval())." }
    let moved = difference < 0 ? "lower" : "higher"
    return
      "\(teams) \(size)\(suffix) \(moved) than was to be expected of \(others)\(meaning(difference))\(interval())."
  }

  /// Whether a difference is for the better, where chance alone would seldom bring it.
  private func meaning(_ difference: Double) -> String {
    guard let test = answer.test else { return "" }
    if test.p >= 0.05 { return ", too small to tell from chance" }
    switch answer.better {
    case nil: return ""
    case .lower?: return difference < 0 ? ", an improvement" : ", a worsening"
    case .higher?: return difference > 0 ? ", an improvement" : ", a worsening"
    }
  }

  private func interval() -> String {
    guard let test = answer.test else { return "" }
    // No fewer shuffles can be as extreme than none beside the real one.
    let isLeast = test.p * Double(test.permutations + 1) < 1.5
    let p = "p \(isLeast ? "≤" : "=") \(rounded(test.p, 3))"
    guard test.interval.low.isFinite, test.interval.high.isFinite else {
      return " (\(p); too few teams for an interval)"
    }
    return " (95% permutation interval \(signed(test.interval.low)) to \(signed(test.interval.high)), \(p))"
  }

  private func signed(_ value: Double) -> String {
    let text = rounded(value, 3)
    return (value > 0 && Double(text) != 0 ? "+" : "") + text
  }

  func writeText(to output: OutputFile) throws(OutputError) {
    try output.write(wrapped(finding()))
    if !answer.generations.isEmpty {
      var table = TextTable("#generation", "#teams", "#before", "#after", "#change", "#expected", "#difference")
      for row in answer.generations {
        let change = row.after - row.before
        table.add(
          String(row.generation), String(row.teams), rounded(row.before, 3), rounded(row.after, 3), signed(change),
          signed(change - row.difference), signed(row.difference))
      }
      try output.write(
        "\n"
          + wrapped(
            "Teams reached, by the number of steps to them: means before and after, and the change to be expected from teams not reached, or not yet"
          ) + table.text)
    }
    if let others = answer.notReached {
      let change = signed(others.after - others.before)
      try output.write(
        "\n"
          + wrapped(
            "\(counted(others.teams, "team", "teams")) not reached \(others.teams == 1 ? "was" : "were") observed both before and after \(unit.text(others.moment)), the median date of reaching the others: \(rounded(others.before, 3)) before, \(rounded(others.after, 3)) after, \(change)."
          ))
    }
    try writeCounts(to: output)
    try output.write(
      "\n"
        + wrapped(
          "Read with care: teams were not chosen by lot, other things changed meanwhile, and \(answer.evidence == .observed ? "all observations are graded observed" : "the least sure observations are graded \(answer.evidence.rawValue)"). This can show a contribution, not a cause."
        ))
  }

  /// How many observations count, and what was left out and why.
  private func writeCounts(to output: OutputFile) throws(OutputError) {
    let observations = answer.teams.filter { $0.lack == nil }.reduce(0) { $0 + $1.observations }
    try output.write(
      "\n"
        + wrapped(
          "Of \(counted(answer.reachedInAll, "team", "teams")) reached, \(answer.reached) count: they were observed both before and after. Of \(network.teams.count - answer.reachedInAll) others, \(answer.compared) count. "
            + "\(counted(observations, "observation counts", "observations count"))\(answer.linkedObservations > 0 ? "; \(answer.linkedObservations) of reached teams name the engagement they belong to" : "")."
        ))
    func leftOut(_ count: Int, _ one: String, _ many: String, _ teams: [TeamOutcome] = []) throws(OutputError) {
      guard count > 0 else { return }
      let ids = teams.prefix(5).map { oneLine(network.teams.rows[$0.team].id, limit: 24) }.joined(separator: ", ")
      let named = teams.isEmpty ? "" : " (\(ids)\(teams.count > 5 ? ", ..." : ""))"
      try output.write(wrapped("Left out: \(counted(count, one, many))\(named)."))
    }
    for (lack, one, many) in [
      (
        TeamOutcome.Lack.nothingBefore, "team not observed before it was reached",
        "teams not observed before they were reached"
      ),
      (
        .nothingAfter, "team not observed after the month it was reached",
        "teams not observed after the month they were reached"
      ),
      (
        .nothingToCompare, "team that no team not yet reached can be set beside",
        "teams that no team not yet reached can be set beside"
      ),
      (
        .tooFew, "team not reached that has fewer than two observations",
        "teams not reached that have fewer than two observations"
      ),
    ] {
      let teams = answer.teams.filter { $0.lack == lack }
      try leftOut(teams.count, one, many, teams)
    }
    try leftOut(
      answer.supportedObservations,
      "observation of a team after it was supported by somebody outside the source's chain",
      "observations of teams after they were supported by somebody outside the source's chain")
    try leftOut(
      answer.transitionObservations, "observation in the very month its team was reached",
      "observations in the very month their teams were reached")
    try leftOut(
      answer.organisationObservations, "observation of a whole organisation", "observations of whole organisations")
    if answer.test == nil {
      try output.write("With fewer than three teams on either side the difference cannot be told from chance.\n")
    }
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
      try json.member("reachedInAll", answer.reachedInAll)
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
      try json.member("supportedObservations", answer.supportedObservations)
      try json.member("transitionObservations", answer.transitionObservations)
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
