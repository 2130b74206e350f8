import ArgumentParser
import Records
import Rendering
import Store

extension TableName: ExpressibleByArgument {}

struct EditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Add, change, end or take out one record of a store.",
    discussion: """
      Cells are given as column=text, with the columns of the tables; an empty text empties a cell. A record without an \
      id is called by its number, as #12, which 'ripple history' tells. Every rule for tables holds.

        ripple edit add programme.ripple people id=p900 name="Ada Obi" organisation_id=o001
        ripple edit change programme.ripple people p900 role="Ward manager"
        ripple edit end programme.ripple uses u0042 2024-06-30
        ripple edit remove programme.ripple ties '#17' --note "entered twice"
      """, subcommands: [Add.self, Change.self, End.self, Remove.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a record.")
    @OptionGroup var store: StoreArgument
    @Argument(help: "The table.") var table: TableName
    @Argument(help: "Its cells: column=text ...") var cells: [String]
    @OptionGroup var authorship: AuthorshipOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try apply(.add(table, try parsed(cells)), store, nil, authorship, output) }
  }

  struct Change: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "change", abstract: "Change cells of a record.")
    @OptionGroup var store: StoreArgument
    @Argument(help: "The table.") var table: TableName
    @Argument(help: "The record's id, or #number.") var record: String
    @Argument(help: "The cells that become others: column=text ...") var cells: [String]
    @Option(help: "Refuse when another change set than this one changed the record last.") var expecting: Int?
    @OptionGroup var authorship: AuthorshipOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      try apply(.change(table, RecordAddress(record), try parsed(cells)), store, expecting, authorship, output)
    }
  }

  struct End: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "end", abstract: "Say until when a record held.")
    @OptionGroup var store: StoreArgument
    @Argument(help: "The table.") var table: TableName
    @Argument(help: "The record's id, or #number.") var record: String
    @Argument(help: "The last day or time it held.") var end: String
    @Option(help: "Refuse when another change set than this one changed the record last.") var expecting: Int?
    @OptionGroup var authorship: AuthorshipOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      try apply(.change(table, RecordAddress(record), ["end": end]), store, expecting, authorship, output)
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Take out a record that never was so.")
    @OptionGroup var store: StoreArgument
    @Argument(help: "The table.") var table: TableName
    @Argument(help: "The record's id, or #number.") var record: String
    @Option(help: "Refuse when another change set than this one changed the record last.") var expecting: Int?
    @OptionGroup var authorship: AuthorshipOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try apply(.remove(table, RecordAddress(record)), store, expecting, authorship, output) }
  }

  /// The cells by column.
  private static func parsed(_ cells: [String]) throws -> [String: String] {
    var parsed: [String: String] = [:]
    for cell in cells {
      guard let mark = cell.firstIndex(of: "="), mark > cell.startIndex else {
        throw ValidationError("'\(cell)' is not column=text.")
      }
      parsed[String(cell[..<mark])] = String(cell[cell.index(after: mark)...])
    }
    return parsed
  }

  private static func apply(
    _ edit: RecordEdit, _ store: StoreArgument, _ expecting: Int?, _ authorship: AuthorshipOptions,
    _ output: OutputOptions
  ) throws {
    let file = try output.open()
    let result = try store.owner().edit(
      edit, expecting: expecting.map { Int64($0) }, by: authorship.by, note: authorship.note)
    try writeEdit(result, of: edit.table, as: output.format, to: file)
  }
}
