import Graph

/// By whom each person can be influenced, ready to be followed backwards: along arcs, or along contacts in time.
enum ReverseLinks: Sendable {
  case arcs(ReverseArcs)
  case contacts(ReverseContacts)

  /// - Complexity: O(n + m), and O(m log m) with contacts.
  init(_ model: InfluenceModel) {
    switch model {
    case .independentCascade(let graph): self = .arcs(ReverseArcs(cascade: graph))
    case .linearThreshold(let arcs): self = .arcs(ReverseArcs(thresholds: arcs))
    case .contacts(let spread): self = .contacts(ReverseContacts(spread))
    }
  }

  var nodeCount: Int {
    switch self {
    case .arcs(let arcs): arcs.nodeCount
    case .contacts(let contacts): contacts.nodeCount
    }
  }
}
