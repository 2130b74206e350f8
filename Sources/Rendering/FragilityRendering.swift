import Graph
public import Insight
public import Interchange
public import Records

/// Writes what hangs on single people; who they are only for those who may see it.
public func writeFragility(
  _ fragility: Fragility, _ question: FragilityQuestion, of network: Network, for audience: Audience,
  as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let rendering = FragilityRendering(
    fragility: fragility, question: question, network: network, audience: audience)
  switch format {
  case .text: try output.write(rendering.text)
  case .json: try rendering.writeJSON(to: output)
  case .csv: try rendering.writeCSV(to: output)
  }
  try output.finish()
}

private struct FragilityRendering {
  let fragility: Fragility
  let question: FragilityQuestion
  let network: Network
  let audience: Audience

  private var losses: [Fragility.Loss]? { fragility.losses.shown(to: audience) }
  private var soleUses: [Fragility.SoleUse]? { fragility.soleUses.shown(to: audience) }
  private var soleCarriers: [Fragility.SoleCarrier]? { fragility.soleCarriers.shown(to: audience) }
  private static let shown = 20

  private func name(_ person: Int) -> String { oneLine(network.label(.person, person), limit: 40) }
  private func id(_ person: Int) -> String { oneLine(network.people.rows[person].id, limit: 24) }
  private func names(_ people: [Int]) -> String { listed(people.map(name)) }

  // MARK: Text

  var text: String {
    heading + lossText + useText + carrierText
      + "\n"
      + wrapped(
        "Counted from what is written down: who left no record carries nothing here. It says how people are placed, not how well they work."
      )
  }

  private var heading: String {
    let of = question.technique.map { " of \(oneLine(network.label(.technique, $0.int)))" } ?? ""
    guard let mean = fragility.meanReached, mean > 0 else {
      return wrapped("Nobody reaches anybody in these records\(of), so that nobody's leaving would cut reach.")
    }
    guard fragility.lossCount > 0 else {
      return wrapped(
        "Nobody's leaving would cut the reach\(of) of those who stay: each reaches \(rounded(mean, 1)) others on average, and there is always another way."
      )
    }
    guard let worst = losses?.first else {
      return wrapped("Some people's leaving would cut the reach\(of) of those who stay.")
    }
    let verb = worst.people.count == 1 ? "leaves" : "leave"
    return wrapped(
      "If \(names(worst.people)) \(verb), the reach\(of) of those who stay falls most: by \(rounded(worst.fall, worst.fall < 0.1 ? 3 : 1)) of the \(rounded(mean, 1)) others each reaches on average."
    )
  }

  private var lossText: String {
    guard let losses, !losses.isEmpty else { return "" }
    var table = TextTable("who", "id", "#each other person loses", "#pairs cut")
    for loss in losses {
      table.add(
        names(loss.people), loss.people.map(id).joined(separator: ", "), rounded(loss.fall, 3), String(loss.pairs))
    }
    let note =
      question.leaving > 1
      ? "Pairs were looked for among the worst single people, \(fragility.tried) having been tried."
      : fragility.isComplete
        ? "Nobody left out of the list could cut more than those in it."
        : "Only the \(fragility.tried) people on whom most could hang were tried, as the network is large."
    return "\nWhose leaving would cut reach most\n" + table.text + wrapped(note, indent: "  ")
  }

  private var useText: String {
    guard !network.uses.rows.isEmpty else { return "" }
    var text = "\nTechniques that one person alone uses in an organisation"
    if let at = fragility.usesAt { text += ", on \(fragility.unit.text(at))" }
    text += ": \(fragility.soleUseCount)\n"
    guard let soleUses, !soleUses.isEmpty else { return text }
    var table = TextTable("if this person leaves", "this organisation", "loses", "#users elsewhere")
    for use in soleUses.prefix(Self.shown) {
      table.add(
        name(use.person), oneLine(network.label(.organisation, use.organisation), limit: 44),
        oneLine(network.label(.technique, use.technique), limit: 40), String(use.usersElsewhere))
    }
    text += table.text
    if soleUses.count > Self.shown {
      text += "  and \(soleUses.count - Self.shown) more: --format json lists all\n"
    }
    return text
  }

  private var carrierText: String {
    guard fragility.joinedAreas > 0 else { return "" }
    var text =
      "\nAreas joined by one person alone: \(fragility.soleCarrierCount) of \(counted(fragility.joinedAreas, "pair", "pairs")) of areas that anything joins\n"
    guard let soleCarriers, !soleCarriers.isEmpty else { return text }
    var table = TextTable("area", "area", "who", "#records")
    for carrier in soleCarriers.prefix(Self.shown) {
      table.add(
        oneLine(carrier.areas[0], limit: 44), oneLine(carrier.areas[1], limit: 44),
        carrier.people.map(name).joined(separator: " or "), String(carrier.records))
    }
    text += table.text
    return text
  }

  // MARK: JSON

  func writeJSON(to output: OutputFile) throws(OutputError) {
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("technique", question.technique.map { network.techniques[$0].id })
      try json.member("leaving", question.leaving)
      try json.member("meanReached", fragility.meanReached)
      try json.member("tried", fragility.tried)
      try json.member("complete", fragility.isComplete)
      if let losses {
        try json.name("losses")
        try json.array { (json) throws(OutputError) in
          for loss in losses {
            try json.object { (json) throws(OutputError) in
              try json.member("ids", loss.people.map { network.people.rows[$0].id })
              try json.member("fall", loss.fall)
              try json.member("pairs", loss.pairs)
            }
          }
        }
      }
      try json.member("usesAt", time: fragility.usesAt, fragility.unit)
      try json.member("soleUseCount", fragility.soleUseCount)
      if let soleUses { try write(soleUses, &json) }
      try json.member("joinedAreas", fragility.joinedAreas)
      try json.member("soleCarrierCount", fragility.soleCarrierCount)
      if let soleCarriers { try write(soleCarriers, &json) }
    }
  }

  private func write(_ uses: [Fragility.SoleUse], _ json: inout JSONWriter) throws(OutputError) {
    try json.name("soleUses")
    try json.array { (json) throws(OutputError) in
      for use in uses {
        try json.object { (json) throws(OutputError) in
          try json.member("person", network.people.rows[use.person].id)
          try json.member("organisation", network.organisations.rows[use.organisation].id)
          try json.member("technique", network.techniques.rows[use.technique].id)
          try json.member("usersElsewhere", use.usersElsewhere)
        }
      }
    }
  }

  private func write(_ carriers: [Fragility.SoleCarrier], _ json: inout JSONWriter) throws(OutputError) {
    try json.name("soleCarriers")
    try json.array { (json) throws(OutputError) in
      for carrier in carriers {
        try json.object { (json) throws(OutputError) in
          try json.member("areas", carrier.areas)
          try json.member("people", carrier.people.map { network.people.rows[$0].id })
          try json.member("records", carrier.records)
        }
      }
    }
  }

  // MARK: CSV

  func writeCSV(to output: OutputFile) throws(OutputError) {
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["ids", "names", "fall", "pairs"])
    for loss in losses ?? [] {
      try csv.row([
        loss.people.map { network.people.rows[$0].id }.joined(separator: ";"),
        loss.people.map { network.label(.person, $0) }.joined(separator: ";"), Decimal.text(loss.fall),
        String(loss.pairs),
      ])
    }
  }
}
