import Testing

@testable import Interchange

@Suite struct TimelineTests {
  private func drawing(_ nodes: [(String, Double)], _ arcs: [(Int, Int)]) -> TimelineDrawing {
    TimelineDrawing(
      title: "t", note: "", periods: [TimelineDrawing.Period(name: "2024", place: 0)], groups: [],
      nodes: nodes.map {
        TimelineDrawing.Node(label: $0.0, tooltip: "", period: 0, place: $0.1, isFirst: false, group: nil)
      }, arcs: arcs.map { TimelineDrawing.Arc(from: $0.0, to: $0.1, isKnown: true, isMain: true) })
  }

  /// Names of one row never run into the next mark, and lines never cross, on random forests of any shape.
  @Test(arguments: 0..<60) func namesDoNotOverlapAndLinesDoNotCross(seed: Int) {
    var state = UInt64(seed + 1) &* 2_862_933_555_777_941_757
    func pick(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let n = 1 + pick(60)
    var place = [Double](repeating: 0, count: n)
    var arcs: [(Int, Int)] = []
    for node in 0..<n {
      place[node] = Double(pick(1000)) / 1000
      if node > 0, pick(5) > 0 {
        let parent = pick(node)
        place[node] = place[parent] + (1 - place[parent]) * Double(pick(4)) / 4
        arcs.append((parent, node))
      }
    }
    let names = ["Al", "Rowan Tresilver", "A name of considerable length indeed"]
    let layout = TimelineLayout(drawing((0..<n).map { (names[$0 % 3], place[$0]) }, arcs), axisLength: 1100)
    #expect(Set(layout.row) == Set(0..<layout.rows))
    for a in 0..<n {
      for b in 0..<n where a != b && layout.row[a] == layout.row[b] && layout.x[a] <= layout.x[b] {
        let end = layout.x[a] + TimelineLayout.labelGap + TimelineLayout.width(of: names[a % 3])
        #expect(end <= layout.x[b], "\(a) and \(b)")
      }
    }
    for (a, b) in arcs {
      #expect(layout.x[a] < layout.x[b] && layout.row[a] <= layout.row[b])
      // The step down in the column of a crosses no line across in the rows between.
      for (c, d) in arcs where layout.row[d] > layout.row[a] && layout.row[d] < layout.row[b] {
        #expect(!(layout.x[c] < layout.x[a] && layout.x[a] < layout.x[d]), "\(a)-\(b) and \(c)-\(d)")
      }
    }
  }

  @Test func whateverIsDrawnIsDrawnOnceAndEscaped() throws {
    var picture = drawing([("<Ann> & \"Bo\"", 0), ("B", 0.5), ("C", 1)], [(0, 1), (1, 2)])
    picture.arcs.append(TimelineDrawing.Arc(from: 0, to: 2, isKnown: false, isMain: false))
    picture.nodes[1].tooltip = "write to b@example.org"
    let folder = try Scratch()
    try writeTimelineSVG(picture, to: OutputFile(path: "\(folder.path)/t.svg"))
    let svg = try folder.text("t.svg")
    #expect(svg.contains("&lt;Ann&gt; &amp; &quot;Bo&quot;") && !svg.contains("<Ann>"))
    #expect(!svg.contains("example.org"))
    #expect(svg.split(separator: "<g><title>").count - 1 == 3)
    #expect(
      svg.contains("3 people, from 2024 to 2024, 0 of generation 0; drawn are 2 sources on record and 1 possible."))
  }

  /// A ring of sources, which no forest has, is drawn all the same.
  @Test func aRingDoesNotHang() {
    let layout = TimelineLayout(drawing([("A", 0), ("B", 0.5)], [(0, 1), (1, 0)]), axisLength: 100)
    #expect(layout.rows >= 1 && layout.row.allSatisfy { $0 >= 0 })
  }
}
