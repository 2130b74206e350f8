import ArgumentParser
import Insight
import Interchange
import Records
import Rendering

extension ExposureKind: ExpressibleByArgument {}
extension SpreadPlot: ExpressibleByArgument {}

struct SpreadObservedCommand: ParsableCommand {
  /// A definition, or two side by side.
  enum Definition: String, ExpressibleByArgument, CaseIterable { case published, netdiffuser, both }

  static let configuration = CommandConfiguration(
    commandName: "observed",
    abstract: "Show how a technique spread, as recorded: adoption, exposure, thresholds, growth, how long it lasts.",
    discussion: """
      Definitions: 'published' follows the literature (exposure comes before adoption); 'netdiffuser' gives the figures of \
      that R package's defaults; 'both' shows where they differ. With --test, the spread is compared with chance in three \
      ways: ties rewired, everybody keeping as many; times of adoption shuffled among everybody; and shuffled within a group. \
      A difference shows that spread followed ties or that like people adopt alike, never which.

        ripple spread observed my-programme --technique coaching --by quarter
        ripple spread observed my-programme --technique coaching --test 999 --by-group staff_group
        ripple spread observed my-programme --technique all
        ripple spread observed my-programme --technique coaching --by quarter --plot sustainment -o coaching.svg
        ripple spread observed survey --technique tetracycline --by period --definition both
      """)

  @OptionGroup var input: NetworkArgument
  @Option(
    help: ArgumentHelp("The technique; several if given again or separated by commas; 'all' for all.", valueName: "id"))
  var technique: [String]
  @Option(help: "How to cut time: month if not said; period where time is in numbers.") var by: PeriodLength?
  @Option(help: "Periods between exposure and adoption (1; with netdiffuser 0).") var lag: Int?
  @Option(help: "Which convention to follow, or both.") var definition: Definition = .published
  @Option(
    help: """
      What exposure is: the share of contacts who had adopted, their count, the share with each counting by how many they \
      can reach, or everybody counting by how alike their place in the network is.
      """)
  var exposure: ExposureKind = .share
  @Flag(help: "Let ties count by their weights.") var weighted = false
  @Option(
    name: .customLong("within-periods"),
    help: "How many periods after and before an adoption count in infectiousness and susceptibility.")
  var span = 1
  @Option(help: "What a period later counts less by: 1/(1+rate)^(k-1); 1/k if not said.") var discount: Double?
  @Flag(help: "Divide infectiousness and susceptibility by the number of adopters in those periods.")
  var normalised = false
  @Flag(help: "Set innovators apart from early adopters: more than two standard deviations before the mean.")
  var innovators = false
  @Option(
    help: ArgumentHelp(
      "Set groups side by side: staff_group, organisation_id, area, region, cohort, or any column of people.",
      valueName: "field"))
  var byGroup: String?
  @Option(help: ArgumentHelp("Compare with chance, by so many permutations.", valueName: "count")) var test: Int?
  @Option(
    help: ArgumentHelp("With --test: the groups that times are shuffled within (staff_group).", valueName: "field"))
  var within: String?
  @Option(help: "With --test: where the shuffling begins.") var seed: UInt64 = 1
  @Flag(help: "Read ties that do not say which way they carry as running from their first to their second person.")
  var directed = false
  @Option(help: "With -o FILE.svg: what to draw.") var plot: SpreadPlot?
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let lag, lag < 0 { throw ValidationError("--lag is a number of periods: give 0 or more.") }
    if span < 1 { throw ValidationError("--within-periods is how many periods count: give 1 or more.") }
    if let discount, !(discount >= 0 && discount < .infinity) {
      throw ValidationError("--discount is a rate: give 0 or more.")
    }
    if discount != nil, span == 1 { throw ValidationError("--discount goes with --within-periods above 1.") }
    if let test, !(19...1_000_000).contains(test) {
      throw ValidationError("--test is how often chance is tried: give 19 to 1000000.")
    }
    if within != nil, test == nil { throw ValidationError("--within goes with --test.") }
    if plot != nil, !output.isPicture { throw ValidationError("--plot draws: name a picture, such as -o spread.svg.") }
    if output.isPicture, names.count != 1 || names == ["all"] {
      throw ValidationError("A picture is of one technique: name one with --technique.")
    }
    let names = names
    if names.isEmpty || names.contains("") { throw ValidationError("--technique names a technique: give its id.") }
  }

  private var names: [String] {
    technique.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  func run() throws {
    let network = try input.read()
    let techniques = try techniques(in: network)
    var options = SpreadOptions(technique: techniques.first ?? RowIndex(0))
    options.by = by
    options.lag = lag
    options.definition = definition == .netdiffuser ? .netdiffuser : .published
    options.exposure = exposure
    options.isWeighted = weighted
    options.isFull = output.format == .json
    options.span = span
    options.discount = discount
    options.isNormalised = normalised
    options.hasInnovators = innovators
    options.grouping = byGroup
    options.test = test.map { SpreadTestOptions(permutations: $0) }
    options.test?.within = within
    options.test?.seed = seed
    options.isDirected = directed
    options.window = try time.window(in: network)
    let file = try output.open()
    Progress.step("Measuring")
    let spreads = try network.observedSpreads(of: techniques, options)
    var differences: [SpreadDifferences] = []
    if definition == .both {
      options.definition = .netdiffuser
      options.isFull = false
      options.test = nil
      let others = try network.observedSpreads(of: techniques, options)
      differences = zip(spreads, others).map { SpreadDifferences(published: $0, netdiffuser: $1) }
    }
    Progress.clear()
    if output.isPicture, let spread = spreads.first {
      return try writeChartSVG(chart(plot ?? .adoption, of: spread, in: network), to: file)
    }
    if spreads.count == 1, names != ["all"] {
      return try writeSpread(spreads[0], differences: differences.first, of: network, as: output.format, to: file)
    }
    try writeSpreads(
      spreads, differences: differences, overall: network.sustainment(of: techniques, options.window), of: network,
      as: output.format, to: file)
  }

  private func techniques(in network: Network) throws -> [RowIndex<Technique>] {
    // A technique may be called so itself.
    if names == ["all"], (try? network.technique("all")) == nil {
      return network.techniques.rows.indices.map { RowIndex($0) }
    }
    var found: [RowIndex<Technique>] = []
    for name in names {
      let technique = try network.technique(name)
      if !found.contains(technique) { found.append(technique) }
    }
    return found
  }
}
