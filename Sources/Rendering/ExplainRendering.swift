import Graph
public import Insight
public import Interchange
public import Records

/// Writes how influence can have got from one to another, in plain English, with the records behind each step.
///
/// - Parameters:
///   - explanation: The chain, or why there is none.
///   - network: The network it is of.
///   - file: The file the network was read from, where it is not a folder of tables.
///   - hasTechnique: Whether one technique alone was followed.
///   - format: How to write it.
///   - output: Where to.
public func writeExplanation(
  _ explanation: Explanation, of network: Network, file: String?, hasTechnique: Bool, as format: OutputFormat,
  to output: OutputFile
) throws(OutputError) {
  let rendering = ExplainRendering(
    explanation: explanation, network: network, file: file, hasTechnique: hasTechnique, unit: network.unit)
  switch format {
  case .text: try rendering.writeText(to: output)
  case .json: try rendering.writeJSON(to: output)
  case .csv: try rendering.writeCSV(to: output)
  }
  try output.finish()
}

private struct ExplainRendering {
  let explanation: Explanation
  let network: Network
  let file: String?
  let hasTechnique: Bool
  let unit: TimeUnit

  private func name(_ place: (kind: NodeKind, row: Int)) -> String {
    oneLine(network.label(place.kind, place.row), limit: 60)
  }

  private func time(_ moment: Moment?) -> String? {
    moment.flatMap { $0 == .min || $0 == .max ? nil : unit.text($0) }
  }

  /// A level, with what it stands on.
  private func meaning(_ level: Certainty) -> String {
    switch level {
    case .confirmed: "confirmed, by records of the practice itself"
    case .probable: "probable, by inferred records or by working in a supported team"
    case .possible: "possible, by ties"
    }
  }

  /// Where a record stands: its file and line.
  private func place(_ record: Backing) -> String {
    guard let line = record.line else { return "\(name(of: record)) row \(record.row + 1)" }
    return "\(name(of: record)) line \(line)"
  }

  private func name(of record: Backing) -> String { record.file ?? file ?? record.kind.rawValue }

  private func lasting(_ spell: Spell) -> String {
    let start = spell.start.map { $0.text(network.scale) }
    let end = spell.end.map { $0.text(network.scale) }
    switch (start, end) {
    case (let start?, let end?): return start == end ? "on \(start)" : "from \(start) to \(end)"
    case (let start?, nil): return "from \(start) on"
    case (nil, let end?): return "until \(end)"
    case (nil, nil): return "(no date)"
    }
  }

  private func names(_ techniques: [RowIndex<Technique>]) -> String {
    techniques.map { name((.technique, $0.int)) }.joined(separator: ", ")
  }

  /// What one record says, as a clause.
  private func clause(_ record: Backing) -> String {
    let row = record.row
    switch record.kind {
    case .transfer:
      let transfer = network.transfers.rows[row]
      let fidelity = transfer.fidelity.map { ", fidelity \(rounded($0, 2))" } ?? ""
      return
        "\(name((.person, transfer.from.int))) passed \(name((.technique, transfer.technique.int))) to \(name((.person, transfer.to.int)))\(fidelity)"
    case .use:
      let use = network.uses.rows[row]
      let source = use.learnedFrom.map { ", learnt from \(name((.person, $0.int)))" } ?? ""
      return
        "\(name((.person, use.person.int))) began to use \(name((.technique, use.technique.int)))\(source)"
    case .engagement:
      let engagement = network.engagements.rows[row]
      let how = engagement.techniques.isEmpty ? "" : " with \(names(engagement.techniques))"
      return
        "\(name((.person, engagement.person.int))) supported \(name((.team, engagement.team.int)))\(how) \(lasting(engagement.spell))"
    case .membership:
      let membership = network.memberships.rows[row]
      let when = membership.spell.isUndated ? "" : " \(lasting(membership.spell))"
      return "\(name((.person, membership.person.int))) worked in \(name((.team, membership.team.int)))\(when)"
    case .tie:
      let tie = network.ties.rows[row]
      let kind = tie.kind.isEmpty ? "tied" : "tied by \(oneLine(tie.kind, limit: 30))"
      return "\(name((.person, tie.from.int))) and \(name((.person, tie.to.int))) were \(kind) \(lasting(tie.spell))"
    case .enrolment:
      let enrolment = network.enrolments.rows[row]
      return "\(name((.person, enrolment.person.int))) took part in \(name((.cohort, enrolment.cohort.int)))"
    case .event:
      let event = network.events.rows[row]
      return "an event taught \(names(event.techniques)) \(lasting(event.spell))"
    case .person:
      return "\(name((.person, row))) works for the organisation"
    case .team:
      return "\(name((.team, row))) belongs to the organisation"
    }
  }

