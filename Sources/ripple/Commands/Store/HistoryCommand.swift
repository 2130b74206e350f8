import ArgumentParser
import Rendering
import Store

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Say how a store, or one record in it, came to be what it is.",
    discussion: """
        ripple history programme.ripple            every change set: when, who, what
        ripple history programme.ripple p00012     what became of a person, cell by cell
      """)

  @OptionGroup var store: StoreArgument
  @Argument(help: "The id of a record.") var id: String?
  @OptionGroup var output: OutputOptions

  func run() throws {
    let file = try output.open()
    let reader = try StoreReader(store.path)
    let changes = try reader.history()
    if let id {
      try writeHistory(of: id, try reader.history(of: id), changes, as: output.format, to: file)
    } else {
      try writeHistory(changes, as: output.format, to: file)
    }
  }
}

/// The store a command is about.
struct StoreArgument: ParsableArguments {
  @Argument(
    help: "A store, as 'ripple import' makes it: a file, or postgres://user@host/database.",
    completion: .file(extensions: ["ripple"]))
  var path: String

  /// Opens the store to change it; a service that has it open lends the right.
  func owner() throws -> StoreOwner { try StoreOwner(path, borrowing: true) }
}

struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back a change set.",
    discussion: """
      What it added is taken out; what it changed, ended or took out is as it was. That is a change set of its own, so \
      that nothing is lost, and it can be undone. Change sets whose records were changed again are undone from the last.

        ripple history programme.ripple
        ripple undo programme.ripple 7 --note "wrong spreadsheet"
      """)

  @OptionGroup var store: StoreArgument
  @Argument(help: "The number of the change set.") var change: Int
  @OptionGroup var authorship: AuthorshipOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let file = try output.open()
    let made = try store.owner().undo(Int64(change), by: authorship.by, note: authorship.note)
    try writeHistory([made], as: output.format, to: file)
  }
}

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "List who changed a store, or verify that the list is whole.",
    discussion: """
      Each entry carries a hash over itself and the entry before, so that none can be altered or taken out of the middle. \
      Keep the last hash elsewhere to tell later whether the end was cut off. Commands that only read are not listed: \
      whoever may read the file can read it unseen.

        ripple audit programme.ripple
        ripple audit programme.ripple --verify
      """)

  @OptionGroup var store: StoreArgument
  @Flag(help: "Follow the hashes from the first entry to the last.") var verify = false
  @OptionGroup var output: OutputOptions

  func run() throws {
    let file = try output.open()
    let reader = try StoreReader(store.path)
    guard verify else { return try writeAudit(try reader.audit(), as: output.format, to: file) }
    let verdict = try reader.verifyAudit()
    try writeAuditVerdict(verdict, of: store.path, as: output.format, to: file)
    if verdict.firstBroken != nil { throw ExitCode(65) }
  }
}
