import ArgumentParser
import Insight
import Records
import Rendering

extension PeriodLength: ExpressibleByArgument {}
extension SpreadDefinition: ExpressibleByArgument {}

struct SpreadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spread",
    abstract: "Show how a technique spread over time.",
    subcommands: [Observed.self, Calibrate.self, Forecast.self])

  struct Observed: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "observed",
      abstract: "Show how a technique spread, as recorded: adoption, exposure, thresholds, hazard.",
      discussion: """
        Definitions: 'published' follows the literature (exposure comes before adoption); 'netdiffuser' gives the \
        figures of that R package's defaults.

          ripple spread observed my-programme --technique coaching --by quarter
          ripple spread observed survey --technique tetracycline --by period
        """)

    @OptionGroup var input: NetworkArgument
    @Option(help: ArgumentHelp("The technique.", valueName: "id")) var technique: String
    @Option(
      help:
        "How to cut time: month if not said; period where time is in numbers."
    )
    var by: PeriodLength?
    @Option(help: "Periods between exposure and adoption (1; with netdiffuser 0).") var lag: Int?
    @Option(help: "Which convention to follow.") var definition: SpreadDefinition = .published
    @Flag(help: "Let ties count by their weights.") var weighted = false
    @Flag(help: "Read ties that do not say which way they carry as running from their first to their second person.")
    var directed = false
    @OptionGroup var time: TimeOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      if let lag, lag < 0 { throw ValidationError("--lag is a number of periods: give 0 or more.") }
    }

    func run() throws {
      let network = try input.read()
      var options = SpreadOptions(technique: try network.technique(technique))
      options.by = by
      options.lag = lag
      options.definition = definition
      options.isWeighted = weighted
      options.includesExposure = output.format == .json
      options.isDirected = directed
      options.window = try time.window(in: network)
      let file = try output.open()
      let spread = try network.observedSpread(options)
      try writeSpread(spread, of: network, as: output.format, to: file)
    }
  }
}
