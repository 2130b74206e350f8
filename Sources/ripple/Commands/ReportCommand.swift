import ArgumentParser
import Insight
import Interchange
import Records
import Rendering

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a commissioner's report: one page of HTML, two sheets of A4 in print.",
    discussion: """
      What participants did with what they learnt, how far it was passed on, where to, how long it lasts, what was \
      observed of teams, one chain in words, how complete the records are, and the question that gives each figure. \
      Every count is shown as it is, small ones too: keep the file to those who may see the records.

        ripple report my-programme -o report.html
        ripple report my-programme --cohort c2022 -o c2022.html
        ripple report my-programme --names -o with-names.html
      """)

  @OptionGroup var input: NetworkArgument
  @Option(help: ArgumentHelp("The cohort it is about; the whole programme when left out.", valueName: "id"))
  var cohort: String?
  @Flag(help: "Let the story name people; otherwise it says what they are, such as a consultant surgeon.")
  var names = false
  @Option(
    name: [.customShort("o"), .long],
    help: "The file to write, which ends in .html; it appears whole or not at all.",
    completion: .file(extensions: ["html"]))
  var output: String

  func validate() throws {
    if !output.lowercased().hasSuffix(".html") {
      throw ValidationError("A report is written as HTML: name a file that ends in .html with -o.")
    }
  }

  func run() throws {
    let network = try input.read()
    let cohort = try cohort.map { try network.cohort($0) }
    let file = try OutputFile(path: output)
    Progress.step("Gathering the figures")
    let report = try network.commissionerReport(of: cohort)
    Progress.clear()
    var presentation = ReportPresentation()
    presentation.namesPeople = names
    try writeReport(report, of: network, presentation, to: file)
  }
}
