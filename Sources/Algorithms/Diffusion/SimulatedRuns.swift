/// What a simulation found: how many were reached in each run, step by step, and how often each node was.
public struct SimulatedRuns: Sendable, Equatable {
  /// Where each run's steps begin in ``newly``; one more entry than runs.
  let starts: [Int]
  /// How many were reached for the first time in each step of each run, step 0 being the seeds.
  let newly: [UInt32]
  /// Number of nodes reached by the end of each run, seeds among them.
  public let sizes: [Int]
  /// In how many runs each node was reached.
  public let timesReached: [Int]

  /// Number of runs.
  public var count: Int { sizes.count }

  /// How many were reached for the first time in each step of a run, step 0 being the seeds.
  public func newlyReached(inRun run: Int) -> ArraySlice<UInt32> { newly[starts[run]..<starts[run + 1]] }

  init(_ parts: [RunSteps], timesReached: [Int]) {
    var starts = [0]
    var sizes: [Int] = []
    for part in parts {
      for length in part.lengths { starts.append(starts[starts.count - 1] + length) }
    }
    newly = parts.flatMap(\.newly)
    for run in 0..<starts.count - 1 { sizes.append(newly[starts[run]..<starts[run + 1]].reduce(0) { $0 + Int($1) }) }
    self.starts = starts
    self.sizes = sizes
    self.timesReached = timesReached
  }

  /// Mean number reached.
  public var mean: Double { sizes.isEmpty ? 0 : Double(sizes.reduce(0, +)) / Double(sizes.count) }

  /// Standard error of ``mean``; `nil` of fewer than two runs, which say nothing of it.
  public var standardError: Double? {
    guard sizes.count > 1 else { return nil }
    let mean = mean
    let squares = sizes.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return (squares / Double(sizes.count - 1) / Double(sizes.count)).squareRoot()
  }

  /// The first of the runs in which as many were reached as in the middle one of all, the lower where two are.
  public var medianRun: Int? {
    let sorted = sizes.sorted()
    return sizes.isEmpty ? nil : sizes.firstIndex(of: sorted[(sorted.count - 1) / 2])
  }

  /// Least and greatest number reached by each step in the middle 95% of runs, with the mean over all; runs that have ended
  /// stay as they ended.
  ///
  /// - Complexity: O(steps runs log runs).
  public func overTime() -> [(mean: Double, low: Int, high: Int)] {
    guard count > 0 else { return [] }
    var reached = [Int](repeating: 0, count: count)
    let longest = (0..<count).reduce(0) { max($0, newlyReached(inRun: $1).count) }
    let cut = count / 40
    return (0..<longest).map { step in
      for run in 0..<count where starts[run] + step < starts[run + 1] { reached[run] += Int(newly[starts[run] + step]) }
      let sorted = reached.sorted()
      return (Double(reached.reduce(0, +)) / Double(count), sorted[cut], sorted[count - 1 - cut])
    }
  }
}

/// The steps of some runs, one run after another.
struct RunSteps: Sendable {
  private(set) var lengths: [Int] = []
  private(set) var newly: [UInt32] = []

  /// Adds a run that reached so many in each step.
  mutating func add(_ run: [UInt32]) {
    lengths.append(run.count)
    newly.append(contentsOf: run)
  }

  /// Adds one of several runs whose steps stand between each other's, up to the first step in which it reached nobody.
  mutating func add(_ runs: [UInt32], from first: Int, every stride: Int) {
    let before = newly.count
    var place = first
    while place < runs.count, runs[place] > 0 {
      newly.append(runs[place])
      place += stride
    }
    lengths.append(newly.count - before)
  }
}
