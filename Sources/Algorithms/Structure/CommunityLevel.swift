import Graph

/// What an arc weighs. Counts of edges are added faster than numbers, and exactly.
protocol ArcWeight: Sendable {
  /// What several arcs weigh together.
  associatedtype Sum: ArcSum
  init(weight: Double)
  /// Itself or nothing, without a branch.
  func sum(if holds: Bool) -> Sum
}

/// A sum of weights.
protocol ArcSum: ArcWeight where Sum == Self {
  static var zero: Self { get }
  var isZero: Bool { get }
  var real: Double { get }
  static func &+ (a: Self, b: Self) -> Self
}

/// The weight of an edge where all weigh the same; takes no memory.
struct UnitWeight: ArcWeight {
  init(weight: Double) {}
  func sum(if holds: Bool) -> UInt32 { holds ? 1 : 0 }
}

extension UInt32: ArcSum {
  init(weight: Double) { self = UInt32(weight) }
  func sum(if holds: Bool) -> UInt32 { self & (0 &- (holds ? 1 : 0)) }
  var isZero: Bool { self == 0 }
  var real: Double { Double(self) }
}

extension Double: ArcSum {
  init(weight: Double) { self = weight }
  func sum(if holds: Bool) -> Double { holds ? self : 0 }
  var real: Double { self }
  static func &+ (a: Double, b: Double) -> Double { a + b }
}

/// A graph whose nodes stand for connected groups of people, as communities are looked for.
///
/// Rows hold out- and in-neighbours alike; what runs within a node is left out, as it stays there whatever happens.
struct CommunityLevel<Weight: ArcWeight>: Sendable {
  struct Arc {
    var target: UInt32
    var weight: Weight
  }

  /// Row `v` is `offsets[v]..<offsets[v + 1]`.
  let offsets: [Int]
  let arcs: [Arc]
  /// Weight that leaves each node, and that enters it, what runs within it counted in both.
  let strengths: [SIMD2<Double>]
  /// Times `x.x * y.y + x.y * y.x` the weight expected between two of strengths x and y.
  let expectation: Double
  /// The modularity that a weight of 1 more within groups is worth.
  let worth: Double

  var count: Int { strengths.count }

  /// Some target of a row, or of one behind it.
  @inline(__always)
  func glimpse(of node: Int) -> UInt32 { arcs.isEmpty ? 0 : arcs[min(offsets[node], arcs.count - 1)].target }

  fileprivate init(offsets: [Int], arcs: [Arc], strengths: [SIMD2<Double>], expectation: Double, worth: Double) {
    self.offsets = offsets
    self.arcs = arcs
    self.strengths = strengths
    self.expectation = expectation
    self.worth = worth
  }

  /// The level with a node for each group, 0..<count.
  func merged(by groups: [UInt32], count: Int) -> CommunityLevel<Weight.Sum> {
    let (order, starts) = membersByGroup(groups, count)
    var strengths = [SIMD2<Double>](repeating: .zero, count: count)
    for node in groups.indices { strengths[Int(groups[node])] += self.strengths[node] }
    var offsets = [0]
    offsets.reserveCapacity(count + 1)
    // There are no more arcs than before, and each is set before it is counted.
    let arcs = unsafe [CommunityLevel<Weight.Sum>.Arc](unsafeUninitializedCapacity: arcs.count) { merged, used in
      unsafe mergeRows(groups, order, starts, into: merged.baseAddress, &used, &offsets)
    }
    return CommunityLevel<Weight.Sum>(
      offsets: offsets, arcs: arcs, strengths: strengths, expectation: expectation, worth: worth)
  }

  @inline(never)
  private func mergeRows(
    _ groups: [UInt32], _ order: [UInt32], _ starts: [Int],
    into merged: UnsafeMutablePointer<CommunityLevel<Weight.Sum>.Arc>?,
    _ used: inout Int, _ mergedOffsets: inout [Int]
  ) {
    guard let merged = unsafe merged else { return }
    let count = starts.count - 1
    var sums = [Weight.Sum](repeating: .zero, count: count)
    var met = [UInt32](repeating: 0, count: count + 1)
    let (offsets, arcs, group) = (offsets.span, arcs.span, groups.span)
    var sum = sums.mutableSpan
    var touched = met.mutableSpan
    var glimpsed: UInt32 = 0
    for number in 0..<count {
      var touchedCount = 0
      for place in starts[number]..<starts[number + 1] {
        let node = Int(order[place])
        // Rows are far from each other: what is looked at now is there by the time its turn comes.
        glimpsed |= glimpse(of: Int(order[min(place + 3, order.count - 1)]))
        var slot = offsets[node]
        let end = offsets[node &+ 1]
        while slot < end {
          let arc = unsafe arcs[unchecked: slot]
          let other = unsafe group[unchecked: Int(arc.target)]
          let before = unsafe sum[unchecked: Int(other)]
          unsafe touched[unchecked: touchedCount] = other
          touchedCount &+= before.isZero ? 1 : 0
          unsafe sum[unchecked: Int(other)] = before &+ arc.weight.sum(if: true)
          slot &+= 1
        }
      }
      sum[number] = .zero
      for place in 0..<touchedCount {
        let other = unsafe touched[unchecked: place]
        unsafe (merged + used).initialize(to: .init(target: other, weight: sum[unchecked: Int(other)]))
        used &+= Int(other) == number ? 0 : 1
        unsafe sum[unchecked: Int(other)] = .zero
      }
      mergedOffsets.append(used)
    }
    precondition(glimpsed < .max)
  }
}

/// Nodes group by group, and where each group begins.
private func membersByGroup(_ groups: [UInt32], _ count: Int) -> (order: [UInt32], starts: [Int]) {
  var starts = [Int](repeating: 0, count: count + 1)
  for group in groups { starts[Int(group) + 1] += 1 }
  for group in 0..<count { starts[group + 1] += starts[group] }
  var fill = starts
  var order = [UInt32](repeating: 0, count: groups.count)
  for node in groups.indices {
    order[fill[Int(groups[node])]] = UInt32(node)
    fill[Int(groups[node])] += 1
  }
  return (order, starts)
}

/// Numbers groups from 0 in the order of their first nodes.
///
/// - Returns: How many there are.
func renumber(_ groups: inout [UInt32]) -> Int {
  var numbers = [UInt32](repeating: .max, count: groups.count)
  var count: UInt32 = 0
  for node in groups.indices {
    let group = Int(groups[node])
    if numbers[group] == .max {
      numbers[group] = count
      count += 1
    }
    groups[node] = numbers[group]
  }
  return Int(count)
}
