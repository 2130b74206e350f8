import Graph
import Synchronization

/// How far influence runs when everybody who takes something up tries once to win over each of those they can influence.
///
/// For people: who would come to use a technique if these people did, should each user have one go at each colleague.
///
/// Step by step: who was reached in one step tries in the next, in every world of ``World``; a run ends when nobody new was
/// reached. The same worlds for every choice of seeds, and the same answer on any number of threads.
///
/// Kempe, Kleinberg and Tardos 2003, doi:10.1145/956750.956769; going from one live arc to the next by
/// ``DiffusionGraph/forEachLiveArc(of:in:_:)``.
///
/// - Parameters:
///   - graph: Who can influence whom, with the chances of a try.
///   - seeds: Whom influence runs from; they count as reached. Those named twice count once.
///   - runs: In how many worlds.
///   - seed: Begins the worlds.
///   - steps: Most steps.
/// - Complexity: O(reached + live arcs out of them) for each run, O(arcs out of them) where arcs have chances of their own;
///   room for 280 bytes a node and thread, of which what cascades do not touch costs nothing.
public func independentCascades(
  in graph: DiffusionGraph, from seeds: [Int], runs: Int, seed: UInt64, steps: Int = .max
) -> SimulatedRuns {
  let seeds = Set(seeds).sorted()
  let times = Mutex([Int](repeating: 0, count: graph.nodeCount))
  let parts = mapChunks(
    of: runs, size: 16 * CascadeLanes.count,
    with: { CascadeLanes(graph) },
    ending: { lanes in
      // Whole numbers add up to the same in any order.
      times.withLock { lanes.addTimes(to: &$0) }
      lanes.free()
    }
  ) { lanes, range in
    var taken = RunSteps()
    for first in stride(from: range.lowerBound, to: range.upperBound, by: CascadeLanes.count) {
      let worlds = (first..<min(first + CascadeLanes.count, range.upperBound)).map { World(seed: seed, run: $0) }
      lanes.run(in: worlds, from: seeds, steps: steps, into: &taken)
    }
    return taken
  }
  return SimulatedRuns(parts, timesReached: times.withLock { $0 })
}
