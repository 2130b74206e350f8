import ArgumentParser
import Insight
import Records
import Rendering

struct CommunitiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "communities",
    abstract: "Find groups with more ties within them than chance would have it, whatever the chart says.",
    discussion: """
      Views as for 'ripple centrality'. With --by it also says how far an attribute tells the groups that were found.

        ripple communities my-programme
        ripple communities my-programme --by organisation_id --since 2023-04-01
        ripple communities my-programme --resolution 2 --format csv
      """)

  @OptionGroup var input: NetworkArgument
  @OptionGroup var look: ViewOptions
  @Flag(help: "Let edges count by their weights.") var weighted = false
  @Option(help: "The scale: above 1 for more and smaller groups.") var resolution = 1.0
  @Option(help: "Decides between equals; the same seed gives the same groups.") var seed: UInt64 = 1
  @Option(help: ArgumentHelp("Compare with this attribute.", valueName: "field")) var by: String?
  @Option(help: "In text: only the largest.") var top: Int?
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if !(resolution > 0 && resolution < .infinity) {
      throw ValidationError("--resolution is a scale: give a number above 0.")
    }
    if let top, top < 1 { throw ValidationError("--top is how many to list: give 1 or more.") }
  }

  func run() throws {
    let graph = try GraphSource(
      input, look, time, keepingWeights: weighted, needsRecords: by != nil
    ).graph(by: by, keepingWeights: weighted)
    let file = try output.open()
    Progress.step("Looking for groups")
    let communities = graph.communities(isWeighted: weighted, resolution: resolution, seed: seed)
    Progress.clear()
    try writeCommunities(communities, of: graph, top: top, for: .recordHolder, as: output.format, to: file)
  }
}