  /// The techniques that a record names.
  private func techniques(_ record: Backing) -> [RowIndex<Technique>] {
    switch record.kind {
    case .transfer: [network.transfers.rows[record.row].technique]
    case .use: [network.uses.rows[record.row].technique]
    case .engagement: network.engagements.rows[record.row].techniques
    default: []
    }
  }

  private func grade(_ record: Backing) -> String {
    switch record.kind {
    case .tie: "a tie"
    case .membership, .person, .team: "a record"
    default: record.evidence?.rawValue ?? "a record"
    }
  }

  /// One step as a sentence.
  func sentence(_ step: ExplainedStep) -> String {
    let when = time(step.time).map { "On \($0) " } ?? ""
    guard let from = step.from else {
      return "\(time(step.time).map { "By \($0) " } ?? "")\(name(step.to)) had been reached by taking part."
    }
    let via = step.through.map { ", by way of \(name((.team, $0)))" } ?? ""
    switch step.to.kind {
    case .organisation: return "\(when)\(name(step.to)) was reached with \(name(from)), the first of its own."
    default: return "\(when)it could get from \(name(from)) to \(name(step.to))\(via)."
    }
  }

  /// Why there is no chain.
  private func why() -> String {
    func chain(_ arrival: Moment?, _ level: Certainty) -> String {
      "\(meaning(level))" + (time(arrival).map { ", which arrives on \($0)" } ?? "")
    }
    return switch explanation.missing {
    case .unconnected, nil: "No chain of records leads from one to the other, in any order of time."
    case .againstTime: "Records lead from one to the other, but not one after another in time."
    case .outside(let arrival, let level): "There is a chain outside what was asked for, \(chain(arrival, level))."
    case .otherTechniques(let arrival, let level):
      "There is a chain by other techniques, \(chain(arrival, level)); leave --technique out to see it."
    case .within(let parts):
      "It has no people and teams of its own on record; ask about an organisation within it: "
        + parts.prefix(8).map { oneLine(network.organisations[$0].id, limit: 24) }.joined(separator: ", ")
        + (parts.count > 8 ? ", ..." : "") + "."
    }
  }

  func writeText(to output: OutputFile) throws(OutputError) {
    let (source, target) = (name(explanation.source), name(explanation.target))
    guard let level = explanation.level else {
      try output.write(wrapped("Nothing can have got from \(source) to \(target), as far as the records show."))
      try output.write(wrapped(why()))
      return try writeSources(to: output)
    }
    let arrival = explanation.steps.last.flatMap { time($0.time) }
    let when = arrival.map { " by \($0)" } ?? ""
    try output.write(wrapped("It could get from \(source) to \(target)\(when): \(meaning(level)).") + "\n")
    for (number, step) in explanation.steps.enumerated() {
      try output.write(wrapped("\(number + 1). \(sentence(step))", indent: "  "))
      for record in step.backing.prefix(6) {
        try output.write(wrapped("\(clause(record)) (\(grade(record)): \(place(record)))", indent: "       "))
      }
      let unshown = step.backing.count - 6
      if unshown > 0 { try output.write("       and \(counted(unshown, "more record", "more records"))\n") }
    }
    var summary = counted(explanation.steps.count, "step", "steps")
    if let start = explanation.start, let end = explanation.steps.last?.time, start != .min {
      let length = end.subtractingReportingOverflow(start)
      if !length.overflow { summary += ", \(unit.duration(length.partialValue)) after it could leave" }
    }
    let weakest = explanation.steps.map(\.level).max() ?? level
    let places = explanation.steps.indices.filter { explanation.steps[$0].level == weakest }.map { String($0 + 1) }
    if places.count < explanation.steps.count {
      summary += "; the least sure \(places.count == 1 ? "is step" : "are steps") \(listed(places))"
    }
    // Levels say what a step stands on, grades how well its records are known.
    let grades = explanation.steps.enumerated().compactMap { place, step in step.evidence.map { (place, $0) } }
    if let weakest = Evidence.allCases.last(where: { grade in grades.contains { $0.1 == grade } }), weakest != .observed
    {
      let steps = grades.filter { $0.1 == weakest }.map { String($0.0 + 1) }
      let words = weakest == .reported ? "reported, one side's word" : weakest.rawValue
      summary += "; the weakest records are \(words), at step\(steps.count == 1 ? "" : "s") \(listed(steps))"
    }
    try output.write("\n" + wrapped("\(summary)."))
    let carried = Set(explanation.steps.flatMap { step in step.backing.flatMap(techniques) })
    if explanation.steps.count > 1, carried.count > 1, !hasTechnique {
      try output.write(wrapped("Its steps name several techniques; --technique follows one alone."))
    }
    if let earlier = explanation.earlier, let day = time(earlier.arrival) {
      try output.write(wrapped("By less sure records it could have come by \(day): \(meaning(earlier.level))."))
    }
    try output.write("This shows what could have happened; whether it did is for the people to say.\n")
    try writeSources(to: output)
  }

