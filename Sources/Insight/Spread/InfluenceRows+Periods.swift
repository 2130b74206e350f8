import Algorithms
import Graph

extension InfluenceRows {
  /// Arcs of influence by the periods they meet; those that meet none are left out.
  ///
  /// - Complexity: O(m log m).
  init(_ arcs: InfluenceArcs, people: Int, _ periods: Periods?, weighted: Bool) {
    let whole = periods.flatMap { periods in
      periods.starts.first.flatMap { first in periods.starts.last.map { Interval(first, $0) } }
    }
    var found: [Arc] = []
    if let periods, let whole {
      found.reserveCapacity(arcs.into.count)
      for person in 0..<people {
        for arc in arcs.sources(of: person) {
          let span = arc.span.clipped(to: whole)
          if span.isEmpty { continue }
          found.append(
            Arc(
              person: person, source: arc.other, first: periods.number(of: span.lower),
              last: periods.number(of: span.upper - 1), weight: weighted ? arcs.weights[arc.slot] : 1))
        }
      }
    }
    self.init(found, count: people, periods: periods?.count ?? 0, weighted: weighted)
  }
}
