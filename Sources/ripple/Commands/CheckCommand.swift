import ArgumentParser
import Insight
import Interchange
import Records
import Rendering
import Store

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
      let found = try input.readWithProblems(limit: limit)
      problems = found.problems
      for doubt in found.network.doubts() { problems.add(doubt) }
      for finding in try findings() { problems.add(finding) }
    } catch let error as InvalidInput {
      problems = error.problems
    }
    try writeCheck(problems, of: input.network, as: output.format, to: output.open())
    if problems.errors > 0 { throw ExitCode(65) }
  }

  /// What is wrong with the file of a store, beside what it holds.
  private func findings() throws -> [Problem] {
    guard StoreReader.isStore(input.network) else { return [] }
    return try StoreReader(input.network).findings().map { finding in
      Problem(
        .error, file: fileName(input.network), line: 1, message: finding,
        remedy: "restore a backup with 'ripple restore'")
    }
  }
}
