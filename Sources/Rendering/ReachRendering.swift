import Algorithms
import Graph
public import Insight
public import Interchange
public import Records

/// Writes how far influence can have got.
public func writeReach(
  _ reach: Reach, of network: Network, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let rendering = ReachRendering(reach: reach, network: network)
  switch format {
  case .text: try rendering.writeText(to: output)
  case .json: try rendering.writeJSON(to: output)
  case .csv: try rendering.writeCSV(to: output)
  }
  try output.finish()
}

private struct ReachRendering {
  let reach: Reach
  let network: Network

  private func id(_ place: (kind: NodeKind, row: Int)) -> String { network.id(place.kind, place.row) }
  private func path(_ node: ReachedNode) -> [String] { reach.path(to: node).map(id) }
  private func via(_ path: [String]) -> String? { path.count < 2 ? nil : path[path.count - 2] }

  /// True when routes have a moment of leaving worth showing.
  private var showsDepartures: Bool { reach.routeKind == .fastest || reach.routeKind == .latest }

  /// Time from leaving to arriving, in the network's unit.
  private func duration(_ node: ReachedNode) -> Double? {
    guard let arrival = node.arrival, let departure = node.departure else { return nil }
    // Between the units that are shown, so that the three agree.
    let (start, end) = (reach.unit.start(of: departure), reach.unit.start(of: arrival))
    return (Double(end) - Double(start)) / Double(reach.unit.length)
  }

  func writeText(to output: OutputFile) throws(OutputError) {
    let names = reach.sources.count > 5 ? "\(reach.sources.count) sources" : reach.sources.joined(separator: ", ")
    let start = reach.start.map { ", from \(reach.unit.text($0)) on" } ?? ""
    try output.write(wrapped("How far could \(oneLine(names, limit: 100)) reach\(start), in the order of time?") + "\n")
    let hasAlumni = network.enrolments.count > 0
    var levels = TextTable(
      ["evidence", "#people"] + (hasAlumni ? ["#never on a course"] : [])
        + ["#teams", "#techniques", "#organisations", "#headcount"])
    for (level, totals) in zip(Certainty.allCases, reach.levels) {
      let nonAlumni = hasAlumni ? [String(totals.nonAlumni)] : []
      let counts = [totals.teams, totals.techniques, totals.organisations, totals.headcount].map { String($0) }
      levels.add([words(level), String(totals.people)] + nonAlumni + counts)
    }
    var whole = ["in the network", String(network.people.count)]
    if hasAlumni { whole.append(String(network.alumni().count { !$0 })) }
    whole += [network.teams.count, network.techniques.count, network.organisations.count].map { String($0) }
    let staff = network.teams.rows.reduce(0) { $0 &+ ($1.headcount ?? 0) }
    levels.add(whole + [String(staff)])
    try output.write(levels.text)
    try output.write("  Headcount: staff of the teams, where it is known.\n")
    let participants = reach.nodes.count { $0.generation == 0 }
    if participants > 0 {
      try output.write(
        "  Among the people \(counted(participants, "participant", "participants")) of the cohort, generation 0.\n")
    }
    let level = reach.nodes.map(\.level).max().map(words) ?? ""
    if !reach.byGeneration.isEmpty {
      var generations = TextTable("#generation", "#people", "#teams")
      for row in reach.byGeneration {
        generations.add(String(row.generation), String(row.people), String(row.teams))
      }
      try output.write("\nBy generation, the number of steps (\(level))\n\(generations.text)")
    }
    if !reach.overTime.isEmpty {
      var curve = TextTable("by", "#people", "#teams")
      for row in thinned(reach.overTime, to: 12) {
        curve.add(reach.unit.text(row.time), String(row.people), String(row.teams))
      }
      try output.write("\nOver time (\(level), each counted when its surest route arrives)\n\(curve.text)")
    }
    // The participants themselves are no news.
    let beyond = reach.nodes.filter { $0.generation > 0 }
    guard !beyond.isEmpty else { return }
    // The surest first, people before what else there is; within that the order of time stays.
    let shown = beyond.indices.sorted {
      (beyond[$0].level, beyond[$0].kind.rawValue, $0) < (beyond[$1].level, beyond[$1].kind.rawValue, $1)
    }.prefix(15).map { beyond[$0] }
    var list = TextTable(showsDepartures ? "leaves, arrives" : "when", "what", "id", "name", "evidence", "path")
    for node in shown {
      let arrival = node.arrival.map(reach.unit.text) ?? "-"
      let when = showsDepartures ? "\(node.departure.map(reach.unit.text) ?? "-"), \(arrival)" : arrival
      list.add(
        when, "\(node.kind)", oneLine(network.id(node.kind, node.row), limit: 24),
        oneLine(network.label(node.kind, node.row), limit: 28), "\(node.level)",
        oneLine(path(node).joined(separator: " > "), limit: 60))
    }
    let kinds = [NodeKind.person, .team, .technique, .organisation].map { kind in beyond.count { $0.kind == kind } }
    let all = zip(
      kinds, [("person", "people"), ("team", "teams"), ("technique", "techniques"), ("organisation", "organisations")]
    )
    .filter { $0.0 > 0 }.map { counted($0.0, $0.1.0, $0.1.1) }
    let title = shown.count < beyond.count ? "The surest \(shown.count) of \(listed(all)) reached" : "Reached"
    if reach.routeKind != .foremost {
      let meaning =
        switch reach.routeKind {
        case .foremost, .fastest: "routes that take the least time from leaving the source to arriving"
        case .shortest: "routes of the fewest steps, and of these those that arrive first"
        case .latest:
          "routes that leave the source last; without a date of leaving where the contacts have no end, so that it can leave at any later time"
        }
      try output.write("\n" + wrapped("Shown are the \(meaning)."))
    }
    try output.write("\n\(title)\n\(list.text)")
    if shown.count < beyond.count { try output.write("  --format csv or json lists all of them.\n") }
  }

