/// Writes a drawing as a picture for browsers and word processors, with time running from left to right.
///
/// Groups differ by colour and by shape, generation 0 by a ring and bold names; recorded sources are solid lines, possible
/// ones dashed. Names never overlap, however many there are: the picture grows downwards. Every mark tells more on
/// pointing, and to those who read with their ears.
///
/// - Complexity: O(n log n) for nodes and arcs.
public func writeTimelineSVG(_ drawing: TimelineDrawing, to output: OutputFile) throws(OutputError) {
  let writer = try TimelineSVG(drawing, output)
  try writer.write()
  try output.finish()
}

private struct TimelineSVG {
  private let drawing: TimelineDrawing
  private let layout: TimelineLayout
  private let pen: SVGPen
  private var sink: XMLSink { pen.sink }
  private let width: Double
  private let height: Double
  /// Where the axis begins, and where the first row is.
  private let left = 24.0
  private let top: Double
  private let rowHeight = 22.0
  private static let axisLength = 1100.0
  private static let legendColumn = 280.0

  init(_ drawing: TimelineDrawing, _ output: OutputFile) throws(OutputError) {
    self.drawing = drawing
    layout = TimelineLayout(drawing, axisLength: Self.axisLength)
    pen = try SVGPen(output)
    width = left + layout.width + 24
    let entries = drawing.groups.count + (drawing.others > 0 ? 1 : 0)
    let perLine = max(1, Int((width - left) / Self.legendColumn))
    let legendLines = (entries + perLine - 1) / perLine
    top = 118 + Double(legendLines) * 18
    height = top + Double(layout.rows) * rowHeight + 30
  }

  private func x(_ node: Int) -> Double { left + layout.x[node] }
  private func y(_ node: Int) -> Double { top + Double(layout.row[node]) * rowHeight }

  private func put(_ value: Double) { pen.put(value) }
  private func put(_ x: Double, _ y: Double) { pen.put(x, y) }

  func write() throws(OutputError) {
    pen.begin(width: width, height: height, title: drawing.title, description: description)
    writeHeading()
    try writeAxis()
    try writeArcs()
    try writeNodes()
    try pen.end()
  }

  private var description: String {
    let first = drawing.nodes.count { $0.isFirst }
    let span =
      drawing.periods.first.map { ", from \($0.name) to \(drawing.periods.last?.name ?? $0.name)" } ?? ""
    let rest = drawing.note.isEmpty ? "" : " " + drawing.note
    let known = drawing.arcs.count { $0.isKnown }
    return
      "\(drawing.nodes.count == 1 ? "1 person" : "\(drawing.nodes.count) people")\(span), \(first) of generation 0; drawn are \(known) sources on record and \(drawing.arcs.count - known) possible.\(rest)"
  }

  private func writeHeading() {
    text(left, 26, "font-size=\"18\" font-weight=\"bold\"", drawing.title)
    text(left, 46, "fill=\"#444\"", description)
    var x = left
    for (isKnown, words) in [(true, "source on record"), (false, "possible source; others may be as likely")] {
      sink.put("<path d=\"M")
      put(x, 63)
      sink.put("h30\"")
      lineStyle(isKnown: isKnown)
      sink.put("/>\n")
      text(x + 36, 67, "", words)
      x += 250
    }
    mark(x + 6, 63, GroupStyle.others, isFirst: true)
    sink.put("\n")
    text(x + 18, 67, "font-weight=\"bold\"", "generation 0: taught at an event, or without a source")
    var column = 0.0
    var line = 0.0
    for index in 0...drawing.groups.count {
      let isOthers = index == drawing.groups.count
      if isOthers && drawing.others == 0 { break }
      let name = isOthers ? "others, or not known" : drawing.groups[index].name
      let count = isOthers ? drawing.others : drawing.groups[index].count
      if left + (column + 1) * Self.legendColumn > width, column > 0 {
        column = 0
        line += 1
      }
      let (x, y) = (left + column * Self.legendColumn, 85 + line * 18)
      mark(x + 6, y - 4, GroupStyle.of(isOthers ? nil : index), isFirst: false)
      sink.put("\n")
      text(x + 18, y, "", "\(name.count > 40 ? name.prefix(39) + "…" : name) (\(count))")
      column += 1
    }
  }

  private func writeAxis() throws(OutputError) {
    let (above, below) = (top - 22, top + Double(layout.rows) * rowHeight)
    var lastName = -Double.infinity
    for period in drawing.periods {
      let x = left + min(max(period.place, 0), 1) * Self.axisLength
      sink.put("<path d=\"M")
      put(x, above)
      sink.put("V")
      put(below)
      sink.put("\" stroke=\"#ddd\"/>\n")
      // Names that would run into each other are left out; the lines stay.
      if x - lastName < TimelineLayout.width(of: period.name) + 8 { continue }
      lastName = x
      for y in [above - 3, below + 12] { text(x + 2, y, "fill=\"#555\"", period.name) }
      try sink.passOn()
    }
  }

  private func writeArcs() throws(OutputError) {
    for arc in drawing.arcs {
      sink.put("<path d=\"M")
      put(x(arc.from), y(arc.from))
      if arc.isMain {
        sink.put("V")
        put(y(arc.to))
        sink.put("H")
        put(x(arc.to))
      } else {
        sink.put("Q")
        put(x(arc.from), (y(arc.from) + y(arc.to)) / 2)
        sink.put(" ")
        put(x(arc.to), y(arc.to))
      }
      sink.put("\" fill=\"none\"")
      lineStyle(isKnown: arc.isKnown)
      if !arc.isMain { sink.put(" opacity=\"0.5\"") }
      sink.put("/>\n")
      try sink.passOn()
    }
  }

  private func writeNodes() throws(OutputError) {
    for (index, node) in drawing.nodes.enumerated() {
      sink.put("<g><title>")
      sink.put(text: node.label)
      let tooltip = EmailAddresses.removed(from: node.tooltip) ?? node.tooltip
      if !tooltip.isEmpty {
        sink.put(": ")
        sink.put(text: tooltip)
      }
      sink.put("</title>")
      mark(x(index), y(index), GroupStyle.of(node.group), isFirst: node.isFirst)
      text(
        x(index) + TimelineLayout.labelGap, y(index) - 4, node.isFirst ? "font-weight=\"bold\"" : "", node.label)
      sink.put("</g>\n")
      try sink.passOn()
    }
  }

  private func lineStyle(isKnown: Bool) {
    sink.put(
      isKnown
        ? " stroke=\"#444\" stroke-width=\"1.5\"" : " stroke=\"#777\" stroke-width=\"1.2\" stroke-dasharray=\"4 3\"")
  }

  private func mark(_ x: Double, _ y: Double, _ style: GroupStyle, isFirst: Bool) {
    let radius = 5.0
    if style.corners.isEmpty {
      sink.put("<circle cx=\"")
      put(x)
      sink.put("\" cy=\"")
      put(y)
      sink.put("\" r=\"")
      put(radius)
    } else {
      sink.put("<polygon points=\"")
      for corner in style.corners {
        put(x + corner.x * radius)
        sink.put(",")
        put(y + corner.y * radius)
        sink.put(" ")
      }
    }
    sink.put("\" fill=\"")
    sink.put(text: style.colour)
    sink.put(isFirst ? "\" stroke=\"black\" stroke-width=\"2\"/>" : "\" stroke=\"#333\" stroke-width=\"0.6\"/>")
  }

  private func text(_ x: Double, _ y: Double, _ attributes: StaticString, _ words: String) {
    pen.text(x, y, attributes, words)
  }
}
