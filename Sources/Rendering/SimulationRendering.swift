import Algorithms
import Graph
public import Insight
public import Interchange
public import Records

/// Writes how far a practice would spread if it went as a model says; `note` tells what the answer is limited to.
public func writeSimulation(
  _ simulation: Simulation, of network: Network, note: String?, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let rendering = SimulationRendering(simulation: simulation, network: network, note: note)
  switch format {
  case .text: try rendering.writeText(to: output)
  case .json: try rendering.writeJSON(to: output)
  case .csv: try rendering.writeCSV(to: output)
  }
  try output.finish()
}

private struct SimulationRendering {
  let simulation: Simulation
  let network: Network
  let note: String?

  private var options: SimulationOptions { simulation.options }

  private func name(_ person: Int) -> String { oneLine(network.label(.person, person), limit: 40) }

  // MARK: Text

  func writeText(to output: OutputFile) throws(OutputError) {
    try output.write(wrapped(finding) + "\n" + wrapped(assumptions) + "\n")
    try output.write(wrapped("This is a simulation, not a forecast: it shows what would follow from what was assumed."))
    try writeSteps(to: output)
    try writeLikeliest(to: output)
    try writeTree(to: output)
  }

  private var finding: String {
    let seeds = Set(options.seeds.map(\.int)).sorted()
    let shown = seeds.prefix(3).map(name)
    let others = seeds.count - shown.count
    let who = listed(shown + (others > 0 ? [counted(others, "other", "others")] : []))
    let people = counted(simulation.people, "person", "people")
    let begun = "Begun by \(who), it would reach \(rounded(simulation.mean, 1)) of \(people)"
    if reachesNobody {
      return "Begun by \(who), it would reach nobody else of \(people)\(isCertain ? "" : " in any run")."
    }
    if simulation.standardError == 0 {
      return "\(begun)\(isCertain ? "" : " in every run"), the people it begins with among them."
    }
    var text = "\(begun) on average, the people it begins with among them"
    if let last = simulation.overTime.last {
      text +=
        last.low == last.high
        ? "; in the middle 95% of runs just \(last.low)"
        : "; in the middle 95% of runs, \(last.low) to \(last.high)"
    }
    text += "."
    if let interval = simulation.interval, let error = simulation.standardError {
      text +=
        " The average is known to be from \(rounded(interval.low, 1)) to \(rounded(interval.high, 1)) (95% interval; "
        + "standard error \(rounded(error, 2))): more runs narrow it."
    }
    return text
  }

  private var reachesNobody: Bool { simulation.mean <= Double(Set(options.seeds.map(\.int)).count) }

  /// Nothing is left to chance where people simply count who has adopted.
  private var isCertain: Bool { options.model == .complex }

  private var assumptions: String {
    let ties =
      simulation.pairs == 0
      ? "No tie can carry influence, so nobody can be reached."
      : "Influence can go \(counted(simulation.pairs, "way", "ways")) from one person to another, \(options.time == .contacts ? "along ties in the order of their dates" : "along ties that are taken to hold throughout")."
    let runs =
      isCertain
      ? "Nothing is left to chance, so every run is the same."
      : "\(counted(simulation.runs, "run", "runs")), seed \(options.seed): the same answer again for the same seed."
    return (["Assumed: \(rule)", ties, ending, runs] + [note].compactMap { $0 }).compactMap { $0 }
      .joined(separator: " ")
  }

