import Algorithms

/// Plays the spread of a technique on from a moment, period by period.
struct FuturePlay {
  /// Who has adopted it at the beginning.
  var hasAdopted: [Bool]
  /// For each person the factors that can take them to it in every period ahead, as ``HazardRecord/factors(of:in:)``.
  var factors: [[UInt32]]
  /// For each period ahead the further factor of each person, which having been taught makes.
  var teaching: [[Int?]]
  /// Ties that are open: who can take whom to it, and by which kind.
  var arcs: [(from: Int, to: Int, kind: Int)]
  /// People who play no part.
  var isAway: [Bool]
  let peopleCount: Int

  /// What came of many futures.
  struct Outcome {
    /// For each future and period the new adopters.
    var adopters: [[Int]]
    /// For each person in how many futures they adopted.
    var times: [Int]
  }

  /// Plays `runs` futures of as many periods as ``teaching`` has.
  ///
  /// Whether somebody takes it up in a period of a future is decided by a number that depends on the seed, the future, the
  /// period and the person alone: the same in whatever else is changed.
  ///
  /// - Parameters:
  ///   - probabilities: Draws of the probability of each factor; futures take them in turn.
  /// - Complexity: O(runs (people periods + arcs)), on all cores.
  func play(_ runs: Int, _ probabilities: [[Double]], seed: UInt64) -> Outcome {
    var out = [Int](repeating: 0, count: peopleCount + 1)
    for arc in arcs { out[arc.from + 1] += 1 }
    for person in 0..<peopleCount { out[person + 1] += out[person] }
    var fill = out
    var targets = [(to: Int, kind: Int)](repeating: (0, 0), count: arcs.count)
    for arc in arcs {
      targets[fill[arc.from]] = (arc.to, arc.kind)
      fill[arc.from] += 1
    }
    let (ways, offsets) = (targets, out)
    let parts = mapChunks(of: runs, size: max(1, (runs + 63) / 64)) { futures in
      var outcome = Outcome(adopters: [], times: [Int](repeating: 0, count: peopleCount))
      for future in futures {
        let rates = probabilities[future % probabilities.count].map { rate($0) }
        var pull = factors.map { zip($0, rates).reduce(0) { $0 + Double($1.0) * $1.1 } }
        var has = hasAdopted
        var adopters: [Int] = []
        for period in teaching.indices {
          var new: [Int] = []
          for person in 0..<peopleCount where !has[person] && !isAway[person] {
            let all = pull[person] + (teaching[period][person].map { rates[$0] } ?? 0)
            let lot = scrambled(seed, UInt64(future), UInt64(period), UInt64(person))
            if Double(lot >> 11) / Double(1 << 53) < probability(ofRate: all) { new.append(person) }
          }
          for person in new {
            has[person] = true
            outcome.times[person] += 1
            for way in ways[offsets[person]..<offsets[person + 1]] { pull[way.to] += rates[way.kind] }
          }
          adopters.append(new.count)
        }
        outcome.adopters.append(adopters)
      }
      return outcome
    }
    return parts.dropFirst().reduce(into: parts.first ?? Outcome(adopters: [], times: [])) { all, part in
      all.adopters += part.adopters
      for person in 0..<peopleCount { all.times[person] += part.times[person] }
    }
  }
}
