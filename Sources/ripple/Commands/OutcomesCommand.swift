import Algorithms
import ArgumentParser
import Insight
import Records
import Rendering

struct OutcomesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outcomes",
    abstract: "Show how a measure moved in the teams that were reached, against teams that were not.",
    discussion: """
      What is observed of a reached team after the month it was reached in is compared with what its own level before, \
      and the course of teams not reached or not yet, would have led to expect. Which teams were reached is then shuffled: \
      p is the share of shuffles with as large a difference, the 95% permutation interval holds the differences that \
      shuffling would not tell from the one found. It shows a contribution at most, never a cause.

        ripple outcomes my-programme --measure "sickness absence"
        ripple outcomes my-programme --measure retention --cohort c2022 --window 365d
      """)

  @OptionGroup var input: NetworkArgument
  @Option(help: ArgumentHelp("The measure, as written in outcomes.csv.", valueName: "name")) var measure: String
  @Option(help: ArgumentHelp("The cohort that reaches teams; all cohorts when left out.", valueName: "id"))
  var cohort: String?
  @Option(parsing: .upToNextOption, help: ArgumentHelp("The people who reach teams.", valueName: "id"))
  var from: [String] = []
  @Option(help: ArgumentHelp("Follow this technique alone.", valueName: "id")) var technique: String?
  @Option(help: "The least sure evidence by which a team counts as reached.") var level: ReachCommand.Level = .probable
  @Option(help: "How long before and after being reached observations count (365d); all when left out.")
  var window: String?
  @Option(help: "How often teams are shuffled.") var permutations = 999
  @Option(help: "Where the shuffling begins.") var seed: UInt64 = 1
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if !from.isEmpty, cohort != nil { throw ValidationError("Give --from or --cohort, not both.") }
    if !(19...100_000).contains(permutations) {
      throw ValidationError("--permutations is how often teams are shuffled: give 19 to 100000.")
    }
    try Duration.validate(window, "--window")
  }

  func run() throws {
    let network = try input.read()
    var options = OutcomeOptions()
    options.reach.technique = try technique.map { try network.technique($0) }
    options.reach.window = try time.window(in: network)
    options.reach.limits.level = level.certainty
    options.window = try window.map { try Duration.parse($0, "--window", in: network) }
    options.permutations = permutations
    options.seed = seed
    var source: ReachSource?
    if let cohort { source = .cohort(try network.cohort(cohort)) }
    if !from.isEmpty { source = .people(try from.map { try network.person($0) }) }
    let file = try output.open()
    Progress.step("Comparing teams")
    let answer = try network.outcomes(of: measure, from: source, options)
    Progress.clear()
    try writeOutcomes(answer, of: network, as: output.format, to: file)
  }
}
