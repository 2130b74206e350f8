/// Where everybody in a drawing along time stands: across by time, down by row.
///
/// A learner goes on in the row of the one they learnt from where the names leave room, the one with most people behind
/// them first; every other learner begins a row of their own beneath. So nothing that is drawn with a step down in the
/// column of the source and a line across to the learner crosses anything else of the forest.
struct TimelineLayout {
  /// Across, in points from the beginning of the axis.
  private(set) var x: [Double]
  /// Down, from 0.
  private(set) var row: [Int]
  /// Number of rows.
  private(set) var rows = 0
  /// Where the last name ends, in points from the beginning of the axis.
  private(set) var width: Double

  /// Space between a mark and its name.
  static let labelGap = 8.0

  /// - Complexity: O(n log n).
  init(_ drawing: TimelineDrawing, axisLength: Double) {
    let nodes = drawing.nodes
    x = nodes.map { min(max($0.place, 0), 1) * axisLength }
    row = [Int](repeating: -1, count: nodes.count)
    width = axisLength
    var children = [[Int]](repeating: [], count: nodes.count)
    var hasParent = [Bool](repeating: false, count: nodes.count)
    for arc in drawing.arcs where arc.isMain && arc.from != arc.to && !hasParent[arc.to] {
      hasParent[arc.to] = true
      children[arc.from].append(arc.to)
    }
    let roots = nodes.indices.filter { !hasParent[$0] }
    let order = Self.parentsFirst(roots, children)
    var size = [Int](repeating: 1, count: nodes.count)
    for node in order {
      // Whoever learnt on the very day stands a little to the right all the same.
      for child in children[node] { x[child] = max(x[child], x[node] + 7) }
    }
    for node in order.reversed() {
      for child in children[node] { size[node] += size[child] }
    }
    for root in roots.sorted(by: { (-size[$0], x[$0], $0) < (-size[$1], x[$1], $1) }) {
      place(root, children, size, nodes)
    }
    // In a ring nobody is a root.
    for node in nodes.indices where row[node] < 0 { place(node, children, size, nodes) }
    for node in nodes.indices {
      width = max(width, x[node] + Self.labelGap + Self.width(of: nodes[node].label))
    }
  }

  private mutating func place(
    _ root: Int, _ children: [[Int]], _ size: [Int], _ nodes: [TimelineDrawing.Node]
  ) {
    var stack: [(node: Int, row: Int?)] = [(root, nil)]
    while let (node, given) = stack.popLast() {
      guard row[node] < 0 else { continue }
      row[node] = given ?? rows
      if given == nil { rows += 1 }
      let end = x[node] + 2 * Self.labelGap + Self.width(of: nodes[node].label)
      let heir = children[node].filter { x[$0] >= end }.max { (size[$0], -x[$0]) < (size[$1], -x[$1]) }
      let rest = children[node].filter { $0 != heir }.sorted { (x[$0], $0) > (x[$1], $1) }
      stack.append(contentsOf: rest.map { ($0, nil) })
      if let heir { stack.append((heir, row[node])) }
    }
  }

  private static func parentsFirst(_ roots: [Int], _ children: [[Int]]) -> [Int] {
    var order = roots
    var next = 0
    while next < order.count {
      order.append(contentsOf: children[order[next]])
      next += 1
    }
    return order
  }

  /// About how wide a name is in letters 11 points high.
  static func width(of label: String) -> Double {
    label.reduce(0) { $0 + ($1.isASCII ? ("iljtfrI. -'".contains($1) ? 3.6 : 6.6) : 11) }
  }
}
