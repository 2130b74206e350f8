import Algorithms
public import Insight
public import Interchange
import Records

/// Writes how a network hangs together as a whole; who holds it together only for those who may see it.
public func writeStructure(
  _ structure: Structure, of view: ViewGraph, for audience: Audience, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let rendering = StructureRendering(structure: structure, view: view, audience: audience)
  switch format {
  case .text: try output.write(rendering.text)
  case .json: try rendering.writeJSON(to: output)
  case .csv: try rendering.writeCSV(to: output)
  }
  try output.finish()
}

private struct StructureRendering {
  let structure: Structure
  let view: ViewGraph
  let audience: Audience
  private var separation: Separation? { structure.separation.shown(to: audience) }
  private var keyPlayers: KeyPlayerSets? { structure.keyPlayers?.shown(to: audience) }
  private var isPeople: Bool { view.nodes.view == .people }
  private func one(_ count: Int) -> String {
    isPeople ? counted(count, "person", "people") : counted(count, "node", "nodes")
  }

  // MARK: Text

  var text: String {
    var text = "Structure of the \(view.nodes.view.rawValue) view\n\n" + size + parts + paths + circles
    if let separation { text += self.text(separation) }
    if let mixing = structure.mixing, let grouping = view.grouping { text += self.text(mixing, grouping) }
    if let keyPlayers { text += self.text(keyPlayers) }
    return text
  }

  private var size: String {
    let degrees = structure.degrees
    var lines = "  \(one(structure.nodes)), \(counted(structure.edges, "tie", "ties"))"
    if let density = structure.density { lines += "; \(percent(density)) of the ties there could be" }
    lines += "\n"
    if let mean = degrees.mean, let median = degrees.median, let greatest = degrees.greatest {
      lines +=
        "  Each is joined to \(rounded(mean, 1)) others on average, half of them to \(median) or fewer, one to \(greatest)"
      lines += degrees.isolates > 0 ? "; \(degrees.isolates) to nobody\n" : "\n"
    }
    if let centralisation = degrees.centralisation {
      lines += "  Centralisation \(rounded(centralisation, 3)): 1 would be a star around one, 0 all alike\n"
    }
    if let reciprocity = structure.reciprocity { lines += "  \(percent(reciprocity)) of ties are returned\n" }
    if let assortativity = structure.degreeAssortativity {
      let words =
        assortativity > 0.1
        ? "well-connected people know each other"
        : assortativity < -0.1 ? "well-connected people are joined to less connected ones" : "little either way"
      lines += "  Assortativity by degree \(rounded(assortativity, 3)): \(words)\n"
    }
    return lines
  }

  private var parts: String {
    let parts = structure.parts
    guard let largest = parts.components.first else { return "" }
    var lines = "\nIn how many pieces\n"
    if parts.components.count == 1 {
      lines += "  Everybody can be got to from everybody else.\n"
    } else {
      let others = parts.components.dropFirst().filter { $0 > 1 }.count
      lines += "  The largest piece has \(one(largest)), \(percent(Double(largest) / Double(structure.nodes)))"
      lines += others > 0 ? "; there are \(counted(others, "smaller one", "smaller ones")) of two or more.\n" : ".\n"
      if let fragmentation = parts.fragmentation {
        lines += "  \(percent(fragmentation)) of pairs cannot get to each other.\n"
      }
    }
    if let strong = parts.strong?.first {
      lines += "  Following directions, \(one(strong)) can all get to one another.\n"
    }
    if structure.cores.count > 1, let deepest = structure.cores.last {
      lines +=
        "  The heart: \(one(deepest)) each joined to at least \(structure.cores.count - 1) others of them.\n"
    }
    return lines
  }

  private var paths: String {
    guard let distances = structure.distances else { return "" }
    var lines = "\nHow far apart\n"
    let error =
      distances.standardError.map { " (standard error \(rounded($0, 3)), from \(distances.sources) of them)" } ?? ""
    lines +=
      "  \(rounded(distances.mean, 2)) steps on average\(error), \(distances.longest) at most\(error.isEmpty ? "" : " among those").\n"
    return lines
  }

