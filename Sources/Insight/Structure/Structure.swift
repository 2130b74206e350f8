public import Algorithms

/// How a network hangs together as a whole.
public struct Structure: Sendable {
  /// Number of nodes.
  public let nodes: Int
  /// Number of distinct edges.
  public let edges: Int
  /// Whether edges have directions.
  public let isDirected: Bool
  /// Edges as a share of those there could be; `nil` for fewer than two nodes.
  public let density: Double?
  /// The share of edges that are returned; `nil` without directions or edges.
  public let reciprocity: Double?
  /// How many neighbours nodes have.
  public let degrees: DegreeSummary
  /// Which parts there are.
  public let parts: Parts
  /// How far nodes are from each other; `nil` when nobody reaches anybody.
  public let distances: PathLengths?
  /// Mean of local clustering over nodes with neighbours; `nil` without any.
  public let clustering: Double?
  /// The share of pairs of neighbours that are joined, over all nodes; `nil` without any.
  public let transitivity: Double?
  /// Number of triangles.
  public let triangles: Int
  /// How the largest component compares with one joined by lot; `nil` where it is too small to compare.
  public let smallWorld: SmallWorld?
  /// For each core number, from 0, how many nodes have it.
  public let cores: [Int]
  /// Whether nodes with many edges are joined to nodes with many, from -1 to 1; `nil` where degrees do not differ.
  public let degreeAssortativity: Double?
  /// What hangs on single nodes and single edges, directions left aside. About single people, where the view has people.
  public let separation: Sensitive<Separation>
  /// How groups mix, where an attribute was named.
  public let mixing: Mixing?
  /// Sets of people who together matter most, where asked for.
  public let keyPlayers: Sensitive<KeyPlayerSets>?
}

/// How many neighbours nodes have.
public struct DegreeSummary: Sendable {
  /// For each degree that some node has, in rising order, how many have it; with directions in and out are added.
  public let distribution: [(degree: Int, nodes: Int)]
  /// Freeman's centralisation: 1 when one node has all the edges, 0 when all have as many; `nil` for fewer than three nodes.
  public let centralisation: Double?
  /// The mean; `nil` without nodes.
  public let mean: Double?

  /// Nodes without edges.
  public var isolates: Int { distribution.first.map { $0.degree == 0 ? $0.nodes : 0 } ?? 0 }

  /// The degree that half of the nodes do not exceed; `nil` without nodes.
  public var median: Int? {
    let all = distribution.reduce(0) { $0 + $1.nodes }
    var below = 0
    for (degree, nodes) in distribution {
      below += nodes
      if 2 * below >= all { return degree }
    }
    return nil
  }

  /// The greatest degree; `nil` without nodes.
  public var greatest: Int? { distribution.last?.degree }
}

/// The parts a network falls into.
public struct Parts: Sendable {
  /// Sizes of components, directions left aside, the largest first.
  public let components: [Int]
  /// Sizes of strongly connected components, the largest first; `nil` without directions.
  public let strong: [Int]?
  /// The share of pairs of nodes that cannot get to each other, directions left aside; `nil` for fewer than two nodes.
  public let fragmentation: Double?
}

/// How far nodes are from each other in steps, over ordered pairs of which one reaches the other.
public struct PathLengths: Sendable {
  /// The mean distance.
  public let mean: Double
  /// Standard error of the mean when it is estimated; `nil` when it is exact.
  public let standardError: Double?
  /// The greatest distance; when estimated the greatest found.
  public let longest: Int
  /// How many nodes were searched from.
  public let sources: Int
  /// 1 less the mean inverse distance over all ordered pairs: Borgatti's distance-weighted fragmentation.
  public let fragmentation: Double
}

/// How the largest component compares with a graph of as many nodes and edges joined by lot.
///
/// - Source: Humphries and Gurney 2008, doi:10.1371/journal.pone.0002051; Watts and Strogatz 1998, doi:10.1038/30918, for
///   what is expected by lot: clustering k / n and distance ln n / ln k, k being the mean degree.
public struct SmallWorld: Sendable {
  /// Its clustering, and that expected by lot.
  public let clustering: (own: Double, byLot: Double)
  /// Its mean distance, and that expected by lot.
  public let distance: (own: Double, byLot: Double)
  /// How many times as clustered, over how many times as far: above 1, the more of a small world.
  public var sigma: Double { clustering.own / clustering.byLot / (distance.own / distance.byLot) }
}

/// Sets of nodes that together matter most.
public struct KeyPlayerSets: Sendable {
  /// Those whose loss would break the network up most.
  public let breaking: KeyPlayers
  /// Those from whom everybody else is nearest.
  public let reaching: KeyPlayers
  /// How many of the nodes could be chosen for ``breaking``: those with the greatest betweenness.
  public let candidates: Int
}

/// What is asked of a network's structure beside the plain figures.
public struct StructureOptions: Sendable {
  /// How many key players to choose; none when 0.
  public var keyPlayers = 0
  /// No key players.
  public init() {}
}
