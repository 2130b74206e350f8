import Graph

/// A weight of whole or of any numbers: counts of edges are added faster, and exactly.
protocol ArcWeight: Sendable {
  static var zero: Self { get }
  init(weight: Double)
  var real: Double { get }
  var isZero: Bool { get }
  static func &+ (a: Self, b: Self) -> Self
}

extension UInt32: ArcWeight {
  init(weight: Double) { self = UInt32(weight) }
  var real: Double { Double(self) }
  var isZero: Bool { self == 0 }
}

extension Double: ArcWeight {
  init(weight: Double) { self = weight }
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
  var offsets: [Int] = [0]
  var arcs: [Arc] = []
  /// Weight that leaves each node, and that enters it, what runs within it counted in both.
  var strengths: [SIMD2<Double>] = []
  /// Times `x.x * y.y + x.y * y.x` the weight expected between two of strengths x and y.
  var expectation: Double

  var count: Int { strengths.count }

  /// The graph with a node for each group, 0..<count.
  @inline(never)
  func merged(by groups: [UInt32], count: Int) -> CommunityLevel {
    var merged = CommunityLevel(expectation: expectation)
    merged.strengths = [SIMD2<Double>](repeating: .zero, count: count)
    merged.offsets.reserveCapacity(count + 1)
    merged.arcs.reserveCapacity(arcs.count)
    let (order, starts) = membersByGroup(groups, count)
    var sums = [Weight](repeating: .zero, count: count)
    var met = [UInt32](repeating: 0, count: count + 1)
    let (offsets, arcs, strengths, group) = (offsets.span, arcs.span, strengths.span, groups.span)
    var sum = sums.mutableSpan
    var touched = met.mutableSpan
    for number in 0..<count {
      var touchedCount = 0
      for place in starts[number]..<starts[number + 1] {
        let node = Int(order[place])
        merged.strengths[number] += strengths[node]
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
      for place in 0..<touchedCount {
        let other = touched[place]
        if Int(other) != number { merged.arcs.append(Arc(target: other, weight: sum[Int(other)])) }
        sum[Int(other)] = .zero
      }
      merged.offsets.append(merged.arcs.count)
    }
    return merged
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
