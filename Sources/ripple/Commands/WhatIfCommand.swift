import ArgumentParser
import Insight
import Records
import Rendering

struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whatif",
    abstract: "Show what would be different if some people left, got to know each other, or were trained.",
    discussion: """
      Two answers: how far the source would have reached had it been so all along, and, with --technique, how many would \
      take it up if it comes so now. Without --from or --cohort the source is everybody on any cohort.

        ripple whatif my-programme --remove p00119 --technique coaching
        ripple whatif my-programme --add-tie p00012,p00044 --train p00101 --technique coaching
      """)

  @OptionGroup var input: NetworkArgument
  @Option(parsing: .upToNextOption, help: ArgumentHelp("People who are not there.", valueName: "id"))
  var remove: [String] = []
  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Pairs who know each other: two ids and a comma.", valueName: "id,id"))
  var addTie: [String] = []
  @Option(parsing: .upToNextOption, help: ArgumentHelp("People who are trained.", valueName: "id"))
  var train: [String] = []
  @Option(parsing: .upToNextOption, help: ArgumentHelp("Whose reach: these people's.", valueName: "id"))
  var from: [String] = []
  @Option(help: ArgumentHelp("Whose reach: this cohort's.", valueName: "id")) var cohort: String?
  @Option(help: ArgumentHelp("The technique to forecast.", valueName: "id")) var technique: String?
  @OptionGroup var future: FutureOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if remove.isEmpty, addTie.isEmpty, train.isEmpty {
      throw ValidationError("Say what is different: give --remove, --add-tie or --train.")
    }
    for pair in addTie where pair.split(separator: ",", omittingEmptySubsequences: false).count != 2 {
      throw ValidationError("'\(pair)' given with --add-tie is no pair: write two ids with a comma between them.")
    }
    if !from.isEmpty, cohort != nil { throw ValidationError("Say whose reach: give --from or --cohort, not both.") }
    if time.asOf != nil {
      throw ValidationError("What comes next needs a record over time: give --until, not --as-of.")
    }
  }

  func run() throws {
    let network = try input.read()
    let window = try time.window(in: network)
    var reach = ReachOptions()
    reach.window = window
    reach.isDirected = future.directed
    let changes = try changes(in: network)
    let source = try source(in: network)
    let file = try output.open()
    Progress.step("Playing both")
    let answer = try network.whatIf(
      changes, reachOf: source, reach, forecasting: try technique.map { try network.technique($0) },
      future.options(during: window))
    Progress.clear()
    try writeWhatIf(answer, of: network, as: output.format, to: file)
  }

  private func changes(in network: Network) throws -> FutureChanges {
    var changes = FutureChanges()
    changes.leaving = Set(try remove.map { try network.person($0).int })
    changes.trained = Set(try train.map { try network.person($0).int })
    for pair in addTie {
      let ends = try pair.split(separator: ",").map { try network.person(String($0)).int }
      guard ends.count == 2, ends[0] != ends[1] else {
        throw QuestionError("'\(pair)' given with --add-tie joins somebody to themself: name two people")
      }
      changes.meeting.append((ends[0], ends[1]))
    }
    if let both = changes.leaving.intersection(changes.trained).min() {
      throw QuestionError("'\(network.people.rows[both].id)' is to be removed and trained: choose one")
    }
    return changes
  }

  private func source(in network: Network) throws -> ReachSource {
    if let cohort { return .cohort(try network.cohort(cohort)) }
    if !from.isEmpty { return .people(try from.map { try network.person($0) }) }
    guard network.cohorts.count > 0 else {
      throw QuestionError("this network has no cohort whose reach could be followed: name people with --from")
    }
    return .cohorts((0..<network.cohorts.count).map { RowIndex($0) })
  }
}
