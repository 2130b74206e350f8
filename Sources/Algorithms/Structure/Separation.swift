public import Graph

/// Who would be cut off from most others if a node or an edge were lost.
public struct Separation: Sendable {
  /// A node or an edge without which some are cut off.
  public struct Cut: Sendable {
    /// The node, or the edge's ends, the smaller first.
    public let nodes: [Int]
    /// How many others would no longer be in the largest part that is left of its component.
    public let cutOff: Int
  }

  /// Articulation nodes, those that cut off most first.
  public let articulations: [Cut]
  /// Bridges, those that cut off most first.
  public let bridges: [Cut]
}

/// How many each articulation node and each bridge would cut off if it were lost.
///
/// For people: *what hangs on a single person, or on a single line of contact.*
///
/// - Parameter graph: An undirected graph.
/// - Complexity: O(n + m), and sorting what is found.
/// - Source: Hopcroft and Tarjan 1973, doi:10.1145/362248.362272.
public func separation(of graph: Adjacency) -> Separation {
  let blocks = blocks(of: graph)
  let component = components(of: graph)
  var sizes = [Int](repeating: 0, count: (component.max() ?? -1) + 1)
  for number in component { sizes[number] += 1 }
  // From each node down: itself and all that hangs on it, so far as gone through, and the greatest part of that.
  var hanging = [Int](repeating: 1, count: graph.nodeCount)
  var greatest = [Int](repeating: 0, count: graph.nodeCount)
  var bridges: [Separation.Cut] = []
  for block in 0..<blocks.count {
    guard let top = blocks[block].first.map({ Int($0) }) else { continue }
    let part = blocks[block].dropFirst().reduce(0) { $0 + hanging[Int($1)] }
    hanging[top] += part
    greatest[top] = max(greatest[top], part)
    if let end = blocks[block].last.map({ Int($0) }), blocks[block].count == 2 {
      bridges.append(
        Separation.Cut(nodes: [min(top, end), max(top, end)], cutOff: min(part, sizes[component[top]] - part)))
    }
  }
  let articulations = (0..<graph.nodeCount).filter { blocks.isArticulation[$0] }.map { node in
    let all = sizes[component[node]]
    return Separation.Cut(nodes: [node], cutOff: all - 1 - max(greatest[node], all - hanging[node]))
  }
  return Separation(articulations: sorted(articulations), bridges: sorted(bridges))
}

private func sorted(_ cuts: [Separation.Cut]) -> [Separation.Cut] {
  cuts.sorted { a, b in
    a.cutOff != b.cutOff ? a.cutOff > b.cutOff : a.nodes.lexicographicallyPrecedes(b.nodes)
  }
}
