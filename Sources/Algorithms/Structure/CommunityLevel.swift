import Graph

/// A weight of whole or of any numbers: counts of edges are added faster, and exactly.
protocol ArcWeight: Sendable {
  static var zero: Self { get }
  init(weight: Double)
  var real: Double { get }
  var isZero: Bool { get }
  static func &+ (a: Self, b: Self) -> Self
  /// Itself or 0, without a branch.
  func only(if holds: Bool) -> Self
}

extension UInt32: ArcWeight {
  init(weight: Double) { self = UInt32(weight) }
  var real: Double { Double(self) }
  var isZero: Bool { self == 0 }
  func only(if holds: Bool) -> UInt32 { self & (0 &- (holds ? 1 : 0)) }
}

extension Double: ArcWeight {
  init(weight: Double) { self = weight }
  var real: Double { self }
  static func &+ (a: Double, b: Double) -> Double { a + b }
  func only(if holds: Bool) -> Double { holds ? self : 0 }
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

  var count: Int { strengths.count }

  private init(offsets: [Int], arcs: [Arc], strengths: [SIMD2<Double>], expectation: Double) {
    self.offsets = offsets
    self.arcs = arcs
    self.strengths = strengths
    self.expectation = expectation
  }

  /// The level with a node for each group, 0..<count.
  func merged(by groups: [UInt32], count: Int) -> CommunityLevel {
    let (order, starts) = membersByGroup(groups, count)
    var strengths = [SIMD2<Double>](repeating: .zero, count: count)
    for node in groups.indices { strengths[Int(groups[node])] += self.strengths[node] }
    var offsets = [0]
    offsets.reserveCapacity(count + 1)
    // There are no more arcs than before, and each is set before it is counted.
    let arcs = unsafe [Arc](unsafeUninitializedCapacity: arcs.count) { merged, used in
      unsafe mergeRows(groups, order, starts, into: merged.baseAddress, &used, &offsets)
    }
    return CommunityLevel(offsets: offsets, arcs: arcs, strengths: strengths, expectation: expectation)
  }

  @inline(never)
  private func mergeRows(
    _ groups: [UInt32], _ order: [UInt32], _ starts: [Int], into merged: UnsafeMutablePointer<Arc>?,
    _ used: inout Int, _ mergedOffsets: inout [Int]
  ) {
    guard let merged = unsafe merged else { return }
    let count = starts.count - 1
    var sums = [Weight](repeating: .zero, count: count)
    var met = [UInt32](repeating: 0, count: count + 1)
    let (offsets, arcs, group) = (offsets.span, arcs.span, groups.span)
    var sum = sums.mutableSpan
    var touched = met.mutableSpan
    for number in 0..<count {
      var touchedCount = 0
      for place in starts[number]..<starts[number + 1] {
        let node = Int(order[place])
        var slot = offsets[node]
        let end = offsets[node &+ 1]
        while slot < end {
          let arc = unsafe arcs[unchecked: slot]
          let other = unsafe group[unchecked: Int(arc.target)]
          let before = unsafe sum[unchecked: Int(other)]
          unsafe touched[unchecked: touchedCount] = other
          touchedCount &+= before.isZero ? 1 : 0
          unsafe sum[unchecked: Int(other)] = before &+ arc.weight
          slot &+= 1
        }
      }
      sum[number] = .zero
      for place in 0..<touchedCount {
        let other = unsafe touched[unchecked: place]
        unsafe (merged + used).initialize(to: Arc(target: other, weight: sum[unchecked: Int(other)]))
        used &+= Int(other) == number ? 0 : 1
        unsafe sum[unchecked: Int(other)] = .zero
      }
      mergedOffsets.append(used)
    }
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
