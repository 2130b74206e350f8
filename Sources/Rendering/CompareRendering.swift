import Graph
public import Insight
public import Interchange
public import Records

/// Writes what cohorts, or the same ones at several times, led to in periods of the same length, side by side.
public func writeComparison(
  _ periods: [ComparedPeriod], of network: Network, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let rendering = CompareRendering(periods: periods, network: network, unit: network.unit)
  switch format {
  case .text: try rendering.writeText(to: output)
  case .json: try rendering.writeJSON(to: output)
  case .csv: try rendering.writeCSV(to: output)
  }
  try output.finish()
}

private struct CompareRendering {
  let periods: [ComparedPeriod]
  let network: Network
  let unit: TimeUnit

  private func name(_ period: ComparedPeriod) -> String {
    period.cohort.map { oneLine(network.label(.cohort, $0.int), limit: 28) } ?? "all cohorts"
  }

  /// First and last moment, as people write them; `nil` where the period has none.
  private func start(_ period: ComparedPeriod) -> Moment? { period.period.lower == .min ? nil : period.period.lower }
  private func last(_ period: ComparedPeriod) -> Moment? {
    period.period.upper == .max ? nil : period.period.upper - unit.length
  }

  private func share(_ count: Int, of whole: Int) -> String {
    whole == 0 ? String(count) : "\(count) (\(percent(Double(count) / Double(whole))))"
  }

  private func each(_ mean: MeanInterval?) -> String {
    guard let mean else { return "-" }
    guard let low = mean.low, let high = mean.high else { return rounded(mean.mean, 2) }
    return "\(rounded(mean.mean, 2)) (\(rounded(low, 2)) to \(rounded(high, 2)))"
  }

  func writeText(to output: OutputFile) throws(OutputError) {
    // Periods of one cohort are told apart by when they end.
    let isByTime = Set(periods.map(\.cohort)).count < periods.count
    let heads = periods.map { isByTime ? "to \(last($0).map(unit.text) ?? "the end")" : name($0) }
    var table = TextTable([""] + heads.map { "#\($0)" })
    table.alignsDecimals = false
    func add(_ words: String, _ value: (ComparedPeriod) -> String) { table.add([words] + periods.map(value)) }
    add("from") { start($0).map(unit.text) ?? "the beginning" }
    if !isByTime { add("to") { last($0).map(unit.text) ?? "the end" } }
    add("participants") { String($0.participants) }
    add("of them users by the end of the period") { share($0.used, of: $0.participants) }
    add("engagements they began") { String($0.engagements) }
    add("teams these were with") { String($0.teamsSupported) }
    add("transfers they gave") { String($0.transfers) }
    add("others who took up what they brought") { share($0.learners, of: $0.others) }
    add("  of these never on a course") { String($0.learnersNonAlumni) }
    add("taken up directly from each, 95% interval") { each($0.learnersEach) }
    for (index, level) in Certainty.allCases.enumerated() {
      add("others reached, \(words(level))") { share($0.reached[index].people, of: $0.others) }
      add("  of these never on a course") { String($0.reached[index].nonAlumni) }
      add("teams reached, \(words(level))") { share($0.reached[index].teams, of: network.teams.count) }
    }
    let lengths = Set(periods.map { $0.period.lower == .min ? -1 : $0.period.upper - $0.period.lower })
    let whose = periods.first.flatMap(\.cohort).map { oneLine(network.label(.cohort, $0.int), limit: 40) }
    let of = isByTime ? " of \(whose ?? "all cohorts")" : ""
    if lengths.count == 1, let length = lengths.first, length > 0 {
      try output.write(
        "What followed\(of) within \(isByTime ? "" : "the same ")\(unit.duration(length))\(isByTime ? " up to each time" : "")\n\n"
      )
    } else {
      try output.write(
        wrapped("What followed\(of) by each time; the periods differ in length, so figures are not like for like")
          + "\n")
    }
    try output.write(table.text)
    try output.write(
      "\n"
        + wrapped(
          "Others are people outside the cohort, alumni of other cohorts among them. What participants brought is what they took up after joining; others' taking it up counts where a record names the source, and where somebody who used it before was tied to them at the right time, shared among all such sources. Each period is counted afresh, so that the same people can stand in several. Cohorts may differ in more than their course."
        ))
  }

  func writeJSON(to output: OutputFile) throws(OutputError) {
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.name("periods")
      try json.array { (json) throws(OutputError) in
        for period in periods {
          try json.object { (json) throws(OutputError) in
            try json.member("cohort", period.cohort.map { network.cohorts[$0].id })
            try json.member("since", time: start(period), unit)
            try json.member("until", time: last(period), unit)
            try json.member("participants", period.participants)
            try json.member("used", period.used)
            try json.member("engagements", period.engagements)
            try json.member("teamsSupported", period.teamsSupported)
            try json.member("transfers", period.transfers)
            try json.member("others", period.others)
            try json.member("learners", period.learners)
            try json.member("learnersNonAlumni", period.learnersNonAlumni)
            try json.member("learnersEach", period.learnersEach)
            try json.name("reached")
            try json.object { (json) throws(OutputError) in
              for (level, totals) in zip(Certainty.allCases, period.reached) {
                try json.name("\(level)")
                try json.object { (json) throws(OutputError) in
                  try json.member("people", totals.people)
                  try json.member("nonAlumni", totals.nonAlumni)
                  try json.member("teams", totals.teams)
                  try json.member("headcount", totals.headcount)
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
    let levels = Certainty.allCases.flatMap { ["\($0)People", "\($0)NonAlumni", "\($0)Teams", "\($0)Headcount"] }
    try csv.row(
      [
        "cohort", "since", "until", "participants", "used", "engagements", "teamsSupported", "transfers", "others",
        "learners", "learnersNonAlumni", "learnersEach", "learnersEachLow", "learnersEachHigh",
      ] + levels)
    func text(_ value: Double?) -> String { value.map { Decimal.text($0) } ?? "" }
    for period in periods {
      let counts = [
        period.participants, period.used, period.engagements, period.teamsSupported, period.transfers, period.others,
        period.learners, period.learnersNonAlumni,
      ].map { String($0) }
      let mean = period.learnersEach
      try csv.row(
        [
          period.cohort.map { network.cohorts[$0].id } ?? "", start(period).map(unit.text) ?? "",
          last(period).map(unit.text) ?? "",
        ] + counts + [text(mean?.mean), text(mean?.low), text(mean?.high)]
          + period.reached.flatMap { [$0.people, $0.nonAlumni, $0.teams, $0.headcount].map { String($0) } })
    }
  }
}
