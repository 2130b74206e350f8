import ArgumentParser
import Insight

extension PeriodLength: ExpressibleByArgument {}

struct SpreadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spread",
    abstract: "Show how a technique spread over time, and how it may go on.",
    subcommands: [
      SpreadObservedCommand.self, Calibrate.self, Forecast.self,
    ])
}
