import ArgumentParser
import Disclosure
import Insight
import Interchange
import Records
import Rendering

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a commissioner's report: one page of HTML, or two sheets of A4 as PDF.",
    discussion: """
      What participants did with what they learnt, how far it was passed on, where to, how long it lasts, what was \
      observed of teams, one chain in words, how complete the records are, and the question that gives each figure. \
      Small counts of people are hidden by the rule of --disclosure, and with them what they could be found from by \
      subtraction. With --release-log, a report that would tell of a few people by its difference from an earlier one is \
      not written.

        ripple report my-programme -o report.html
        ripple report my-programme --release-log given-out.json -o report.html
        ripple report my-programme --disclosure none -o for-ourselves.html
        ripple report my-programme --cohort c2022 -o c2022.pdf
        ripple report my-programme --names -o with-names.html
      """)

  @OptionGroup var input: NetworkArgument
  @Option(help: ArgumentHelp("The cohort it is about; the whole programme when left out.", valueName: "id"))
  var cohort: String?
  @Option(help: ArgumentHelp("How small counts of people are shown.", valueName: "policy"))
  var disclosure = DisclosurePolicy.nhsHES
  @Option(
    help: ArgumentHelp(
      "A file that keeps in mind what was given out before, under marks instead of names; made where there is none.",
      valueName: "file"),
    completion: .file())
  var releaseLog: String?
  @Flag(help: "Let the story name people; otherwise it says what they are, such as a consultant surgeon.")
  var names = false
  @Option(
    name: [.customShort("o"), .long],
    help:
      "The file to write, which ends in .html, or in .pdf where Chromium is installed; it appears whole or not at all.",
    completion: .file(extensions: ["html", "pdf"]))
  var output: String

  func validate() throws {
    if !output.lowercased().hasSuffix(".html"), !isPrinted {
      throw ValidationError("A report is HTML or PDF: name a file that ends in .html or .pdf with -o.")
    }
    if releaseLog != nil, disclosure == .none {
      throw ValidationError("Where every count is shown there is nothing to guard: leave --release-log out.")
    }
  }

  private var isPrinted: Bool { output.lowercased().hasSuffix(".pdf") }

  func run() throws {
    let printer = try isPrinted ? ReportPrinter() : nil
    let network = try input.read()
    let cohort = try cohort.map { try network.cohort($0) }
    let file = try OutputFile(path: output)
    Progress.step("Gathering the figures")
    let report = try network.commissionerReport(of: cohort)
    Progress.clear()
    if let releaseLog { try ReleaseLogFile(path: releaseLog).release(report, of: network, under: disclosure) }
    var presentation = ReportPresentation()
    presentation.policy = disclosure
    presentation.namesPeople = names
    guard let printer else { return try writeReport(report, of: network, presentation, to: file) }
    Progress.step("Printing")
    try printer.print(to: file) { try writeReport(report, of: network, presentation, to: $0) }
    Progress.clear()
  }
}