  private func writeSources(to output: OutputFile) throws(OutputError) {
    guard !explanation.sources.isEmpty else { return }
    let isKnown = explanation.sources.contains(where: \.isKnown)
    try output.write(
      "\nWhom \(name(explanation.target)) \(isKnown ? "learnt" : "may have learnt") the technique from, by the cascade\n"
    )
    for source in explanation.sources {
      let how = source.isKnown ? "on record" : "possible"
      try output.write("  \(name((.person, source.person))): \(percent(source.credit)) of the credit, \(how)\n")
    }
  }

  func writeJSON(to output: OutputFile) throws(OutputError) {
    var json = JSONWriter(output)
    func id(_ place: (kind: NodeKind, row: Int)) -> String { network.id(place.kind, place.row) }
    try json.object { (json) throws(OutputError) in
      try json.member("from", id(explanation.source))
      try json.member("to", id(explanation.target))
      try json.member("reached", explanation.level != nil)
      try json.member("level", explanation.level.map { "\($0)" })
      try json.member("start", time: explanation.start, unit)
      try json.member("arrival", time: explanation.steps.last?.time, unit)
      let why: String? =
        switch explanation.missing {
        case nil: nil
        case .unconnected: "unconnected"
        case .againstTime: "againstTime"
        case .outside: "outside"
        case .otherTechniques: "otherTechniques"
        case .within: "within"
        }
      try json.member("missing", why)
      if explanation.missing != nil { try json.member("why", self.why()) }
      try json.name("steps")
      try json.array { (json) throws(OutputError) in
        for step in explanation.steps {
          try json.object { (json) throws(OutputError) in
            try json.member("from", step.from.map(id))
            try json.member("through", step.through.map { id((.team, $0)) })
            try json.member("to", id(step.to))
            try json.member("kind", "\(step.to.kind)")
            try json.member("time", time: step.time, unit)
            try json.member("level", "\(step.level)")
            try json.member("sentence", sentence(step))
            try json.name("records")
            try json.array { (json) throws(OutputError) in
              for record in step.backing {
                try json.object { (json) throws(OutputError) in
                  try json.member("file", name(of: record))
                  try json.member("line", record.line)
                  try json.member("evidence", record.evidence?.rawValue)
                  try json.member("level", "\(record.level)")
                  try json.member("says", clause(record))
                }
              }
            }
          }
        }
      }
      try json.name("earlier")
      if let earlier = explanation.earlier {
        try json.object { (json) throws(OutputError) in
          try json.member("level", "\(earlier.level)")
          try json.member("arrival", time: earlier.arrival, unit)
        }
      } else {
        try json.value(String?.none)
      }
      try json.name("sources")
      try json.array { (json) throws(OutputError) in
        for source in explanation.sources {
          try json.object { (json) throws(OutputError) in
            try json.member("id", network.people.rows[source.person].id)
            try json.member("credit", source.credit)
            try json.member("known", source.isKnown)
          }
        }
      }
    }
  }

  func writeCSV(to output: OutputFile) throws(OutputError) {
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["step", "from", "through", "to", "time", "file", "line", "evidence", "level", "says"])
    for (number, step) in explanation.steps.enumerated() {
      for record in step.backing {
        try csv.row([
          String(number + 1), step.from.map { network.id($0.kind, $0.row) } ?? "",
          step.through.map { network.id(.team, $0) } ?? "", network.id(step.to.kind, step.to.row),
          time(step.time) ?? "", name(of: record), record.line.map(String.init) ?? "",
          record.evidence?.rawValue ?? "", "\(record.level)", clause(record),
        ])
      }
    }
  }
}
