/// A forest drawn along time: who learnt from whom, one column a period.
public struct TimelineDrawing: Sendable {
  /// Somebody in the drawing.
  public struct Node: Sendable {
    /// Name, drawn.
    public var label: String
    /// More about them, shown on pointing.
    public var tooltip: String
    /// Position in ``TimelineDrawing/periods``.
    public var period: Int
    /// True for those who were trained.
    public var isTrained: Bool
    /// A node of the drawing.
    public init(label: String, tooltip: String, period: Int, isTrained: Bool) {
      self.label = label
      self.tooltip = tooltip
      self.period = period
      self.isTrained = isTrained
    }
  }

  /// Who learnt from whom.
  public struct Arc: Sendable {
    /// Position of the source in ``TimelineDrawing/nodes``.
    public var from: Int
    /// Position of the learner.
    public var to: Int
    /// True when a record names the source; false for a possible one.
    public var isKnown: Bool
    /// An arc of the drawing.
    public init(from: Int, to: Int, isKnown: Bool) {
      self.from = from
      self.to = to
      self.isKnown = isKnown
    }
  }

  /// What the drawing shows.
  public var title: String
  /// Names of consecutive periods.
  public var periods: [String]
  /// People, drawn in the column of their period.
  public var nodes: [Node]
  /// Arrows from source to learner.
  public var arcs: [Arc]

  /// A drawing.
  public init(title: String, periods: [String], nodes: [Node], arcs: [Arc]) {
    self.title = title
    self.periods = periods
    self.nodes = nodes
    self.arcs = arcs
  }
}

/// Writes a drawing as a Graphviz file, laid out by `dot` from left to right along an axis of time.
///
/// Known sources are solid arrows, possible ones dashed; the trained are dark ellipses, the others light boxes.
///
/// - Complexity: O(nodes + arcs).
public func writeTimelineDOT(_ drawing: TimelineDrawing, to output: OutputFile) throws(OutputError) {
  try output.write(
    """
    digraph cascade {
      graph [layout=dot, rankdir=LR, charset="UTF-8", newrank=true, ranksep=0.7, nodesep=0.12, labelloc=t, fontsize=18, fontname="Helvetica", label=\(dotLabel(drawing.title + "\nround: trained; square: learnt from a peer; solid: recorded; dashed: possible"))];
      node [fontname="Helvetica", fontsize=10, style=filled, color="#333333", penwidth=0.6, height=0.25, margin="0.08,0.03"];
      edge [arrowsize=0.5, color="\(DOTPalette.vermilion)"];

    """)
  let used = Set(drawing.nodes.map(\.period))
  for (place, period) in drawing.periods.enumerated() {
    try output.write(
      "  t\(place) [label=\(dotLabel(period)), shape=plaintext, style=solid, fontsize=11, fontcolor=\"#333333\"];\n")
  }
  if drawing.periods.count > 1 {
    let axis = drawing.periods.indices.map { "t\($0)" }.joined(separator: " -> ")
    try output.write("  \(axis) [style=dotted, arrowhead=none, color=\"#999999\"];\n")
  }
  for (place, node) in drawing.nodes.enumerated() {
    let style =
      node.isTrained
      ? "shape=ellipse, fillcolor=\"\(DOTPalette.blue)\", fontcolor=white, class=trained"
      : "shape=box, fillcolor=\"\(DOTPalette.sky)\", class=peer"
    try output.write(
      "  n\(place) [label=\(dotLabel(node.label)), tooltip=\(dotLabel(EmailAddresses.removed(from: node.tooltip) ?? node.tooltip)), \(style)];\n"
    )
  }
  for period in used.sorted() where drawing.periods.indices.contains(period) {
    let members = drawing.nodes.indices.filter { drawing.nodes[$0].period == period }.map { "n\($0)" }
    try output.write("  { rank=same; t\(period); \(members.joined(separator: "; ")); }\n")
  }
  for arc in drawing.arcs {
    let style = arc.isKnown ? "penwidth=1.4" : "style=dashed, color=\"\(DOTPalette.grey)\""
    try output.write("  n\(arc.from) -> n\(arc.to) [\(style)];\n")
  }
  try output.write("}\n")
  try output.finish()
}
