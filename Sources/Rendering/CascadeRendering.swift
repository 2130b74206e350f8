import Graph
public import Insight
public import Interchange
public import Records

/// Writes who learnt techniques from whom.
///
/// - Parameters:
///   - cascades: One for each technique asked for.
///   - figures: What each of them says beside, in the same order.
///   - all: The cascade over all techniques with its figures; `nil` when one technique was asked for.
///   - network: The network they are of.
///   - format: How to write them.
///   - output: Where to.
public func writeCascades(
  _ cascades: [Cascade], _ figures: [CascadeFigures], all: (cascade: Cascade, figures: CascadeFigures)?,
  of network: Network, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let rendering = CascadeRendering(network: network, unit: network.unit)
  switch format {
  case .text:
    // With one technique a cascade of nobody is an answer; in a list of all it is noise.
    let shown = cascades.count == 1 ? cascades : cascades.filter { !$0.people.isEmpty }
    if shown.isEmpty { try output.write("Nobody is recorded as using a technique.\n") }
    if shown.count > 1 {
      try rendering.writeOverview(shown, to: output)
      if let all {
        try output.write("\nOver all techniques, everybody at the first they used\n")
        try rendering.writeText(all.cascade, all.figures, to: output)
      }
    } else if let cascade = shown.first, let place = cascades.firstIndex(where: { $0.technique == cascade.technique }) {
      try rendering.writeText(cascade, figures[place], to: output)
    }
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.name("techniques")
      try json.array { (json) throws(OutputError) in
        for (cascade, figures) in zip(cascades, figures) { try rendering.write(cascade, figures, to: &json) }
      }
      if let all {
        try json.name("all")
        try rendering.write(all.cascade, all.figures, to: &json)
      }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row([
      "technique", "id", "name", "adopted", "generation", "source", "source_credit", "source_known", "credit",
      "downstream",
    ])
    for cascade in cascades {
      for person in cascade.people {
        let fixed = [
          cascade.technique.map { network.techniques[$0].id } ?? "", network.people.rows[person.person].id,
          network.label(.person, person.person), rendering.time(person.adopted) ?? "", String(person.generation),
        ]
        let sums = [Decimal.text(person.credit), Decimal.text(person.downstream)]
        if person.sources.isEmpty { try csv.row(fixed + ["", "", ""] + sums) }
        for source in person.sources {
          try csv.row(
            fixed + [network.people.rows[source.person].id, Decimal.text(source.credit), source.isKnown ? "yes" : "no"]
              + sums)
        }
      }
    }
  }
  try output.finish()
}

struct CascadeRendering {
  let network: Network
  let unit: TimeUnit

  /// The technique's name as one line.
  func name(_ cascade: Cascade, limit: Int = 60) -> String {
    guard let technique = cascade.technique else { return "All techniques" }
    return oneLine(network.label(.technique, technique.int), limit: limit)
  }

  func time(_ moment: Moment) -> String? { moment == .min ? nil : unit.text(moment) }

  private func inUnits(_ length: Double?) -> String {
    guard let length else { return "-" }
    if unit.scale == .calendar { return "\(rounded(length / Double(Calendar.day), 0)) days" }
    return "\(rounded(length, 1)) periods"
  }

  func writeOverview(_ cascades: [Cascade], to output: OutputFile) throws(OutputError) {
    var table = TextTable(
      "technique", "#adopters", "#trained", "#from peers", "#generations", "#largest tree", "to pass on")
    for cascade in cascades {
      table.add(
        name(cascade, limit: 32), String(cascade.people.count),
        String(cascade.generations.first?.people ?? 0), percent(cascade.sharePeer),
        String(cascade.generations.count), String(cascade.trees.first?.size ?? 0),
        inUnits(cascade.medianTimeToPassOn))
    }
    try output.write("Who learnt from whom, technique by technique\n\n\(table.text)")
    try output.write("  --technique ID shows one of them in full.\n")
  }

