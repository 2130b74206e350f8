public import Graph

/// The core number of each node: the greatest k such that it belongs to a group in which everybody has at least k
/// neighbours within the group.
///
/// `graph` must be undirected. For people: *how deep inside the densely connected heart somebody is.*
///
/// - Complexity: O(n + m).
/// - Source: Batagelj and Zaveršnik 2003, arXiv:cs/0310049.
public func coreNumbers(of graph: Adjacency) -> [Int] {
  precondition(!graph.isDirected, "core numbers are of undirected graphs")
  let n = graph.nodeCount
  var degree = (0..<n).map { graph.degree($0) }
  // Nodes in the order of their present degree, and where each degree begins.
  var begin = [Int](repeating: 0, count: (degree.max() ?? 0) + 2)
  for d in degree { begin[d + 1] += 1 }
  for d in 1..<begin.count { begin[d] += begin[d - 1] }
  var fill = begin
  var order = [Int](repeating: 0, count: n)
  var place = order
  for v in 0..<n {
    place[v] = fill[degree[v]]
    order[place[v]] = v
    fill[degree[v]] += 1
  }
  for step in 0..<n {
    let u = order[step]
    for slot in graph.offsets[u]..<graph.offsets[u + 1] {
      let v = Int(graph.targets[slot])
      guard degree[v] > degree[u] else { continue }
      // `v` changes places with the first node of its degree, which then begins one further on.
      let front = begin[degree[v]]
      let w = order[front]
      order[place[v]] = w
      place[w] = place[v]
      order[front] = v
      place[v] = front
      begin[degree[v]] += 1
      degree[v] -= 1
    }
  }
  return degree
}
