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
///   - cohort: The cohort whose people and those downstream of them they are limited to.
///   - note: What else they are limited to, as a sentence.
///   - format: How to write them.
///   - output: Where to.
public func writeCascades(
  _ cascades: [Cascade], _ figures: [CascadeFigures], all: (cascade: Cascade, figures: CascadeFigures)?,
  of network: Network, cohort: RowIndex<Cohort>?, note: String?, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let start = cohort.flatMap { network.cohorts[$0].spell.start?.moment }
  let rendering = CascadeRendering(network: network, unit: network.unit, courseStart: start)
  switch format {
  case .text:
    if let note { try output.write("\(note)\n") }
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
  /// When the course began whose people a part is of.
  var courseStart: Moment?

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
      "technique", "#adopters", "#generation 0", "#with a source", "#generations", "#largest tree", "median to next")
    for cascade in cascades {
      table.add(
        name(cascade, limit: 32), String(cascade.people.count),
        String(cascade.generations.first?.people ?? 0), percent(cascade.sharePeer),
        String(cascade.generations.count), String(cascade.trees.first?.size ?? 0),
        inUnits(cascade.medianTimeToPassOn))
    }
    try output.write("Who learnt from whom, technique by technique\n\n\(table.text)")
    try output.write(
      "  With a source: known or possible; the others were taught at an event, or nobody is known. Median to next: time\n  from one's adoption to that of those below. --technique ID shows one of them in full.\n"
    )
  }

  func writeText(_ cascade: Cascade, _ figures: CascadeFigures, to output: OutputFile) throws(OutputError) {
    let name = name(cascade)
    let it = cascade.technique == nil ? "any" : "it"
    let isPart = cascade.people.count < cascade.adoptersInAll
    if isPart {
      let people = counted(cascade.people.count, "person", "people")
      try output.write(
        wrapped(
          "\(name): \(people), those chosen and everybody downstream of them, of \(cascade.adoptersInAll) who have used \(it)"
        ))
    } else {
      try output.write("\(name): \(counted(cascade.people.count, "person has", "people have")) used \(it)\n")
    }
    guard !cascade.people.isEmpty else { return }
    let earlier = courseStart.map { start in cascade.people.count { $0.adopted < start } } ?? 0
    if earlier > 0 {
      try output.write("\(earlier) of them adopted before the course began, which did not bring that about.\n")
    }
    try writeSources(cascade, isPart: isPart, to: output)
    try writeGenerations(cascade, isPart: isPart, to: output)
    try writeLongestChain(cascade, to: output)
    try writeMostFollowed(cascade, to: output)
    try writeFigures(figures, of: cascade, to: output)
  }

  /// Where those who were not taught have it from, and on what evidence.
  private func writeSources(_ cascade: Cascade, isPart: Bool, to output: OutputFile) throws(OutputError) {
    let known = cascade.people.count { $0.sources.contains(where: \.isKnown) }
    let possible = cascade.people.count { !$0.sources.isEmpty } - known
    var text = "\(counted(known, "has", "have")) a source on record"
    if possible > 0 {
      text +=
        ", \(counted(possible, "has", "have")) possible sources only: people who used it earlier and were tied to them at the right time"
    }
    text += "."
    if !isPart, let multiplier = cascade.multiplier {
      text += " For each person of generation 0, \(rounded(multiplier, 2)) more followed."
    }
    if cascade.medianTimeToPassOn != nil {
      text += " Median time from one's adoption to the next one's: \(inUnits(cascade.medianTimeToPassOn))."
    }
    try output.write(wrapped(text))
  }

  private func writeGenerations(_ cascade: Cascade, isPart: Bool, to output: OutputFile) throws(OutputError) {
    // In a part some of a generation's followers have their other sources elsewhere, so its R would be another thing.
    var table = TextTable(
      ["#generation", "#people", isPart ? "#direct followers each" : "#R", "95% interval"])
    for row in cascade.generations where row.people > 0 {
      let interval =
        isPart
        ? row.learnersEach.flatMap { mean in mean.low.flatMap { low in mean.high.map { (low, $0) } } } : row.rInterval
      table.add(
        String(row.generation), String(row.people), rounded(isPart ? row.learnersEach?.mean : row.r, 2),
        interval.map { "\(rounded($0.0, 2)) to \(rounded($0.1, 2))" } ?? "-")
    }
    let meaning =
      isPart
      ? "direct followers are shared among all their sources; the interval takes people for a sample"
      : "R: size of the next generation over that of this one; its interval takes people for a sample"
    try output.write(
      "\n" + wrapped("Generations (0: taught at an event, or without a source; \(meaning))") + table.text)
  }

  private func writeLongestChain(_ cascade: Cascade, to output: OutputFile) throws(OutputError) {
    guard cascade.longestChain.count > 1 else { return }
    try output.write("\nLongest chain\(cascade.technique == nil ? ", of whatever each used first" : "")\n")
    for (step, place) in cascade.longestChain.enumerated() {
      let (who, evidence) = line(place, of: cascade)
      try output.write("  \(step == 0 ? "" : "> ")\(who)\(evidence)\n")
    }
  }

  /// A person with the date they adopted, and how sure the step from whom they stand under in the forest is.
  func line(_ place: Int, of cascade: Cascade) -> (who: String, evidence: String) {
    let adopter = cascade.people[place]
    let who =
      "\(oneLine(network.label(.person, adopter.person), limit: 48)), \(time(adopter.adopted) ?? "no date")"
    guard let parent = adopter.parent,
      let source = adopter.sources.first(where: { $0.person == cascade.people[parent].person })
    else { return (who, adopter.sources.isEmpty ? "" : " (stands under somebody not shown)") }
    return (who, source.isKnown ? "" : " (possible, \(percent(source.credit)))")
  }

  private func writeMostFollowed(_ cascade: Cascade, to output: OutputFile) throws(OutputError) {
    var people = TextTable("id", "name", "adopted", "#generation", "#credit", "#downstream")
    let ranked = cascade.people.indices.sorted {
      (-cascade.people[$0].downstream, $0) < (-cascade.people[$1].downstream, $1)
    }.prefix(10).map { cascade.people[$0] }.filter { $0.credit > 0 }
    guard !ranked.isEmpty else { return }
    for person in ranked {
      people.add(
        oneLine(network.people.rows[person.person].id, limit: 24),
        oneLine(network.label(.person, person.person), limit: 32),
        time(person.adopted) ?? "no date", String(person.generation), rounded(person.credit, 2),
        rounded(person.downstream, 2))
    }
    try output.write(
      "\n"
        + wrapped(
          "Who was followed by most (credit: direct followers, each shared among their sources; downstream: all that followed in turn)"
        ) + people.text)
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
            try json.member("learnersEach", row.learnersEach)
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
