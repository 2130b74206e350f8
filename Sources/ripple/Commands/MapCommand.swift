import ArgumentParser
import Interchange
import Records
import Rendering

struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Guess what the columns of your own spreadsheets, survey exports or graph files mean.",
    discussion: """
      Looks at headers and cells, shows what it takes each column for and why, and drafts a mapping: a file to correct by hand \
      and give to any other command with --map. Nothing is guessed later: what the mapping does not say is not done.

        ripple map survey.csv                        show the guesses
        ripple map survey.csv -o survey.map.json     and write the mapping
        ripple check survey.csv --map survey.map.json
        ripple reach survey.csv --map survey.map.json --from ann-lee

      \(Mapping.format)
      """)

  @Argument(
    help: "A CSV file, a folder of them, a workbook, a GraphML or GEXF file, whatever its columns are called.",
    completion: .file())
  var file: String
  @Option(help: "How to show the guesses: text to read, json in full, csv for a spreadsheet.")
  var format: OutputFormat = .text
  @Option(
    name: [.customShort("o"), .long], help: "Write the mapping to this file.",
    completion: .file(extensions: ["json"]))
  var output: String?

  func run() throws {
    let output = try output.map { try OutputFile(path: $0) }
    Progress.step("Looking at \(file)")
    let draft = try draftMapping(at: file)
    Progress.clear()
    for problem in draft.problems.kept { Progress.say(problem.description) }
    if let output { try draft.mapping.write(to: output) }
    try writeGuesses(draft, of: file, mapping: self.output, as: format, to: OutputFile(path: nil))
  }
}
