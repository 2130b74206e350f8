import Algorithms
import Graph
public import Insight
public import Interchange
public import Records

/// Writes whom to train next and what that would come to; who they are only for those who may see it.
public func writePlan(
  _ plan: Plan, of network: Network, for audience: Audience, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let rendering = PlanRendering(plan: plan, network: network, audience: audience)
  switch format {
  case .text: try output.write(rendering.text)
  case .json: try rendering.writeJSON(to: output)
  case .csv: try rendering.writeCSV(to: output)
  }
  try output.finish()
}

private struct PlanRendering {
  let plan: Plan
  let network: Network
  let audience: Audience

  private var question: PlanQuestion { plan.question }
  private var chosen: [Plan.Choice]? { plan.chosen.shown(to: audience) }
  private func number(_ value: Double) -> String { rounded(value, value < 10 ? 1 : 0) }

  // MARK: Text

  var text: String { finding + people + comparisons + certainty + assumptions }

  private var finding: String {
    let these = plan.count == 1 ? "this person" : "these \(plan.count)"
    let all = "\(number(plan.reached)) of \(counted(network.people.count, "person", "people"))"
    var sentence = "Training \(these) would reach \(all)"
    if plan.already > 0 {
      let more = number(plan.reached - plan.reachedBefore)
      sentence =
        "Training \(these) would bring the people reached to \(all): \(more) more than through the \(plan.already) trained or using it already"
    }
    if let other = plan.comparisons.first(where: { $0.kind == .bestConnected }) {
      sentence += "\(plan.already > 0 ? ", and" : ",") \(against(other.difference)) \(words(other, plan.count))"
    }
    return wrapped(sentence + ".")
  }

  private func against(_ difference: MeanDifference) -> String {
    let size = number(abs(difference.mean))
    if difference.low <= 0, difference.high >= 0 { return "about as many as" }
    return size + (difference.mean > 0 ? " more than" : " fewer than")
  }

  private func words(_ other: PlanComparison, _ count: Int) -> String {
    switch other.kind {
    case .bestConnected: other.chosen.count == 1 ? "the best connected one" : "the best connected \(other.chosen.count)"
    case .random: question.budget == nil ? "\(counted(count, "person", "people")) taken by lot" : "people taken by lot"
    case .named: "the choice named with --compare (\(other.chosen.count))"
    }
  }

  private var people: String {
    guard let chosen else { return "" }
    var headers = ["#", "id", "name", "role", "organisation", "#more people reached"]
    if question.budget != nil { headers.append("#cost") }
    var table = TextTable(headers)
    for (place, choice) in chosen.enumerated() {
      let person = network.people.rows[choice.person]
      var cells = [
        String(place + 1), oneLine(person.id, limit: 24), oneLine(network.label(.person, choice.person), limit: 32),
        oneLine(person.role, limit: 32),
        person.organisation.map { oneLine(network.label(.organisation, $0.int), limit: 40) } ?? "",
        rounded(choice.gain, 1),
      ]
      if question.budget != nil { cells.append(rounded(choice.cost, 2)) }
      table.add(cells)
    }
    var text = "\nWhom, in this order; each counts with those they add, themself included\n" + table.text
    if let budget = question.budget {
      let spent = chosen.reduce(0) { $0 + ($1.cost ?? 0) }
      text += "  Together they cost \(rounded(spent, 2)) of \(rounded(budget.total, 2)).\n"
    }
    return text
  }

  private var comparisons: String {
    var table = TextTable("choice", "#people reached", "#the plan reaches more", "95% interval")
    table.add("the plan", rounded(plan.reached, 1), "", "")
    for other in plan.comparisons {
      let difference = other.difference
      table.add(
        words(other, plan.count), rounded(other.reached, 1), rounded(difference.mean, 1),
        "\(rounded(difference.low, 1)) to \(rounded(difference.high, 1))")
    }
    return
      "\nBeside other choices, each tried in the same \(question.worlds) ways things could go\n" + table.text
  }

  private var certainty: String {
    let certificate = plan.certificate
    let sure = certificate.doubt < 0.001 ? "more than 99.9%" : percent(1 - certificate.doubt)
    var sentence =
      "With \(sure) certainty these come to at least \(percent(certificate.certified)) of what the best possible choice within the same limits would reach. "
    sentence +=
      "The method promises \(percent(certificate.target)) (\(promise)); in practice it comes much nearer the best than can be proved."
    if !certificate.isCertified {
      sentence +=
        " That much could not be shown here: too few are reached to tell choices apart, so take the order with care."
    }
    return "\nHow sure that is\n" + wrapped(sentence, indent: "  ")
  }

  private var promise: String {
    let error = Decimal.text(question.error)
    let fields = Set(question.quotas.map(\.field)).count
    let quotas = "quotas on \(counted(fields, "attribute", "attributes"))"
    if question.budget != nil {
      return fields == 0
        ? "half of 1 - 1/e, less \(error), for a choice under a budget"
        : "1/\(fields + 3), a little less for speed, and less \(error), for a choice under a budget and \(quotas)"
    }
    if fields > 0 { return "1/\(fields + 1), less \(error), for a choice under \(quotas)" }
    return "1 - 1/e, less \(error)"
  }

