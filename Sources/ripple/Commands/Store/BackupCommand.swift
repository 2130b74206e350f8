import ArgumentParser
import Rendering
import Store

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy a store while it is in use, and look the copy through.",
    discussion: """
      The copy is of one moment, holds nothing of what was deleted, and is compared row by row with the sums written with \
      them. Keep its hash: it tells later that the file is the same. A store in PostgreSQL is backed up by the server's own \
      means, pg_basebackup or pg_dump.

        ripple backup programme.ripple 2024-06-30.ripple
      """)

  @OptionGroup var store: StoreArgument
  @Argument(help: "The file to make.", completion: .file()) var file: String
  @OptionGroup var output: OutputOptions

  func run() throws {
    let answer = try output.open()
    try writeBackup(try StoreReader(store.path).backUp(to: file), file, as: output.format, to: answer)
  }
}

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in a store's place.",
    discussion: """
      The backup is looked through first. A store that is there already is replaced only when that is said, and not while \
      it is in use.

        ripple restore 2024-06-30.ripple programme.ripple --replace
      """)

  @Argument(help: "The backup.", completion: .file()) var backup: String
  @Argument(help: "The store it becomes.", completion: .file()) var store: String
  @Flag(help: "Replace the store that is there.") var replace = false
  @OptionGroup var output: OutputOptions

  func run() throws {
    let answer = try output.open()
    let restored = try StoreOwner.restore(backup, to: store, replacing: replace)
    try writeBackup(restored, store, as: output.format, to: answer)
  }
}
