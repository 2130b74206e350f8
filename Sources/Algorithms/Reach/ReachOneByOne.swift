public import Graph

/// For each of several sources how many nodes it reaches, and how many reach each node, by one search a source: for
/// limits under which sources cannot share a sweep, fading and the number of steps.
///
/// - Parameters:
///   - contacts: The dated contacts.
///   - starts: When influence leaves each source; source i is node i.
///   - counted: The nodes that count, for example the people.
///   - limits: Lag, fading, length and certainty.
/// - Complexity: that of ``routes(in:from:limits:kind:rank:)`` for each source, on all cores.
public func reachOneByOne(
  in contacts: Contacts, starts: [Moment], counted: Range<Int>, limits: ReachLimits
) -> EveryonesReach {
  let parts = mapChunks(of: starts.count, size: max(1, starts.count / 64)) { sources in
    var reachedBy = [Int](repeating: 0, count: counted.count)
    let reached = sources.map { source in
      let seed = ReachSeed(node: source, time: starts[source], isSource: true)
      let routes = routes(in: contacts, from: [seed], limits: limits)
      var count = 0
      for (place, node) in counted.enumerated() where node != source && routes.reaches(node) {
        count += 1
        reachedBy[place] += 1
      }
      return count
    }
    return (reached, reachedBy)
  }
  var reachedBy = [Int](repeating: 0, count: counted.count)
  for part in parts {
    for place in reachedBy.indices { reachedBy[place] += part.1[place] }
  }
  return EveryonesReach(reached: parts.flatMap(\.0), reachedBy: reachedBy)
}
