import ArgumentParser
import Insight
import Rendering

struct SummaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary",
    abstract: "Say what is recorded, and of when.",
    discussion: """
        ripple summary my-programme
        ripple summary contacts.csv --format json
      """)

  @OptionGroup var input: NetworkArgument
  @OptionGroup var output: OutputOptions

  func run() throws {
    let network = try input.read()
    try writeSummary(Summary(of: network), of: network, as: output.format, to: output.open())
  }
}
