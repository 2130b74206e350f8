import Algorithms
import ArgumentParser
import FoundationEssentials
import Graph
import Insight
import Interchange
import Records
import Rendering

struct ScaleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scale",
    abstract: "Have Spark work out what is asked of everybody, for networks larger than memory.",
    discussion: """
      Writes the network as CSV parts, runs a job on them by spark-submit on any cluster, and reads everybody's values back: \
      degree, components, pagerank, core, communities (by labels), reach (arrivals from some people, in the order of time) \
      and cascade (whose tree each adopter of a technique stands in, by the sources on record). Networks that fit into \
      memory are answered by the other commands, at a small part of the cost.

      With --parts the folder holds such parts already, and no network is read: tables people (id), edges (from,to), contacts \
      (from,to[,start,end,influence,steps]) and adoptions (from,to[,date,technique]), each a folder of CSV files with headers. \
      Of edges and contacts one is enough. Fading, numbers of steps, routes, weights and possible sources are not carried: \
      'ripple reach', 'ripple centrality' and 'ripple cascade' have them.

        ripple scale my-programme --out scaled
        ripple scale my-programme --measure reach,core --from surgeon --out scaled
        ripple scale --parts /data/parts --master spark://host:7077 --memory 16g --out /data/scaled
        ripple export my-programme --to graphml --view people --columns scaled/columns.csv -o p.graphml
      """)

  @OptionGroup var input: NetworkArgument
  @Flag(help: "The folder holds parts already.") var parts = false
  @Option(
    help: ArgumentHelp(
      "The folder to write to; it and the parts must be known by the same name on all machines.", valueName: "folder"),
    completion: .directory)
  var out: String
  @Option(
    name: .customLong("measure"), help: ArgumentHelp("What to work out, separated by commas.", valueName: "name,..."))
  var names = "degree,components,pagerank,core,communities"
  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("With reach: the people influence leaves from.", valueName: "id"))
  var from: [String] = []
  @Option(help: ArgumentHelp("With reach: the cohort influence leaves from.", valueName: "id")) var cohort: String?
  @Option(help: "With reach: the least sure evidence that arrivals rest on.") var level: ReachCommand.Level = .possible
  @Flag(help: "With reach: passing on takes at least one unit of time.") var strict = false
  @Option(help: "With reach: least time between receiving and passing on: units, or 30s, 12h, 7d, 2w.") var lag: String?
  @Option(help: ArgumentHelp("The technique that cascade is of, and reach follows.", valueName: "id")) var technique:
    String?
  @Flag(help: "Follow ties from their first to their second end only.") var directed = false
  @OptionGroup var spark: SparkOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    let measures = try measures()
    let sources = (from.isEmpty ? 0 : 1) + (cohort == nil ? 0 : 1)
    if measures.contains(.reach) ? sources != 1 : sources != 0 {
      throw ValidationError("reach begins with somebody: give --measure reach and one of --from ID and --cohort ID.")
    }
    if measures.contains(.cascade), technique == nil, !parts {
      throw ValidationError("A cascade is of one technique: name it with --technique.")
    }
    if technique != nil, !measures.contains(.cascade), !measures.contains(.reach) {
      throw ValidationError("--technique goes with --measure cascade or reach.")
    }
    if strict, lag != nil { throw ValidationError("--strict is a lag of one unit: give it or --lag.") }
    if strict || lag != nil, !measures.contains(.reach) {
      throw ValidationError("--strict and --lag go with --measure reach.")
    }
    try Duration.validate(lag, "--lag")
    if out.contains("://"), !parts {
      throw ValidationError(
        "--out is a folder here for a network that is read here: give an address with --parts only.")
    }
    guard parts else { return }
    if cohort != nil || strict || level != .possible {
      throw ValidationError("--cohort, --strict and --level need a network's records: leave them out with --parts.")
    }
    if time.note != nil || input.map != nil || input.asKnown != nil {
      throw ValidationError("--parts takes the parts as they are: leave times, --map and --as-known out.")
    }
  }

  /// What was asked for; each once.
  private func measures() throws -> [ScaleMeasure] {
    var found: [ScaleMeasure] = []
    for name in names.split(separator: ",", omittingEmptySubsequences: false) {
      guard let measure = ScaleMeasure(rawValue: String(name)) else {
        throw ValidationError(
          "'\(name)' given with --measure is nothing Spark is asked for here: choose from \(ScaleMeasure.allCases.map(\.rawValue).joined(separator: ", "))."
        )
      }
      if !found.contains(measure) { found.append(measure) }
    }
    return found
  }

  func run() throws {
    let measures = try measures()
    let submit = try SparkSubmit(program: spark.submit, job: spark.job)
    let place = out.count > 1 && out.hasSuffix("/") ? String(out.dropLast()) : out
    let network = parts ? nil : try input.read()
    let options = try options(in: network)
    let file = try output.open()
    let folder = try ScaleFolder(place)
    var areDated = false
    if let network {
      Progress.step("Writing parts")
      let records = network.scaleRecords(for: measures, reachOf: try source(in: network), options)
      try folder.write(records, of: network, for: measures, directed: directed)
      areDated = records.isDated
    } else if measures.contains(.reach) {
      try writeSeeds(from.map { ($0, nil, true) }, .integer, to: OutputFile(path: folder.seeds))
    }
    var words = ["--parts", network == nil ? input.network : folder.parts, "--out", place]
    words += ["--measures", measures.map(\.rawValue).joined(separator: ","), "--directed", directed ? "yes" : "no"]
    if measures.contains(.reach) { words += ["--seeds", folder.seeds, "--lag", String(options.limits.lag)] }
    if let technique, network == nil { words += ["--technique", technique] }
    Progress.step("Spark is at work on \(spark.master)")
    let figures = try submit.run(master: spark.master, settings: spark.settings, words: words, log: folder.log)
    Progress.step("Reading its answers")
    try folder.check(figures)
    if let network { try folder.collect(of: network, areDated: areDated) }
    Progress.clear()
    let export =
      "ripple export \(input.network) --to graphml --view people --columns \(folder.columns) -o scaled.graphml"
    try writeScale(
      ScaleAnswer(
        master: spark.master, measures: measures, figures: figures,
        columns: network == nil ? folder.answers : folder.columns, export: network == nil ? nil : export),
      as: output.format, to: file)
  }

  /// What narrows the questions about records; of parts the lag alone, which counts in seconds or periods there.
  private func options(in network: Network?) throws -> ReachOptions {
    var options = ReachOptions()
    options.isDirected = directed
    guard let network else {
      let seconds = TimeUnit(scale: .calendar, everyTimeIsADate: false)
      options.limits.lag = lag.flatMap { seconds.duration($0) } ?? 0
      return options
    }
    options.technique = try technique.map { try network.technique($0) }
    options.window = try time.window(in: network)
    options.limits.level = level.certainty
    options.limits.lag =
      strict ? network.unit.length : try lag.map { try Duration.parse($0, "--lag", in: network) } ?? 0
    return options
  }

  private func source(in network: Network) throws -> ReachSource? {
    if let cohort { return .cohort(try network.cohort(cohort)) }
    return from.isEmpty ? nil : .people(try from.map { try network.person($0) })
  }
}
