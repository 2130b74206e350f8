import ArgumentParser
import Insight
import Rendering
import Store

struct DuplicatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates",
    abstract: "Propose pairs of people who may be one person entered twice.",
    discussion: """
      One e-mail address is nearly enough; otherwise names must be alike and something else must agree: the organisation, \
      a team, the role, or that nobody else is called so. Two who sit on one cohort, are tied, or taught each other are two.

        ripple duplicates my-programme
        ripple duplicates programme.ripple --threshold 0.6
        ripple merge programme.ripple p00412 p00017      the first becomes the second; 'ripple undo' parts them again
      """)

  @OptionGroup var input: NetworkArgument
  @Option(help: "The least score of a pair that is shown, from 0 to 1.") var threshold = 0.75
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if !(0...1).contains(threshold) { throw ValidationError("--threshold is a score: give one from 0 to 1.") }
  }

  func run() throws {
    let file = try output.open()
    let network = try input.read()
    try writeDuplicates(network.likelyDuplicates(threshold: threshold), of: network, as: output.format, to: file)
  }
}

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Make one person of two in a store.",
    discussion: """
      Every record of the first goes over to the second, whose empty cells are filled from the first. Both histories stay, \
      'ripple undo' parts them again, and an import that still lists both leaves them merged.

        ripple merge programme.ripple p00412 p00017
      """)

  @OptionGroup var store: StoreArgument
  @Argument(help: "The id of the person who goes.") var duplicate: String
  @Argument(help: "The id of the person who stays.") var kept: String
  @OptionGroup var authorship: AuthorshipOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let file = try output.open()
    let made = try store.owner().merge(duplicate, into: kept, by: authorship.by, note: authorship.note)
    try writeHistory([made], as: output.format, to: file)
  }
}
