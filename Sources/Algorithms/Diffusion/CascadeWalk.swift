import Graph

/// Independent cascades, one run at a time: what ``CascadeLanes`` does for many, with who reached whom.
struct CascadeWalk: OutbreakWalk {
  let graph: DiffusionGraph
  let steps: Int

  mutating func run(_ outbreak: inout Outbreak, in world: World) {
    var (begin, step) = (0, 1)
    while begin < outbreak.reached.count, step <= steps {
      let end = outbreak.reached.count
      for place in begin..<end {
        let node = Int(outbreak.reached[place])
        graph.forEachLiveArc(of: node, in: world) { slot in
          _ = outbreak.reach(Int(graph.arcs.targets[slot]), from: node, at: Int64(step), step: step)
        }
      }
      begin = end
      step += 1
    }
  }
}
