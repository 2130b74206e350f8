import Graph

/// At least as many nodes as there are on any path of fewest steps.
///
/// From one node of a strong component to another it is no further than by way of a third, and a path runs through
/// components in their order, never back.
///
/// - Complexity: O(n + m).
func mostNodesOnAPath(in graph: Adjacency, incoming: Adjacency) -> Int {
  let component = strongComponents(of: graph)
  let count = (component.max() ?? -1) + 1
  // For each component the node with the most edges.
  var centre = [Int](repeating: -1, count: count)
  var size = [Int](repeating: 0, count: count)
  for node in 0..<graph.nodeCount {
    let c = component[node]
    size[c] += 1
    if centre[c] < 0 || graph.degree(node) > graph.degree(centre[c]) { centre[c] = node }
  }
  let (out, back) = (depths(graph), depths(incoming))
  // Edges lead from a component to itself or to one with a smaller number.
  var nodes = [[Int]](repeating: [], count: count)
  for node in 0..<graph.nodeCount { nodes[component[node]].append(node) }
  var most = [Int](repeating: 0, count: count)
  for c in 0..<count {
    var beyond = 0
    for node in nodes[c] {
      for target in graph.targets[graph.offsets[node]..<graph.offsets[node + 1]] where component[Int(target)] != c {
        beyond = max(beyond, most[component[Int(target)]])
      }
    }
    most[c] = min(size[c], out[c] + back[c] + 1) + beyond
  }
  return most.max() ?? 0

  /// For each component the steps from its centre to the node of it that is furthest.
  func depths(_ graph: Adjacency) -> [Int] {
    var isFound = [Bool](repeating: false, count: graph.nodeCount)
    return centre.indices.map { c in
      var level = [centre[c]]
      isFound[centre[c]] = true
      var depth = -1
      while !level.isEmpty {
        depth += 1
        var next: [Int] = []
        for node in level {
          for target in graph.targets[graph.offsets[node]..<graph.offsets[node + 1]] {
            let other = Int(target)
            if component[other] == c, !isFound[other] {
              isFound[other] = true
              next.append(other)
            }
          }
        }
        level = next
      }
      return depth
    }
  }
}
