public import Graph

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Betweenness estimated from a sample of shortest paths, with how far off it can be.
public struct BetweennessEstimate: Sendable {
  /// One value a node, as ``betweenness(of:lengths:)`` gives it.
  public let values: [Double]
  /// With ``confidence``, no node's value is further from the truth than this share of all pairs: of the n (n - 1) ordered
  /// pairs of a directed graph, of the n (n - 1) / 2 pairs of an undirected one.
  public let error: Double
  /// The probability, over the choice of the sample, that the bound holds for all nodes at once.
  public let confidence: Double
  /// Number of paths sampled to estimate values; a hundredth of the most there can be come on top, to plan.
  public let samples: Int
}

/// Estimates betweenness, in steps, from randomly sampled shortest paths, until it is certain enough.
///
/// For people: *who sits between groups that otherwise do not talk*, on networks too large to look at all pairs; small
/// differences between two people may be chance.
///
/// The sample depends on `seed` alone: path number k is the same whenever and wherever it is drawn, and whether there are
/// enough of them is asked after fixed numbers of paths.
///
/// - Parameters:
///   - graph: The graph, directed or not.
///   - error: How far values may be off, as a share of all pairs; above 0 and below 1.
///   - confidence: How probable it must be that they are not; above 0 and below 1.
///   - seed: Chooses the sample.
/// - Returns: The estimate; the same bits on any number of cores.
/// - Complexity: O(1 / error²) paths at most, times log(n) at worst, on all cores; a path takes some √m steps on networks
///   with hubs. 30 n bytes a core. What bounds it is told by `PathSampler`.
/// - Source: KADABRA, Borassi and Natale 2016, doi:10.4230/LIPIcs.ESA.2016.20 and doi:10.1145/3284359. The greatest sample
///   rests on the constant 0.5 that Löffler and Phillips estimated, arXiv:0812.2967.
public func estimatedBetweenness(
  of graph: Adjacency, error: Double = 0.01, confidence: Double = 0.9, seed: UInt64 = 1
) -> BetweennessEstimate {
  precondition(error > 0 && error < 1 && confidence > 0 && confidence < 1, "an error and a confidence between 0 and 1")
  let part = PathPart(whole: graph)
  let n = part.nodes.count
  let longest = mostNodesOnAPath(in: part.graph, incoming: part.incoming)
  func estimate(_ counts: [Int], _ samples: Int) -> BetweennessEstimate {
    let pairs = Double(n) * Double(n - 1) / (graph.isDirected ? 1 : 2)
    var values = [Double](repeating: 0, count: n)
    if samples > 0 {
      for (node, count) in zip(part.nodes, counts) { values[Int(node)] = Double(count) / Double(samples) * pairs }
    }
    return BetweennessEstimate(values: values, error: error, confidence: confidence, samples: samples)
  }
  // Nobody is between the ends of a path of two.
  if longest < 3 { return estimate([], 0) }
  let plan = SamplePlan(error: error, risk: 1 - confidence, longest: longest)
  let trial = pathCounts(part, seed: scrambled(seed), 0..<plan.trial)
  let risks = plan.risks(byTrial: trial)
  var counts = [Int](repeating: 0, count: n)
  var samples = 0
  while samples < plan.most, !plan.isEnough(counts, samples, risks) {
    // A twentieth more each time, so that asking costs little and few are drawn in vain.
    let next = min(plan.most, max(samples + samples / 20, plan.trial))
    for (node, count) in pathCounts(part, seed: seed, samples..<next).enumerated() { counts[node] += count }
    samples = next
  }
  return estimate(counts, samples)
}

/// How many of some numbered paths run through each node.
private func pathCounts(_ part: PathPart, seed: UInt64, _ samples: Range<Int>) -> [Int] {
  var counts = [Int](repeating: 0, count: part.nodes.count)
  let parts = mapChunks(
    of: samples.count, size: max(1, samples.count / 64), with: { PathSampler(part, seed: seed) }, ending: { $0.free() }
  ) { sampler, chunk in
    var between: [UInt32] = []
    for sample in chunk { sampler.draw(UInt64(samples.lowerBound + sample), into: &between) }
    return between
  }
  for between in parts { for node in between { counts[Int(node)] += 1 } }
  return counts
}

/// How many paths to sample. Equations are those of Borassi and Natale.
struct SamplePlan {
  let error: Double
  /// Probability of a greater error that each half may have: that of the greatest sample, and that of stopping before.
  let risk: Double
  /// Samples that are enough in any case: ω.
  let most: Int
  /// Samples to plan by.
  let trial: Int

  init(error: Double, risk: Double, longest: Int) {
    self.error = error
    self.risk = risk / 2
    let dimension = Double(Int.bitWidth - 1 - (longest - 2).leadingZeroBitCount) + 1
    // Nobody waits for more than 2^60.
    most = Int(min(0.5 / error / error * (dimension + log(1 / self.risk)), 0x1p60).rounded(.up))
    trial = most / 100 + 1
  }

  /// Shares the risk out between nodes, more of it to those with greater values, whose estimates vary more; half of each
  /// is for values too small, half for values too great.
  func risks(byTrial counts: [Int]) -> [Double] {
    let values = counts.map { Double(max($0, 1)) / Double(trial) }
    let distinct = Dictionary(values.map { ($0, 1.0) }, uniquingKeysWith: +).sorted { $0.key < $1.key }
    // A thousandth is shared out evenly, so that nobody is left without.
    let share = risk / 2 * 0.999
    var (low, high) = (0.0, log(Double(counts.count) / share) / (error * error))
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let sum = distinct.reduce(0) { $0 + $1.value * exp(-middle * error * error / $1.key) }
      if sum > share { low = middle } else { high = middle }
    }
    let even = risk / 2 * 0.001 / Double(counts.count)
    return values.map { exp(-high * error * error / $0) + even }
  }

  /// True when no node's value is likely to be off by more than the error.
  func isEnough(_ counts: [Int], _ samples: Int, _ risks: [Double]) -> Bool {
    guard samples > 0 else { return false }
    let (samples, most) = (Double(samples), Double(most))
    return zip(counts, risks).allSatisfy { count, risk in
      let weight = log(1 / risk)
      let spread = 2 * Double(count) / samples * most / weight
      func bound(_ shift: Double) -> Double { weight / samples * (shift + (shift * shift + spread).squareRoot()) }
      return bound(1 / 3 - most / samples) <= error && bound(1 / 3 + most / samples) <= error
    }
  }
}
