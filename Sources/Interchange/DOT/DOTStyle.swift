import Graph

/// How nodes and edges of each kind are drawn: by colour and by shape or line, either of which tells them apart.
enum DOTStyle {
  /// What stands for a kind of node.
  static func node(_ kind: NodeKind) -> (shape: String, fill: String, ink: String) {
    switch kind {
    case .person: ("ellipse", DOTPalette.sky, "black")
    case .team: ("box", DOTPalette.orange, "black")
    case .technique: ("hexagon", DOTPalette.green, "white")
    case .organisation: ("house", DOTPalette.yellow, "black")
    case .cohort: ("doubleoctagon", DOTPalette.purple, "black")
    case .event: ("diamond", "#EEEEEE", "black")
    case .outcome: ("note", "#FFFFFF", "black")
    }
  }

  /// What stands for a kind of edge: colour, line, width.
  static func edge(_ kind: EdgeKind) -> (colour: String, line: String, width: String) {
    switch kind {
    case .transfer: (DOTPalette.vermilion, "solid", "1.2")
    case .engagement: (DOTPalette.orange, "solid", "1")
    case .use: (DOTPalette.green, "solid", "0.8")
    case .tie: ("#00000055", "solid", "0.6")
    case .coEngagement: (DOTPalette.orange + "99", "dashed", "0.8")
    default: ("#00000055", "dashed", "0.5")
    }
  }

  /// What colours and shapes mean, of the kinds that are drawn.
  static func legend(_ kinds: [NodeKind], alumni: Int, people: Int, _ edges: [EdgeKind]) -> String {
    var words: [String] = []
    for kind in kinds {
      switch kind {
      case .person:
        if alumni > 0 { words.append("dark blue: alumni") }
        if alumni < people { words.append("light blue: people never on a course") }
      case .team: words.append("orange boxes: teams")
      case .technique: words.append("green hexagons: techniques")
      case .organisation: words.append("yellow houses: organisations")
      case .cohort: words.append("purple octagons: cohorts")
      case .event: words.append("grey diamonds: events")
      case .outcome: words.append("notes: outcomes")
      }
    }
    for kind in edges {
      switch kind {
      case .tie: words.append("grey lines: ties")
      case .transfer: words.append("red arrows: passed on")
      case .engagement: words.append("orange arrows: supports")
      case .coEngagement: words.append("orange dashes: support one team")
      case .use: words.append("green arrows: uses")
      default: break
      }
    }
    if edges.contains(where: { $0.rawValue > EdgeKind.coEngagement.rawValue || $0 == .membership || $0 == .enrolment })
    {
      words.append("grey dashes: belong together")
    }
    // Lines that fit under a drawing of a dozen nodes.
    var lines: [String] = []
    for word in words {
      if let last = lines.last, last.count + word.count < 90 {
        lines[lines.count - 1] = last + "; " + word
      } else {
        lines.append(word)
      }
    }
    return lines.joined(separator: "\n")
  }
}
