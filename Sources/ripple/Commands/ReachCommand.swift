import Algorithms
import ArgumentParser
import Graph
import Insight
import Records
import Rendering

struct ReachCommand: ParsableCommand {
  enum Level: String, ExpressibleByArgument, CaseIterable {
    case confirmed, probable, possible

    var certainty: Certainty {
      switch self {
      case .confirmed: .confirmed
      case .probable: .probable
      case .possible: .possible
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "reach",
    abstract: "Show whom and what somebody can have affected, in the order of time, and on what evidence.",
    discussion: """
      Influence leaves a source when their training began, or at --since, and moves along dated contacts. Each result is \
      reported at the surest level it can be reached at: confirmed (records of the practice itself), probable (also \
      inferred records, and members of a supported team), possible (also ties).

        ripple reach my-programme --cohort c2022
        ripple reach my-programme --from surgeon --technique coaching
        ripple reach my-programme --from surgeon --lag 2w --max-generations 3
        ripple reach my-programme --from surgeon --path shortest
        ripple reach my-programme --each cohort --format csv -o curves.csv
        ripple reach contacts.csv --everyone --strict --format csv -o reach.csv
      """)

  @OptionGroup var input: NetworkArgument
  @Option(parsing: .upToNextOption, help: ArgumentHelp("The people influence leaves from.", valueName: "id"))
  var from: [String] = []
  @Option(help: ArgumentHelp("The cohort influence leaves from.", valueName: "id")) var cohort: String?
  @Flag(help: "Count whom each person reaches, and by how many each is reached.") var everyone = false
  @Option(help: "Show how far each cohort, or each organisation's people, reached as time went on.")
  var each: ReachGrouping?
  @Option(help: ArgumentHelp("Follow this technique alone.", valueName: "id")) var technique: String?
  @Option(help: "The least sure evidence to list.") var level: Level = .possible
  @Flag(help: "Passing on takes at least one unit of time: the same as --lag 1.") var strict = false
  @Option(help: "Least time between receiving and passing on: units, or 30s, 12h, 7d, 2w.") var lag: String?
  @Option(help: "Most time between receiving and passing on: skill fades.") var maxGap: String?
  @Option(help: "Most steps from the source.") var maxGenerations: Int?
  @Option(
    help: ArgumentHelp(
      "Which route to each node to show: the one that arrives first, takes the least time, has the fewest steps, or leaves last."
    ))
  var path: RouteKind = .foremost
  @Option(
    help: ArgumentHelp(
      "With --everyone: count exactly while the sets of all people (people squared / 8 bytes) fit into this, else estimate; 4GiB unless told.",
      valueName: "size"))
  var memory: String?
  @Flag(help: "Read ties that do not say which way they carry as running from their first to their second person.")
  var directed = false
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    let sources = (from.isEmpty ? 0 : 1) + (cohort == nil ? 0 : 1) + (everyone ? 1 : 0) + (each == nil ? 0 : 1)
    if sources != 1 {
      throw ValidationError("Say whose reach: give one of --from ID, --cohort ID, --each cohort, --everyone.")
    }
    if each != nil, maxGap != nil || maxGenerations != nil {
      throw ValidationError("--each goes without --max-gap and --max-generations.")
    }
    if path != .foremost, everyone || each != nil {
      throw ValidationError("--path chooses among routes: give it with --from or --cohort.")
    }
    if path != .foremost, maxGap != nil { throw ValidationError("--max-gap goes with --path foremost.") }
    if path == .fastest || path == .latest, maxGenerations != nil {
      throw ValidationError("--max-generations goes with --path foremost or shortest.")
    }
    if let memory, ByteCount.parse(memory) == nil {
      throw ValidationError("'\(memory)' given with --memory is no size: write bytes, or 512MiB, 8GiB.")
    }
    if memory != nil, !everyone { throw ValidationError("--memory goes with --everyone.") }
    if strict, lag != nil { throw ValidationError("--strict is a lag of one unit: give it or --lag.") }
    if let maxGenerations, maxGenerations < 0 {
      throw ValidationError("--max-generations is a number of steps: give 0 or more.")
    }
    try Duration.validate(lag, "--lag")
    try Duration.validate(maxGap, "--max-gap")
  }

  func run() throws {
    let network = try input.read()
    var options = ReachOptions()
    options.technique = try technique.map { try network.technique($0) }
    options.window = try time.window(in: network)
    options.isDirected = directed
    options.limits.level = level.certainty
    options.limits.lag =
      strict ? network.unit.length : try lag.map { try Duration.parse($0, "--lag", in: network) } ?? 0
    options.limits.maxGap = try maxGap.map { try Duration.parse($0, "--max-gap", in: network) }
    options.limits.maxGenerations = maxGenerations
    options.path = path
    if let bytes = memory.flatMap(ByteCount.parse) { options.exactBytes = bytes }
    let source = try source(in: network)
    let file = try output.open()
    Progress.step("Following contacts")
    if let source {
      let reach = network.reach(of: source, options)
      Progress.clear()
      try writeReach(reach, of: network, as: output.format, to: file)
    } else if let each {
      let groups = network.reach(ofEach: each, options)
      Progress.clear()
      try writeReachOfGroups(groups, at: level.certainty, of: network, as: output.format, to: file)
    } else {
      let everyones = network.reachOfEveryone(options)
      Progress.clear()
      try writeReachOfEveryone(everyones, at: level.certainty, of: network, as: output.format, to: file)
    }
  }

  /// Whose reach; `nil` for everyone's.
  private func source(in network: Network) throws -> ReachSource? {
    if let cohort { return .cohort(try network.cohort(cohort)) }
    var people: [RowIndex<Person>] = []
    for id in from {
      let person = try network.person(id)
      if !people.contains(person) { people.append(person) }
    }
    return people.isEmpty ? nil : .people(people)
  }
}
