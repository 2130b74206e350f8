import ArgumentParser
import Insight
import Records
import Rendering

extension PlanModel: ExpressibleByArgument {}

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Choose whom to train, coach or invite next, so that most people are reached; or who could mentor whom.",
    discussion: """
      An attribute is any column of the people's table, or cohort, region or area. Quotas on one attribute add up; the \
      answer says what is promised under them. With --time contacts each dated tie is one try, in the order of time, as \
      'ripple spread simulate --time contacts' runs: from --since or the first date, to --until or the last. The answer names people: keep it to those entitled to it.

        ripple plan my-programme --choose 12 --already-trained
        ripple plan my-programme --choose 12 --quota area=Devon:4 --quota staff_group=Nursing:6
        ripple plan my-programme --budget 20000 --cost day_rate --candidates region='South West' --quota area=Devon:4
        ripple plan my-programme --choose 5 --time contacts --probability 0.3 --since 2024-01-01
        ripple plan my-programme --choose 5 --technique coaching --compare p00012 p00044
        ripple plan my-programme --choose 10 --mentors
      """)

  @OptionGroup var input: NetworkArgument
  @Option(help: "How many to choose.") var choose: Int?
  @Option(help: "What may be spent, instead of a number to choose.") var budget: Double?
  @Option(help: ArgumentHelp("With --budget: the column that says what each costs.", valueName: "field"))
  var cost: String?
  @Option(help: "How influence goes: ic, one try at each; lt, enough of those who can influence you.")
  var model: PlanModel = .ic
  @Option(help: "With ic: how likely a try is to succeed; 0.1 unless told.") var probability: Double?
  @Flag(help: "With lt: let ties count by their weights.") var weighted = false
  @Option(help: "In steps along ties that always hold, or in the order of time along dated ties.")
  var time: SimulationTime = .static
  @Option(help: ArgumentHelp("At most so many with this value.", valueName: "field=value:max"))
  var quota: [String] = []
  @Option(help: ArgumentHelp("Choose among people with this value only.", valueName: "field=value"))
  var candidates: [String] = []
  @Option(parsing: .upToNextOption, help: ArgumentHelp("Leave these out of the choice.", valueName: "id"))
  var exclude: [String] = []
  @Option(parsing: .upToNextOption, help: ArgumentHelp("These are trained or chosen already.", valueName: "id"))
  var already: [String] = []
  @Flag(help: "Everybody with an enrolment is trained already.") var alreadyTrained = false
  @Option(help: ArgumentHelp("Everybody who has used this technique is reached already.", valueName: "id"))
  var technique: String?
  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Compare with this choice, such as last year's.", valueName: "id"))
  var compare: [String] = []
  @Option(help: "What the plan may fall short by, as a share: less takes longer; 0.1 unless told.")
  var error: Double?
  @Option(help: "In how many ways things could go plans are compared; 1000 unless told.") var runs: Int?
  @Flag(help: "Instead: match everybody with the nearest of the --choose people named by most.") var mentors = false
  @Option(help: "Another seed draws other ways things could go.") var seed: UInt64 = 1
  @Flag(help: "Read ties that do not say which way they carry as running from their first to their second person.")
  var directed = false
  @OptionGroup var window: TimeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if mentors { return try validateMentors() }
    if (choose == nil) == (budget == nil) {
      throw ValidationError("Say how many: give --choose N, or --budget AMOUNT with --cost FIELD.")
    }
    if let choose, choose < 1 { throw ValidationError("--choose is how many to choose: give 1 or more.") }
    if (budget == nil) != (cost == nil) {
      throw ValidationError("--budget AMOUNT and --cost FIELD go together.")
    }
    if let budget, !(budget >= 0 && budget < .infinity) {
      throw ValidationError("--budget is what may be spent: give a number from 0 on.")
    }
    if model == .lt, probability != nil { throw ValidationError("--probability goes with --model ic.") }
    if model == .ic, weighted { throw ValidationError("--weighted goes with --model lt.") }
    if let probability, !(0...1).contains(probability) {
      throw ValidationError("--probability is how likely a try is to succeed: give 0 to 1.")
    }
    if let error, !(0.01...0.5).contains(error) { throw ValidationError("--error is a share: give 0.01 to 0.5.") }
    if let runs, !(2...1_000_000).contains(runs) { throw ValidationError("--runs is a number: give 2 to 1000000.") }
    for text in quota { _ = try Self.quota(text) }
    for text in candidates { _ = try Self.pair(text, "--candidates") }
  }

  private func validateMentors() throws {
    guard let choose, choose >= 1 else { throw ValidationError("--mentors needs --choose N, the number of leaders.") }
    let others =
      budget != nil || cost != nil || probability != nil || weighted || !quota.isEmpty || !candidates.isEmpty
      || !already.isEmpty || alreadyTrained || technique != nil || !compare.isEmpty || error != nil || runs != nil
      || directed || time != .static
    if others || model != .ic { throw ValidationError("--mentors goes with --choose and --exclude alone.") }
  }

  private static func pair(_ text: String, _ option: String) throws -> (field: String, value: String) {
    guard let place = text.firstIndex(of: "="), place != text.startIndex, text.index(after: place) != text.endIndex
    else { throw ValidationError("'\(text)' given with \(option) is no attribute and value: write FIELD=VALUE.") }
    return (String(text[..<place]), String(text[text.index(after: place)...]))
  }

  private static func quota(_ text: String) throws -> PlanQuota {
    guard let place = text.lastIndex(of: ":"), let most = Int(text[text.index(after: place)...]), most >= 0 else {
      throw ValidationError("'\(text)' given with --quota is no quota: write FIELD=VALUE:MAX.")
    }
    let (field, value) = try pair(String(text[..<place]), "--quota")
    return PlanQuota(field: field, value: value, most: most)
  }

  func run() throws {
    let network = try input.read()
    func rows(_ ids: [String]) throws -> [RowIndex<Person>] {
      var rows: [RowIndex<Person>] = []
      for id in ids {
        let row = try network.person(id)
        if !rows.contains(row) { rows.append(row) }
      }
      return rows
    }
    let window = try window.window(in: network)
    if mentors {
      let file = try output.open()
      let found = network.mentors(choose ?? 1, during: window, excluding: try rows(exclude))
      return try writeMentors(found, of: network, for: .recordHolder, as: output.format, to: file)
    }
    var question = PlanQuestion()
    question.count = choose
    if let budget, let cost { question.budget = PlanBudget(total: budget, field: cost) }
    question.model = model
    question.probability = probability ?? question.probability
    question.isWeighted = weighted
    question.time = time
    question.quotas = try quota.map(Self.quota)
    question.candidates = try candidates.map { try Self.pair($0, "--candidates") }
    question.excluded = try rows(exclude)
    question.already = try rows(already)
    question.alreadyTrained = alreadyTrained
    question.technique = try technique.map { try network.technique($0) }
    question.compared = try rows(compare)
    question.error = error ?? question.error
    question.worlds = runs ?? question.worlds
    question.seed = seed
    question.window = window
    question.isDirected = directed
    let file = try output.open()
    Progress.step("Choosing")
    let plan = try network.plan(question)
    Progress.clear()
    try writePlan(plan, of: network, for: .recordHolder, as: output.format, to: file)
  }
}
