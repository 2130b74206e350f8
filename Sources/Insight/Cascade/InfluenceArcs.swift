import Graph
import Records

/// Ties as arcs of influence, by the person influenced: row i of `into` lists who can influence i, and when.
struct InfluenceArcs {
  /// Row i: everybody who can influence i.
  let into: Contacts
  /// Row of the tie behind each arc of `into`.
  let ties: [UInt32]
  /// Weight of each arc of `into`, 1 where none is stated; empty unless asked for.
  let weights: [Double]

  /// Arcs of the ties that meet `window`; `silentTies` says how ties carry that do not say.
  init(_ network: Network, _ window: Interval, silentTies: Influence, weighted: Bool = false) {
    var builder = Contacts.Builder(nodeCount: network.people.count)
    var arcs: [(influenced: Int, tie: Int)] = []
    builder.reserve(2 * network.ties.count)
    for (row, tie) in network.ties.rows.enumerated() where tie.from != tie.to && tie.spell.interval.meets(window) {
      let influence = tie.influence ?? silentTies
      func add(_ influenced: RowIndex<Person>, by other: RowIndex<Person>) {
        builder.add(influenced.int, other.int, during: tie.spell.interval, .possible)
        arcs.append((influenced.int, row))
      }
      if influence != .backward { add(tie.to, by: tie.from) }
      if influence != .forward { add(tie.from, by: tie.to) }
    }
    into = builder.freeze()
    // Rows of the contacts keep the order of insertion, so ties fall into place the same way.
    var fill = into.offsets
    var ties = [UInt32](repeating: 0, count: into.count)
    for arc in arcs {
      ties[fill[arc.influenced]] = UInt32(arc.tie)
      fill[arc.influenced] += 1
    }
    self.ties = ties
    weights = weighted ? ties.map { network.ties.rows[Int($0)].weight ?? 1 } : []
  }

  /// Who can influence `person`, with the span and slot of each arc.
  func sources(of person: Int) -> some Sequence<(other: Int, span: Interval, slot: Int)> {
    (into.offsets[person]..<into.offsets[person + 1]).lazy.map { slot in
      (
        Int(into.heads[slot]),
        Interval(into.axis.moments[Int(into.starts[slot])], into.axis.moments[Int(into.ends[slot])]), slot
      )
    }
  }
}
