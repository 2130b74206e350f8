import ArgumentParser
import Insight
import Records
import Rendering

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Set cohorts side by side, or one time beside another, over periods of the same length.",
    discussion: """
      A cohort that has had three years has reached further than one that has had one. Here each is followed for the same \
      time from its own start, by default the longest that all have had; with --at, for the same time up to each date, by \
      default the time between the dates.

        ripple compare my-programme --cohort c2021 c2022 c2023
        ripple compare my-programme --cohort c2021 c2022 --within 365d --technique coaching
        ripple compare my-programme --at 2022-12-31 2023-12-31
      """)

  @OptionGroup var input: NetworkArgument
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "The cohorts to set side by side; with --at one, or all together when left out.", valueName: "id"))
  var cohort: [String] = []
  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("The last days of the periods to set side by side.", valueName: "time")
  )
  var at: [String] = []
  @Option(help: "How long each period is: units, or 26w, 365d.") var within: String?
  @Option(help: ArgumentHelp("Follow this technique alone.", valueName: "id")) var technique: String?
  @Flag(help: "Read ties that do not say which way they carry as running from their first to their second person.")
  var directed = false
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if at.isEmpty, cohort.count < 2 {
      throw ValidationError("Say what to compare: two cohorts with --cohort, or two times with --at.")
    }
    if !at.isEmpty, cohort.count > 1 { throw ValidationError("With --at give one cohort, or none for all of them.") }
    if at.count == 1, within == nil {
      throw ValidationError("With a single --at the length of the period is not known: give --within.")
    }
    for time in at { try TimeOptions.validate(time, "--at") }
    try Duration.validate(within, "--within")
  }

  func run() throws {
    let network = try input.read()
    var options = ReachOptions()
    options.technique = try technique.map { try network.technique($0) }
    options.isDirected = directed
    let length = try within.map { try Duration.parse($0, "--within", in: network) }
    if length == 0 { throw QuestionError("a period of no length holds nothing: give --within a longer time") }
    let cohorts = try cohort.map { try network.cohort($0) }
    let ends = try at.map { try TimeWindow.stamp($0, "--at", network.scale) }.sorted { $0.moment < $1.moment }
    if zip(ends.dropFirst(), ends).contains(where: { $0.after == $1.after }) {
      throw QuestionError("a time is given twice with --at: give different ones")
    }
    let file = try output.open()
    Progress.step("Comparing")
    let periods =
      ends.isEmpty
      ? try network.compare(cohorts, after: length, options)
      : try network.compare(cohorts.first, at: ends, over: length, options)
    Progress.clear()
    try writeComparison(periods, of: network, as: output.format, to: file)
  }
}
