import ArgumentParser
import Insight
import Interchange
import Records
import Rendering

extension GraphMLFlavour: ExpressibleByArgument {}

/// What is reckoned for an export, to stand in it beside what is on record.
struct ReckoningOptions: ParsableArguments {
  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      "Reckon these of every node, separated by commas: reach, adoption, generation, community, or any measure of nodes of 'ripple centrality'.",
      valueName: "name,..."),
    completion: .list(Reckoning.names))
  var names: String?
  @Option(help: ArgumentHelp("The technique that adoption and generation are of.", valueName: "id"))
  var technique: String?
  @Option(help: ArgumentHelp("The attribute that makes the groups brokerage is between.", valueName: "attribute"))
  var by: String?
  @Flag(help: "With --with: follow edges from their first to their second end only.") var directed = false
  @Option(
    help: ArgumentHelp(
      "Take along what stands in this table of people, a column id and others, such as 'ripple scale' writes.",
      valueName: "file.csv"),
    completion: .file(extensions: ["csv"]))
  var columns: String?
  @Flag(help: "Give every node a place in a drawing, x and y.") var layout = false

  /// True when anything is asked for.
  var isAsked: Bool { names != nil || columns != nil || layout }

  /// What was asked for; each once.
  private func reckonings() throws -> [Reckoning] {
    var found: [Reckoning] = []
    for name in names?.split(separator: ",", omittingEmptySubsequences: false) ?? [] {
      guard let reckoning = Reckoning(String(name)) else {
        throw ValidationError(
          "'\(name)' given with --with cannot be reckoned: choose from \(Reckoning.names.joined(separator: ", ")).")
      }
      if !found.contains(reckoning) { found.append(reckoning) }
    }
    return found
  }

  func validate() throws {
    let reckonings = try reckonings()
    if technique == nil, reckonings.contains(where: \.needsTechnique) {
      throw ValidationError("adoption and generation are of one technique: name it with --technique.")
    }
    if technique != nil, !reckonings.contains(where: \.needsTechnique) {
      throw ValidationError("--technique goes with --with adoption or generation.")
    }
    if by == nil, reckonings.contains(where: \.needsGroups) {
      throw ValidationError("Brokerage stands between groups: name the attribute that makes them with --by.")
    }
    if by != nil, !reckonings.contains(where: \.needsGroups) {
      throw ValidationError("--by goes with --with brokerage or one of its roles.")
    }
    if directed, names == nil { throw ValidationError("--directed goes with --with.") }
  }

  /// What goes beside the records of a view, but for places.
  func columns(in network: Network, _ view: View, _ window: TimeWindow) throws -> [NodeColumn] {
    let reckonings = try reckonings()
    if reckonings.isEmpty, columns == nil { return [] }
    Progress.step("Reckoning")
    let reckoned = try network.columns(
      reckonings, of: view, technique: try technique.map { try network.technique($0) }, during: window,
      isDirected: directed, by: by)
    guard let columns else { return reckoned }
    let taken = try ColumnTable([columns], of: network).columns(of: view, in: network) { name in
      ScaleMeasure.meaning(ofColumn: name) ?? "what \(fileName(columns)) says of somebody"
    }
    if let twice = taken.first(where: { column in reckoned.contains { $0.name == column.name } }) {
      throw QuestionError("\(columns) and --with both give \(twice.name): leave it out of one of them")
    }
    return reckoned + taken
  }
}