  func writeJSON(to output: OutputFile) throws(OutputError) {
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("sources", reach.sources)
      try json.name("levels")
      try json.object { (json) throws(OutputError) in
        for (level, totals) in zip(Certainty.allCases, reach.levels) {
          try json.name("\(level)")
          try json.object { (json) throws(OutputError) in
            for (name, count) in [
              ("people", totals.people), ("nonAlumni", totals.nonAlumni), ("teams", totals.teams),
              ("techniques", totals.techniques),
              ("organisations", totals.organisations), ("headcount", totals.headcount),
            ] {
              try json.member(name, count)
            }
          }
        }
      }
      try json.name("byGeneration")
      try json.array { (json) throws(OutputError) in
        for row in reach.byGeneration {
          try json.object { (json) throws(OutputError) in
            try json.member("generation", row.generation)
            try json.member("people", row.people)
            try json.member("teams", row.teams)
          }
        }
      }
      try json.name("overTime")
      try json.array { (json) throws(OutputError) in
        for row in reach.overTime {
          try json.object { (json) throws(OutputError) in
            try json.member("time", time: row.time, reach.unit)
            try json.member("people", row.people)
            try json.member("teams", row.teams)
          }
        }
      }
      try json.name("nodes")
      try json.array { (json) throws(OutputError) in
        for node in reach.nodes {
          let path = path(node)
          try json.object { (json) throws(OutputError) in
            try json.member("id", network.id(node.kind, node.row))
            try json.member("kind", "\(node.kind)")
            try json.member("level", "\(node.level)")
            try json.member("arrival", time: node.arrival, reach.unit)
            if showsDepartures {
              try json.member("departure", time: node.departure, reach.unit)
              try json.member("duration", duration(node))
            }
            try json.member("generation", node.generation)
            try json.member("via", via(path))
            try json.member("path", path)
          }
        }
      }
    }
  }

  func writeCSV(to output: OutputFile) throws(OutputError) {
    var csv = CSVWriter(output, guardingFormulas: true)
    let more = showsDepartures ? ["departure"] : []
    try csv.row(["id", "name", "kind", "level", "arrival", "generation", "via", "path"] + more)
    for node in reach.nodes {
      let path = path(node)
      try csv.row(
        [
          network.id(node.kind, node.row), network.label(node.kind, node.row), "\(node.kind)", "\(node.level)",
          node.arrival.map(reach.unit.text) ?? "", String(node.generation), via(path) ?? "",
          path.joined(separator: ";"),
        ] + (showsDepartures ? [node.departure.map(reach.unit.text) ?? ""] : []))
    }
  }
}

/// At most `count` rows of a curve, evenly chosen, the last one always among them.
func thinned<Row>(_ rows: [Row], to count: Int) -> [Row] {
  guard rows.count > count else { return rows }
  return (1...count).map { rows[$0 * rows.count / count - 1] }
}
