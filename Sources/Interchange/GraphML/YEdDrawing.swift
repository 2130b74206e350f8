import Graph
import Records

/// The drawing that yEd shows: shapes by kind of node, colours by staff group or kind, lines by relation.
///
/// Everything is told twice, by colour and by shape or line, and white text stands on dark fills alone.
struct YEdDrawing {
  private let places: NodePlaces
  private let isAlumnus: [Bool]
  /// Fill of each person.
  private let fills: [Fill]
  private let showsEdgeLabels: Bool
  /// Which colour stands for what, in a sentence; empty where kinds alone are told apart.
  let legend: String

  private struct Fill {
    let colour: StaticString
    let name: StaticString
    var isDark = false
  }

  private static let blue = Fill(colour: "#0072B2", name: "blue", isDark: true)
  private static let sky = Fill(colour: "#56B4E9", name: "sky blue")
  private static let rest = Fill(colour: "#D9D9D9", name: "grey")
  /// For staff groups, the largest first: none is a colour of another kind of node.
  private static let palette = [
    blue, sky, Fill(colour: "#D55E00", name: "vermilion", isDark: true), Fill(colour: "#9AD3C1", name: "pale green"),
    Fill(colour: "#5D3A9B", name: "violet", isDark: true), Fill(colour: "#F4B6C2", name: "pink"),
    Fill(colour: "#7F6A3F", name: "brown", isDark: true),
  ]
  /// Names are wider than high, so the page is, too.
  private static let breadth = 1.5
  /// With more edges than this, labels on them would hide the drawing.
  private static let mostLabels = 300

  init(_ network: Network, edges: Int, places: NodePlaces) {
    self.places = places
    isAlumnus = network.alumni()
    showsEdgeLabels = edges <= Self.mostLabels
    var sizes: [String: Int] = [:]
    for person in network.people.rows where !person.staffGroup.isEmpty { sizes[person.staffGroup, default: 0] += 1 }
    guard sizes.count > 1 else {
      fills = isAlumnus.map { $0 ? Self.blue : Self.sky }
      legend = ""
      return
    }
    let groups = sizes.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.prefix(Self.palette.count).map(\.key)
    let fill = Dictionary(uniqueKeysWithValues: zip(groups, Self.palette))
    fills = network.people.rows.map { fill[$0.staffGroup] ?? Self.rest }
    let words = zip(groups, Self.palette).map { "\($0) \($1.name)" }
    legend = "people are coloured by staff group: \(words.joined(separator: ", ")), others grey"
  }

  /// Draws a node.
  func draw(_ node: Int, _ kind: NodeKind, _ row: Int, _ label: String, into sink: XMLSink) {
    let fill = fill(kind, row)
    let lines = label.split(separator: "\n", omittingEmptySubsequences: false)
    let longest = lines.reduce(0) { max($0, $1.count) }
    let width = Double(min(max(40, 20 + 7 * longest), 320))
    let height = Double(14 + 16 * min(lines.count, 8))
    sink.put("<data key=\"d_ng\"><y:ShapeNode><y:Geometry height=\"")
    sink.put(text: Decimal.text(height))
    sink.put("\" width=\"")
    sink.put(text: Decimal.text(width))
    sink.put("\" x=\"")
    sink.put(text: Decimal.text(((places.x[node] * Self.breadth - width / 2) * 10).rounded() / 10))
    sink.put("\" y=\"")
    sink.put(text: Decimal.text(places.y[node] - height / 2))
    sink.put("\"/><y:Fill color=\"")
    sink.put(fill.colour)
    sink.put("\" transparent=\"false\"/><y:BorderStyle color=\"#333333\" type=\"line\" width=\"")
    if kind == .person, isAlumnus[row] { sink.put("3.0") } else { sink.put("1.0") }
    sink.put("\"/><y:NodeLabel alignment=\"center\" fontSize=\"12\" textColor=\"")
    if fill.isDark { sink.put("#FFFFFF\">") } else { sink.put("#000000\">") }
    sink.put(text: label)
    sink.put("</y:NodeLabel><y:Shape type=\"")
    sink.put(Self.shape(kind))
    sink.put("\"/></y:ShapeNode></data>")
  }

  private func fill(_ kind: NodeKind, _ row: Int) -> Fill {
    switch kind {
    case .person: fills[row]
    case .team: Fill(colour: "#E69F00", name: "orange")
    case .technique: Fill(colour: "#009E73", name: "green", isDark: true)
    case .organisation: Fill(colour: "#F0E442", name: "yellow")
    case .cohort: Fill(colour: "#CC79A7", name: "purple")
    case .event: Fill(colour: "#EEEEEE", name: "pale grey")
    case .outcome: Fill(colour: "#FFFFFF", name: "white")
    }
  }

  private static func shape(_ kind: NodeKind) -> StaticString {
    switch kind {
    case .person: "ellipse"
    case .team: "roundrectangle"
    case .technique: "hexagon"
    case .organisation: "rectangle"
    case .cohort: "octagon"
    case .event: "diamond"
    case .outcome: "parallelogram"
    }
  }

  /// Draws an edge.
  func draw(_ kind: EdgeKind, _ way: Way, _ label: String, into sink: XMLSink) {
    sink.put("<data key=\"d_eg\"><y:PolyLineEdge><y:LineStyle color=\"")
    switch kind {
    case .transfer: sink.put("#D55E00\" type=\"line\" width=\"2.0")
    case .engagement: sink.put("#E69F00\" type=\"line\" width=\"2.0")
    case .use: sink.put("#009E73\" type=\"line\" width=\"1.0")
    case .tie: sink.put("#7A7A7A\" type=\"line\" width=\"1.0")
    default: sink.put("#AAAAAA\" type=\"dashed\" width=\"1.0")
    }
    sink.put("\"/><y:Arrows source=\"none\" target=\"")
    if way == .both { sink.put("none") } else { sink.put("standard") }
    sink.put("\"/><y:EdgeLabel fontSize=\"9\" textColor=\"#555555\" visible=\"")
    if showsEdgeLabels { sink.put("true\">") } else { sink.put("false\">") }
    sink.put(text: label)
    sink.put("</y:EdgeLabel></y:PolyLineEdge></data>")
  }
}