  private var rule: String {
    let contacts = options.time == .contacts
    switch options.model {
    case .ic:
      return contacts
        ? "each dated tie is one try of a user to win the other over, which succeeds \(chance); nobody passes it on at the moment they get it."
        : "each new user has one try at each person they can influence, which succeeds \(chance)."
    case .si, .sis, .sir:
      let stop =
        options.model == .si
        ? "users never stop"
        : "in each \(contacts ? simulation.unit.name : "step") users stop with a probability of \(percent(options.gamma)), \(options.model == .sir ? "for good" : "and may begin again")"
      return contacts
        ? "each dated tie is one try of a user to win the other over, which succeeds \(chance); \(stop)."
        : "in every step users try with each person they can influence, which succeeds \(chance); \(stop)."
    case .lt:
      let weight = options.isWeighted ? "in proportion to the weights of their ties" : "all of them alike"
      return
        "everybody who can influence a person counts with them, \(weight); a person follows once those who use it\(met()) make up their threshold, a share drawn anew for each person and run, all shares being as likely."
    case .complex:
      switch options.threshold {
      case .count(let count):
        return
          "somebody follows as soon as \(count) of those who can influence them use\(count == 1 ? "s" : "") it\(met(count))."
      case .share(let share):
        return "somebody follows as soon as \(percent(share)) of those who can influence them use it\(met())."
      }
    }
  }

  /// In real time it takes a meeting to be influenced.
  private func met(_ count: Int = 2) -> String {
    options.time == .contacts ? " and \(count == 1 ? "has" : "have") met them since" : ""
  }

  private var chance: String {
    switch options.chance {
    case .same(let probability): "with a probability of \(percent(probability))"
    case .byKind(let kinds):
      "by the kind of tie ("
        + kinds.sorted { $0.key < $1.key }.map {
          "\($0.key.isEmpty ? "no kind" : oneLine($0.key, limit: 24)): \(percent($0.value))"
        }.joined(separator: ", ") + ")"
    case .byColumn(let name): "with the probability written in the column \(oneLine(name, limit: 24))"
    }
  }

  private var ending: String? {
    if options.time == .contacts {
      guard let first = simulation.tree.times.first, let last = simulation.tree.times.last else { return nil }
      return "Time runs from \(simulation.unit.text(first)) to \(simulation.unit.text(last))."
    }
    guard let last = simulation.lastStep else { return nil }
    return "Runs end after \(counted(last, "step", "steps")) at the latest."
  }

  private func writeSteps(to output: OutputFile) throws(OutputError) {
    let steps = simulation.overTime
    guard steps.count > 1, !reachesNobody else { return }
    let hasTimes = steps.contains { $0.time != nil }
    var table = TextTable([hasTimes ? "by" : "#step", "#mean", "#low", "#high", ""])
    // At most about twenty rows, the first and the last among them.
    let stride = max(1, (steps.count + 18) / 20)
    let scale = 40 / Double(max(simulation.people, 1))
    for (place, step) in steps.enumerated() where place % stride == 0 || place == steps.count - 1 {
      table.add([
        step.time.map(simulation.unit.text) ?? String(step.number), rounded(step.mean, 1), String(step.low),
        String(step.high), String(repeating: "#", count: Int(step.mean * scale)),
      ])
    }
    try output.write(
      "\n" + wrapped("People reached as time went on: the mean, and from where to where the middle 95% of runs lie")
        + table.text)
  }

  private func writeLikeliest(to output: OutputFile) throws(OutputError) {
    let seeds = Set(options.seeds.map(\.int))
    let others = simulation.probabilities.indices.filter { !seeds.contains($0) && simulation.probabilities[$0] > 0 }
    guard !others.isEmpty, !isCertain else { return }
    let ranked = others.sorted { (-simulation.probabilities[$0], $0) < (-simulation.probabilities[$1], $1) }
    var table = TextTable("id", "name", "#reached in")
    for person in ranked.prefix(10) {
      table.add(
        oneLine(network.people.rows[person].id, limit: 24), name(person), percent(simulation.probabilities[person]))
    }
    try output.write("\nMost likely to be reached\n\(table.text)")
    if ranked.count > 10 { try output.write("  --format csv lists all \(simulation.people) people.\n") }
  }

