import ArgumentParser
import Interchange

/// What is written about an export, beside it.
struct CompanionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write what the export does not carry as JSON here, instead of as sentences to the screen.",
      valueName: "file.json"),
    completion: .file())
  var report: String?
  @Option(
    help: ArgumentHelp(
      "Write what every column of the export says, its type, and how many are filled.", valueName: "file.csv"),
    completion: .file())
  var dictionary: String?
  @Flag(help: "Write a few lines of Python and of R that load the export, beside it: its name with .py and .R.")
  var snippet = false

  /// Checks what goes with what; `format` is `nil` for a picture, `isWhole` says that tables would hold everything.
  func validate(_ format: LoadingSnippet?, isWhole: Bool, output: String?) throws {
    for (option, path) in [("--report", report), ("--dictionary", dictionary)] where path != nil {
      if format == nil || (format == .tables && isWhole) {
        throw ValidationError(
          "\(option) goes with graphml, gexf, dot, json, csv and spells: tables hold everything, and pictures are no data."
        )
      }
      if path == output { throw ValidationError("\(option) and -o name the same file: choose another.") }
    }
    if report != nil, report == dictionary {
      throw ValidationError("--report and --dictionary name the same file: choose another.")
    }
    guard snippet else { return }
    if format == nil { throw ValidationError("--snippet loads data: leave it out for pictures.") }
    if output == nil { throw ValidationError("--snippet is written beside the export: name that with -o.") }
  }

  /// Writes what is to be said about an export.
  func write(_ report: ExportReport, for flavour: GraphMLFlavour?) throws {
    if let path = self.report {
      try writeReport(report, flavour: flavour, to: OutputFile(path: path))
    } else {
      for note in report.notes { Progress.say(note) }
    }
    if let dictionary {
      try writeDictionary(report.dictionary, anonymity: report.anonymity, to: OutputFile(path: dictionary))
    }
  }

  /// Writes the lines that load an export.
  func writeSnippets(_ format: LoadingSnippet?, output: String?) throws {
    guard snippet, let format, var path = output else { return }
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    // Of the files in a folder of spells this is the one with them.
    let read = format == .spells && PathKind(at: path) == .folder ? "\(path)/edge.spells.csv" : path
    for (ending, text) in [(".py", format.python(read)), (".R", format.r(read))] {
      let file = try OutputFile(path: path + ending)
      try file.write(text)
      try file.finish()
    }
  }
}
