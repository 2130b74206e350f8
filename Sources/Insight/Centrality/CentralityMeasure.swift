/// A measure of how central a node is.
public enum CentralityMeasure: String, Sendable, CaseIterable {
  case degree, inDegree, outDegree, strength, closeness, harmonic, betweenness, eigenvector, pagerank, core
  case temporalCloseness, temporalBetweenness

  /// What the measure says of people, in one line.
  public var meaning: String {
    switch self {
    case .degree: "how many others somebody is joined to"
    case .inDegree: "how many others point to somebody"
    case .outDegree: "how many others somebody points to"
    case .strength: "the weights of somebody's edges, added"
    case .closeness: "how few steps away everybody within reach is"
    case .harmonic: "the same for networks that fall apart: inverse steps to everybody, added"
    case .betweenness: "who sits between groups that otherwise do not talk"
    case .eigenvector: "who is joined to well-connected people"
    case .pagerank: "who is turned to by people who are themselves turned to"
    case .core: "how deep inside the densely connected heart somebody is"
    case .temporalCloseness: "how soon something somebody knows could get to the others, in the order of time"
    case .temporalBetweenness: "through whom things could get to others first, in the order of time"
    }
  }
}

extension CentralityMeasure {
  /// True for measures that follow contacts in the order of time, as reach does, rather than the edges of a view.
  public var isTemporal: Bool { self == .temporalCloseness || self == .temporalBetweenness }
}

/// How a view is read as a graph.
public struct CentralityOptions: Sendable {
  /// Follow edges from their tail to their head only.
  public var isDirected = false
  /// Let edges count by their weights.
  public var isWeighted = false
  /// Take a weight as a length; otherwise it is a strength, and the length is its inverse.
  public var weightIsLength = false
  /// The part of time.
  public var window = TimeWindow.always
  /// Undirected, unweighted, all of time.
  public init() {}
}
