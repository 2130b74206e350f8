import Algorithms
import Graph
import Insight
import Interchange
import Records

extension SpreadRendering {
  /// One technique in full: the finding first, then how it came about.
  func writeText(to output: OutputFile) throws(OutputError) {
    try output.write(wrapped(adoptionFinding()))
    try output.write(periodTable())
    try output.write(categoryTable())
    if let finding = thresholdFinding() { try output.write("\n" + wrapped(finding)) }
    if spread.adopters > 0 {
      if spread.options.test != nil { try output.write(chanceSection()) }
      let findings = [centralFinding(), likenessFinding(), bassFinding()].compactMap(\.self)
      try output.write(findings.map { "\n" + wrapped($0) }.joined())
    }
    try output.write("\n" + sustainmentSection(spread.sustainment, spread.unit))
    if !spread.groups.isEmpty { try output.write(groupTable()) }
    if let differences { try output.write(section(differences)) }
  }

  private func periodTable() -> String {
    guard !spread.periods.isEmpty else { return "" }
    var table = TextTable("#period", "from", "#adopters", "#cumulative", "#share", "#hazard", "")
    let shown = spread.periods.count <= 60 ? spread.periods : spread.periods.filter { $0.adopters > 0 }
    for period in shown {
      table.add(
        String(period.number), spread.unit.text(period.start), String(period.adopters), String(period.cumulative),
        percent(period.share), rounded(period.hazard), String(repeating: "#", count: Int(period.share * 40)))
    }
    return "\n" + table.text + "Hazard: of those who had not adopted before the period, the share who did in it.\n"
  }

  private func categoryTable() -> String {
    var table = TextTable("category", "#people")
    for category in AdopterCategory.allCases where category != .innovator || spread.options.hasInnovators {
      table.add(category.rawValue, String(spread.people.count { $0.category == category }))
    }
    let timing = spread.timeOfAdoption.map { ": \(rounded($0.mean, 2)), \(rounded($0.deviation, 2))" } ?? ""
    var text =
      "\nAdopter categories (mean and standard deviation of the period of adoption\(timing))\n\(table.text)"
    let known = spread.people.compactMap(\.thresholdCategory)
    if !known.isEmpty {
      let parts = [("very low", ThresholdCategory.veryLow), ("low", .low), ("high", .high), ("very high", .veryHigh)]
        .map {
          name, category in "\(name) \(known.count { $0 == category })"
        }
      text +=
        "\n"
        + wrapped(
          "How many around them had to adopt first (threshold): \(listed(parts)); for \(spread.adopters - known.count) of the adopters it is not known."
        )
    }
    return text
  }

  private func chanceSection() -> String {
    let findings = spread.tests.compactMap(chanceFinding)
    guard !findings.isEmpty else {
      return "\n"
        + wrapped("There is nothing to compare with chance: nobody is known to have adopted after the first period.")
    }
    var table = TextTable("chance", "", "#observed", "#by chance", "#from", "#to", "#difference", "#p")
    for test in spread.tests {
      let name =
        switch test.null {
        case .rewiredTies: "ties rewired"
        case .shuffledTimes: "times shuffled"
        case .shuffledWithinGroups: "times shuffled within \(oneLine(spread.shuffledWithin ?? "groups", limit: 24))"
        }
      for (what, comparison) in [("exposure at adoption", test.exposure), ("Moran's I", test.moran)] {
        guard let comparison else { continue }
        table.add(
          name, what, rounded(comparison.observed, 3), rounded(comparison.nullMean, 3), rounded(comparison.low, 3),
          rounded(comparison.high, 3), rounded(comparison.difference, 3), rounded(comparison.p, 3))
      }
    }
    let permutations = spread.tests.first?.permutations ?? 0
    return "\n" + findings.map { wrapped($0) }.joined()
      + wrapped(
        "Read with care: people who are alike seek each other's company, and a common cause, such as a course they attended together, brings the same picture without anybody having followed anybody."
      ) + "\n" + table.text
      + "From and to hold the middle 95% of \(permutations) permutations.\n"
  }

  private func groupTable() -> String {
    let hasYears = network.scale != .integer && spread.sustainment.curve.ended > 0
    var table = TextTable(
      ["group", "#people", "#adopters", "#share", "#median period", "from", "#mean hazard"]
        + (hasYears ? ["#used after a year"] : []))
    for group in spread.groups {
      table.add(
        [
          group.name.map { oneLine($0, limit: 44) } ?? "(not recorded)", String(group.people), String(group.adopters),
          percent(group.share), rounded(group.medianPeriod, 1),
          group.medianPeriod.flatMap { start(of: Int($0)) } ?? "-",
          rounded(group.meanHazard),
        ] + (hasYears ? [group.sustainment.shareAfterAYear.map(percent) ?? "-"] : []))
    }
    let field = oneLine(spread.options.grouping ?? "group", limit: 30)
    return "\nBy \(field) (mean hazard: the chance to adopt in a period, of those who had not)\n\(table.text)"
  }

