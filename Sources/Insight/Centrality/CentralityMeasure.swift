import Algorithms

/// A measure of how a node, or an edge, is placed.
public enum CentralityMeasure: String, Sendable, CaseIterable {
  case degree, inDegree, outDegree, strength, closeness, harmonic, betweenness, edgeBetweenness
  case eigenvector, pagerank, katz, hubs, authorities, core
  case constraint, effectiveSize, clustering, triangles
  case brokerage, coordinator, itinerant, gatekeeper, representative, liaison
  case temporalCloseness, temporalBetweenness

  /// True for measures that follow contacts in the order of time, as reach does, rather than the edges of a view.
  public var isTemporal: Bool { self == .temporalCloseness || self == .temporalBetweenness }

  /// True for a measure of edges; the others are of nodes.
  public var isOfEdges: Bool { self == .edgeBetweenness }

  /// The part of brokerage that is counted; `nil` for other measures and for all parts together.
  var role: BrokerageRole? {
    switch self {
    case .coordinator: .coordinator
    case .itinerant: .itinerant
    case .gatekeeper: .gatekeeper
    case .representative: .representative
    case .liaison: .liaison
    default: nil
    }
  }

  /// True for measures that need to know who belongs to which group.
  public var needsGroups: Bool { self == .brokerage || role != nil }
}
