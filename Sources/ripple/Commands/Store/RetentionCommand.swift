import ArgumentParser
import Insight
import Records
import Rendering
import Store

struct RetentionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention",
    abstract: "Say for how long a programme's people are kept, see whose time is up, and erase them.",
    discussion: """
      Without --apply nobody is erased: the answer lists whom --apply would erase, by when their time was up. The time \
      runs from the end of a place on the programme, or of its cohort; of several programmes the longest rule counts, and \
      one without a rule keeps its people for good, as does a place that is still open.

        ripple retention programme.ripple                                            rules, and whose time is up
        ripple retention programme.ripple --programme 'OD practice' --months 60
        ripple retention programme.ripple --as-of 2027-12-31                         whose time will be up
        ripple retention programme.ripple --apply
      """)

  @OptionGroup var store: StoreArgument
  @Option(help: "The programme a rule is for, as cohorts.csv names it.") var programme: String?
  @Option(help: "Months from the end of a place on it.") var months: Int?
  @Option(help: "What becomes of the relations of those erased: keep or remove; keep unless told.")
  var structure: ErasedStructure?
  @Option(help: ArgumentHelp("Drop the rule of this programme.", valueName: "programme")) var drop: String?
  @Flag(help: "Erase everybody whose time is up; this cannot be undone.") var apply = false
  @Option(help: "Look at this time instead of now: a date.") var asOf: String?
  @OptionGroup var authorship: AuthorshipOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if (programme == nil) != (months == nil) { throw ValidationError("--programme and --months go together.") }
    if structure != nil, programme == nil { throw ValidationError("--structure goes with --programme.") }
    let ways = (programme == nil ? 0 : 1) + (drop == nil ? 0 : 1) + (apply ? 1 : 0)
    if ways > 1 { throw ValidationError("Give one of --programme, --drop, --apply at a time.") }
    if let months, !(0...1200).contains(months) { throw ValidationError("--months is a number: give 0 to 1200.") }
    if apply, asOf != nil { throw ValidationError("--as-of is for looking: what is applied is what is due now.") }
    if let asOf, (try? Stamp.parse(asOf, .calendar)) == nil {
      throw ValidationError("'\(asOf)' given with --as-of is no date such as 2024-03-31.")
    }
  }

  func run() throws {
    let file = try output.open()
    if let programme, let months {
      let rule = RetentionRule(programme: programme, months: months, structure: structure ?? .keep)
      try store.owner().keep(rule, by: authorship.by)
    } else if let drop {
      try store.owner().forgetRule(of: drop, by: authorship.by)
    }
    let reader = try StoreReader(store.path)
    let network = try reader.network()
    if network.scale == .integer {
      throw QuestionError("this network counts time in whole numbers, and people are kept for months: it needs dates")
    }
    let rules = try reader.retentionRules()
    let moment = try asOf.map { try Stamp.parse($0, .calendar).after - 1 } ?? secondsSince1970()
    let due = network.due(under: rules, at: moment)
    var erased: [ErasureCertificate] = []
    if apply {
      let owner = try store.owner()
      for one in due { erased.append(try owner.erase(one.person, structure: one.rule.structure, by: authorship.by)) }
    }
    let programmes = Set(network.cohorts.rows.map(\.programme))
    try writeRetention(
      rules, due: due, erased: apply ? erased : nil,
      unknown: rules.map(\.programme).filter { !programmes.contains($0) },
      as: output.format, to: file)
  }
}
