/// How a view is read as a graph, and how its measures are reckoned.
public struct CentralityOptions: Sendable {
  /// Follow edges from their tail to their head only.
  public var isDirected = false
  /// Let edges count by their weights.
  public var isWeighted = false
  /// Take a weight as a length; otherwise it is a strength, and the length is its inverse.
  public var weightIsLength = false
  /// The part of time.
  public var window = TimeWindow.always
  /// Divide measures by the most they can be in a graph of this size; on two-mode views, by the most between two modes.
  public var isNormalised = false
  /// The attribute that groups people, for brokerage.
  public var by: String?
  /// What each step of a walk counts in Katz centrality; chosen to fit when `nil`.
  public var attenuation: Double?
  /// Ids of those to whom PageRank's walker jumps; anybody when empty.
  public var from: [String] = []
  /// Estimate betweenness from paths drawn by lot; exact when `nil`.
  public var estimate: BetweennessSampling?
  /// Undirected, unweighted, exact, all of time.
  public init() {}
}

/// How betweenness is estimated.
public struct BetweennessSampling: Sendable {
  /// The greatest error, as a share of all pairs of nodes, above 0.
  public var error: Double
  /// How sure it is that no value is further off, between 0 and 1.
  public var confidence: Double
  /// The lot: the same seed draws the same paths.
  public var seed: UInt64
  /// An estimate that is off by `error` of all pairs at most.
  public init(error: Double, confidence: Double = 0.9, seed: UInt64 = 1) {
    self.error = error
    self.confidence = confidence
    self.seed = seed
  }
}
