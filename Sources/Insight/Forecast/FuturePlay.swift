import Algorithms

/// Plays the spread of a technique on from a moment, period by period.
struct FuturePlay {
  typealias Factor = HazardRecord.Factor

  /// Who has adopted it at the beginning.
  var hasAdopted: [Bool]
  /// For each person those who use it at the beginning and are tied to them, by how many periods ago they adopted it when the
  /// first period ahead begins.
  var users: [[(other: Int, age: Int)]]
  /// For each period ahead the factor that having been taught makes for each person.
  var teaching: [[Factor?]]
  /// Ties that are open: who can take whom to it.
  var arcs: [(from: Int, to: Int)]
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
  /// - Complexity: O(runs periods (people + arcs)), on all cores.
  func play(_ runs: Int, _ probabilities: [[Double]], seed: UInt64) -> Outcome {
    var out = [[Int]](repeating: [], count: peopleCount)
    for arc in arcs { out[arc.from].append(arc.to) }
    let ways = out
    let cases = baseline()
    let parts = mapChunks(of: runs, size: max(1, (runs + 63) / 64)) { futures in
      var outcome = Outcome(adopters: [], times: [Int](repeating: 0, count: peopleCount))
      for future in futures {
        let rates = probabilities[future % probabilities.count].map(rate)
        var pull = cases.map { $0.map { counts in zip(counts, rates).reduce(0) { $0 + Double($1.0) * $1.1 } } }
        var has = hasAdopted
        var adopters: [Int] = []
        for period in teaching.indices {
          var new: [Int] = []
          for person in 0..<peopleCount where !has[person] && !isAway[person] {
            let lot = scrambled(seed, UInt64(future), UInt64(period), UInt64(person))
            if Double(lot >> 11) / Double(1 << 53) < probability(ofRate: pull[period][person]) { new.append(person) }
          }
          for person in new {
            has[person] = true
            outcome.times[person] += 1
            for later in teaching.indices.suffix(from: period + 1) {
              let pulling = rates[Factor.tie(after: later - period).rawValue]
              for other in ways[person] { pull[later][other] += pulling }
            }
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

  /// For each period ahead and person the factors that are there whoever else adopts it.
  private func baseline() -> [[[UInt32]]] {
    teaching.indices.map { period in
      (0..<peopleCount).map { person in
        var counts = [UInt32](repeating: 0, count: Factor.allCases.count)
        for user in users[person] { counts[Factor.tie(after: user.age + period).rawValue] += 1 }
        if let factor = teaching[period][person] { counts[factor.rawValue] = 1 }
        counts[Factor.withoutKnownCause.rawValue] = 1
        return counts
      }
    }
  }
}
