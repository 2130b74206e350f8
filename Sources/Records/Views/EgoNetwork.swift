public import Graph

/// What lies around one node: everything within so many steps of it in a view, and all that joins these.
public struct EgoNetwork: Sendable {
  /// The part of the network.
  public let network: Network
  /// The node in the middle, in the view of that part.
  public let centre: Int
  /// In the `full` view, references from what is in the part to what is not, which are left out.
  public let droppedReferences: Int
}

extension Network {
  /// What lies within `hops` steps of a node, along edges in either direction.
  ///
  /// Kinds of node that the view does not have stay whole, so that what the rows of the others name is there. A transfer keeps
  /// its technique, however far that is.
  ///
  /// - Parameters:
  ///   - node: A node of the view.
  ///   - hops: How many steps, 1 or more.
  ///   - view: Which edges are steps.
  ///   - window: Which records are edges.
  /// - Complexity: O(records).
  public func ego(of node: Int, hops: Int, in view: View, during window: Interval) -> EgoNetwork {
    let edges = edges(of: view, during: window)
    let space = edges.space
    precondition(node >= 0 && node < space.count, "the ego is a node of the view")
    var offsets = [Int](repeating: 0, count: space.count + 1)
    for ends in [edges.tail, edges.head] { for end in ends { offsets[Int(end) + 1] += 1 } }
    for place in 0..<space.count { offsets[place + 1] += offsets[place] }
    var neighbours = [UInt32](repeating: 0, count: 2 * edges.count)
    var next = offsets
    for edge in 0..<edges.count {
      for (from, to) in [(edges.tail[edge], edges.head[edge]), (edges.head[edge], edges.tail[edge])] {
        neighbours[next[Int(from)]] = to
        next[Int(from)] += 1
      }
    }
    var isReached = [Bool](repeating: false, count: space.count)
    isReached[node] = true
    var frontier = [node]
    for _ in 0..<hops where !frontier.isEmpty {
      var further: [Int] = []
      for near in frontier {
        for slot in offsets[near]..<offsets[near + 1] where !isReached[Int(neighbours[slot])] {
          isReached[Int(neighbours[slot])] = true
          further.append(Int(neighbours[slot]))
        }
      }
      frontier = further
    }
    if view == .full {
      for transfer in transfers.rows where isReached[transfer.from.int] && isReached[transfer.to.int] {
        isReached[space.node(.technique, transfer.technique.int)] = true
      }
    }
    let part = selecting { kind, row in !view.kinds.contains(kind) || isReached[space.node(kind, row)] }
    let place = space.locate(node)
    let before = space.range(of: place.kind).lowerBound..<node
    let centre = part.network.space(of: view).node(place.kind, before.count { isReached[$0] })
    return EgoNetwork(network: part.network, centre: centre, droppedReferences: view == .full ? part.dropped : 0)
  }
}
