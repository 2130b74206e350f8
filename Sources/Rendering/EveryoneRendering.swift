public import Algorithms
public import Graph
public import Insight
public import Interchange
public import Records

/// Writes how many others each person reaches and is reached by, on evidence of `level` and surer.
public func writeReachOfEveryone(
  _ reach: EveryonesReach, at level: Certainty, of network: Network, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let people = network.people.rows
  switch format {
  case .text:
    let ranked = people.indices.sorted { (-reach.reached[$0], $0) < (-reach.reached[$1], $1) }
    var table = TextTable("id", "name", "#reached", "#reached by")
    for person in ranked.prefix(20) {
      table.add(
        oneLine(people[person].id, limit: 24), oneLine(network.label(.person, person), limit: 40),
        String(reach.reached[person]), String(reach.reachedBy[person]))
    }
    try output.write(
      wrapped(
        "How many of \(people.count) could each person reach, in the order of time, and by how many be reached (\(words(level)))?"
      )
        + "\n\(table.text)")
    if let error = reach.relativeError {
      let percent = (error * 1000).rounded() / 10
      try output.write(
        "  Exact sets would not fit into memory: counts are estimates, with a standard error of \(percent)%.\n")
    }
    if people.count > 20 { try output.write("  --format csv or json lists all \(people.count).\n") }
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("relativeError", reach.relativeError)
      try json.name("nodes")
      try json.array { (json) throws(OutputError) in
        for (row, person) in people.enumerated() {
          try json.object { (json) throws(OutputError) in
            try json.member("id", person.id)
            try json.member("reached", reach.reached[row])
            try json.member("reachedBy", reach.reachedBy[row])
          }
        }
      }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    let error = reach.relativeError.map { [Decimal.text($0)] } ?? []
    try csv.row(["id", "name", "reached", "reachedBy"] + error.map { _ in "relativeError" })
    for (row, person) in people.enumerated() {
      try csv.row(
        [person.id, network.label(.person, row), String(reach.reached[row]), String(reach.reachedBy[row])] + error)
    }
  }
  try output.finish()
}

/// Writes how far each group's influence got as time went on, on evidence of `level` and surer.
public func writeReachOfGroups(
  _ groups: [GroupReach], at level: Certainty, of network: Network, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let unit = network.unit
  func text(_ step: ReachCurve.Step?) -> String {
    guard let step, step.time != .min else { return "-" }
    return unit.text(step.time)
  }
  switch format {
  case .text:
    var table = TextTable("id", "name", "#size", "#people", "#teams", "half of the people by", "last by")
    for group in groups {
      let last = group.curve.steps.last
      let half = group.curve.steps.first { 2 * $0.first >= last?.first ?? 0 && $0.first > 0 }
      table.add(
        oneLine(network.id(group.kind, group.row), limit: 24), oneLine(network.label(group.kind, group.row), limit: 40),
        String(group.size), String(last?.first ?? 0), String(last?.second ?? 0),
        text(half), text(last))
    }
    guard !groups.isEmpty else {
      try output.write("The network has no such groups.\n")
      break
    }
    try output.write(
      "How far could each group reach, in the order of time, by any route (\(words(level)))?\n\n\(table.text)")
    try output.write("  --format csv or json gives each group's curve over time.\n")
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.name("groups")
      try json.array { (json) throws(OutputError) in
        for group in groups {
          try json.object { (json) throws(OutputError) in
            try json.member("id", network.id(group.kind, group.row))
            try json.member("kind", "\(group.kind)")
            try json.member("size", group.size)
            try json.member("people", group.curve.steps.last?.first ?? 0)
            try json.member("teams", group.curve.steps.last?.second ?? 0)
            try json.name("overTime")
            try json.array { (json) throws(OutputError) in
              for step in group.curve.steps where step.time != .min {
                try json.object { (json) throws(OutputError) in
                  try json.member("time", time: step.time, unit)
                  try json.member("people", step.first)
                  try json.member("teams", step.second)
                }
              }
            }
          }
        }
      }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["id", "name", "kind", "time", "people", "teams"])
    for group in groups {
      for step in group.curve.steps where step.time != .min {
        try csv.row([
          network.id(group.kind, group.row), network.label(group.kind, group.row), "\(group.kind)",
          unit.text(step.time), String(step.first), String(step.second),
        ])
      }
    }
  }
  try output.finish()
}
