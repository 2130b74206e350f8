public import Graph
public import Records

/// Writes a view as a Graphviz file, laid out by `sfdp`.
///
/// Every node carries its name as its label. Kinds differ by shape and colour, alumni from peers by colour and border.
///
/// - Complexity: O(nodes + edges), streaming.
public func writeNetworkDOT(
  _ network: Network, view: View, window: Interval, to output: OutputFile
) throws(OutputError) {
  let edges = network.edges(of: view, during: window)
  let space = edges.space
  let isAlumnus = network.alumni()
  try output.write(
    """
    digraph network {
      graph [layout=sfdp, overlap=prism, outputorder=edgesfirst, charset="UTF-8", K=0.6, label=\(dotLabel(EmailAddresses.removed(from: network.about.title) ?? network.about.title)), fontname="Helvetica"];
      node [fontname="Helvetica", fontsize=9, style=filled, color="#333333", penwidth=0.6];
      edge [color="#00000055", arrowsize=0.4, penwidth=0.6];

    """)
  for node in 0..<space.count {
    let place = space.locate(node)
    let style = dotStyle(place.kind, isAlumnus: place.kind == .person && isAlumnus[place.row])
    try output.write(
      "  n\(node) [label=\(dotLabel(network.exportedLabel(place.kind, place.row, withContact: false))), \(style)];\n")
  }
  for edge in 0..<edges.count {
    var attributes = edges.way[edge] == .both ? ["dir=none"] : []
    switch edges.kind[edge] {
    case .transfer: attributes += ["color=\"\(DOTPalette.vermilion)\"", "penwidth=1.2"]
    case .engagement: attributes += ["color=\"\(DOTPalette.orange)\"", "penwidth=1.2"]
    case .use: attributes += ["color=\"\(DOTPalette.green)\""]
    case .tie: break
    default: attributes += ["style=dashed"]
    }
    attributes.append("tooltip=\(dotLabel(edges.kind[edge].relation))")
    try output.write("  n\(edges.tail[edge]) -> n\(edges.head[edge]) [\(attributes.joined(separator: ", "))];\n")
  }
  try output.write("}\n")
  try output.finish()
}

private func dotStyle(_ kind: NodeKind, isAlumnus: Bool) -> String {
  switch kind {
  case .person where isAlumnus: "shape=ellipse, fillcolor=\"\(DOTPalette.blue)\", fontcolor=white, class=alumnus"
  case .person: "shape=ellipse, fillcolor=\"\(DOTPalette.sky)\", class=person"
  case .team: "shape=box, fillcolor=\"\(DOTPalette.orange)\", class=team"
  case .technique: "shape=hexagon, fillcolor=\"\(DOTPalette.green)\", fontcolor=white, class=technique"
  case .organisation: "shape=house, fillcolor=\"\(DOTPalette.yellow)\", class=organisation"
  case .cohort: "shape=doubleoctagon, fillcolor=\"\(DOTPalette.purple)\", class=cohort"
  case .event: "shape=diamond, fillcolor=\"#EEEEEE\", class=event"
  case .outcome: "shape=note, fillcolor=\"#FFFFFF\", class=outcome"
  }
}