  func writeText(_ cascade: Cascade, _ figures: CascadeFigures, to output: OutputFile) throws(OutputError) {
    let name = name(cascade)
    let it = cascade.technique == nil ? "any" : "it"
    let isPart = cascade.people.count < cascade.adoptersInAll
    if isPart {
      let people = counted(cascade.people.count, "person", "people")
      try output.write(
        "\(name): \(people), those chosen and everybody downstream of them, of \(cascade.adoptersInAll) who have used \(it)\n"
      )
    } else {
      try output.write("\(name): \(counted(cascade.people.count, "person has", "people have")) used \(it)\n")
    }
    guard !cascade.people.isEmpty else { return }
    if !isPart {
      try output.write(
        "\(percent(cascade.sharePeer)) learnt it from peers; each of generation 0 led to \(rounded(cascade.multiplier, 2)) more.\n"
      )
    }
    try output.write("Median time to pass it on: \(inUnits(cascade.medianTimeToPassOn)).\n")
    var generations = TextTable("#generation", "#people", "#R", "R, 95% interval")
    for row in cascade.generations where row.people > 0 {
      let interval = row.rInterval.map { "\(rounded($0.low, 2)) to \(rounded($0.high, 2))" }
      generations.add(String(row.generation), String(row.people), rounded(row.r, 2), interval ?? "-")
    }
    try output.write(
      "\nGenerations (0: trained, or without a source; R: how many each generation leads to)\n\(generations.text)")
    let chain = cascade.longestChain.map { place in
      let person = cascade.people[place]
      return "\(network.label(.person, person.person)) (\(time(person.adopted) ?? "always"))"
    }
    if chain.count > 1 { try output.write("\nLongest chain\n  \(chain.joined(separator: "\n  > "))\n") }
    var people = TextTable("id", "name", "adopted", "#generation", "#credit", "#downstream")
    let ranked = cascade.people.indices.sorted {
      (-cascade.people[$0].downstream, $0) < (-cascade.people[$1].downstream, $1)
    }
    for person in ranked.prefix(10).map({ cascade.people[$0] }) where person.credit > 0 {
      people.add(
        oneLine(network.people.rows[person.person].id, limit: 24),
        oneLine(network.label(.person, person.person), limit: 32),
        time(person.adopted) ?? "always", String(person.generation), rounded(person.credit, 2),
        rounded(person.downstream, 2))
    }
    try output.write(
      "\nWho passed it on most (credit: direct followers; downstream: all that followed)\n\(people.text)")
    try writeFigures(figures, to: output)
  }

  func write(_ cascade: Cascade, _ figures: CascadeFigures, to json: inout JSONWriter) throws(OutputError) {
    try json.object { (json) throws(OutputError) in
      try json.member("technique", cascade.technique.map { network.techniques[$0].id })
      try json.member("adopters", cascade.people.count)
      try json.member("sharePeer", cascade.sharePeer)
      try json.member("multiplier", cascade.multiplier)
      try json.member("medianTimeToPassOn", cascade.medianTimeToPassOn.map { $0 / Double(unit.length) })
      try json.name("longestChain")
      try json.array { (json) throws(OutputError) in
        for place in cascade.longestChain {
          try json.object { (json) throws(OutputError) in
            try json.member("id", network.people.rows[cascade.people[place].person].id)
            try json.member("adopted", time: cascade.people[place].adopted, unit)
          }
        }
      }
      try json.name("trees")
      try json.array { (json) throws(OutputError) in
        for tree in cascade.trees {
          try json.object { (json) throws(OutputError) in
            try json.member("root", network.people.rows[tree.root].id)
            try json.member("size", tree.size)
            try json.member("depth", tree.depth)
            try json.member("structuralVirality", tree.structuralVirality)
          }
        }
      }
      try json.name("generations")
      try json.array { (json) throws(OutputError) in
        for row in cascade.generations {
          try json.object { (json) throws(OutputError) in
            try json.member("generation", row.generation)
            try json.member("people", row.people)
            try json.member("r", row.r)
            try json.name("rInterval95")
            if let interval = row.rInterval {
              try json.array { (json) throws(OutputError) in
                try json.value(interval.low)
                try json.value(interval.high)
              }
            } else {
              try json.value(String?.none)
            }
          }
        }
      }
      try write(figures, to: &json)
      try json.name("people")
      try json.array { (json) throws(OutputError) in
        for person in cascade.people { try write(person, to: &json) }
      }
    }
  }

  private func write(_ person: Adopter, to json: inout JSONWriter) throws(OutputError) {
    try json.object { (json) throws(OutputError) in
      try json.member("id", network.people.rows[person.person].id)
      try json.member("adopted", time: person.adopted, unit)
      try json.member("generation", person.generation)
      try json.name("sources")
      try json.array { (json) throws(OutputError) in
        for source in person.sources {
          try json.object { (json) throws(OutputError) in
            try json.member("id", network.people.rows[source.person].id)
            try json.member("credit", source.credit)
            try json.member("known", source.isKnown)
          }
        }
      }
      try json.member("credit", person.credit)
      try json.member("downstream", person.downstream)
    }
  }
}
