import ArgumentParser
import Insight
import Records
import Rendering

struct QualityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quality",
    abstract: "Show how complete the records are, and how far answers would move if some were missing.",
    discussion: """
      Counts who was heard from, what has dates, what both sides say. Then leaves a tenth and a fifth of the records out, \
      again and again, and shows how reach and R (the size of a cascade's next generation over that of the one before) \
      move; and what is left when only observed or confirmed records count.

        ripple quality my-programme
        ripple quality my-programme --cohort c2022 --technique coaching --runs 500
      """)

  @OptionGroup var input: NetworkArgument
  @Option(help: ArgumentHelp("Whose reach is followed; all cohorts when left out.", valueName: "id"))
  var cohort: String?
  @Option(parsing: .upToNextOption, help: ArgumentHelp("The people whose reach is followed.", valueName: "id"))
  var from: [String] = []
  @Option(help: ArgumentHelp("Follow this technique alone.", valueName: "id")) var technique: String?
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Shares of records to leave out; 10% and 20% when left out.", valueName: "share"))
  var missing: [String] = []
  @Option(help: "How often records are left out; 0 shows what is on record alone.") var runs = 100
  @Option(help: "Where the lots begin.") var seed: UInt64 = 1
  @Flag(help: "Read ties that do not say which way they carry as running from their first to their second person.")
  var directed = false
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if !from.isEmpty, cohort != nil { throw ValidationError("Give --from or --cohort, not both.") }
    if !(0...100_000).contains(runs) {
      throw ValidationError("--runs is how often records are left out: give 0 to 100000.")
    }
    for text in missing where Self.share(text) == nil {
      throw ValidationError("'\(text)' given with --missing is no share of records: write 10% or 0.1.")
    }
  }

  /// `10%` or `0.1`; `nil` for what is no share between 0 and 1.
  private static func share(_ text: String) -> Double? {
    let number = text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
    return number.flatMap { (0...1).contains($0) ? $0 : nil }
  }

  func run() throws {
    let network = try input.read()
    var options = SensitivityOptions()
    options.reach.technique = try technique.map { try network.technique($0) }
    options.reach.window = try time.window(in: network)
    options.reach.isDirected = directed
    if !missing.isEmpty { options.shares = missing.compactMap(Self.share) }
    options.runs = runs
    options.seed = seed
    var source: ReachSource?
    if let cohort {
      source = .cohort(try network.cohort(cohort))
    } else if !from.isEmpty {
      source = .people(try from.map { try network.person($0) })
    } else if network.cohorts.count > 0 {
      source = .cohorts(network.cohorts.rows.indices.map { RowIndex($0) })
    }
    let file = try output.open()
    Progress.step("Leaving records out")
    let sensitivity = runs == 0 ? nil : network.sensitivity(of: source, options)
    Progress.clear()
    try writeQuality(
      Coverage(of: network), sensitivity, hasTechnique: technique != nil, as: output.format, to: file)
  }
}