  private func section(_ differences: SpreadDifferences) -> String {
    var lines = [
      "Figures above are as published. netdiffuseR's definition looks \(differences.lags.netdiffuser == 0 ? "at the period of adoption itself" : "\(differences.lags.netdiffuser) periods back") for exposure, where the published one looks \(counted(differences.lags.published, "period", "periods")) back."
    ]
    if differences.hazards.contains(where: { $0.period == 1 }) {
      lines.append("The hazard of period 1 is not known as published, and 0 by netdiffuseR.")
    }
    lines.append(
      "Thresholds differ for \(counted(differences.thresholds.count, "person", "people")), adopter categories for \(differences.categories.count)."
    )
    let cuts = differences.thresholdCuts
    if !cuts.published.isEmpty || !cuts.netdiffuser.isEmpty {
      func shown(_ cuts: [Double]) -> String { cuts.isEmpty ? "nowhere" : "at " + listed(cuts.map { rounded($0, 3) }) }
      lines.append(
        "Thresholds are cut \(shown(cuts.published)) as published, \(shown(cuts.netdiffuser)) by netdiffuseR.")
    }
    if let published = differences.ceilings.published, let other = differences.ceilings.netdiffuser {
      lines.append("The Bass curve ends at \(percent(published)) as published, at \(percent(other)) by netdiffuseR.")
    }
    var table = TextTable("person", "#published", "#netdiffuseR")
    for row in differences.thresholds.prefix(20) {
      table.add(
        oneLine(network.label(.person, row.person), limit: 40), rounded(row.published), rounded(row.netdiffuser))
    }
    let more = differences.thresholds.count - 20
    return "\nTwo definitions\n" + wrapped(lines.joined(separator: " "))
      + (differences.thresholds.isEmpty ? "" : "\nThresholds that differ\n" + table.text)
      + (more > 0 ? "and \(more) more; --format json has them all.\n" : "")
  }
}

/// How long uses last, and why they ended.
func sustainmentSection(_ sustainment: Sustainment, _ unit: TimeUnit, opening: String = "") -> String {
  var text = wrapped(opening + sustainment.finding(unit))
  let looks = sustainment.lookOuts(unit)
  if !looks.isEmpty, sustainment.curve.ended > 0 {
    var table = TextTable("after", "#still in use", "95% from", "to")
    for look in looks {
      let step = sustainment.curve.step(at: look.length)
      table.add(
        look.name, percent(step?.share ?? 1), step?.low.map(percent) ?? "-", step?.high.map(percent) ?? "-")
    }
    text += table.text
  }
  if !sustainment.reasons.isEmpty {
    var table = TextTable("why a use ended", "#uses")
    for reason in sustainment.reasons.prefix(10) {
      table.add(
        reason.reason.isEmpty ? "(no reason recorded)" : oneLine(reason.reason, limit: 50), String(reason.count))
    }
    let more = sustainment.reasons.count - 10
    text +=
      table.text
      + (more > 0 ? "and \(counted(more, "other reason", "other reasons")); --format json has them all.\n" : "")
  }
  return text
}

/// Several techniques side by side.
func writeSpreadOverview(
  _ renderings: [SpreadRendering], _ overall: Sustainment, to output: OutputFile
) throws(OutputError) {
  guard let first = renderings.first else { return try output.write("The network lists no techniques.\n") }
  let hasTests = first.spread.options.test != nil
  var table = TextTable(
    ["technique", "#adopters", "#share", "half by"]
      + (first.network.scale == .integer ? [] : ["#still used after a year"])
      + (hasTests ? ["#exposure", "#by chance", "#p"] : []))
  for rendering in renderings.sorted(by: { $0.spread.adopters > $1.spread.adopters }) {
    let spread = rendering.spread
    let times = spread.people.compactMap(\.period).sorted()
    let half = times.isEmpty ? nil : rendering.start(of: times[(times.count - 1) / 2])
    var cells = [
      rendering.name, String(spread.adopters), percent(Double(spread.adopters) / Double(max(spread.people.count, 1))),
      half ?? "-",
    ]
    if first.network.scale != .integer {
      cells.append(spread.sustainment.shareAfterAYear.map(percent) ?? "-")
    }
    if hasTests {
      let exposure = spread.tests.first { $0.null == .rewiredTies }?.exposure
      cells += [rounded(exposure?.observed, 2), rounded(exposure?.nullMean, 2), rounded(exposure?.p, 3)]
    }
    table.add(cells)
  }
  let most = renderings.max { $0.spread.adopters < $1.spread.adopters }
  let adopted = renderings.count { $0.spread.adopters > 0 }
  try output.write(
    wrapped(
      "\(adopted) of \(counted(renderings.count, "technique", "techniques")) \(adopted == 1 ? "was" : "were") adopted by somebody"
        + (most.map {
          $0.spread.adopters > 0 ? ", \($0.name) by most (\(counted($0.spread.adopters, "person", "people")))." : "."
        } ?? ".")
    ) + "\n" + table.text)
  if hasTests {
    try output.write(
      wrapped(
        "Exposure: the mean share of people's contacts who had adopted before them; by chance: the same with ties dealt out afresh, everybody keeping as many. With this many tests a small p or two comes by chance."
      ))
  }
  try output.write("\n" + sustainmentSection(overall, first.spread.unit, opening: "Over all of these: "))
  if first.differences != nil { try output.write(differencesTable(renderings)) }
  try output.write(
    "\nName one with --technique for its periods, categories and growth; --format json has everything.\n")
}

/// For how many people two definitions differ, technique by technique.
private func differencesTable(_ renderings: [SpreadRendering]) -> String {
  var table = TextTable("technique", "#thresholds", "#categories")
  for rendering in renderings {
    guard let differences = rendering.differences else { continue }
    table.add(rendering.name, String(differences.thresholds.count), String(differences.categories.count))
  }
  return "\nPeople for whom netdiffuseR's definition differs from the published one\n" + table.text
}
