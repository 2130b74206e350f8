import Graph
public import Insight
public import Interchange
public import Records

/// Writes how a technique spread, as recorded.
public func writeSpread(
  _ spread: ObservedSpread, of network: Network, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let technique = network.techniques[spread.technique]
  switch format {
  case .text:
    let adopters = spread.people.count { $0.period != nil }
    try output.write(
      "\(oneLine(network.label(.technique, spread.technique.int))): \(adopters) of \(counted(spread.people.count, "person", "people")) adopted it\n\n"
    )
    var periods = TextTable("#period", "from", "#adopters", "#cumulative", "#share", "#hazard", "")
    let shown = spread.periods.count <= 60 ? spread.periods : spread.periods.filter { $0.adopters > 0 }
    for period in shown {
      periods.add(
        String(period.number), spread.unit.text(period.start), String(period.adopters), String(period.cumulative),
        percent(period.share), rounded(period.hazard), String(repeating: "#", count: Int(period.share * 40)))
    }
    try output.write(periods.text)
    var categories = TextTable("category", "#people")
    for category in AdopterCategory.allCases {
      categories.add(category.rawValue, String(spread.people.count { $0.category == category }))
    }
    try output.write("\nAdopter categories (mean and standard deviation of the period of adoption")
    if let timing = spread.timeOfAdoption {
      try output.write(": \(rounded(timing.mean, 2)), \(rounded(timing.deviation, 2))")
    }
    try output.write(")\n\(categories.text)")
    let thresholds = spread.people.compactMap(\.threshold).sorted()
    if let median = thresholds.isEmpty ? nil : thresholds[thresholds.count / 2], median > 0 {
      try output.write(
        "\nHalf of the adopters did so when at least \(percent(median)) of those with influence on them had (lag \(spread.lag)).\n"
      )
    }
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("technique", technique.id)
      try json.member("lag", spread.lag)
      try json.name("periods")
      try json.array { (json) throws(OutputError) in
        for period in spread.periods {
          try json.object { (json) throws(OutputError) in
            try json.member("period", period.number)
            try json.member("start", time: period.start, spread.unit)
            try json.member("adopters", period.adopters)
            try json.member("cumulative", period.cumulative)
            try json.member("share", period.share)
            try json.member("hazard", period.hazard)
          }
        }
      }
      try json.name("people")
      try json.array { (json) throws(OutputError) in
        for (row, person) in spread.people.enumerated() {
          try json.object { (json) throws(OutputError) in
            try json.member("id", network.people.rows[row].id)
            try json.member("adopted", time: person.adopted, spread.unit)
            try json.member("period", person.period)
            try json.member("category", person.category.rawValue)
            try json.member("threshold", person.threshold)
            try json.member("infectiousness", person.infectiousness)
            try json.member("susceptibility", person.susceptibility)
          }
        }
      }
      try json.name("exposure")
      try json.array { (json) throws(OutputError) in
        for (row, values) in spread.exposure.enumerated() {
          try json.object { (json) throws(OutputError) in
            try json.member("id", network.people.rows[row].id)
            try json.name("values")
            try json.array { (json) throws(OutputError) in
              for value in values { try json.value(value) }
            }
          }
        }
      }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["id", "name", "adopted", "period", "category", "threshold", "infectiousness", "susceptibility"])
    for (row, person) in spread.people.enumerated() {
      try csv.row([
        network.people.rows[row].id, network.label(.person, row), person.adopted.map(spread.unit.text) ?? "",
        person.period.map { String($0) } ?? "", person.category.rawValue, person.threshold.map(Decimal.text) ?? "",
        person.infectiousness.map(Decimal.text) ?? "", person.susceptibility.map(Decimal.text) ?? "",
      ])
    }
  }
  try output.finish()
}
