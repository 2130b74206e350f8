import ArgumentParser
import Insight
import Records
import Rendering
import Store

extension ErasedStructure: ExpressibleByArgument {}

struct SubjectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "subject",
    abstract: "Serve a person's rights: what is held of them, what they consent to, and to be forgotten.",
    discussion: """
        ripple subject report programme.ripple p00012                    everything held, of all times
        ripple subject consent programme.ripple p00012 --listed no       at once; no import takes it back
        ripple subject erase programme.ripple p00012 --structure keep
      """, subcommands: [Report.self, Consent.self, Erase.self])

  struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "report", abstract: "Give everything the store holds of a person, to read or as JSON.")
    @OptionGroup var store: StoreArgument
    @Argument(help: "The person's id.") var id: String
    @OptionGroup var output: OutputOptions

    func run() throws {
      let file = try output.open()
      let reader = try StoreReader(store.path)
      let records = try reader.subjectReport(id)
      try writeHistory(of: id, records, try reader.changes(in: records), as: output.format, to: file)
    }
  }

  struct Consent: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "consent", abstract: "Say whether a person may be found by peers, and introduces others.")
    @OptionGroup var store: StoreArgument
    @Argument(help: "The person's id.") var id: String
    @Option(help: "Whether peers may find the person: yes or no.") var listed: String?
    @Option(help: "Whether the person introduces others: yes or no.") var introduces: String?
    @OptionGroup var authorship: AuthorshipOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      if listed == nil, introduces == nil { throw ValidationError("give --listed or --introduces, yes or no.") }
      for answer in [listed, introduces].compactMap(\.self) where answer != "yes" && answer != "no" {
        throw ValidationError("'\(answer)' is neither yes nor no.")
      }
    }

    func run() throws {
      let file = try output.open()
      var cells: [String: String] = [:]
      cells["listed"] = listed
      cells["introduces"] = introduces
      let result = try store.owner().edit(
        .change(.people, .id(id), cells), by: authorship.by, note: authorship.note)
      try writeEdit(result, of: .people, as: output.format, to: file)
    }
  }

  struct Erase: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "erase",
      abstract: "Forget a person, in what is known and in all that ever was.",
      discussion: """
        Their record is blanked, their id becomes a random one, and their name and addresses are taken out of every text. \
        With --structure keep their relations stay under that id, so that figures stay what they are; with remove those go \
        too. This cannot be undone, and reports as known earlier change with it. An import that still holds the person \
        leaves them out, told by a key in the file STORE-key: keep that file, apart from the backups. Exports and backups \
        made before still hold the person: the certificate lists what the service gave, and of what commands wrote there is \
        no list.

          ripple subject erase programme.ripple p00012 --structure keep
        """)
    @OptionGroup var store: StoreArgument
    @Argument(help: "The person's id.") var id: String
    @Option(help: "What becomes of their relations: keep or remove.") var structure: ErasedStructure
    @OptionGroup var authorship: AuthorshipOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let file = try output.open()
      let certificate = try store.owner().erase(id, structure: structure, by: authorship.by)
      try writeErasure(certificate, of: store.path, as: output.format, to: file)
    }
  }
}
