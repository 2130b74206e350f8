public import Graph

/// The strongly connected component of each node: nodes that can get to each other along directed edges share one.
///
/// - Returns: One component number a node, from 0; a component that can be reached from another has the smaller number.
/// - Complexity: O(n + m) time, O(n) space, without recursion.
/// - Source: Tarjan 1972, doi:10.1137/0201010.
public func strongComponents(of graph: Adjacency) -> [Int] {
  let n = graph.nodeCount
  var component = [Int](repeating: -1, count: n)
  var entered = [Int](repeating: 0, count: n)
  var low = entered
  var next = graph.offsets
  var clock = 0
  var components = 0
  var open: [Int] = []
  var walk: [Int] = []
  for root in 0..<n where entered[root] == 0 {
    walk.append(root)
    while let u = walk.last {
      if entered[u] == 0 {
        clock += 1
        entered[u] = clock
        low[u] = clock
        open.append(u)
      }
      if next[u] < graph.offsets[u + 1] {
        let v = Int(graph.targets[next[u]])
        next[u] += 1
        if entered[v] == 0 {
          walk.append(v)
        } else if component[v] < 0 {
          low[u] = min(low[u], entered[v])
        }
        continue
      }
      walk.removeLast()
      if low[u] == entered[u] {
        while let v = open.popLast() {
          component[v] = components
          if v == u { break }
        }
        components += 1
      }
      if let parent = walk.last { low[parent] = min(low[parent], low[u]) }
    }
  }
  return component
}
