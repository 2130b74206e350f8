/// Writes a drawing as a Graphviz file, laid out by `dot` from left to right along an axis of time, one rank a period.
///
/// Groups differ by colour and by shape, generation 0 by a thick border; recorded sources are solid arrows, possible ones
/// dashed.
///
/// - Complexity: O(nodes + arcs).
/// - Throws: ``OutputError`` when the output cannot be written to, ``DrawingError`` when `dot` could not draw so much.
public func writeTimelineDOT(_ drawing: TimelineDrawing, to output: OutputFile) throws {
  if drawing.arcs.count > mostArcs {
    throw DrawingError(
      description:
        "dot would take minutes or hours to draw \(drawing.nodes.count) people with \(drawing.arcs.count) arrows: draw a part with --from, --since or --until, or take --to svg, which draws any number"
    )
  }
  let caption =
    drawing.title
    + "\nthick border: generation 0, taught at an event or without a source; solid: source on record; dashed: possible source, others may be as likely"
    + (drawing.note.isEmpty ? "" : "\n" + drawing.note)
  try output.write(
    """
    digraph cascade {
      graph [ripple_view=cascade];
      graph [layout=dot, rankdir=LR, charset="UTF-8", newrank=true, ranksep=0.7, nodesep=0.12, labelloc=t, fontsize=18, fontname="Helvetica", label=\(dotLabel(caption))];
      node [fontname="Helvetica", fontsize=10, style=filled, color="#333333", penwidth=0.6, height=0.25, margin="0.08,0.03"];
      edge [arrowsize=0.5, color="#444444"];

    """)
  for (place, period) in drawing.periods.enumerated() {
    try output.write(
      "  t\(place) [label=\(dotLabel(period.name)), shape=plaintext, style=solid, fontsize=11, fontcolor=\"#333333\", class=axis, ripple_part=axis];\n"
    )
  }
  if drawing.periods.count > 1 {
    let axis = drawing.periods.indices.map { "t\($0)" }.joined(separator: " -> ")
    try output.write("  \(axis) [style=dotted, arrowhead=none, color=\"#999999\"];\n")
  }
  for (place, node) in drawing.nodes.enumerated() {
    let border = node.isFirst ? ", penwidth=2.4, class=first" : ", class=peer"
    let tooltip = EmailAddresses.removed(from: node.tooltip) ?? node.tooltip
    try output.write(
      "  n\(place) [label=\(dotLabel(node.label)), tooltip=\(dotLabel(tooltip)), \(fill(node.group))\(border)];\n")
  }
  for period in Set(drawing.nodes.map(\.period)).sorted() where drawing.periods.indices.contains(period) {
    let members = drawing.nodes.indices.filter { drawing.nodes[$0].period == period }.map { "n\($0)" }
    try output.write("  { rank=same; t\(period); \(members.joined(separator: "; ")); }\n")
  }
  for arc in drawing.arcs {
    let style = arc.isKnown ? "penwidth=1.4" : "style=dashed, color=\"\(DOTPalette.grey)\""
    try output.write("  n\(arc.from) -> n\(arc.to) [\(style)];\n")
  }
  try writeLegend(drawing, to: output)
  try output.write("}\n")
  try output.finish()
}

/// The most arrows: about what `dot` ranks within a minute, measured with Graphviz 2.43.
private let mostArcs = 1_500

private func fill(_ group: Int?) -> String {
  let style = GroupStyle.of(group)
  return "shape=\(style.dotShape), fillcolor=\"\(style.colour)\", fontcolor=\(style.ink)"
}

/// A box that names the groups.
private func writeLegend(_ drawing: TimelineDrawing, to output: OutputFile) throws(OutputError) {
  guard !drawing.groups.isEmpty else { return }
  try output.write(
    "  subgraph cluster_groups { label=\"\"; color=\"#CCCCCC\";\n    node [class=legend, ripple_part=legend];\n")
  for (index, group) in drawing.groups.enumerated() {
    try output.write("    g\(index) [label=\(dotLabel("\(group.name) (\(group.count))")), \(fill(index))];\n")
  }
  if drawing.others > 0 {
    try output.write(
      "    g\(drawing.groups.count) [label=\(dotLabel("others, or not known (\(drawing.others))")), \(fill(nil))];\n")
  }
  try output.write("  }\n")
}
