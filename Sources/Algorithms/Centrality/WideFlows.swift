import Graph

/// Flows from one source after another, with counts of paths that may be too great for a double; slow, and seldom needed.
struct WideFlows {
  private let part: PathPart
  private var search: ShortestPaths
  /// Shortest paths to each node reached.
  private var paths: [WideCount]
  /// What flows on from each node.
  private var passed: [Double]

  /// - Parameter lengths: For each target of the part's graph; `nil` counts steps.
  init(_ part: PathPart, _ lengths: [Double]?) {
    self.part = part
    search = ShortestPaths(part.graph, lengths)
    paths = [WideCount](repeating: .zero, count: part.nodes.count)
    passed = [Double](repeating: 0, count: part.nodes.count)
  }

  mutating func add(from source: Int, to sums: inout FlowSums) {
    let targets = part.targets(from: source)
    let graph = part.graph
    search.run(from: source)
    let order = search.order[..<search.orderCount].map(Int.init)
    paths[source] = .one
    for u in order {
      for slot in graph.offsets[u]..<graph.offsets[u + 1] {
        let v = Int(graph.targets[slot])
        if search.isTight(u, v, slot) { paths[v] += paths[u] }
      }
    }
    for u in order.reversed() {
      var flow = 0.0
      for slot in graph.offsets[u]..<graph.offsets[u + 1] {
        let v = Int(graph.targets[slot])
        guard search.isTight(u, v, slot) else { continue }
        let share = ((targets.contains(v) ? part.weights[v] : 0) + passed[v]) * paths[u].share(of: paths[v])
        flow += share
        if !sums.edges.isEmpty { sums.edges[slot] += part.weights[source] * share }
      }
      passed[u] = flow
      if u != source { sums.nodes[u] += part.weights[source] * flow }
    }
    for u in order {
      paths[u] = .zero
      passed[u] = 0
    }
  }
}

/// A count of paths with as many powers of two as it takes: `value` times 2 to the 512 times `scale`.
///
/// Where ways fork and meet again they double each time, which is more than a double holds after a thousand times.
private struct WideCount {
  private var value: Double
  private var scale: Int

  static var zero: WideCount { WideCount(value: 0, scale: 0) }
  static var one: WideCount { WideCount(value: 1, scale: 0) }

  static func += (sum: inout WideCount, other: WideCount) {
    let scale = max(sum.scale, other.scale)
    sum.value = sum.scaled(to: scale) + other.scaled(to: scale)
    sum.scale = scale
    if sum.value >= 0x1p512 {
      sum.value *= 0x1p-512
      sum.scale += 1
    }
  }

  /// What part this is of a count at least as great.
  func share(of whole: WideCount) -> Double {
    scale == whole.scale ? value / whole.value : value / whole.value * WideCount.down(whole.scale - scale)
  }

  private func scaled(to scale: Int) -> Double {
    scale == self.scale ? value : value * WideCount.down(scale - self.scale)
  }

  /// 2 to the minus 512 times `steps`; 0 from the third step on.
  private static func down(_ steps: Int) -> Double {
    steps == 1 ? 0x1p-512 : steps == 2 ? 0x1p-1024 : 0
  }
}
