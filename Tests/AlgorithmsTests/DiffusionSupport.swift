import Graph

@testable import Algorithms

/// Arcs of influence for tests, few enough to go through every way things could go.
struct TestArcs {
  let nodes: Int
  let arcs: [(from: Int, to: Int)]
  let weights: [Double]

  init(nodes: Int, _ arcs: [(Int, Int)], weights: [Double] = []) {
    self.nodes = nodes
    self.arcs = arcs.map { (from: $0.0, to: $0.1) }
    self.weights = weights.isEmpty ? arcs.map { _ in 1 } : weights
  }

  /// `count` different arcs in the order of rows.
  init(random: inout TestRandom, nodes: Int, count: Int) {
    var all = (0..<nodes).flatMap { u in (0..<nodes).filter { $0 != u }.map { (u, $0) } }
    all.shuffle(using: &random)
    let arcs = all.prefix(count).sorted { $0 < $1 }
    self.init(nodes: nodes, arcs, weights: arcs.map { _ in Double(Int.random(in: 1...4, using: &random)) })
  }

  func adjacency(weighted: Bool = false) -> Adjacency {
    var edges = EdgeTable(space: NodeSpace([.person: nodes]))
    for (place, arc) in arcs.enumerated() {
      edges.add(.tie, row: 0, from: arc.from, to: arc.to, weight: weights[place])
    }
    return Adjacency(edges, directed: true, weighted: weighted)
  }

  /// Steps from `seeds` to each node along the arcs for which `isLive` holds; `nil` for those out of reach.
  func steps(from seeds: [Int], _ isLive: (Int) -> Bool) -> [Int?] {
    var steps = [Int?](repeating: nil, count: nodes)
    for seed in seeds { steps[seed] = 0 }
    var step = 0
    while true {
      var isNew = false
      for (place, arc) in arcs.enumerated() where isLive(place) && steps[arc.from] == step && steps[arc.to] == nil {
        steps[arc.to] = step + 1
        isNew = true
      }
      if !isNew { return steps }
      step += 1
    }
  }
}

/// What is expected over all ways things could go, added up with their probabilities.
struct ExactReach {
  /// Of each node, that it is reached in the end.
  var probability: [Double]
  /// Number reached by each step.
  var mean: [Double]
  /// Squares of the number reached in the end.
  var square = 0.0

  init(nodes: Int, steps: Int) {
    probability = [Double](repeating: 0, count: nodes)
    mean = [Double](repeating: 0, count: steps + 1)
  }

  mutating func add(_ steps: [Int?], _ weight: Double) {
    for (node, step) in steps.enumerated() {
      guard let step else { continue }
      probability[node] += weight
      for later in min(step, mean.count)..<mean.count { mean[later] += weight }
    }
    let size = Double(steps.count { $0 != nil })
    square += weight * size * size
  }

  /// True when what was simulated lies within five standard errors of what is expected.
  func agrees(with runs: SimulatedRuns) -> Bool {
    let count = Double(runs.count)
    let expected = probability.reduce(0, +)
    let spread = max(square - expected * expected, 0).squareRoot()
    guard abs(runs.mean - expected) <= 5 * spread / count.squareRoot() + 1e-9 else { return false }
    for (node, p) in probability.enumerated() {
      let error = (p * (1 - p)).magnitude.squareRoot() / count.squareRoot()
      guard abs(Double(runs.timesReached[node]) / count - p) <= 5 * error + 1e-9 else { return false }
    }
    let overTime = runs.overTime()
    // By no step does the number reached vary more than between one and everybody.
    let widest = Double(probability.count - 1) / 2
    return mean.enumerated().allSatisfy { step, mean in
      guard let found = overTime.dropFirst(min(step, overTime.count - 1)).first else { return false }
      return abs(found.mean - mean) <= 5 * widest / count.squareRoot() + 1e-9
    }
  }
}

/// Contacts of one to four units, in the order of rows, as they are frozen.
func spreadContacts(_ random: inout TestRandom, nodes: Int, count: Int, until end: Int64) -> [PlainContact] {
  var list: [PlainContact] = []
  while list.count < count {
    let (u, v) = (Int.random(in: 0..<nodes, using: &random), Int.random(in: 0..<nodes, using: &random))
    let from = Int64.random(in: 0..<end, using: &random)
    if u == v { continue }
    list.append(
      PlainContact(
        from: u, to: v, span: Interval(from, min(end, from + Int64.random(in: 1...4, using: &random))), through: nil))
  }
  return list.enumerated().sorted { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }.map(\.element)
}

/// Unit by unit: who carries it tries along each live contact at the first moment it can, once.
func plainSpread(
  _ contacts: [PlainContact], nodes: Int, from seeds: [Int], until end: Int64, live: (Int) -> Bool,
  last: (Int) -> Int64
) -> [Int64?] {
  var arrival = [Int64?](repeating: nil, count: nodes)
  for seed in seeds { arrival[seed] = 0 }
  for now in 0..<end {
    var reached: [Int] = []
    for (place, contact) in contacts.enumerated() {
      guard let since = arrival[contact.from], contact.span.contains(now) else { continue }
      let ready = seeds.contains(contact.from) ? 0 : since + 1
      if now == max(ready, contact.span.lower), now <= since + last(contact.from), live(place) {
        reached.append(contact.to)
      }
    }
    for node in reached where arrival[node] == nil { arrival[node] = now }
  }
  return arrival
}
