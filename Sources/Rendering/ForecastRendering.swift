import Algorithms
import Graph
public import Insight
public import Interchange
public import Records

/// Writes how a technique is likely to spread further.
public func writeForecast(
  _ forecast: Forecast, of network: Network, for audience: Audience, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let rendering = ForecastRendering(forecast: forecast, network: network, people: forecast.people.shown(to: audience))
  switch format {
  case .text: try output.write(rendering.text)
  case .json: try rendering.writeJSON(to: output)
  case .csv: try rendering.writeCSV(to: output)
  }
  try output.finish()
}

private struct ForecastRendering {
  let forecast: Forecast
  let network: Network
  /// Whom it may take to it next; `nil` for those who may not know.
  let people: [Double?]?

  private var technique: String {
    oneLine(network.label(.technique, forecast.technique.int))
  }
  private func words(_ band: ClosedRange<Int>) -> String { "\(band.lowerBound) to \(band.upperBound)" }

  var text: String {
    guard let last = forecast.periods.last else { return "" }
    let unit = "\(forecast.length.rawValue)\(forecast.periods.count == 1 ? "" : "s")"
    var text = wrapped(
      "In the next \(forecast.periods.count) \(unit) about \(rounded(last.cumulative.mean, 1)) more people are likely to take up \(technique), beside \(forecast.adopters) who have: \(words(last.cumulative.likely)) in 8 futures of 10, \(words(last.cumulative.wide)) in 19 of 20."
    )
    var table = TextTable(
      "\(forecast.length.rawValue) from", "#new", "in 8 of 10", "in 19 of 20", "#by then", "in 8 of 10 ")
    for period in forecast.periods {
      table.add(
        forecast.unit.text(period.start), rounded(period.adopters.mean, 1), words(period.adopters.likely),
        words(period.adopters.wide), rounded(period.cumulative.mean, 1), words(period.cumulative.likely))
    }
    text += "\n" + table.text + "\n" + factors + backTest + likelyNext
    return text
      + wrapped(
        "Assumed: ties stay as they are, nobody stops, no further course takes place, and what took people to it goes on doing so. \(forecast.runs) futures; bands hold chance, and how unsure the probabilities are, not what is missing from the record."
      )
  }

  private var factors: String {
    var table = TextTable("what takes people to it", "#chance a \(forecast.length.rawValue)", "95% interval")
    for factor in forecast.factors {
      guard let probability = factor.probability else { continue }
      let interval = factor.interval.map { "\(percent($0.low)) to \(percent($0.high))" } ?? "-"
      table.add(words(factor.name), percent(probability), interval)
    }
    let halfLife = forecast.halfLife.map {
      "  What is further back counts less, half as much every \(counted($0, forecast.length.rawValue, forecast.length.rawValue + "s")): that would have told the last periods best.\n"
    }
    return table.text + (halfLife ?? "") + "\n"
  }

  private func words(_ factor: String) -> String {
    let unit = forecast.length.rawValue
    return switch factor {
    case "tieToNewUser": "each tie to somebody who took it up the \(unit) before"
    case "tieToRecentUser": "each tie to somebody who took it up two to four \(unit)s before"
    case "tieToOldUser": "each tie to somebody who took it up earlier"
    case "taughtLately": "taught at an event this \(unit) or the one before"
    case "taughtEarlier": "taught at an event earlier"
    default: "without known cause"
    }
  }

  private var backTest: String {
    guard let test = forecast.backTest else {
      return "The record is too short to try this on what is known already.\n\n"
    }
    return wrapped(
      "Tried on what is known: from \(counted(test.origins, "earlier point", "earlier points")), \(counted(test.ahead, forecast.length.rawValue, forecast.length.rawValue + "s")) ahead, what came was within the band of 8 in 10 \(test.withinLikely) times and within that of 19 in 20 \(test.withinWide) times; on average it forecast \(rounded(abs(test.meanError), 1)) too \(test.meanError < 0 ? "few" : "many")."
    ) + "\n"
  }

  private var likelyNext: String {
    guard let people else { return "" }
    let likely = people.indices.filter { (people[$0] ?? 0) > 0 }
      .sorted { (people[$1] ?? 0, $0) < (people[$0] ?? 0, $1) }.prefix(10)
    guard !likely.isEmpty else { return "" }
    var table = TextTable("most likely next", "name", "#in how many futures")
    for person in likely {
      table.add(
        oneLine(network.people.rows[person].id, limit: 24), oneLine(network.label(.person, person), limit: 40),
        percent(people[person] ?? 0))
    }
    return table.text + "\n"
  }