  private var assumptions: String {
    var lines: [String] = []
    lines.append(rule)
    let ties =
      plan.time == nil
      ? "following which way each tie carries; parallel ties are one"
      : "following which way each dated tie carries"
    lines.append(
      "\(counted(plan.arcs, "line", "lines")) of influence among \(counted(plan.people, "person", "people")) with ties, \(ties). \(counted(network.people.count - plan.people, "person has", "people have")) no ties and can only be reached by being chosen."
    )
    if question.technique != nil || question.alreadyTrained || !question.already.isEmpty {
      lines.append("\(counted(plan.already, "person counts", "people count")) as reached beforehand.")
    }
    lines.append("There were \(plan.candidates) to choose from.")
    if plan.withoutCost > 0 {
      lines.append(
        "\(counted(plan.withoutCost, "person has", "people have")) no cost written down and could not be chosen.")
    }
    return "\nWhat was assumed\n" + lines.map { wrapped($0, indent: "  ") }.joined()
  }

  private var rule: String {
    switch question.model {
    case .ic:
      let tries =
        plan.time == nil
        ? "Whoever is reached gets one try at each of those they can influence, and each try"
        : "\(period) Each dated tie is one try of whoever carries it to win the other over, which"
      return
        "\(tries) succeeds with probability \(Decimal.text(question.probability)). That figure decides how many are reached: set your own with --probability."
    case .lt:
      let weights = question.isWeighted ? "ties count by their weights" : "all who can influence somebody count alike"
      return
        "\(plan.time == nil ? "" : "\(period) Whoever carries it counts with others from their next dated tie on. ")Everybody gives way once enough of those who can influence them were reached: how many is enough is taken by lot for each, and \(weights)."
    }
  }

  /// What real time means for a plan.
  private var period: String {
    guard let time = plan.time else { return "" }
    let (from, to) = (plan.unit.text(time.lower), plan.unit.text(time.upper - plan.unit.length))
    return
      "In the order of time: those chosen carry it from \(from) on, ties are followed up to \(to), and nobody passes it on at the moment they get it."
  }

  // MARK: JSON

  func writeJSON(to output: OutputFile) throws(OutputError) {
    let certificate = plan.certificate
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      if let chosen {
        try json.name("chosen")
        try json.array { (json) throws(OutputError) in
          for choice in chosen {
            try json.object { (json) throws(OutputError) in
              try json.member("id", network.people.rows[choice.person].id)
              try json.member("gain", choice.gain)
              if let cost = choice.cost { try json.member("cost", cost) }
            }
          }
        }
      }
      try json.member("expectedReached", plan.reached)
      try json.member("standardError", plan.standardError)
      try json.member("model", question.model.rawValue)
      try json.member("probability", question.model == .ic ? question.probability : nil)
      try json.member("time", question.time.rawValue)
      if let time = plan.time {
        try json.member("from", time: time.lower, plan.unit)
        try json.member("to", time: time.upper - plan.unit.length, plan.unit)
      }
      try json.member("seed", Int(clamping: question.seed))
      try json.member("people", network.people.count)
      try json.member("candidates", plan.candidates)
      try json.member("already", plan.already)
      try json.member("reachedBefore", plan.reachedBefore)
      try json.name("certificate")
      try json.object { (json) throws(OutputError) in
        try json.member("gainAtLeast", certificate.atLeast)
        try json.member("bestGainAtMost", certificate.atMost)
        try json.member("certified", certificate.certified)
        try json.member("promised", certificate.target)
        try json.member("error", question.error)
        try json.member("probability", 1 - certificate.doubt)
        try json.member("sets", certificate.sets)
      }
      try json.member("worlds", question.worlds)
      try json.name("comparisons")
      try json.array { (json) throws(OutputError) in
        for other in plan.comparisons { try write(other, &json) }
      }
    }
  }

  private func write(_ other: PlanComparison, _ json: inout JSONWriter) throws(OutputError) {
    try json.object { (json) throws(OutputError) in
      try json.member("choice", other.kind.rawValue)
      if other.kind != .random, audience == .recordHolder {
        try json.member("ids", other.chosen.map { network.people.rows[$0].id })
      }
      try json.member("expectedReached", other.reached)
      try json.member("difference", other.difference.mean)
      try json.member("interval95", [other.difference.low, other.difference.high])
    }
  }

  // MARK: CSV

  func writeCSV(to output: OutputFile) throws(OutputError) {
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["id", "name", "role", "organisation", "gain", "cost"])
    for choice in chosen ?? [] {
      let person = network.people.rows[choice.person]
      try csv.row([
        person.id, network.label(.person, choice.person), person.role,
        person.organisation.map { network.label(.organisation, $0.int) } ?? "", Decimal.text(choice.gain),
        choice.cost.map(Decimal.text) ?? "",
      ])
    }
  }
}

extension JSONWriter {
  /// A member that holds numbers.
  fileprivate mutating func member(_ name: String, _ numbers: [Double]) throws(OutputError) {
    try self.name(name)
    try array { (json) throws(OutputError) in for number in numbers { try json.value(number) } }
  }
}
