public import Graph

/// Burt's constraint: how far somebody's contacts are tied to one another, so that little reaches them from elsewhere.
///
/// C_i = sum over neighbours j of (p_ij + sum over q of p_iq p_qj)^2, p_ij being the share of i's strength, both ways, that
/// goes to j. `nil` for isolates. For people: low values mean *contacts in many groups that do not know each other*.
///
/// - Complexity: O(sum of squared degrees) time on all cores, n doubles of space a chunk.
/// - Source: Burt 1992, *Structural Holes*, chapter 2.
public func constraint(of graph: Adjacency) -> [Double?] {
  let ties = EgoTies(graph)
  return ties.map { ego, memory in
    for slot in ties.graph.slots(of: ego) {
      let q = Int(ties.graph.targets[slot])
      let own = ties.share(slot, of: ego)
      memory[q] += own
      for onward in ties.graph.slots(of: q) {
        memory[Int(ties.graph.targets[onward])] += own * ties.share(onward, of: q)
      }
    }
    return ties.graph.slots(of: ego).reduce(0) { sum, slot in
      let invested = memory[Int(ties.graph.targets[slot])]
      return sum + invested * invested
    }
  }
}

/// Burt's effective size: how many of somebody's contacts do not bring what another contact brings already.
///
/// The sum over neighbours j of 1 - (sum over other neighbours q of p_iq m_jq), m_jq being j's tie to q, both ways, as a share
/// of j's strongest; without weights and directions that is n - 2t/n for n contacts with t ties among them. `nil` for
/// isolates. For people: *how many separate worlds somebody hears from*.
///
/// - Complexity: as ``constraint(of:)``.
/// - Source: Burt 1992, *Structural Holes*, chapter 2; Borgatti 1997, *Connections* 20(1), for n - 2t/n.
public func effectiveSize(of graph: Adjacency) -> [Double?] {
  let ties = EgoTies(graph)
  return ties.map { ego, memory in
    for slot in ties.graph.slots(of: ego) { memory[Int(ties.graph.targets[slot])] = ties.share(slot, of: ego) }
    return ties.graph.slots(of: ego).reduce(0) { sum, slot in
      let j = Int(ties.graph.targets[slot])
      let repeated = ties.graph.slots(of: j).reduce(0) { repeated, onward in
        repeated + memory[Int(ties.graph.targets[onward])] * ties.weight(onward) / ties.strongest[j]
      }
      return sum + 1 - repeated
    }
  }
}

/// Ties both ways, with what each person's add up to.
private struct EgoTies {
  let graph: Adjacency
  private let strengths: [Double]
  let strongest: [Double]

  init(_ directed: Adjacency) {
    // Somebody who is pointed to both ways counts twice, as in a_ij + a_ji.
    let weights = directed.weights.isEmpty ? [Double](repeating: 1, count: directed.targets.count) : directed.weights
    let graph = directed.weighted(by: weights).symmetric()
    strengths = (0..<graph.nodeCount).map(graph.strength)
    strongest = (0..<graph.nodeCount).map { graph.weights[graph.slots(of: $0)].max() ?? 0 }
    self.graph = graph
  }

  func weight(_ slot: Int) -> Double { graph.weights[slot] }

  func share(_ slot: Int, of node: Int) -> Double { graph.weights[slot] / strengths[node] }

  /// One value a person with ties, reckoned with a memory of one number a node, which is 0 at first.
  func map(_ body: @Sendable (_ ego: Int, _ memory: inout [Double]) -> Double) -> [Double?] {
    mapChunks(of: graph.nodeCount, size: max(1, (graph.nodeCount + 63) / 64)) { egos in
      var memory = [Double](repeating: 0, count: graph.nodeCount)
      return egos.map { ego -> Double? in
        guard strengths[ego] > 0 else { return nil }
        let value = body(ego, &memory)
        for slot in graph.slots(of: ego) {
          let q = Int(graph.targets[slot])
          memory[q] = 0
          for onward in graph.slots(of: q) { memory[Int(graph.targets[onward])] = 0 }
        }
        return value
      }
    }.flatMap { $0 }
  }
}
