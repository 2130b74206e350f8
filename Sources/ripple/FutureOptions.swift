import ArgumentParser
import Insight
import Records

/// How far and how often to look ahead.
struct FutureOptions: ParsableArguments {
  @Option(help: "How to cut time ahead: quarter if not said; period where time is in numbers.") var by: PeriodLength?
  @Option(help: "How many periods to look ahead.") var ahead = 4
  @Option(help: "How many futures to play through.") var runs = 1000
  @Option(help: "The lot: the same seed gives the same futures.") var seed: UInt64 = 1
  @Flag(help: "Read ties that do not say which way they carry as running from their first to their second person.")
  var directed = false

  func validate() throws {
    if !(1...40).contains(ahead) { throw ValidationError("--ahead is a number of periods: give 1 to 40.") }
    if !(10...100_000).contains(runs) { throw ValidationError("--runs is a number of futures: give 10 to 100000.") }
  }

  func options(during window: TimeWindow) -> ForecastOptions {
    var options = ForecastOptions()
    options.by = by
    options.ahead = ahead
    options.runs = runs
    options.seed = seed
    options.isDirected = directed
    options.window = window
    return options
  }
}
