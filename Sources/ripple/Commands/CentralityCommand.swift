import ArgumentParser
import Insight
import Interchange
import Records
import Rendering

extension WindowKind: ExpressibleByArgument {}

struct CentralityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "centrality",
    abstract: "Measure who is central, in a view of the network, at a time or over time.",
    discussion: """
      Measures: \(CentralityMeasure.allCases.map(\.rawValue).joined(separator: ", ")); 'ripple measures' explains each.
      Views: people (ties, transfers, work with the same team), support (people and teams), skills (people and \
      techniques), full (every record).

        ripple centrality my-programme --measure betweenness --top 10
        ripple centrality my-programme --measure degree,core --as-of 2024-03-31
        ripple centrality my-programme --measure gatekeeper,liaison --by organisation_id
        ripple centrality my-programme --measure betweenness --over quarter --format csv
        ripple centrality my-programme --measure betweenness --over quarter -o lines.svg
        ripple centrality advice.csv --directed --measure inDegree,betweenness
        ripple centrality large.csv --measure betweenness --error 0.001
      """)

  @OptionGroup var input: NetworkArgument
  @Option(
    help: ArgumentHelp("Measures, separated by commas.", valueName: "m,..."),
    completion: .list(CentralityMeasure.allCases.map(\.rawValue)))
  var measure: String
  @Option(help: "Only the greatest values of each measure.") var top: Int?
  @OptionGroup var look: ViewOptions
  @Flag(help: "Let edges count by their weights.") var weighted = false
  @Flag(help: "With --weighted: a weight is a length, not a strength.") var weightIsLength = false
  @Flag(help: "Divide by the most a measure can be in a network of this size; on two-mode views, between two modes.")
  var normalised = false
  @Option(help: ArgumentHelp("For brokerage: the attribute that groups people.", valueName: "field")) var by: String?
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("For pagerank: as seen from these people, to whom the walker returns.", valueName: "id"))
  var from: [String] = []
  @Option(help: "For katz: what each step of a walk counts; chosen to fit if not said.") var attenuation: Double?
  @Option(
    help: ArgumentHelp(
      "Estimate betweenness: no value is off by more than this share of all pairs.", valueName: "share"))
  var error: Double?
  @Option(help: "With --error: how sure that is.") var confidence: Double?
  @Option(help: "With --error: draws other paths.") var seed: UInt64?
  @Option(
    help: ArgumentHelp(
      "In one window of time after another: day, week, month, quarter, year, period, or a length such as 30d.",
      valueName: "length"))
  var over: String?
  @Option(help: "With --over: windows of one length that roll, or windows that grow from the beginning.")
  var windows: WindowKind?
  @Option(help: "With --over: how many lengths a rolling window spans; it still moves by one.") var span: Int?
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  private func measures() throws -> [CentralityMeasure] { try CentralityMeasure.list(measure) }

  func validate() throws {
    let measures = try measures()
    if let top, top < 1 { throw ValidationError("--top is how many to list: give 1 or more.") }
    if weightIsLength, !weighted { throw ValidationError("--weight-is-length goes with --weighted.") }
    if by == nil, let role = measures.first(where: \.needsGroups) {
      throw ValidationError("\(role.rawValue) stands between groups: name the attribute that makes them with --by.")
    }
    if !from.isEmpty, !measures.contains(.pagerank) { throw ValidationError("--from goes with --measure pagerank.") }
    if let attenuation {
      if !measures.contains(.katz) { throw ValidationError("--attenuation goes with --measure katz.") }
      if !(attenuation > 0 && attenuation < .infinity) {
        throw ValidationError("--attenuation is what a step of a walk counts: give a number above 0.")
      }
    }
    try validateEstimate(measures)
    try validateWindows()
    if output.format == .csv, measures.count > 1, measures.contains(where: \.isOfEdges) {
      throw ValidationError("edgeBetweenness is of edges: in CSV, ask for it alone.")
    }
  }

  private func validateEstimate(_ measures: [CentralityMeasure]) throws {
    guard let error else {
      if confidence != nil || seed != nil { throw ValidationError("--confidence and --seed go with --error.") }
      return
    }
    if !measures.contains(.betweenness) { throw ValidationError("--error goes with --measure betweenness.") }
    if weighted { throw ValidationError("--error counts steps: leave --weighted out, or --error.") }
    if !(error > 0 && error < 1) {
      throw ValidationError("--error is a share of all pairs: give more than 0, less than 1.")
    }
    if let confidence, !(confidence > 0 && confidence < 1) {
      throw ValidationError("--confidence is how sure: give more than 0, less than 1.")
    }
  }

  private func validateWindows() throws {
    guard let over else {
      if windows != nil || span != nil { throw ValidationError("--windows and --span go with --over.") }
      return
    }
    if PeriodLength(rawValue: over) == nil { try Duration.validate(over, "--over") }
    if time.asOf != nil {
      throw ValidationError("--over goes through time, --as-of stands still: give one or the other.")
    }
    if let span, span < 1 { throw ValidationError("--span is how many lengths: give 1 or more.") }
    if span != nil, windows == .growing { throw ValidationError("--span goes with rolling windows.") }
  }

  func run() throws {
    let measures = try measures()
    var options = CentralityOptions()
    options.isDirected = look.directed
    options.isWeighted = weighted
    options.weightIsLength = weightIsLength
    options.isNormalised = normalised
    options.by = by
    options.from = from
    options.attenuation = attenuation
    options.estimate = error.map { BetweennessSampling(error: $0, confidence: confidence ?? 0.9, seed: seed ?? 1) }
    if let over { return try writeSeries(measures, options, over) }
    let source = try GraphSource(
      input, look, time, keepingWeights: weighted || measures.contains(.strength),
      needsRecords: by != nil || measures.contains(where: \.isTemporal))
    let file = try output.open()
    Progress.step("Measuring")
    let answer = try source.centrality(measures, options)
    Progress.clear()
    try writeCentrality(
      answer.scores, of: answer.nodes, edges: answer.edges, top: top, for: .recordHolder, as: output.format, to: file)
  }

  private func writeSeries(_ measures: [CentralityMeasure], _ options: CentralityOptions, _ over: String) throws {
    let network = try input.read()
    guard let step = WindowStep.parse(over, network.unit) else {
      throw QuestionError("'\(over)' given with --over is no length of time here: write whole units above 0")
    }
    var options = options
    options.window = try time.window(in: network)
    let file = try output.open()
    Progress.step("Measuring")
    let series = try network.centrality(
      measures, on: look.view, options, every: step, windows ?? .rolling, span: span ?? 1)
    Progress.clear()
    if output.isPicture {
      return try writeChartSVG(chart(of: series, top: min(top ?? 5, 7), for: .recordHolder), to: file)
    }
    try writeCentralitySeries(series, top: top, for: .recordHolder, as: output.format, to: file)
  }
}

extension CentralityMeasure {
  /// The measures that an option names, separated by commas.
  static func list(_ names: String) throws -> [CentralityMeasure] {
    try names.split(separator: ",", omittingEmptySubsequences: false).map { name in
      if let measure = CentralityMeasure(rawValue: String(name)) { return measure }
      let known = CentralityMeasure.allCases.map(\.rawValue)
      throw ValidationError("There is no measure '\(name)': choose from \(known.joined(separator: ", ")).")
    }
  }
}