  private var circles: String {
    guard let transitivity = structure.transitivity else { return "" }
    var lines = "\nWhether contacts know each other\n"
    lines +=
      "  \(percent(transitivity)) of pairs of contacts do; \(counted(structure.triangles, "triangle", "triangles")); for one person on average \(percent(structure.clustering ?? 0)).\n"
    if let world = structure.smallWorld {
      let often = rounded(world.clustering.own / world.clustering.byLot, 1)
      let far = rounded(world.distance.own / world.distance.byLot, 2)
      lines += wrapped(
        "Beside a network joined by lot the largest piece is \(often) times as clustered and \(far) times as far apart: small-world index \(rounded(world.sigma, 1))\(world.sigma > 3 && world.distance.own < 2 * world.distance.byLot ? ", a small world" : "").",
        indent: "  ")
    }
    return lines
  }

  private func text(_ separation: Separation) -> String {
    var text = "\nWhat hangs on one person or one tie\n"
    if separation.articulations.isEmpty {
      return text + "  Nobody's leaving would cut anybody off.\n"
    }
    let most = separation.articulations.prefix(10)
    var table = TextTable("id", "name", "#cuts off")
    for cut in most { table.add(name(cut.nodes[0]) + [String(cut.cutOff)]) }
    text +=
      "  \(one(separation.articulations.count)) whose leaving would cut somebody off\(most.count < separation.articulations.count ? ", first those who would cut off most" : ""):\n"
    text += table.text
    guard let bridge = separation.bridges.first(where: { $0.cutOff > 1 }) else { return text }
    let names = bridge.nodes.map { oneLine(view.nodes.labels[$0], limit: 40) }
    return text
      + wrapped(
        "Of \(counted(separation.bridges.count, "tie", "ties")) that alone \(separation.bridges.count == 1 ? "joins" : "join") two parts, the one between \(listed(names)) holds the greatest: \(bridge.cutOff) would be cut off.",
        indent: "  ")
  }

  private func text(_ mixing: Mixing, _ grouping: Grouping) -> String {
    var text = "\nWhether people of one \(oneLine(grouping.field, limit: 24)) keep to themselves\n"
    if let assortativity = mixing.assortativity, let index = mixing.externalInternal {
      text +=
        "  Assortativity \(rounded(assortativity, 3)) (1: only their own kind, 0: as by lot); E-I index \(rounded(index, 3)) (-1: all ties within, 1: all between)\n"
    }
    var table = TextTable(oneLine(grouping.field, limit: 24), "#nodes", "#ties within", "#by lot", "#homophily")
    for group in grouping.names.indices {
      let others = Double(max(mixing.sizes.reduce(0, +) - 1, 1))
      table.add(
        oneLine(grouping.names[group], limit: 40), String(mixing.sizes[group]),
        mixing.sharedWithin(group).map(percent) ?? "-", percent(Double(mixing.sizes[group] - 1) / others),
        rounded(mixing.inbreeding(group), 2))
    }
    let unknown = grouping.groups.count { $0 == nil }
    text += table.text
    if unknown > 0 { text += "  \(unknown) without one are left out.\n" }
    return text
  }

  private func text(_ sets: KeyPlayerSets) -> String {
    func table(_ nodes: [Int]) -> String {
      var table = TextTable("id", "name")
      for node in nodes { table.add(name(node)) }
      return table.text
    }
    let now = structure.distances?.fragmentation ?? 1
    return """

      Key players
        Whose loss together would break it up most: from \(rounded(now, 3)) to \(rounded(sets.breaking.value, 3)), 1 being everybody alone
      \(table(sets.breaking.nodes))
        Whom to tell so that everybody else is near: they come to \(rounded(sets.reaching.value, 3)), 1 being next to everybody
      \(table(sets.reaching.nodes))
      """
  }

  private func name(_ node: Int) -> [String] {
    [oneLine(view.nodes.ids[node], limit: 24), oneLine(view.nodes.labels[node], limit: 40)]
  }

  // MARK: JSON

