import Algorithms
import Graph
public import Records

extension Network {
  /// How far a practice would spread from some people, in many runs of a model.
  ///
  /// Who can influence whom comes from ties alone and follows their `influence`; parallel ties are one try. The same
  /// answer for the same seed, on any number of threads.
  ///
  /// - Throws: ``QuestionError`` where ties lack a probability, or dates.
  /// - Complexity: That of simulating the model, as `DiffusionModel` tells.
  public func simulation(_ options: SimulationOptions) throws(QuestionError) -> Simulation {
    let (model, pairs) = try diffusionModel(options)
    let seeds = options.seeds.map(\.int)
    let steps = options.lastStep
    let found = model.simulate(from: seeds, runs: options.runs, seed: options.seed, steps: steps)
    let error = found.standardError
    let half = (error ?? 0) * 1.959_963_984_540_054
    let median = found.medianRun ?? 0
    var times: [Moment] = []
    var lastStep = steps == .max ? nil : steps
    if case .contacts(let spread) = model {
      times = (0...spread.stepCount).map(spread.time)
      lastStep = spread.stepCount
    }
    var overTime = found.overTime().enumerated().map { step, reached in
      Simulation.Step(
        number: step, time: times.isEmpty ? nil : times[step], mean: reached.mean, low: reached.low, high: reached.high)
    }
    // Steps asked for are shown, though nothing more happened in them.
    let shown = options.steps ?? (times.isEmpty ? 0 : times.count - 1)
    while let last = overTime.last, last.number < shown {
      let number = last.number + 1
      overTime.append(
        Simulation.Step(
          number: number, time: times.isEmpty ? nil : times[number], mean: last.mean, low: last.low, high: last.high))
    }
    return Simulation(
      options: options, people: people.count, pairs: pairs, lastStep: lastStep, runs: found.count, mean: found.mean,
      standardError: error, interval: error.map { _ in (found.mean - half, found.mean + half) }, overTime: overTime,
      probabilities: found.timesReached.map { Double($0) / Double(max(found.count, 1)) },
      tree: Simulation.Tree(
        run: median, transmissions: model.transmissions(from: seeds, run: median, seed: options.seed, steps: steps),
        times: times), unit: unit)
  }

  /// A model with the network in it, and the number of pairs of whom the first can influence the second.
  func diffusionModel(_ options: SimulationOptions) throws(QuestionError) -> (model: DiffusionModel, pairs: Int) {
    let silent: Influence = options.isDirected ? .forward : .both
    let window = options.window.interval
    if options.time == .contacts {
      let (spread, arcs) = try contactSpread(options)
      return (.contacts(spread), arcs.targets.count)
    }
    if !options.model.hasTries {
      let arcs = influenceArcs(influences(in: window, silentTies: silent), weighted: options.isWeighted)
      return (.threshold(options.thresholds(arcs)), arcs.targets.count)
    }
    let graph = try diffusionGraph(options.chance, in: window, silentTies: silent)
    let model: DiffusionModel = options.model == .ic ? .independentCascade(graph) : .epidemic(graph, options.recovery)
    return (model, graph.arcs.targets.count)
  }

  /// Ties as contacts, from the window's beginning or the first time any tie names, to its end or the last, and who can
  /// influence whom at any of them.
  func contactSpread(_ options: SimulationOptions) throws(QuestionError) -> (spread: ContactSpread, arcs: Adjacency) {
    let window = options.window.interval
    let unit = unit.length
    let influences = influences(in: window, silentTies: options.isDirected ? .forward : .both)
    var (first, last) = (Moment.max, Moment.min)
    for tie in ties.rows where tie.from != tie.to && tie.spell.interval.meets(window) {
      for stamp in [tie.spell.start, tie.spell.end] {
        guard let stamp else { continue }
        first = min(first, stamp.moment)
        last = max(last, stamp.after)
      }
    }
    let start = options.window.since ?? first
    let end = window.upper == .max ? last : window.upper
    guard first < last, start < end else {
      throw QuestionError(
        "--time contacts goes along dated ties, and none here is dated: leave it out for steps along ties that always hold"
      )
    }
    let ofTies: [Int: Double]
    var chance = DiffusionGraph.Chance.same(1)
    if !options.model.hasTries {
      ofTies = [:]
    } else if case .same(let probability) = options.chance {
      chance = .same(probability)
      ofTies = [:]
    } else {
      ofTies = try probabilities(of: Set(influences.map(\.tie)).sorted(), options.chance)
    }
    let time = Interval(start, end)
    let carrying = influences.filter { !ties.rows[$0.tie].spell.interval.clipped(to: time).isEmpty }
    var builder = Contacts.Builder(nodeCount: people.count)
    builder.reserve(carrying.count)
    var ofContacts: [(tail: Int, probability: Double)] = []
    for arc in carrying {
      builder.add(arc.from, arc.to, during: ties.rows[arc.tie].spell.interval.clipped(to: time), .possible)
      if !ofTies.isEmpty { ofContacts.append((arc.from, ofTies[arc.tie] ?? 0)) }
    }
    let contacts = builder.freeze()
    if !ofTies.isEmpty {
      // Rows of the contacts keep the order of insertion, so probabilities fall into place the same way.
      var fill = contacts.offsets
      var each = [Double](repeating: 0, count: contacts.count)
      for contact in ofContacts {
        each[fill[contact.tail]] = contact.probability
        fill[contact.tail] += 1
      }
      chance = .each(each)
    }
    let arcs = influenceArcs(carrying, weighted: options.isWeighted)
    let spread = ContactSpread(
      contacts: contacts, chance: chance, during: time, unit: unit, recovery: options.recovery,
      thresholds: options.model.hasTries ? nil : options.thresholds(arcs))
    return (spread, arcs)
  }
}

extension SimulationOptions {
  /// When people follow, in models without tries.
  fileprivate func thresholds(_ arcs: Adjacency) -> ThresholdGraph {
    guard model == .complex else { return ThresholdGraph(linear: arcs) }
    return switch threshold {
    case .count(let count): ThresholdGraph(arcs, count: count)
    case .share(let share): ThresholdGraph(arcs, share: share)
    }
  }

  /// What becomes of users.
  fileprivate var recovery: Recovery {
    switch model {
    case .sis: .susceptible(gamma)
    case .sir: .immune(gamma)
    case .ic, .lt, .si, .complex: .never
    }
  }
}