  func writeJSON(to output: OutputFile) throws(OutputError) {
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("technique", network.techniques[forecast.technique].id)
      try json.member("by", forecast.length.rawValue)
      try json.member("adopters", forecast.adopters)
      try json.member("runs", forecast.runs)
      try json.member("halfLife", forecast.halfLife)
      try json.name("periods")
      try json.array { (json) throws(OutputError) in
        for period in forecast.periods {
          try json.object { (json) throws(OutputError) in
            try json.member("start", forecast.unit.text(period.start))
            try write("adopters", period.adopters, &json)
            try write("cumulative", period.cumulative, &json)
          }
        }
      }
      try json.name("factors")
      try json.array { (json) throws(OutputError) in
        for factor in forecast.factors {
          try json.object { (json) throws(OutputError) in
            try json.member("factor", factor.name)
            try json.member("probability", factor.probability)
            try json.member("low", factor.interval?.low)
            try json.member("high", factor.interval?.high)
          }
        }
      }
      try json.name("backTest")
      if let test = forecast.backTest {
        try json.object { (json) throws(OutputError) in
          try json.member("origins", test.origins)
          try json.member("ahead", test.ahead)
          try json.member("within80", test.withinLikely)
          try json.member("within95", test.withinWide)
          try json.member("meanError", test.meanError)
        }
      } else {
        try json.value(String?.none)
      }
      guard let people else { return }
      try json.name("people")
      try json.array { (json) throws(OutputError) in
        for (person, probability) in people.enumerated() {
          guard let probability else { continue }
          try json.object { (json) throws(OutputError) in
            try json.member("id", network.people.rows[person].id)
            try json.member("probability", probability)
          }
        }
      }
    }
  }

  private func write(_ name: String, _ band: ForecastBand, _ json: inout JSONWriter) throws(OutputError) {
    try json.name(name)
    try json.object { (json) throws(OutputError) in
      try json.member("mean", band.mean)
      try json.member("low80", band.likely.lowerBound)
      try json.member("high80", band.likely.upperBound)
      try json.member("low95", band.wide.lowerBound)
      try json.member("high95", band.wide.upperBound)
    }
  }

  func writeCSV(to output: OutputFile) throws(OutputError) {
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(
      ["start", "mean", "low80", "high80", "low95", "high95"]
        + ["mean", "low80", "high80", "low95", "high95"].map { "cumulative_\($0)" })
    for period in forecast.periods {
      try csv.row(
        [forecast.unit.text(period.start)]
          + [period.adopters, period.cumulative].flatMap { band in
            [Decimal.text(band.mean)]
              + [band.likely.lowerBound, band.likely.upperBound, band.wide.lowerBound, band.wide.upperBound].map {
                String($0)
              }
          })
    }
  }
}

/// Writes how probable it is that a technique passes along ties of each kind.
public func writeCalibration(
  _ calibration: Calibration, of network: Network, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let estimate = calibration.estimate
  switch format {
  case .text:
    let technique = oneLine(network.label(.technique, calibration.technique.int))
    var text = wrapped(
      "How probable it is that \(technique) passes along a tie, sooner or later, from somebody who uses it: told from \(counted(calibration.followers, "person", "people")) who took it up after others they were tied to, and \(calibration.others) who did not."
    )
    var table = TextTable("kind of tie", "#tries", "#probability", "95% interval")
    for kind in calibration.kinds.indices {
      table.add(
        calibration.kinds[kind].isEmpty ? "(no kind written)" : oneLine(calibration.kinds[kind], limit: 40),
        String(estimate.tries[kind]),
        rounded(estimate.probabilities[kind], 4),
        estimate.intervals[kind].map { "\(rounded($0.low, 4)) to \(rounded($0.high, 4))" } ?? "-")
    }
    text += "\n" + table.text + "\n"
    text += wrapped(
      "It takes ties and adoptions for completely recorded, and everybody for having had their chance: recent starts make it too low. People alike in other ways make it too high."
    )
    try output.write(text)
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("technique", network.techniques[calibration.technique].id)
      try json.member("followers", calibration.followers)
      try json.member("others", calibration.others)
      try json.member("logLikelihood", estimate.logLikelihood)
      try json.name("kinds")
      try json.array { (json) throws(OutputError) in
        for kind in calibration.kinds.indices {
          try json.object { (json) throws(OutputError) in
            try json.member("kind", calibration.kinds[kind])
            try json.member("tries", estimate.tries[kind])
            try json.member("probability", estimate.probabilities[kind])
            try json.member("low", estimate.intervals[kind]?.low)
            try json.member("high", estimate.intervals[kind]?.high)
          }
        }
      }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["kind", "tries", "probability", "low", "high"])
    for kind in calibration.kinds.indices {
      let interval = estimate.intervals[kind]
      try csv.row(
        [calibration.kinds[kind], String(estimate.tries[kind])]
          + [estimate.probabilities[kind], interval?.low, interval?.high].map { $0.map(Decimal.text) ?? "" })
    }
  }
  try output.finish()
}
