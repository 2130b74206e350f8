import ArgumentParser
import Insight
import Interchange
import Records
import Rendering

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every problem in a network's files.",
    discussion: """
      Each problem is one line: file, line, column, what is wrong, what to do. Ends with status 65 when there are errors.

        ripple check my-programme
        ripple check my-programme --format csv -o problems.csv
      """)

  @OptionGroup var input: NetworkArgument
  @OptionGroup var output: OutputOptions
  @Option(help: "How many errors, and how many warnings, to list.") var limit = 100

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit is how many to list: give 0 or more.") }
  }

  func run() throws {
    var problems: ProblemList
    do {
      let found = try readNetwork(at: input.network, problemLimit: limit)
      problems = found.problems
      for doubt in found.network.doubts() { problems.add(doubt) }
    } catch let error as InvalidInput {
      problems = error.problems
    }
    try writeCheck(problems, of: input.network, as: output.format, to: output.open())
    if problems.errors > 0 { throw ExitCode(65) }
  }
}
