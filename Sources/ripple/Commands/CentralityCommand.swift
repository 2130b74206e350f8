import ArgumentParser
import Insight
import Records
import Rendering

struct CentralityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "centrality",
    abstract: "Measure who is central, in a view of the network, at a time.",
    discussion: """
      Measures: \(CentralityMeasure.allCases.map(\.rawValue).joined(separator: ", ")).
      Views: people (ties, transfers, work with the same team), support (people and teams), skills (people and \
      techniques), full (every record).

        ripple centrality my-programme --measure betweenness --top 10
        ripple centrality my-programme --measure degree,core --as-of 2024-03-31
        ripple centrality advice.csv --directed --measure inDegree,betweenness
      """)

  @OptionGroup var input: NetworkArgument
  @Option(
    help: ArgumentHelp("Measures, separated by commas.", valueName: "m,..."),
    completion: .list(CentralityMeasure.allCases.map(\.rawValue)))
  var measure: String
  @Option(help: "What to look at.") var view: View = .people
  @Option(help: "Only the greatest values of each measure.") var top: Int?
  @Flag(help: "Let edges count by their weights.") var weighted = false
  @Flag(help: "With --weighted: a weight is a length, not a strength.") var weightIsLength = false
  @Flag(help: "Follow edges from their first to their second end only.") var directed = false
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  private func measures() throws -> [CentralityMeasure] {
    try measure.split(separator: ",", omittingEmptySubsequences: false).map { name in
      if let measure = CentralityMeasure(rawValue: String(name)) { return measure }
      let known = CentralityMeasure.allCases.map(\.rawValue)
      throw ValidationError("There is no measure '\(name)': choose from \(known.joined(separator: ", ")).")
    }
  }

  func validate() throws {
    _ = try measures()
    if let top, top < 1 { throw ValidationError("--top is how many to list: give 1 or more.") }
    if weightIsLength, !weighted { throw ValidationError("--weight-is-length goes with --weighted.") }
  }

  func run() throws {
    let network = try input.read()
    var options = CentralityOptions()
    options.isDirected = directed
    options.isWeighted = weighted
    options.weightIsLength = weightIsLength
    options.window = try time.window(in: network)
    let file = try output.open()
    Progress.step("Measuring")
    let scores = try network.centrality(try measures(), on: view, options)
    Progress.clear()
    try writeCentrality(scores, of: network, view: view, top: top, as: output.format, to: file)
  }
}
