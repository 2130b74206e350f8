import Graph

// The way back: levels from the last to the first, each node's flow over its count of paths being the sum of what its
// neighbours in the next level send.
extension StepFlows {
  func sendBack(from source: Int, found: Int, to sums: inout FlowSums) {
    let keepsEdges = !sums.edges.isEmpty
    let weight = part.weights[source]
    let targetEnd = part.targets(from: source).upperBound
    guard let last = levels.last else { return }
    var end = found
    unsafe (flows + last.start).update(repeating: 0, count: found - last.start)
    // Nothing flows through the source; along its edges it does.
    for depth in stride(from: levels.count - 1, to: keepsEdges ? 0 : 1, by: -1) {
      let level = levels[depth].start..<end
      let before = levels[depth - 1].start..<level.lowerBound
      let isPulled = levels[depth].isPulled
      if keepsEdges || !isPulled { giveFlows(level, targetEnd) }
      if keepsEdges { addEdges(before, weight, &sums.edges) }
      if isPulled {
        // What is meant for the nodes of this level themselves was sent when they were found.
        if end < found { sendFlows(level) }
        receive(before, weight, &sums.nodes)
      } else {
        pullFlows(before, weight, &sums.nodes)
      }
      if keepsEdges || !isPulled { takeBack(level) }
      end = level.lowerBound
    }
  }

  /// Lets the nodes of a level give what flows on from them and what is meant for themselves.
  @inline(never)
  private func giveFlows(_ level: Range<Int>, _ targetEnd: Int) {
    let weights = part.weights.span
    var place = level.lowerBound
    while place < level.upperBound {
      let v = unsafe Int(order[place])
      let weight = unsafe v < targetEnd ? weights[unchecked: v] : 0
      unsafe given[v] = flows[place] + weight / counts[place]
      place &+= 1
    }
  }

  @inline(never)
  private func sendFlows(_ level: Range<Int>) {
    let incoming = incoming.span
    let sources = part.incoming.targets.span
    var place = level.lowerBound
    while place < level.upperBound {
      let flow = unsafe flows[place]
      if flow > 0 {
        let v = unsafe Int(order[place])
        send(flow, sources, unsafe Int(incoming[unchecked: v]), unsafe Int(incoming[unchecked: v &+ 1]))
      }
      place &+= 1
    }
  }

  /// Nodes take what was sent to them.
  @inline(never)
  private func receive(_ level: Range<Int>, _ weight: Double, _ sums: inout [Double]) {
    var sums = sums.mutableSpan
    var place = level.lowerBound
    while place < level.upperBound {
      let u = unsafe Int(order[place])
      let flow = unsafe sent[u]
      unsafe flows[place] = flow
      unsafe sums[unchecked: u] += weight * (flow * counts[place])
      place &+= 1
    }
  }

  /// Nodes take what their neighbours give.
  @inline(never)
  private func pullFlows(_ level: Range<Int>, _ weight: Double, _ sums: inout [Double]) {
    let outgoing = outgoing.span
    let targets = part.graph.targets.span
    var sums = sums.mutableSpan
    var place = level.lowerBound
    while place < level.upperBound {
      let u = unsafe Int(order[place])
      let flow = sumOfGiven(targets, unsafe Int(outgoing[unchecked: u]), unsafe Int(outgoing[unchecked: u &+ 1]))
      unsafe flows[place] = flow
      unsafe sums[unchecked: u] += weight * (flow * counts[place])
      place &+= 1
    }
  }

  /// Adds what flows along the edges from a level to the next one, whose nodes give it.
  @inline(never)
  private func addEdges(_ level: Range<Int>, _ weight: Double, _ sums: inout [Double]) {
    let outgoing = outgoing.span
    let targets = part.graph.targets.span
    var sums = sums.mutableSpan
    var place = level.lowerBound
    while place < level.upperBound {
      let u = unsafe Int(order[place])
      let factor = unsafe weight * counts[place]
      var slot = unsafe Int(outgoing[unchecked: u])
      let end = unsafe Int(outgoing[unchecked: u &+ 1])
      while slot < end {
        unsafe sums[unchecked: slot] += factor * given[Int(targets[unchecked: slot])]
        slot &+= 1
      }
      place &+= 1
    }
  }
}
