import ArgumentParser
import Insight
import Rendering

struct MeasuresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measures",
    abstract: "Explain measures of centrality: what each means for people and what not, its formula and source.",
    discussion: """
        ripple measures
        ripple measures betweenness,constraint
      """)

  @Argument(
    help: ArgumentHelp("Measures, separated by commas; all if not said.", valueName: "m,..."),
    completion: .list(CentralityMeasure.allCases.map(\.rawValue)))
  var measure: String?
  @OptionGroup var output: OutputOptions

  func validate() throws { if let measure { _ = try CentralityMeasure.list(measure) } }

  func run() throws {
    let measures = try measure.map { try CentralityMeasure.list($0) } ?? CentralityMeasure.allCases
    try writeGuide(to: measures, as: output.format, to: output.open())
  }
}
