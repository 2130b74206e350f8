import ArgumentParser
import Graph
import Insight
import Records
import Rendering

struct FragilityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fragility",
    abstract:
      "Show what hangs on single people: whose leaving would cut reach, techniques at risk, areas joined by one.",
    discussion: """
      What the others lose is counted as in 'ripple reach --everyone': how many people each can reach in the order of \
      time, without those who leave. The answer names people: keep it to those entitled to it.

        ripple fragility my-programme
        ripple fragility my-programme --technique coaching --level confirmed
        ripple fragility my-programme --remove 2 --as-of 2024-03-31
      """)

  @OptionGroup var input: NetworkArgument
  @Option(help: ArgumentHelp("Follow this technique alone.", valueName: "id")) var technique: String?
  @Option(help: "How many leave together: 1 or 2.") var remove = 1
  @Option(help: "How many of the worst to list.") var top = 10
  @Option(help: "The least sure contacts that count.") var level: ReachCommand.Level = .possible
  @Flag(help: "Read ties that do not say which way they carry as running from their first to their second person.")
  var directed = false
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if !(1...2).contains(remove) { throw ValidationError("--remove is how many leave together: give 1 or 2.") }
    if !(1...1000).contains(top) { throw ValidationError("--top is how many to list: give 1 to 1000.") }
  }

  func run() throws {
    let network = try input.read()
    var question = FragilityQuestion()
    question.technique = try technique.map { try network.technique($0) }
    question.leaving = remove
    question.count = top
    question.level = level.certainty
    question.window = try time.window(in: network)
    question.isDirected = directed
    let file = try output.open()
    Progress.step("Trying who could leave")
    let fragility = network.fragility(question)
    Progress.clear()
    try writeFragility(fragility, question, of: network, for: .recordHolder, as: output.format, to: file)
  }
}
