public import Graph

/// For each of several sources, how many of some nodes it reaches, itself not counted.
///
/// For people: *how many others can have been affected by each person?*
///
/// - Parameters:
///   - contacts: The dated contacts.
///   - starts: When influence leaves each source; source i is node i.
///   - counted: The nodes that count, for example the people.
///   - limits: Lag, fading, length and certainty.
/// - Returns: One count a source, in order; the same on any number of cores.
/// - Complexity: O(s (m + n log n)) for s sources, on all cores.
public func reachOfEveryone(
  in contacts: Contacts, starts: [Moment], counted: Range<Int>, limits: ReachLimits
) -> [Int] {
  mapChunks(of: starts.count, size: max(1, starts.count / 64)) { sources in
    sources.map { source in
      let seed = ReachSeed(node: source, time: starts[source], isSource: true)
      let routes = routes(in: contacts, from: [seed], limits: limits)
      return counted.count { $0 != source && routes.reaches($0) }
    }
  }.flatMap { $0 }
}
