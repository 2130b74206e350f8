import ArgumentParser
import Insight
import Interchange
import Records
import Rendering

extension SimulationModel: ExpressibleByArgument {}
extension SimulationTime: ExpressibleByArgument {}

extension SpreadCommand {
  struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "simulate",
      abstract: "Show how far a practice would spread from some people, if it went as a model says.",
      discussion: """
        Models: ic (each new user has one try at each person they can influence), lt (people follow once those who have \
        adopted weigh enough with them), complex (people follow once so many, or such a share, of those who can influence \
        them have), si, sis, sir (users try in every step; for good, until they stop, until they stop for good).

        With --time contacts each dated tie is one try: at the moment it begins, or, if it still lasts then, one unit of time \
        after its first person was reached; the people it begins with can pass it on from the first moment. Nothing goes \
        through two ties at one moment. With lt and complex nobody tries: users count with the other from then on.

          ripple spread simulate my-programme --model ic --seeds ada ben --probability 0.1
          ripple spread simulate my-programme --model ic --seeds ada --probability-of advice=0.2 --probability-of friend=0.05
          ripple spread simulate my-programme --model ic --seeds ada --calibrate coaching
          ripple spread simulate my-programme --model lt --seeds ada ben --weighted
          ripple spread simulate my-programme --model complex --seeds ada ben --threshold 2
          ripple spread simulate my-programme --model sir --seeds ada --beta 0.2 --gamma 0.1
          ripple spread simulate contacts.csv --model ic --seeds a1 --probability 0.3 --time contacts
        """)

    @OptionGroup var input: NetworkArgument
    @Option(help: "How it goes from person to person.") var model: SimulationModel
    @Option(parsing: .upToNextOption, help: ArgumentHelp("The people it begins with.", valueName: "id"))
    var seeds: [String]
    @Option(help: "For ic: how likely one try is to succeed.") var probability: Double?
    @Option(help: "For si, sis, sir: how likely a try is to succeed in each step.") var beta: Double?
    @Option(help: ArgumentHelp("The same for ties of one kind; once for every kind.", valueName: "kind=p"))
    var probabilityOf: [String] = []
    @Option(help: ArgumentHelp("The same for each tie, from a column of the ties' table.", valueName: "name"))
    var probabilityColumn: String?
    @Option(
      help: ArgumentHelp(
        "For ic: as likely, by kind of tie, as the record of this technique has it; see 'ripple spread calibrate'.",
        valueName: "id"))
    var calibrate: String?
    @Option(help: "For sis, sir: how likely a user is to stop in each step; with contacts, in each unit of time.")
    var gamma: Double?
    @Option(
      help: ArgumentHelp(
        "For complex: how many must have adopted, such as 2, or what share, such as 0.25.", valueName: "k|share"))
    var threshold: String?
    @Flag(help: "For lt: let ties count by their weights.") var weighted = false
    @Option(help: "Most steps; si and sis stop at 100 if not said.") var steps: Int?
    @Option(help: "In steps along ties that always hold, or in the order of time along dated ties.")
    var time: SimulationTime = .static
    @Option(help: "How often to run it.") var runs = 1000
    @Option(help: "Where chance begins: the same answer for the same number.") var seed: UInt64 = 1
    @Flag(help: "Read ties that do not say which way they carry as running from their first to their second person.")
    var directed = false
    @OptionGroup var window: TimeOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      if seeds.isEmpty { throw ValidationError("--seeds names whom it begins with: give at least one id.") }
      if !(1...1_000_000).contains(runs) { throw ValidationError("--runs is how often to run it: give 1 to 1000000.") }
      if let steps, !(0...1_000_000).contains(steps) {
        throw ValidationError("--steps is how many at most: give 0 to 1000000.")
      }
      if time == .contacts, steps != nil {
        throw ValidationError("--steps goes with --time static: contacts end with --until.")
      }
      if weighted, model != .lt { throw ValidationError("--weighted goes with --model lt.") }
      try validateThreshold()
      try validateGamma()
      _ = try chance()
    }

    private func validateThreshold() throws {
      if threshold != nil, model != .complex { throw ValidationError("--threshold goes with --model complex.") }
      if model == .complex {
        guard let threshold else {
          throw ValidationError("--model complex needs --threshold: how many must have adopted, or what share.")
        }
        if AdoptionThreshold(threshold) == nil {
          throw ValidationError(
            "'\(threshold)' given with --threshold is neither a number of people such as 2 nor a share such as 0.25.")
        }
      }
    }

    private func validateGamma() throws {
      if gamma != nil, !model.hasRecovery { throw ValidationError("--gamma goes with --model sis or sir.") }
      if model.hasRecovery {
        guard let gamma else {
          throw ValidationError("--model \(model.rawValue) needs --gamma: how likely a user is to stop in each step.")
        }
        try check(gamma, "--gamma")
      }
    }

    private func check(_ probability: Double, _ option: String) throws {
      if !(0...1).contains(probability) {
        throw ValidationError("\(option) is a probability: give a number from 0 to 1.")
      }
    }

    /// How likely a try is to succeed, as just one option says it; `nil` where the model has no tries, or a record is to tell.
    private func chance() throws -> TryChance? {
      let own = model == .ic ? "--probability" : "--beta"
      if beta != nil, !model.isEpidemic { throw ValidationError("--beta goes with --model si, sis or sir.") }
      if probability != nil, model != .ic { throw ValidationError("--probability goes with --model ic.") }
      guard model.hasTries else {
        if !probabilityOf.isEmpty || probabilityColumn != nil || calibrate != nil {
          throw ValidationError("--model \(model.rawValue) has no tries that could have a probability.")
        }
        return nil
      }
      var chances: [TryChance] = []
      if let same = probability ?? beta {
        try check(same, own)
        chances.append(.same(same))
      }
      if !probabilityOf.isEmpty { chances.append(.byKind(try kinds())) }
      if let probabilityColumn { chances.append(.byColumn(probabilityColumn)) }
      if calibrate != nil, model != .ic {
        throw ValidationError("--calibrate tells how likely a single try is: it goes with --model ic.")
      }
      if chances.count + (calibrate == nil ? 0 : 1) != 1 {
        throw ValidationError(
          "Say how likely a try is to succeed: give one of \(own), --probability-of, --probability-column\(model == .ic ? ", --calibrate" : "")."
        )
      }
      return chances.first
    }

    /// The probabilities that the record of a technique tells.
    private func calibrated(
      on technique: String, _ network: Network, _ options: SimulationOptions
    ) throws -> TryChance {
      var cascade = CascadeOptions()
      cascade.isDirected = options.isDirected
      cascade.window = options.window
      return network.calibration(cascade, technique: try network.technique(technique)).chance
    }

    private func kinds() throws -> [String: Double] {
      var kinds: [String: Double] = [:]
      for entry in probabilityOf {
        guard let sign = entry.lastIndex(of: "="), let probability = Double(entry[entry.index(after: sign)...]) else {
          throw ValidationError("'\(entry)' given with --probability-of is not KIND=P, such as advice=0.2.")
        }
        try check(probability, "--probability-of")
        let kind = String(entry[..<sign])
        if kinds.updateValue(probability, forKey: kind) != nil {
          throw ValidationError("--probability-of names the kind '\(kind)' twice.")
        }
      }
      return kinds
    }

    func run() throws {
      let network = try input.read()
      var options = SimulationOptions(model: model, seeds: try seeds.map { try network.person($0) })
      if let chance = try chance() { options.chance = chance }
      if let gamma { options.gamma = gamma }
      if let threshold = threshold.flatMap({ AdoptionThreshold($0) }) { options.threshold = threshold }
      options.runs = runs
      options.seed = seed
      options.steps = steps
      options.time = time
      options.isWeighted = weighted
      options.isDirected = directed
      options.window = try window.window(in: network)
      if let calibrate { options.chance = try calibrated(on: calibrate, network, options) }
      let file = try output.open()
      Progress.step("Simulating")
      let simulation = try network.simulation(options)
      Progress.clear()
      if output.isPicture { return try writeChartSVG(chart(of: simulation), to: file) }
      try writeSimulation(simulation, of: network, note: window.note, as: output.format, to: file)
    }
  }
}
