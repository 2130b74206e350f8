public import Graph
public import Records

extension PartFolder {
  /// Writes everybody's id.
  public func writePeople(_ network: Network) throws(OutputError) {
    var rows = try table(.people)
    for person in network.people.rows { try rows.row([person.id]) }
    try rows.finish()
  }

  /// Writes ties between people as pairs of ids; with directions as many times as there are ways along a tie.
  public func writeEdges(_ ties: EdgeTable, of network: Network, directed: Bool) throws(OutputError) {
    var rows = try table(.edges)
    for edge in 0..<ties.count {
      let (tail, head) = (id(Int(ties.tail[edge]), network), id(Int(ties.head[edge]), network))
      if !directed || ties.way[edge] != .backward { try rows.row([tail, head]) }
      if directed, ties.way[edge] != .forward { try rows.row([head, tail]) }
    }
    try rows.finish()
  }

  /// Writes one-way contacts between people, with times as an edge list has them: ends included, nothing for an open side.
  public func writeContacts(
    _ contacts: [(tail: Int, head: Int, span: Interval, steps: Int)], of network: Network
  ) throws(OutputError) {
    var rows = try table(.contacts)
    for contact in contacts {
      try rows.row([
        id(contact.tail, network), id(contact.head, network), partText(from: contact.span.lower, network.scale),
        partText(until: contact.span.upper, network.scale), Influence.forward.rawValue, String(contact.steps),
      ])
    }
    try rows.finish()
  }

  /// Writes who used a technique since when, and whom they had it from, if that is known.
  public func writeAdoptions(
    _ uses: some Sequence<(source: Int?, person: Int, since: Moment)>, of network: Network
  ) throws(OutputError) {
    var rows = try table(.adoptions)
    for use in uses {
      try rows.row([
        use.source.map { id($0, network) } ?? "", id(use.person, network), partText(from: use.since, network.scale),
      ])
    }
    try rows.finish()
  }

  private func id(_ person: Int, _ network: Network) -> String { network.people.rows[person].id }
}

/// Writes where reach begins, as a table `id,start,source`; nothing for a start that is not known.
///
/// - Parameters:
///   - seeds: People's ids, when influence leaves them, and whether they are sources, which need no lag.
///   - scale: How times are written.
///   - output: Where to.
public func writeSeeds(
  _ seeds: some Sequence<(id: String, start: Moment?, isSource: Bool)>, _ scale: TimeScale, to output: OutputFile
) throws(OutputError) {
  var csv = CSVWriter(output, guardingFormulas: false)
  try csv.row(["id", "start", "source"])
  for seed in seeds {
    try csv.row([seed.id, seed.start.map { partText(from: $0, scale) } ?? "", seed.isSource ? "yes" : "no"])
  }
  try output.finish()
}

/// The first moment of a span as it is written; nothing for always.
private func partText(from moment: Moment, _ scale: TimeScale) -> String {
  if moment == .min { return "" }
  return scale == .integer ? String(moment) : Stamp.text(moment, daysOnly: Calendar.beginsDay(moment))
}

/// The last moment of a span that lasts up to but not including `moment`; nothing for one that goes on.
private func partText(until moment: Moment, _ scale: TimeScale) -> String {
  if moment == .max { return "" }
  if scale == .integer { return String(moment - 1) }
  let isDay = Calendar.beginsDay(moment)
  return Stamp.text(moment - (isDay ? Calendar.day : 1), daysOnly: isDay)
}

extension Calendar {
  fileprivate static func beginsDay(_ moment: Moment) -> Bool { moment % day == 0 }
}
