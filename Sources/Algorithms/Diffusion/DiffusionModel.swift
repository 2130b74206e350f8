import Graph
import Synchronization

/// How something spreads from person to person.
public enum DiffusionModel: Sendable {
  /// Everybody who takes it up tries once along each arc.
  case independentCascade(DiffusionGraph)
  /// People take it up once enough of those around them have.
  case threshold(ThresholdGraph)
  /// Whoever carries it tries along each arc in each step, until they recover.
  case epidemic(DiffusionGraph, Recovery)
  /// In real time, each contact being one try.
  case contacts(ContactSpread)

  /// Runs the model in many worlds, always the same for a seed, on any number of threads.
  ///
  /// - Parameters:
  ///   - seeds: Whom it begins with; they count as reached. Those named twice count once.
  ///   - runs: In how many worlds.
  ///   - seed: Begins the worlds.
  ///   - steps: Most steps; contacts end with their time alone.
  /// - Complexity: For each run, thresholds O(arcs out of those reached), epidemics O(steps carriers + live arcs), contacts
  ///   O(k log k) for the k contacts of those reached; cascades as ``independentCascades(in:from:runs:seed:steps:)``.
  public func simulate(from seeds: [Int], runs: Int, seed: UInt64, steps: Int = .max) -> SimulatedRuns {
    let seeds = Set(seeds).sorted()
    return switch self {
    case .independentCascade(let graph):
      independentCascades(in: graph, from: seeds, runs: runs, seed: seed, steps: steps)
    case .threshold(let graph):
      outbreaks(graph.arcs.nodeCount, seeds, runs, seed, ThresholdWalk(graph: graph, steps: steps))
    case .epidemic(let graph, let recovery):
      outbreaks(
        graph.nodeCount, seeds, runs, seed,
        EpidemicWalk(graph: graph, recovery: recovery, steps: steps, from: seeds))
    case .contacts(let spread):
      outbreaks(spread.contacts.nodeCount, seeds, runs, seed, ContactWalk(spread: spread))
    }
  }

  /// Who reached whom in one of the worlds that ``simulate(from:runs:seed:steps:)`` runs through, in the order of steps. Of
  /// several who reached somebody at the same moment, one is taken by lot.
  public func transmissions(from seeds: [Int], run: Int, seed: UInt64, steps: Int = .max) -> [Transmission] {
    let seeds = Set(seeds).sorted()
    let world = World(seed: seed, run: run)
    func trace(_ nodes: Int, _ walk: some OutbreakWalk) -> [Transmission] {
      var walk = walk
      var outbreak = Outbreak(nodeCount: nodes, tracing: world)
      outbreak.begin(seeds, at: start)
      walk.run(&outbreak, in: world)
      return outbreak.transmissions
    }
    return switch self {
    case .independentCascade(let graph): trace(graph.nodeCount, CascadeWalk(graph: graph, steps: steps))
    case .threshold(let graph): trace(graph.arcs.nodeCount, ThresholdWalk(graph: graph, steps: steps))
    case .epidemic(let graph, let recovery):
      trace(graph.nodeCount, EpidemicWalk(graph: graph, recovery: recovery, steps: steps, from: seeds))
    case .contacts(let spread): trace(spread.contacts.nodeCount, ContactWalk(spread: spread))
    }
  }

  /// When seeds begin.
  private var start: Moment { if case .contacts(let spread) = self { spread.start } else { 0 } }

  /// Goes through runs one by one, some on each thread.
  private func outbreaks(
    _ nodes: Int, _ seeds: [Int], _ runs: Int, _ seed: UInt64, _ walk: some OutbreakWalk
  ) -> SimulatedRuns {
    let start = start
    let times = Mutex([Int](repeating: 0, count: nodes))
    let parts = mapChunks(
      of: runs, size: 64,
      with: { (walk: walk, outbreak: Outbreak(nodeCount: nodes), times: [Int](repeating: 0, count: nodes)) },
      // Whole numbers add up to the same in any order.
      ending: { memory in times.withLock { for node in 0..<nodes { $0[node] += memory.times[node] } } }
    ) { memory, range in
      var steps = RunSteps()
      for run in range {
        memory.outbreak.begin(seeds, at: start)
        memory.walk.run(&memory.outbreak, in: World(seed: seed, run: run))
        for node in memory.outbreak.reached { memory.times[Int(node)] += 1 }
        steps.add(memory.outbreak.newly)
        memory.outbreak.clear()
      }
      return steps
    }
    return SimulatedRuns(parts, timesReached: times.withLock { $0 })
  }
}
