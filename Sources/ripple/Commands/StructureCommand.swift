import ArgumentParser
import Insight
import Records
import Rendering

struct StructureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "structure",
    abstract: "Show how the network hangs together: pieces, distances, clustering, who and what holds it together.",
    discussion: """
      Views as for 'ripple centrality'; weights do not matter here. An attribute is any column of the people's table (or \
      of another kind of node's), or cohort, region or kind.

        ripple structure my-programme
        ripple structure my-programme --by staff_group --as-of 2024-03-31
        ripple structure my-programme --key-players 3
      """)

  @OptionGroup var input: NetworkArgument
  @OptionGroup var look: ViewOptions
  @Option(help: ArgumentHelp("Whether nodes alike in this attribute keep to themselves.", valueName: "field"))
  var by: String?
  @Option(help: "How many to choose whose loss would break it up most, and from whom all others are near.")
  var keyPlayers: Int?
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let keyPlayers, !(1...100).contains(keyPlayers) {
      throw ValidationError("--key-players is how many to choose: give 1 to 100.")
    }
  }

  func run() throws {
    let graph = try GraphSource(input, look, time, keepingWeights: false, needsRecords: by != nil).graph(by: by)
    let file = try output.open()
    Progress.step("Measuring")
    var options = StructureOptions()
    options.keyPlayers = keyPlayers ?? 0
    let structure = graph.structure(options)
    Progress.clear()
    try writeStructure(structure, of: graph, for: .recordHolder, as: output.format, to: file)
  }
}