  private func writeTree(to output: OutputFile) throws(OutputError) {
    let transmissions = simulation.tree.transmissions
    guard transmissions.contains(where: { $0.source != nil }) else {
      if reachesNobody { return }
      return try output.write(
        "\n"
          + wrapped(
            "Run \(simulation.tree.run), which reached as many as the middle one of all runs, reached nobody else."))
    }
    var children: [Int: [Transmission]] = [:]
    for one in transmissions { if let source = one.source { children[source, default: []].append(one) } }
    try output.write(
      "\n"
        + wrapped(
          isCertain
            ? "Who got it from whom"
            : "Who got it from whom in run \(simulation.tree.run), which reached as many as the middle one of all runs (\(transmissions.count))"
        ))
    var left = 30
    for seed in transmissions where seed.source == nil {
      var stack = [(one: seed, indent: "  ", branch: "")]
      while let (one, indent, branch) = stack.popLast() {
        left -= 1
        if left >= 0 { try output.write("\(indent)\(branch)\(line(one))\n") }
        let inner = branch.isEmpty ? indent : indent + (branch == "└─ " ? "   " : "│  ")
        let next = children[one.node] ?? []
        for (order, child) in next.enumerated().reversed() {
          stack.append((child, inner, order == next.count - 1 ? "└─ " : "├─ "))
        }
      }
    }
    if left < 0 {
      try output.write("  \(counted(-left, "more person is", "more people are")) left out; --format json lists all.\n")
    }
  }

  private func line(_ one: Transmission) -> String {
    guard one.source != nil else { return name(one.node) }
    let times = simulation.tree.times
    return "\(name(one.node)), \(times.isEmpty ? "step \(one.step)" : "by \(simulation.unit.text(times[one.step]))")"
  }

  // MARK: JSON and CSV

  func writeJSON(to output: OutputFile) throws(OutputError) {
    var json = JSONWriter(output)
    let people = network.people.rows
    try json.object { (json) throws(OutputError) in
      try json.member("model", options.model.rawValue)
      try json.member("time", options.time.rawValue)
      try json.member("seeds", Set(options.seeds.map(\.int)).sorted().map { people[$0].id })
      try json.member("runs", simulation.runs)
      try json.name("seed")
      try json.raw(String(options.seed))
      try json.member("steps", simulation.lastStep)
      try json.member("meanReached", simulation.mean)
      try json.member("standardError", simulation.standardError)
      try json.name("interval95")
      if let interval = simulation.interval {
        try json.array { (json) throws(OutputError) in
          try json.value(interval.low)
          try json.value(interval.high)
        }
      } else {
        try json.value(String?.none)
      }
      try json.name("overTime")
      try json.array { (json) throws(OutputError) in
        for step in simulation.overTime {
          try json.object { (json) throws(OutputError) in
            try json.member("step", step.number)
            if let time = step.time { try json.member("time", time: time, simulation.unit) }
            try json.member("mean", step.mean)
            try json.member("low", step.low)
            try json.member("high", step.high)
          }
        }
      }
      try json.name("nodes")
      try json.array { (json) throws(OutputError) in
        for (row, probability) in simulation.probabilities.enumerated() {
          try json.object { (json) throws(OutputError) in
            try json.member("id", people[row].id)
            try json.member("probability", probability)
          }
        }
      }
      try json.name("tree")
      try json.object { (json) throws(OutputError) in
        try json.member("run", simulation.tree.run)
        try json.name("transmissions")
        try json.array { (json) throws(OutputError) in
          for one in simulation.tree.transmissions {
            try json.object { (json) throws(OutputError) in
              try json.member("id", people[one.node].id)
              try json.member("from", one.source.map { people[$0].id })
              try json.member("step", one.step)
            }
          }
        }
      }
    }
  }

  func writeCSV(to output: OutputFile) throws(OutputError) {
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["id", "name", "probability"])
    for (row, probability) in simulation.probabilities.enumerated() {
      try csv.row([network.people.rows[row].id, network.label(.person, row), Decimal.text(probability)])
    }
  }
}