  func writeJSON(to output: OutputFile) throws(OutputError) {
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("view", view.nodes.view.rawValue)
      for (name, value) in figures { try json.member(name, value) }
      try json.name("degrees")
      try json.array { (json) throws(OutputError) in
        for (degree, nodes) in structure.degrees.distribution {
          try json.object { (json) throws(OutputError) in
            try json.member("degree", degree)
            try json.member("nodes", nodes)
          }
        }
      }
      try writeNumbers("components", structure.parts.components, &json)
      if let strong = structure.parts.strong { try writeNumbers("strongComponents", strong, &json) }
      try writeNumbers("cores", structure.cores, &json)
      if let separation { try write(separation, &json) }
      if let mixing = structure.mixing, let grouping = view.grouping { try write(mixing, grouping, &json) }
      if let keyPlayers { try write(keyPlayers, &json) }
    }
  }

  private func writeNumbers(_ name: String, _ numbers: [Int], _ json: inout JSONWriter) throws(OutputError) {
    try json.name(name)
    try json.array { (json) throws(OutputError) in for number in numbers { try json.value(number) } }
  }

  private func write(_ separation: Separation, _ json: inout JSONWriter) throws(OutputError) {
    try json.name("articulations")
    try json.array { (json) throws(OutputError) in
      for cut in separation.articulations {
        try json.object { (json) throws(OutputError) in
          try json.member("id", view.nodes.ids[cut.nodes[0]])
          try json.member("cutOff", cut.cutOff)
        }
      }
    }
    try json.name("bridges")
    try json.array { (json) throws(OutputError) in
      for cut in separation.bridges {
        try json.object { (json) throws(OutputError) in
          try json.member("from", view.nodes.ids[cut.nodes[0]])
          try json.member("to", view.nodes.ids[cut.nodes[1]])
          try json.member("cutOff", cut.cutOff)
        }
      }
    }
  }

  private func write(_ mixing: Mixing, _ grouping: Grouping, _ json: inout JSONWriter) throws(OutputError) {
    try json.name("mixing")
    try json.object { (json) throws(OutputError) in
      try json.member("by", grouping.field)
      try json.member("assortativity", mixing.assortativity)
      try json.member("eiIndex", mixing.externalInternal)
      try json.name("groups")
      try json.array { (json) throws(OutputError) in
        for group in grouping.names.indices {
          try json.object { (json) throws(OutputError) in
            try json.member("group", grouping.names[group])
            try json.member("nodes", mixing.sizes[group])
            try json.member("within", mixing.sharedWithin(group))
            try json.member("homophily", mixing.inbreeding(group))
            try writeNumbers("tiesTo", mixing.edges[group], &json)
          }
        }
      }
    }
  }

  private func write(_ sets: KeyPlayerSets, _ json: inout JSONWriter) throws(OutputError) {
    try json.name("keyPlayers")
    try json.object { (json) throws(OutputError) in
      try json.member("breaking", sets.breaking.nodes.map { view.nodes.ids[$0] })
      try json.member("fragmentationWithout", sets.breaking.value)
      try json.member("candidates", sets.candidates)
      try json.member("reaching", sets.reaching.nodes.map { view.nodes.ids[$0] })
      try json.member("distanceReach", sets.reaching.value)
    }
  }

  // MARK: CSV

  func writeCSV(to output: OutputFile) throws(OutputError) {
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["figure", "value"])
    for (name, value) in figures { try csv.row([name, value.map(Decimal.text) ?? ""]) }
  }

  /// The figures that are one number each.
  private var figures: [(String, Double?)] {
    var figures: [(String, Double?)] = [
      ("nodes", Double(structure.nodes)), ("edges", Double(structure.edges)), ("density", structure.density),
      ("isolates", Double(structure.degrees.isolates)), ("meanDegree", structure.degrees.mean),
      ("medianDegree", structure.degrees.median.map(Double.init)),
      ("greatestDegree", structure.degrees.greatest.map(Double.init)),
      ("degreeCentralisation", structure.degrees.centralisation),
      ("degreeAssortativity", structure.degreeAssortativity), ("reciprocity", structure.reciprocity),
      ("componentCount", Double(structure.parts.components.count)),
      ("largestComponent", structure.parts.components.first.map(Double.init)),
      ("fragmentation", structure.parts.fragmentation),
      ("distanceFragmentation", structure.distances?.fragmentation), ("meanDistance", structure.distances?.mean),
      ("meanDistanceStandardError", structure.distances?.standardError),
      ("diameter", structure.distances.map { Double($0.longest) }),
      ("distanceSources", structure.distances.map { Double($0.sources) }),
      ("clustering", structure.clustering), ("transitivity", structure.transitivity),
      ("triangles", Double(structure.triangles)), ("smallWorld", structure.smallWorld?.sigma),
      ("deepestCore", structure.cores.isEmpty ? nil : Double(structure.cores.count - 1)),
    ]
    if let mixing = structure.mixing {
      figures += [("assortativity", mixing.assortativity), ("eiIndex", mixing.externalInternal)]
    }
    return figures
  }
}
