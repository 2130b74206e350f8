extension CommunityLevel {
  /// Builds each group up anew from single nodes: one after another joins the part of its group where most is gained, if both
  /// are well connected to the rest of the group. Parts hang together, and lie within their groups.
  ///
  /// The paper takes one of several parts by lot, better ones more often; the best is taken here, which finds as good
  /// communities in fewer rounds, and the lot decides on the order of nodes alone.
  ///
  /// - Parameter groups: The group of each node, below ``count``.
  /// - Returns: The part of each node, below ``count``.
  @inline(never)
  func refined(_ groups: [UInt32]) -> [UInt32] {
    var totals = [SIMD2<Double>](repeating: .zero, count: count)
    for node in 0..<count { totals[Int(groups[node])] += strengths[node] }
    var parts = (0..<UInt32(count)).map { $0 }
    var sizes = strengths
    var ties = tiesWithin(groups)
    var alone = [Bool](repeating: true, count: count)
    var sums = [Weight.Sum](repeating: .zero, count: count)
    var met = [UInt32](repeating: 0, count: count + 1)
    let (offsets, arcs, group) = (offsets.span, arcs.span, groups.span)
    var part = parts.mutableSpan
    var size = sizes.mutableSpan
    var tie = ties.mutableSpan
    var isAlone = alone.mutableSpan
    var sum = sums.mutableSpan
    var touched = met.mutableSpan
    for node in 0..<count where isAlone[node] {
      let own = group[node]
      let total = totals[Int(own)]
      let expected = SIMD2(size[node].y, size[node].x) * expectation
      if tie[node] < (expected * (total - size[node])).sum() { continue }
      var touchedCount = 0
      var slot = offsets[node]
      let end = offsets[node &+ 1]
      while slot < end {
        let arc = unsafe arcs[unchecked: slot]
        let other = unsafe part[unchecked: Int(arc.target)]
        let weight = unsafe arc.weight.sum(if: group[unchecked: Int(arc.target)] == own)
        let before = unsafe sum[unchecked: Int(other)]
        unsafe touched[unchecked: touchedCount] = other
        touchedCount &+= before.isZero && !weight.isZero ? 1 : 0
        unsafe sum[unchecked: Int(other)] = before &+ weight
        slot &+= 1
      }
      var (best, bestGain, bestTie) = (node, 0.0, 0.0)
      for place in 0..<touchedCount {
        let other = Int(touched[place])
        let weight = sum[other].real
        sum[other] = .zero
        let gain = weight - (expected * size[other]).sum()
        if gain <= bestGain { continue }
        let rest = (SIMD2(size[other].y, size[other].x) * expectation * (total - size[other])).sum()
        if tie[other] >= rest { (best, bestGain, bestTie) = (other, gain, weight) }
      }
      if best == node { continue }
      part[node] = UInt32(best)
      isAlone[node] = false
      isAlone[best] = false
      tie[best] += tie[node] - 2 * bestTie
      size[best] += size[node]
    }
    return parts
  }

  /// The weight between each node and the others of its group.
  @inline(never)
  private func tiesWithin(_ groups: [UInt32]) -> [Double] {
    var ties = [Double](repeating: 0, count: count)
    let (offsets, arcs, group) = (offsets.span, arcs.span, groups.span)
    for node in 0..<count {
      let own = group[node]
      var sum = Weight.Sum.zero
      var slot = offsets[node]
      let end = offsets[node &+ 1]
      while slot < end {
        let arc = unsafe arcs[unchecked: slot]
        sum = unsafe sum &+ arc.weight.sum(if: group[unchecked: Int(arc.target)] == own)
        slot &+= 1
      }
      ties[node] = sum.real
    }
    return ties
  }

  /// Groups cut into pieces that hang together.
  ///
  /// - Returns: The piece of each node, below ``count``.
  func connected(_ groups: [UInt32]) -> [UInt32] {
    var pieces = [UInt32](repeating: .max, count: count)
    var open: [Int] = []
    for first in 0..<count where pieces[first] == .max {
      pieces[first] = UInt32(first)
      open.append(first)
      while let node = open.popLast() {
        for arc in arcs[offsets[node]..<offsets[node + 1]] {
          let other = Int(arc.target)
          if pieces[other] != .max || groups[other] != groups[first] { continue }
          pieces[other] = UInt32(first)
          open.append(other)
        }
      }
    }
    return pieces
  }
}
