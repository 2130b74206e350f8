public import Graph

/// How many others each person can have affected, and been affected by.
public struct EveryonesReach: Sendable, Equatable {
  /// For each source the number of counted nodes it reaches, itself left out.
  public let reached: [Int]
  /// For each counted node the number of sources that reach it, itself left out.
  public let reachedBy: [Int]
  /// Relative standard error of the counts when they are estimates; `nil` when they are exact.
  public let relativeError: Double?

  init(reached: [Int], reachedBy: [Int], relativeError: Double? = nil) {
    self.reached = reached
    self.reachedBy = reachedBy
    self.relativeError = relativeError
  }
}

/// For each of several sources how many nodes it reaches in the order of time, and how many reach each node.
///
/// Sources are swept over the contacts 512 at a time, one bit each: a contact costs eight words, however many of them
/// it carries. What bounds the sweep is the traffic of one row of 64 bytes in and one out for each contact and block.
/// For people: *how many others can have been affected by each person, and by how many can each have been?*
///
/// - Parameters:
///   - stream: The contacts in the order of time.
///   - starts: When influence leaves each source; source i is node i.
///   - counted: The nodes that count, for example the people.
///   - lag: Least time between receiving and passing on; a source needs none.
/// - Complexity: O(m s / 512) row merges of 64 bytes for s sources and instants; for contacts that last times at most
///   one more than the live contacts of a person. 64 bytes a node and core, on all cores; the same result on any number.
/// - Source: contacts swept in the order of time, Wu et al. 2014, doi:10.14778/2732939.2732945; many sources in one
///   sweep, Then et al. 2014, doi:10.14778/2735496.2735507.
public func reachOfEveryone(
  in stream: ContactStream, starts: [Moment], counted: Range<Int>, lag: Int64 = 0
) -> EveryonesReach {
  let sweep = LaneSweep(stream, seeds: everyone(starts), lag: lag)
  let parts = mapChunks(of: sweep.blockCount, size: chunkSize(sweep.blockCount)) { blocks in
    var reached: [Int] = []
    var reachedBy = [Int](repeating: 0, count: counted.count)
    for block in blocks {
      sweep.withRows(ofBlock: block, NoSink.init) { rows in
        var counts = LaneCounts()
        counts.add(counted.count) { rows[counted.lowerBound + $0] }
        reached.append(contentsOf: counts.counts)
        for (place, node) in counted.enumerated() { reachedBy[place] &+= rows[node].population }
      }
    }
    return (reached, reachedBy)
  }
  var reachedBy = [Int](repeating: 0, count: counted.count)
  for part in parts {
    for place in reachedBy.indices { reachedBy[place] += part.1[place] }
  }
  for (place, node) in counted.enumerated() where node < starts.count { reachedBy[place] -= 1 }
  let reached = zip(starts.indices, parts.lazy.flatMap(\.0)).map { source, count in
    counted.contains(source) ? count - 1 : count
  }
  return EveryonesReach(reached: reached, reachedBy: reachedBy)
}

/// One lane for each node from 0 on.
func everyone(_ starts: [Moment]) -> [LaneSeed] {
  starts.enumerated().map { node, time in
    LaneSeed(lane: node, seed: ReachSeed(node: node, time: time, isSource: true))
  }
}

/// Blocks a chunk, so that there are at most 64 chunks to hold results of.
func chunkSize(_ blocks: Int) -> Int { max(1, (blocks + 63) / 64) }
