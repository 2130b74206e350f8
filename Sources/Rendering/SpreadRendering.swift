import Algorithms
import Graph
public import Insight
public import Interchange
public import Records

/// Writes how a technique spread, as recorded.
public func writeSpread(
  _ spread: ObservedSpread, differences: SpreadDifferences? = nil, of network: Network, as format: OutputFormat,
  to output: OutputFile
) throws(OutputError) {
  let rendering = SpreadRendering(spread: spread, network: network, differences: differences)
  switch format {
  case .text: try rendering.writeText(to: output)
  case .json:
    var json = JSONWriter(output)
    try rendering.writeJSON(to: &json)
  case .csv: try writeSpreadTable([rendering], namingTechniques: false, to: output)
  }
  try output.finish()
}

/// Writes how several techniques spread, and how long uses of them all last.
public func writeSpreads(
  _ spreads: [ObservedSpread], differences: [SpreadDifferences] = [], overall: Sustainment, of network: Network,
  as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let renderings = spreads.enumerated().map { place, spread in
    SpreadRendering(
      spread: spread, network: network, differences: place < differences.count ? differences[place] : nil)
  }
  switch format {
  case .text: try writeSpreadOverview(renderings, overall, to: output)
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.name("techniques")
      try json.array { (json) throws(OutputError) in
        for rendering in renderings { try rendering.writeJSON(to: &json) }
      }
      try json.name("sustainment")
      try json.value(overall, network.unit)
    }
  case .csv: try writeSpreadTable(renderings, namingTechniques: true, to: output)
  }
  try output.finish()
}

/// One technique's spread, on its way to be written.
struct SpreadRendering {
  let spread: ObservedSpread
  let network: Network
  let differences: SpreadDifferences?

  var technique: Technique { network.techniques[spread.technique] }
  var name: String { oneLine(network.label(.technique, spread.technique.int)) }

  /// The first moment of a period, as text; that before the first is not known.
  func start(of period: Int) -> String? {
    (1...max(spread.periods.count, 1)).contains(period) && !spread.periods.isEmpty
      ? spread.unit.text(spread.periods[period - 1].start) : nil
  }
}

/// One table: groups where they were asked for, else people.
private func writeSpreadTable(
  _ renderings: [SpreadRendering], namingTechniques: Bool, to output: OutputFile
) throws(OutputError) {
  var csv = CSVWriter(output, guardingFormulas: true)
  let isGrouped = renderings.contains { !$0.spread.groups.isEmpty }
  let first = namingTechniques ? ["technique"] : []
  try csv.row(
    first
      + (isGrouped
        ? ["group", "people", "adopters", "share", "median_period", "mean_hazard", "uses", "uses_ended"]
        : [
          "id", "name", "adopted", "period", "category", "threshold", "threshold_category", "infectiousness",
          "susceptibility",
        ]))
  for rendering in renderings {
    let first = namingTechniques ? [rendering.technique.id] : []
    for group in rendering.spread.groups {
      try csv.row(
        first + [
          group.name ?? "", String(group.people), String(group.adopters), Decimal.text(group.share),
          group.medianPeriod.map(Decimal.text) ?? "", group.meanHazard.map(Decimal.text) ?? "",
          String(group.sustainment.curve.spells), String(group.sustainment.curve.ended),
        ])
    }
    if isGrouped { continue }
    for (row, person) in rendering.spread.people.enumerated() {
      try csv.row(
        first + [
          rendering.network.people.rows[row].id, rendering.network.label(.person, row),
          person.adopted.map(rendering.spread.unit.text) ?? "", person.period.map { String($0) } ?? "",
          person.category.rawValue, person.threshold.map(Decimal.text) ?? "",
          person.thresholdCategory?.rawValue ?? "", person.infectiousness.map(Decimal.text) ?? "",
          person.susceptibility.map(Decimal.text) ?? "",
        ])
    }
  }
}
