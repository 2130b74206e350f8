import Graph

/// By whom each person can be influenced, ready to be followed backwards.
struct ReverseArcs: Sendable {
  /// Row v is `offsets[v]..<offsets[v + 1]`.
  let offsets: [UInt32]
  /// Who can influence the person of each row.
  let sources: [UInt32]
  let rule: Rule

  enum Rule: Sendable {
    /// Each arc is open with the same probability: how many shut ones come before the next open one. None is ever open
    /// where there are no lengths.
    case even(SkipLengths?)
    /// Each arc is open with its own probability, as a share of the greatest of its row, whose lengths go by `inverses`.
    case uneven(shares: [Double], inverses: [Double])
    /// At most one arc of each row is open: each with its share, which `sums` adds up along the row; all alike where empty.
    case one(sums: [Double])
  }

  var nodeCount: Int { offsets.count - 1 }

  /// - Complexity: O(n + m).
  init(cascade graph: DiffusionGraph) {
    switch graph.chance {
    case .same(let probability):
      self.init(graph.arcs.reversed(), .even(probability > 0 ? SkipLengths(probability: probability) : nil))
    case .each(let probabilities):
      // Rows are turned round with what is written at their arcs; an arc that is never open is none.
      let turned = graph.arcs.turnedRound(probabilities)
      let offsets = turned.offsets.map { UInt32($0) }
      self.init(turned, Self.uneven(turned.weights, offsets: offsets))
    }
  }

  /// - Complexity: O(n + m).
  init(thresholds arcs: Adjacency) {
    let turned = arcs.weights.isEmpty ? arcs.reversed() : arcs.turnedRound(arcs.weights)
    self.init(turned, .one(sums: Self.shareSums(turned)))
  }

  private init(_ turned: Adjacency, _ rule: Rule) {
    offsets = turned.offsets.map { UInt32($0) }
    sources = turned.targets
    self.rule = rule
  }

  /// The rule where each slot of the rows that begin at `offsets` has a probability of its own.
  static func uneven(_ probabilities: [Double], offsets: [UInt32]) -> Rule {
    var shares = probabilities
    var inverses = [Double](repeating: 0, count: offsets.count - 1)
    for node in inverses.indices {
      let row = Int(offsets[node])..<Int(offsets[node + 1])
      let greatest = shares[row].max() ?? 0
      // A row that is never open has lengths beyond its end.
      inverses[node] = greatest > 0 ? SkipLengths.inverse(greatest) : -.infinity
      for slot in row { shares[slot] = greatest > 0 ? shares[slot] / greatest : 0 }
    }
    return .uneven(shares: shares, inverses: inverses)
  }

  private static func shareSums(_ turned: Adjacency) -> [Double] {
    var sums = turned.weights
    if sums.isEmpty { return [] }
    for node in 0..<turned.nodeCount {
      let row = turned.slots(of: node)
      let all = sums[row].reduce(0, +)
      var sum = 0.0
      for slot in row {
        sum += sums[slot]
        sums[slot] = all > 0 ? sum / all : 0
      }
      // Rounding leaves nobody out who has a share.
      if all > 0, let last = row.last { sums[last] = 1 }
    }
    return sums
  }

  /// Under thresholds, the arc into `node` that is open, given a number from 0 up to 1; `nil` where none is.
  @inline(__always)
  func openSlot(_ node: Int, _ sums: [Double], _ share: Double) -> Int? {
    let row = Int(offsets[node])..<Int(offsets[node + 1])
    if sums.isEmpty { return row.isEmpty ? nil : row.lowerBound + min(Int(share * Double(row.count)), row.count - 1) }
    let slot = sums[row].partitioningIndex { $0 > share }
    return slot < row.upperBound ? slot : nil
  }
}

extension Adjacency {
  /// The graph with every arc turned round, and `values`, one an arc, for weights.
  fileprivate func turnedRound(_ values: [Double]) -> Adjacency {
    // An undirected graph holds both ways of an edge already, each with a value of its own.
    Adjacency(offsets: offsets, targets: targets, weights: values, isDirected: true).reversed()
  }
}
