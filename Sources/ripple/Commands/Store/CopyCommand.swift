import ArgumentParser
import Rendering
import Store

struct CopyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy",
    abstract: "Copy a store with all its history to another place: from a file to a server, or back.",
    discussion: """
      Everything goes along: what was known when, accounts, requests, the audit. What was written is read again and compared \
      table by table, and is there whole or not at all; the counts and hashes are the same wherever the store is kept. Stop \
      what writes to the first one, and use the other one from then on.

        createdb --host db.example.nhs.uk --username ripple ripple
        ripple copy programme.ripple postgres://ripple@db.example.nhs.uk/ripple
        ripple copy postgres://ripple@db.example.nhs.uk/ripple programme.ripple
      """)

  @Argument(help: "The store: a file, or postgres://user@host/database.", completion: .file(extensions: ["ripple"]))
  var store: String
  @Argument(help: "Where it is to be: nothing, or an empty database.", completion: .file(extensions: ["ripple"]))
  var place: String
  @OptionGroup var output: OutputOptions

  func run() throws {
    let file = try output.open()
    Progress.step("Copying \(store)")
    defer { Progress.clear() }
    let tables = try StoreOwner.copy(store, to: place)
    Progress.clear()
    try writeCopy(tables, of: store, to: place, as: output.format, to: file)
  }
}
