import Graph
public import Insight
public import Interchange
public import Records

/// Writes what would be different if some left, got to know each other or were trained.
public func writeWhatIf(
  _ answer: WhatIf, of network: Network, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  switch format {
  case .text: try output.write(text(answer, network))
  case .json: try writeJSON(answer, network, to: output)
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["figure", "now", "then"])
    for level in Certainty.allCases {
      let (now, then) = (answer.reach.now[Int(level.rawValue)], answer.reach.then[Int(level.rawValue)])
      try csv.row(["reach_people_\(level)", String(now.people), String(then.people)])
      try csv.row(["reach_teams_\(level)", String(now.teams), String(then.teams)])
    }
    if let forecast = answer.forecast, let now = forecast.now.periods.last, let then = forecast.then.periods.last {
      try csv.row(["forecast_adopters", Decimal.text(now.cumulative.mean), Decimal.text(then.cumulative.mean)])
    }
  }
  try output.finish()
}

private func text(_ answer: WhatIf, _ network: Network) -> String {
  let last = Int(Certainty.possible.rawValue)
  let (now, then) = (answer.reach.now[last].people, answer.reach.then[last].people)
  let change =
    now == then
    ? "as many people as now, \(now), could have been reached"
    : "\(then) people rather than \(now) could have been reached, \(abs(then - now)) \(then < now ? "fewer" : "more")"
  var text = wrapped("Had it been so all along, \(change).") + "\n"
  var table = TextTable("evidence", "#people now", "#then", "#teams now", "#then ")
  for level in Certainty.allCases {
    let (now, then) = (answer.reach.now[Int(level.rawValue)], answer.reach.then[Int(level.rawValue)])
    table.add(words(level), String(now.people), String(then.people), String(now.teams), String(then.teams))
  }
  text += table.text
  guard let forecast = answer.forecast, let before = forecast.now.periods.last, let after = forecast.then.periods.last
  else { return text }
  let technique = oneLine(network.label(.technique, forecast.now.technique.int))
  let unit = forecast.now.length.rawValue
  let periods = forecast.now.periods.count
  let difference =
    abs(forecast.mean) < max(2 * forecast.standardError, 0.05)
    ? "no difference to speak of"
    : "\(rounded(abs(forecast.mean), 1)) \(forecast.mean < 0 ? "fewer" : "more") on average, \(forecast.wide.lowerBound) to \(forecast.wide.upperBound) in 19 futures of 20"
  text +=
    "\n"
    + wrapped(
      "If it comes so now, in the next \(counted(periods, unit, unit + "s")) about \(rounded(after.cumulative.mean, 1)) more people take up \(technique) rather than \(rounded(before.cumulative.mean, 1)): \(difference). Those trained themselves are not counted."
    )
  return text
    + wrapped(
      "Both play the same \(forecast.now.runs) futures; 'ripple spread forecast' says what is assumed and how far to trust it."
    )
}

private func writeJSON(_ answer: WhatIf, _ network: Network, to output: OutputFile) throws(OutputError) {
  var json = JSONWriter(output)
  try json.object { (json) throws(OutputError) in
    try json.name("reach")
    try json.object { (json) throws(OutputError) in
      for (name, totals) in [("now", answer.reach.now), ("then", answer.reach.then)] {
        try json.name(name)
        try json.object { (json) throws(OutputError) in
          for level in Certainty.allCases {
            try json.name("\(level)")
            try json.object { (json) throws(OutputError) in
              try json.member("people", totals[Int(level.rawValue)].people)
              try json.member("teams", totals[Int(level.rawValue)].teams)
            }
          }
        }
      }
    }
    guard let forecast = answer.forecast else { return }
    try json.name("forecast")
    try json.object { (json) throws(OutputError) in
      try json.member("technique", network.techniques[forecast.now.technique].id)
      try json.member("now", forecast.now.periods.last?.cumulative.mean)
      try json.member("then", forecast.then.periods.last?.cumulative.mean)
      try json.member("difference", forecast.mean)
      try json.member("standardError", forecast.standardError)
      try json.member("low95", forecast.wide.lowerBound)
      try json.member("high95", forecast.wide.upperBound)
      try json.member("runs", forecast.now.runs)
    }
  }
}
