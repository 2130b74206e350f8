import Graph

/// What becomes of those who carry something.
public enum Recovery: Sendable, Equatable {
  /// They carry it for good (SI).
  case never
  /// In each step they stop with this probability, for good (SIR).
  case immune(Double)
  /// In each step they stop with this probability, and may take it up again (SIS).
  case susceptible(Double)

  /// How likely somebody is to stop in a step.
  var probability: Double {
    switch self {
    case .never: 0
    case .immune(let gamma), .susceptible(let gamma): gamma
    }
  }

  /// Whether who has stopped may begin again.
  var isRepeatable: Bool { if case .susceptible = self { true } else { false } }
}

/// SI, SIS and SIR in steps: whoever carries it tries along every arc in each step, then may stop.
///
/// For people: users go on showing it to colleagues, until they give it up. All that happens in a step follows from the state
/// before it: who was infected in a step neither infects nor recovers in it.
///
/// A run ends after `steps`, when nobody carries it, or when everybody was reached who can be.
///
/// Kermack and McKendrick 1927, doi:10.1098/rspa.1927.0118, in discrete time.
struct EpidemicWalk: OutbreakWalk {
  let graph: DiffusionGraph
  let recovery: Recovery
  let steps: Int
  /// How many can be reached.
  private let reachable: Int
  private var isCarrier: [Bool]

  init(graph: DiffusionGraph, recovery: Recovery, steps: Int, from seeds: [Int]) {
    self.graph = graph
    self.recovery = recovery
    self.steps = steps
    var outbreak = Outbreak(nodeCount: graph.nodeCount)
    outbreak.begin(seeds)
    var next = 0
    while next < outbreak.reached.count {
      let node = Int(outbreak.reached[next])
      for slot in graph.arcs.slots(of: node) {
        _ = outbreak.reach(Int(graph.arcs.targets[slot]), from: node, at: 1, step: 1)
      }
      next += 1
    }
    reachable = outbreak.reached.count
    isCarrier = [Bool](repeating: false, count: graph.nodeCount)
  }

  mutating func run(_ outbreak: inout Outbreak, in world: World) {
    var carriers = outbreak.reached
    for node in carriers { isCarrier[Int(node)] = true }
    let bar = World.bar(recovery.probability)
    var step = 1
    while step <= steps, !carriers.isEmpty, outbreak.reached.count < reachable {
      let tries = world.part(step)
      let before = carriers.count
      for place in 0..<before {
        let node = Int(carriers[place])
        graph.forEachLiveArc(of: node, in: tries) { slot in
          let target = Int(graph.arcs.targets[slot])
          let isNew = outbreak.reach(target, from: node, at: Int64(step), step: step)
          if isNew || recovery.isRepeatable, !isCarrier[target] {
            carriers.append(UInt32(target))
            // Whoever is infected in this step takes no part in it, which `before` sees to.
            isCarrier[target] = true
          }
        }
      }
      if bar > 0 {
        let recoveries = tries.part(0)
        var kept = 0
        for place in carriers.indices {
          let node = carriers[place]
          if place < before, recoveries.draw(Int(node)) < bar {
            isCarrier[Int(node)] = false
          } else {
            carriers[kept] = node
            kept += 1
          }
        }
        carriers.removeLast(carriers.count - kept)
      }
      step += 1
    }
    for node in carriers { isCarrier[Int(node)] = false }
  }
}
