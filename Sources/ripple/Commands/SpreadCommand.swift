import ArgumentParser
import Insight

extension PeriodLength: ExpressibleByArgument {}

struct SpreadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spread",
    abstract: "Show how a technique spread over time, how it may go on, and how it would under a model.",
    subcommands: [SpreadObservedCommand.self, Forecast.self, Calibrate.self, Simulate.self])
}
