import Algorithms
import Graph

/// What was observed of teams over time, some of which were reached at some moment.
///
/// The value of a team at a time is taken as a level of the team plus a level of the time, fitted by least squares on all
/// observations of teams not reached, or not yet; what a reached team shows since is compared with that (Borusyak, Jaravel
/// and Spiess 2024, doi:10.1093/restud/rdae007). So seasons and trends that all teams share drop out, and teams reached at
/// different times are never compared with each other.
///
/// A team is reached over a span, such as a month: what was observed before it is before, what was observed from its end on
/// is since, and what lies in it says of neither.
struct TeamPanel {
  /// One value of one team.
  struct Observation {
    var team: Int
    /// Number of its period.
    var period: Int
    var moment: Moment
    var value: Double
  }

  /// Number of teams.
  let teams: Int
  /// Number of periods.
  let periods: Int
  let observations: [Observation]
  /// How long before and after the span in which a team was reached its observations count.
  let window: Int64?

  /// Where an observation stands against the team's being reached.
  enum Phase { case before, since, leftOut }

  /// Where an observation at `moment` of a team reached over `reached`, or never, stands.
  func phase(_ moment: Moment, _ reached: Interval?) -> Phase {
    guard let reached else { return .before }
    if moment < reached.lower {
      if let window, Double(reached.lower) - Double(moment) > Double(window) { return .leftOut }
      return .before
    }
    guard moment >= reached.upper else { return .leftOut }
    if let window, Double(moment) - Double(reached.upper) > Double(window) { return .leftOut }
    return .since
  }

  /// For each team the mean, over its observations since it was reached, of what was observed less what was expected;
  /// `nil` for teams not reached, and where nothing can be expected: where no chain of observations of teams not yet
  /// reached joins the team's level with that of the time, the two are on different scales.
  ///
  /// - Parameters:
  ///   - reached: When each team was reached; `nil` for never.
  ///   - values: One value an observation.
  /// - Complexity: O(observations) for each of at most 200 rounds of fitting.
  func effects(_ reached: [Interval?], _ values: [Double]) -> [Double?] {
    let phases = observations.map { phase($0.moment, reached[$0.team]) }
    let isOpen = phases.map { $0 == .before }
    var joined = DisjointSets(count: teams + periods)
    for (index, observation) in observations.enumerated() where isOpen[index] {
      joined.join(observation.team, teams + observation.period)
    }
    var team = [Double](repeating: 0, count: teams)
    var period = [Double](repeating: 0, count: periods)
    var perTeam = team
    var perPeriod = period
    for (index, observation) in observations.enumerated() where isOpen[index] {
      perTeam[observation.team] += 1
      perPeriod[observation.period] += 1
    }
    for _ in 0..<200 {
      var sums = [Double](repeating: 0, count: teams)
      for (index, observation) in observations.enumerated() where isOpen[index] {
        sums[observation.team] += values[index] - period[observation.period]
      }
      for place in team.indices where perTeam[place] > 0 { team[place] = sums[place] / perTeam[place] }
      var change = 0.0
      sums = [Double](repeating: 0, count: periods)
      for (index, observation) in observations.enumerated() where isOpen[index] {
        sums[observation.period] += values[index] - team[observation.team]
      }
      for place in period.indices where perPeriod[place] > 0 {
        let level = sums[place] / perPeriod[place]
        change = max(change, abs(level - period[place]))
        period[place] = level
      }
      if change < 1e-12 * (1 + (values.lazy.map(abs).max() ?? 0)) { break }
    }
    var sum = [Double](repeating: 0, count: teams)
    var count = sum
    for (index, observation) in observations.enumerated() where phases[index] == .since {
      guard joined.root(observation.team) == joined.root(teams + observation.period) else { continue }
      sum[observation.team] += values[index] - team[observation.team] - period[observation.period]
      count[observation.team] += 1
    }
    return (0..<teams).map { count[$0] > 0 ? sum[$0] / count[$0] : nil }
  }

  /// The mean of the effects there are; `nil` when there is none.
  static func mean(_ effects: [Double?]) -> Double? {
    let known = effects.compactMap { $0 }
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  /// Shuffles which teams were reached, keeping when, and compares.
  ///
  /// The interval holds every constant d for which the observations less d, where teams really were reached, would not be
  /// told from nothing at 5%. As the mean effect is linear in the values, each shuffle is fitted twice, once to the values
  /// and once to the mark of having been reached, and serves for every d.
  ///
  /// - Source: Fisher's exact test by permutation; intervals by inversion, Rosenbaum 2002, doi:10.1007/978-1-4757-3692-2.
  /// - Complexity: O(permutations observations), on all cores.
  func test(_ reached: [Interval?], _ permutations: Int, seed: UInt64) -> PermutationTest? {
    let values = observations.map(\.value)
    guard let real = Self.mean(effects(reached, values)) else { return nil }
    let mark = observations.map { observation in
      reached[observation.team].map { observation.moment >= $0.upper } ?? false ? 1.0 : 0
    }
    let shuffles = mapChunks(of: permutations, size: max(1, permutations / 64)) { runs in
      runs.compactMap { run -> (value: Double, mark: Double)? in
        var shuffled = reached
        for place in stride(from: shuffled.count - 1, to: 0, by: -1) {
          let other = Int(scrambled(seed, UInt64(run), UInt64(place)) % UInt64(place + 1))
          shuffled.swapAt(place, other)
        }
        guard let value = Self.mean(effects(shuffled, values)), let marked = Self.mean(effects(shuffled, mark)) else {
          return nil
        }
        return (value, marked)
      }
    }.flatMap { $0 }
    guard !shuffles.isEmpty else { return nil }
    func p(_ shift: Double) -> Double {
      let distance = abs(real - shift)
      // What rounding alone sets apart counts as equal.
      let slack = 1e-9 * (1 + distance)
      let extreme = shuffles.count { abs($0.value - shift * $0.mark) >= distance - slack }
      return Double(1 + extreme) / Double(1 + shuffles.count)
    }
    let null = shuffles.map(\.value).sorted()
    func bound(_ sign: Double) -> Double {
      let spread = max((null.last ?? 0) - (null.first ?? 0), abs(real), 1e-9)
      var outside = spread
      var doublings = 0
      while p(real + sign * outside) > 0.05, doublings < 40 {
        outside *= 2
        doublings += 1
      }
      if doublings == 40 { return sign * .infinity }
      var inside = 0.0
      for _ in 0..<60 {
        let middle = (inside + outside) / 2
        if p(real + sign * middle) > 0.05 { inside = middle } else { outside = middle }
      }
      return real + sign * inside
    }
    return PermutationTest(
      permutations: shuffles.count, p: p(0), nullMean: null.reduce(0, +) / Double(null.count),
      nullBand: (null[null.count * 25 / 1000], null[min(null.count - 1, null.count * 975 / 1000)]),
      interval: (bound(-1), bound(1)))
  }
}

/// Things put together, some with others: which belong to one set.
private struct DisjointSets {
  private var above: [Int]

  init(count: Int) { above = Array(0..<count) }

  /// The one that stands for the set of `place`.
  ///
  /// - Complexity: O(log n) amortised, by halving the path.
  mutating func root(_ place: Int) -> Int {
    var place = place
    while above[place] != place {
      above[place] = above[above[place]]
      place = above[place]
    }
    return place
  }

  mutating func join(_ a: Int, _ b: Int) { above[root(a)] = root(b) }
}
