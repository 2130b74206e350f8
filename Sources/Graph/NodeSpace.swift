/// What a node stands for.
public enum NodeKind: UInt8, Sendable, CaseIterable {
  case person, team, technique, organisation, cohort, event, outcome
}

/// The numbering of nodes: every kind is one contiguous run of 32-bit indices, in the order of ``NodeKind``.
///
/// A node needs no object of its own: its kind and its place in its table follow from its index.
public struct NodeSpace: Sendable, Equatable {
  /// First index of each kind; one more entry than kinds, the last being the number of nodes.
  private var bounds: [Int]

  /// A space with the given number of nodes of each kind; kinds not named have none.
  public init(_ counts: [NodeKind: Int]) {
    bounds = [0]
    var next = 0
    for kind in NodeKind.allCases {
      next += counts[kind] ?? 0
      bounds.append(next)
    }
    precondition(next < Int(Int32.max), "a graph holds at most 2^31 - 2 nodes")
  }

  /// Number of nodes.
  public var count: Int { bounds[NodeKind.allCases.count] }

  /// The indices of the nodes of `kind`.
  public func range(of kind: NodeKind) -> Range<Int> {
    bounds[Int(kind.rawValue)]..<bounds[Int(kind.rawValue) + 1]
  }

  /// The node for row `row` of the table of `kind`.
  public func node(_ kind: NodeKind, _ row: Int) -> Int {
    bounds[Int(kind.rawValue)] + row
  }

  /// The kind of `node` and its row in the table of that kind.
  public func locate(_ node: Int) -> (kind: NodeKind, row: Int) {
    for kind in NodeKind.allCases.reversed() where node >= bounds[Int(kind.rawValue)] {
      return (kind, node - bounds[Int(kind.rawValue)])
    }
    preconditionFailure("no node \(node)")
  }
}
