import Algorithms
import ArgumentParser
import Graph
import Insight
import Interchange
import Records
import Rendering

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show step by step how something could get from one person or cohort to somebody or something else.",
    discussion: """
      Prints the chain that arrives first at the surest level of evidence, with the records behind every step: their \
      file and line, dates and evidence. An id that several things share is written person:ID, team:ID and so on.

        ripple explain my-programme surgeon theatre
        ripple explain my-programme c2022 p00040 --technique coaching
      """)

  @OptionGroup var input: NetworkArgument
  @Argument(help: ArgumentHelp("The person or cohort it begins with.", valueName: "from")) var from: String
  @Argument(help: ArgumentHelp("The person, team, technique or organisation to be reached.", valueName: "to"))
  var to: String
  @Option(help: ArgumentHelp("Follow this technique alone.", valueName: "id")) var technique: String?
  @Option(help: "The least sure evidence to use.") var level: ReachCommand.Level = .possible
  @Flag(help: "Passing on takes at least one unit of time: the same as --lag 1.") var strict = false
  @Option(help: "Least time between receiving and passing on: units, or 30s, 12h, 7d, 2w.") var lag: String?
  @Flag(help: "Read ties that do not say which way they carry as running from their first to their second person.")
  var directed = false
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if strict, lag != nil { throw ValidationError("--strict is a lag of one unit: give it or --lag.") }
    try Duration.validate(lag, "--lag")
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
    let begin = try network.place(from, among: [.person, .cohort])
    let target = try network.place(to, among: [.person, .team, .technique, .organisation])
    let source: ReachSource = begin.kind == .cohort ? .cohort(RowIndex(begin.row)) : .people([RowIndex(begin.row)])
    let file = try output.open()
    let explanation = try network.explain(target, from: source, options)
    try writeExplanation(
      explanation, of: network, file: singleFile(input.network), hasTechnique: technique != nil, as: output.format,
      to: file)
  }
}
