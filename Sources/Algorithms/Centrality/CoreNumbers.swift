public import Graph

/// The core number of each node: the greatest k such that it belongs to a group in which everybody has at least k
/// neighbours within the group.
///
/// `graph` must be undirected. For people: *how deep inside the densely connected heart somebody is.*
///
/// Nodes are taken away level by level: at level k all those left with at most k neighbours, and those who come to have no
/// more by it, one after another. What bounds it is one look for each end of each edge into an array of 4 bytes a node,
/// from the second and third cache; to tell who has gone from who loses a neighbour takes no branch.
///
/// - Complexity: O(n + m) time, as the passes over those left look at everybody once for each level up to their core
///   number, which is no more than their neighbours; 12 n bytes of space.
/// - Source: Batagelj and Zaveršnik 2003, arXiv:cs/0310049; level by level, Dasari, Desh and Zubair 2014,
///   doi:10.1109/BigData.2014.7004366.
public func coreNumbers(of graph: Adjacency) -> [Int] {
  precondition(!graph.isDirected, "core numbers are of undirected graphs")
  let n = graph.nodeCount
  // Neighbours left, but never fewer than the level: of those taken away it is their core number.
  var left = [UInt32](repeating: 0, count: n)
  var staying: [UInt32] = []
  for node in 0..<n {
    left[node] = UInt32(graph.degree(node))
    if left[node] > 0 { staying.append(UInt32(node)) }
  }
  var taken = [UInt32](repeating: 0, count: staying.count + 1)
  var level: UInt32 = 0
  while !staying.isEmpty {
    level += 1
    takeAway(level, from: graph, &left, &staying, &taken)
  }
  return left.map { Int($0) }
}

/// Takes away all of `staying` who have `level` neighbours left, or come to; those who have fewer are gone already.
///
/// - Parameter taken: Room for all of `staying` and one more.
@inline(never)
private func takeAway(
  _ level: UInt32, from graph: Adjacency, _ left: inout [UInt32], _ staying: inout [UInt32], _ taken: inout [UInt32]
) {
  let (offsets, targets) = (graph.offsets.span, graph.targets.span)
  var left = left.mutableSpan
  var taken = taken.mutableSpan
  var (count, kept) = (0, 0)
  for place in staying.indices {
    let node = staying[place]
    staying[kept] = node
    unsafe taken[unchecked: count] = node
    let links = unsafe left[unchecked: Int(node)]
    kept &+= links > level ? 1 : 0
    count &+= links == level ? 1 : 0
  }
  staying.removeLast(staying.count - kept)
  var next = 0
  while next < count {
    let node = unsafe Int(taken[unchecked: next])
    next &+= 1
    var slot = offsets[node]
    let end = offsets[node &+ 1]
    while slot < end {
      let other = unsafe targets[unchecked: slot]
      let links = unsafe left[unchecked: Int(other)]
      unsafe left[unchecked: Int(other)] = links &- (links > level ? 1 : 0)
      unsafe taken[unchecked: count] = other
      count &+= links == level &+ 1 ? 1 : 0
      slot &+= 1
    }
  }
}
