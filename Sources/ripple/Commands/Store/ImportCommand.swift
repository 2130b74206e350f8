import ArgumentParser
import Insight
import Interchange
import Records
import Rendering
import Store

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take a network into a store, which remembers what was known when.",
    discussion: """
      What a source says now is compared with what it said the last time, and the difference is applied as one change \
      set: the same again changes nothing, and a cell that somebody edited by hand stays until the source has news in \
      that very cell. A record the source no longer holds is taken out, and can be had back with 'ripple undo'. Bad input \
      changes nothing. The store is made where there is none.

        ripple import my-programme --into programme.ripple --dry-run
        ripple import my-programme --into programme.ripple
        ripple import this-term/uses.csv --part --into programme.ripple
        ripple import my-programme --into postgres://ripple@db.example.nhs.uk/ripple
        ripple reach programme.ripple --cohort c2022      a store is a network
        ripple reach programme.ripple --cohort c2022 --as-known 2024-03-31
      """)

  @OptionGroup var input: NetworkArgument
  @OptionGroup var output: OutputOptions
  @OptionGroup var authorship: AuthorshipOptions
  @Option(
    help: "The store: a .ripple file, or postgres://user@host/database.", completion: .file(extensions: ["ripple"]))
  var into: String
  @Option(help: "The source's name, by which its next version is known; the network's file name unless given.")
  var source: String?
  @Flag(
    help: ArgumentHelp(
      "The network is a part of what the store holds.",
      discussion: """
        It may name people, teams and so on that the store knows, by id, or by name where a mapping reads it. It adds and \
        changes; what it leaves out, records and columns, stays as it is. One table's file, such as uses.csv, can be a part.
        """))
  var part = false
  @Flag(help: "Say what would change, and change nothing.") var dryRun = false

  func run() throws {
    let file = try output.open()
    if part, try !StoreReader.isThere(into) {
      throw QuestionError("\(into) is not there, so nothing can be a part of it: leave --part out")
    }
    let known = part ? try StoreReader(into).network() : nil
    let network = try input.read(partOf: known)
    let name = source ?? fileName(input.network)
    // What comes out of a server is in no file.
    let files =
      try PathKind(at: input.network) == .nothing
      ? []
      : networkFiles(at: input.network, through: input.map).map {
        SourceFile(name: $0.name, contents: try $0.contents())
      }
    let origin = ImportSource(name: name, files: files)
    Progress.step("Comparing with \(into)")
    defer { Progress.clear() }
    let result: ImportResult
    if dryRun, try !StoreReader.isThere(into) {
      result = ImportResult(difference: Difference(adding: network), change: nil)
    } else if dryRun {
      result = ImportResult(
        difference: try StoreReader(into).difference(of: network, from: origin, partOf: known), change: nil)
    } else {
      result = try StoreOwner(into, makingNew: true, borrowing: true).importNetwork(
        network, from: origin, partOf: known, by: authorship.by, note: authorship.note)
    }
    Progress.clear()
    try writeImport(result, from: name, into: into, isDone: !dryRun, as: output.format, to: file)
  }
}

/// Who changes a store, and why.
struct AuthorshipOptions: ParsableArguments {
  @Option(help: "Who makes the change; the user's name on this machine unless given.") var by: String = userName()
  @Option(help: "Why, for the history.") var note: String = ""
}
