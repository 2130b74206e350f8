/// How many sets any plan within the limits can be in at most.
///
/// Each set gets a weight from 0 to 1; no plan is in more than what the sets lack of 1 together, and the most that the
/// weights of plan members' sets add up to. Weights fall, time after time, in sets of those who would gain most, so that
/// sets that many good plans share count little: the dual of the relaxed problem by multiplicative weights.
///
/// - Complexity: O(rounds (members of the sets of those who gain most + those looked at for them)).
/// - Source: multiplicative weights, Arora, Hazan and Kale 2012, doi:10.4086/toc.2012.v008a006.
func greatestCoverage(_ coverage: Coverage, _ limits: PlanLimits) -> Double {
  let whole: UInt32 = 128
  let rounds = 32
  var weights = [UInt32](repeating: whole, count: coverage.sets.kept)
  var gains = coverage.counts.map { $0 * whole }
  var lack = 0
  var least = Double.infinity
  for _ in 0..<rounds {
    let best = limits.greatest(coverage, gains, whole)
    least = min(least, (Double(lack) + best.value) / Double(whole))
    for node in best.nodes {
      for set in coverage[node] where weights[Int(set)] > 0 {
        let loss = (weights[Int(set)] + 7) / 8
        weights[Int(set)] -= loss
        lack += Int(loss)
        coverage.takeOff(loss, of: Int(set), from: &gains)
      }
    }
  }
  return least
}
