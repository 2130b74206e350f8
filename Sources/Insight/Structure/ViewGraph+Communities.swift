import Algorithms
import Graph

/// Groups with more ties within them than chance would have it.
public struct CommunityStructure: Sendable {
  /// One group.
  public struct Community: Sendable {
    /// Number of nodes.
    public let size: Int
    /// Of the ties of its members the share that stays within it, by weight where weights count; `nil` without ties.
    public let within: Double?
    /// The member with most ties within it, the first of equals. About a single person, where the view has people.
    public let centre: Sensitive<Int>
    /// The most frequent value of the attribute among its members, and how many have it; `nil` where none was named or none
    /// is written.
    public let commonest: (value: String, count: Int)?
  }

  /// The community of each node, from 0 by falling size, in input order.
  public let membership: [Int]
  /// The communities.
  public let communities: [Community]
  /// How much more of the ties stay within communities than by lot, from below 0 to below 1.
  public let modularity: Double
  /// The scale of communities that was looked for: above 1 smaller ones.
  public let resolution: Double
  /// The lot that decides between equals.
  public let seed: UInt64
  /// How well the attribute tells the communities: normalised mutual information, from 0 to 1; `nil` where none was named.
  public let agreement: Double?
}

extension ViewGraph {
  /// Communities by the Leiden method.
  ///
  /// - Parameters:
  ///   - isWeighted: Let ties count by their weights, where the graph has kept them.
  ///   - resolution: Above 0; above 1 for more and smaller communities.
  ///   - seed: The same seed gives the same communities.
  /// - Complexity: about O(edges).
  public func communities(isWeighted: Bool, resolution: Double = 1, seed: UInt64 = 1) -> CommunityStructure {
    let graph = isWeighted ? self.graph : unweighted
    let found = Algorithms.communities(of: graph, resolution: resolution, seed: seed)
    let ties = graph.symmetric()
    var members = [[Int]](repeating: [], count: found.count)
    for (node, community) in found.membership.enumerated() { members[community].append(node) }
    let communities = members.enumerated().map { community, members in
      var all = 0.0
      var within = 0.0
      var centre = (node: members[0], ties: -1.0)
      for node in members {
        var own = 0.0
        for slot in ties.slots(of: node) {
          let weight = ties.weights.isEmpty ? 1 : ties.weights[slot]
          all += weight
          if found.membership[Int(ties.targets[slot])] == community { own += weight }
        }
        within += own
        if own > centre.ties { centre = (node, own) }
      }
      return CommunityStructure.Community(
        size: members.count, within: all > 0 ? within / all : nil, centre: Sensitive(centre.node),
        commonest: commonest(among: members))
    }
    return CommunityStructure(
      membership: found.membership, communities: communities, modularity: found.modularity, resolution: resolution,
      seed: seed, agreement: grouping.flatMap { normalisedMutualInformation($0.groups, found.membership) })
  }

  private func commonest(among members: [Int]) -> (value: String, count: Int)? {
    guard let grouping else { return nil }
    var counts: [Int: Int] = [:]
    for node in members { if let group = grouping.groups[node] { counts[group, default: 0] += 1 } }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { (grouping.names[$0.key], $0.value) }
  }
}
