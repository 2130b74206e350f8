public import Graph

/// Who can influence whom, and how influence goes from one person to another.
public enum InfluenceModel: Sendable {
  /// Who is reached gets one try at each of those they can influence.
  case independentCascade(DiffusionGraph)
  /// Everybody gives way once enough of those who can influence them have been reached: the weights of arcs as shares of what
  /// comes in, or equal shares without weights, against a threshold that may be anything from 0 to 1.
  case linearThreshold(Adjacency)
  /// In real time, for good: each contact is one try; or, with linear thresholds, whoever can pass it on at a contact counts
  /// with the other from then on.
  case contacts(ContactSpread)

  /// Number of people.
  public var nodeCount: Int {
    switch self {
    case .independentCascade(let graph): graph.nodeCount
    case .linearThreshold(let arcs): arcs.nodeCount
    case .contacts(let spread): spread.contacts.nodeCount
    }
  }
}
