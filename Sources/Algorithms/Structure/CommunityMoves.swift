extension CommunityLevel {
  /// Moves single nodes to the neighbouring groups where most more than expected is gained, until no move gains anything.
  ///
  /// Nodes wait in a queue, at first from the last to the first; one that moved has those neighbours wait again that are
  /// not in its new group (Ozaki, Tezuka and Inaba 2016, doi:10.17706/IJCEE.2016.8.3.207-218).
  ///
  /// - Parameters:
  ///   - groups: The group of each node, below ``count``.
  ///   - looks: How many nodes are looked at at most.
  /// - Returns: The modularity gained.
  @inline(never)
  func moveNodes(_ groups: inout [UInt32], looks: Int) -> Double {
    var (totals, sums) = ([SIMD2<Double>](repeating: .zero, count: count), [Weight.Sum](repeating: .zero, count: count))
    for node in 0..<count { totals[Int(groups[node])] += strengths[node] }
    // One place more than nodes, as the place behind the last is written to all the same.
    var queue = [UInt32](repeating: 0, count: count + 1)
    for node in 0..<count { queue[count - 1 - node] = UInt32(node) }
    var waits = [Bool](repeating: true, count: count)
    var met = [UInt32](repeating: 0, count: count + 1)
    let (offsets, arcs, strengths) = (offsets.span, arcs.span, strengths.span)
    var group = groups.mutableSpan
    var total = totals.mutableSpan
    var sum = sums.mutableSpan
    var touched = met.mutableSpan
    var waiting = queue.mutableSpan
    var isWaiting = waits.mutableSpan
    var (head, tail, left) = (0, count, looks)
    var gained = 0.0
    while head != tail, left > 0 {
      let node = Int(waiting[head])
      head = head == count ? 0 : head &+ 1
      left &-= 1
      isWaiting[node] = false
      let (begin, end) = (offsets[node], offsets[node &+ 1])
      var touchedCount = 0
      var slot = begin
      while slot < end {
        let arc = unsafe arcs[unchecked: slot]
        let other = unsafe group[unchecked: Int(arc.target)]
        let before = unsafe sum[unchecked: Int(other)]
        unsafe touched[unchecked: touchedCount] = other
        touchedCount &+= before.isZero ? 1 : 0
        unsafe sum[unchecked: Int(other)] = before &+ arc.weight.sum(if: true)
        slot &+= 1
      }
      let old = unsafe group[unchecked: node]
      let strength = strengths[node]
      let expected = SIMD2(strength.y, strength.x) * expectation
      unsafe total[unchecked: Int(old)] -= strength
      var best = old
      let stay = unsafe sum[unchecked: Int(old)].real - (expected * total[unchecked: Int(old)]).sum()
      // What is no more than rounding is no gain, or nodes might move for ever.
      var bestGain = stay + 1e-10 * (strength.x + strength.y)
      unsafe sum[unchecked: Int(old)] = .zero
      var place = 0
      while place < touchedCount {
        let other = unsafe touched[unchecked: place]
        let gain = unsafe sum[unchecked: Int(other)].real - (expected * total[unchecked: Int(other)]).sum()
        unsafe sum[unchecked: Int(other)] = .zero
        if gain > bestGain {
          bestGain = gain
          best = other
        }
        place &+= 1
      }
      unsafe total[unchecked: Int(best)] += strength
      if best == old { continue }
      unsafe group[unchecked: node] = best
      gained += bestGain - stay
      slot = begin
      while slot < end {
        let other = unsafe arcs[unchecked: slot].target
        let waits = unsafe isWaiting[unchecked: Int(other)]
        let joins = unsafe !waits && group[unchecked: Int(other)] != best
        unsafe waiting[unchecked: tail] = other
        unsafe isWaiting[unchecked: Int(other)] = waits || joins
        tail &+= joins ? 1 : 0
        tail = tail > count ? 0 : tail
        slot &+= 1
      }
    }
    return gained * worth
  }
}
