import Graph
public import Insight
public import Interchange
import Records

/// Writes communities: what they are like to read, who is in which in JSON and CSV.
public func writeCommunities(
  _ structure: CommunityStructure, of view: ViewGraph, top: Int?, for audience: Audience, as format: OutputFormat,
  to output: OutputFile
) throws(OutputError) {
  let rendering = CommunitiesRendering(structure: structure, view: view, top: top, audience: audience)
  switch format {
  case .text: try output.write(rendering.text)
  case .json: try rendering.writeJSON(to: output)
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["id", "name", "kind", "community"])
    for (node, community) in structure.membership.enumerated() {
      try csv.row(
        [view.nodes.ids[node], view.nodes.labels[node], "\(view.nodes.kinds[node])", String(community + 1)])
    }
  }
  try output.finish()
}

private struct CommunitiesRendering {
  let structure: CommunityStructure
  let view: ViewGraph
  let top: Int?
  let audience: Audience

  private func centre(_ community: CommunityStructure.Community) -> Int? { community.centre.shown(to: audience) }

  var text: String {
    let communities = structure.communities
    let several = communities.prefix { $0.size > 1 }
    let shown = several.prefix(top ?? 20)
    let fieldName = view.grouping.map { oneLine($0.field, limit: 24) }
    var headers = ["#community", "#size", "#ties within", "centre", "name"]
    if let fieldName { headers += ["commonest \(fieldName)", "#share"] }
    var table = TextTable(headers)
    for (number, community) in shown.enumerated() {
      let node = centre(community)
      var row = [
        String(number + 1), String(community.size), community.within.map(percent) ?? "-",
        node.map { oneLine(view.nodes.ids[$0], limit: 24) } ?? "-",
        node.map { oneLine(view.nodes.labels[$0], limit: 32) } ?? "-",
      ]
      if fieldName != nil {
        row.append(community.commonest.map { oneLine($0.value, limit: 32) } ?? "-")
        row.append(community.commonest.map { percent(Double($0.count) / Double(community.size)) } ?? "-")
      }
      table.add(row)
    }
    var text =
      "\(counted(several.count, "community", "communities")) of two or more in the \(view.nodes.view.rawValue) view: groups with more ties within them than by lot\n"
    text += table.text
    if shown.count < several.count { text += "  The \(shown.count) largest; --format csv or json lists all.\n" }
    let alone = communities.count - several.count
    if alone > 0 { text += "  \(alone) alone.\n" }
    text +=
      "  Modularity \(rounded(structure.modularity, 3)): 0 is no more than by lot, above 0.3 is marked. Leiden method, resolution \(rounded(structure.resolution, 2)), seed \(structure.seed).\n"
    if let agreement = structure.agreement, let fieldName {
      text += "  \(fieldName) tells them by \(percent(agreement)) (normalised mutual information).\n"
    }
    return text + "Borders between groups that overlap are drawn somewhere: another --seed may draw them elsewhere.\n"
  }

  func writeJSON(to output: OutputFile) throws(OutputError) {
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("view", view.nodes.view.rawValue)
      try json.member("modularity", structure.modularity)
      try json.member("resolution", structure.resolution)
      try json.member("seed", Int(clamping: structure.seed))
      if let grouping = view.grouping {
        try json.member("by", grouping.field)
        try json.member("agreement", structure.agreement)
      }
      try json.name("communities")
      try json.array { (json) throws(OutputError) in
        for (number, community) in structure.communities.enumerated() {
          try json.object { (json) throws(OutputError) in
            try json.member("community", number + 1)
            try json.member("size", community.size)
            try json.member("within", community.within)
            if let node = centre(community) { try json.member("centre", view.nodes.ids[node]) }
            if let commonest = community.commonest {
              try json.member("commonest", commonest.value)
              try json.member("commonestCount", commonest.count)
            }
          }
        }
      }
      try json.name("nodes")
      try json.array { (json) throws(OutputError) in
        for (node, community) in structure.membership.enumerated() {
          try json.object { (json) throws(OutputError) in
            try json.member("id", view.nodes.ids[node])
            if view.nodes.view.kinds.count > 1 { try json.member("kind", "\(view.nodes.kinds[node])") }
            try json.member("community", community + 1)
          }
        }
      }
    }
  }
}
