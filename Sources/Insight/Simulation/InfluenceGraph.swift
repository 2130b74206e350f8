import Algorithms
import Graph
import Records

extension Network {
  /// Ties that can carry influence in `window`, one way at a time: who can influence whom, by which tie.
  func influences(in window: Interval, silentTies: Influence) -> [(from: Int, to: Int, tie: Int)] {
    var influences: [(from: Int, to: Int, tie: Int)] = []
    for (row, tie) in ties.rows.enumerated() where tie.from != tie.to && tie.spell.interval.meets(window) {
      let way = tie.influence ?? silentTies
      if way != .backward { influences.append((tie.from.int, tie.to.int, row)) }
      if way != .forward { influences.append((tie.to.int, tie.from.int, row)) }
    }
    return influences
  }

  /// Who can influence whom: row u lists everybody whom u can. Parallel ties are one; weights of theirs are added.
  func influenceArcs(_ influences: [(from: Int, to: Int, tie: Int)], weighted: Bool = false) -> Adjacency {
    var edges = EdgeTable(space: NodeSpace([.person: people.count]))
    edges.reserve(influences.count)
    for arc in influences {
      edges.add(.tie, row: arc.tie, from: arc.from, to: arc.to, weight: weighted ? ties.rows[arc.tie].weight ?? 1 : 1)
    }
    return Adjacency(edges, directed: true, weighted: weighted)
  }

  /// Who can influence whom, and how likely a try is to succeed. Of parallel ties, which are one try, the likeliest counts.
  ///
  /// - Throws: ``QuestionError`` where some tie has no probability.
  /// - Complexity: O(n + m log d) for d ties of one person.
  func diffusionGraph(
    _ chance: TryChance, in window: Interval, silentTies: Influence
  ) throws(QuestionError) -> DiffusionGraph {
    let influences = influences(in: window, silentTies: silentTies)
    let arcs = influenceArcs(influences)
    if case .same(let probability) = chance { return DiffusionGraph(arcs: arcs, chance: .same(probability)) }
    let ofTies = try probabilities(of: Set(influences.map(\.tie)).sorted(), chance)
    var ofArcs = [Double](repeating: 0, count: arcs.targets.count)
    for arc in influences {
      let slot = arcs.targets[arcs.slots(of: arc.from)].partitioningIndex { $0 >= UInt32(arc.to) }
      ofArcs[slot] = max(ofArcs[slot], ofTies[arc.tie] ?? 0)
    }
    return DiffusionGraph(arcs: arcs, chance: .each(ofArcs))
  }
}
