import Algorithms
import Graph
public import Insight
public import Interchange
public import Records

/// Something that can be reckoned of everybody and stand in an export beside what is on record.
public enum Reckoning: Sendable, Equatable {
  /// People each person can have affected, in the order of time.
  case reach
  /// When each person took up a technique.
  case adoption
  /// Transmissions between the training and each person, in the cascade of a technique.
  case generation
  /// The group each node has more ties within than chance would have it.
  case community
  /// A measure of centrality.
  case centrality(CentralityMeasure)

  /// What an option names; `nil` for nothing known.
  public init?(_ name: String) {
    switch name {
    case "reach": self = .reach
    case "adoption": self = .adoption
    case "generation": self = .generation
    case "community": self = .community
    default:
      guard let measure = Self.measures.first(where: { $0.rawValue == name }) else { return nil }
      self = .centrality(measure)
    }
  }

  /// Every name that is known.
  public static let names = ["reach", "adoption", "generation", "community"] + measures.map(\.rawValue)

  /// Measures of nodes.
  private static let measures = CentralityMeasure.allCases.filter { !$0.isOfEdges }

  /// True for what is about one technique.
  public var needsTechnique: Bool { self == .adoption || self == .generation }

  /// True for what stands between groups, which an attribute makes.
  public var needsGroups: Bool {
    guard case .centrality(let measure) = self else { return false }
    return measure.needsGroups
  }
}

extension Network {
  /// What was asked for as columns over the nodes of a view, in the order asked for.
  ///
  /// Measures and communities are of the view, without weights; they are about single people, so they are for whoever
  /// holds the records.
  ///
  /// - Parameters:
  ///   - reckonings: What to reckon; what needs a technique needs one here.
  ///   - view: The view that is written.
  ///   - technique: The technique that adoption and generation are of.
  ///   - window: The part of time.
  ///   - isDirected: Follow edges from their first to their second end only.
  ///   - by: The attribute that makes groups, for what needs them.
  /// - Throws: ``QuestionError`` as ``centrality(_:on:_:)``.
  public func columns(
    _ reckonings: [Reckoning], of view: View, technique: RowIndex<Technique>?, during window: TimeWindow,
    isDirected: Bool, by: String? = nil
  ) throws(QuestionError) -> [NodeColumn] {
    var columns: [NodeColumn] = []
    for reckoning in reckonings {
      switch reckoning {
      case .reach: columns.append(reachColumn(view, window, isDirected))
      case .adoption, .generation:
        var options = CascadeOptions()
        options.technique = technique
        options.window = window
        options.isDirected = isDirected
        let forest = forest(options)
        columns.append(
          reckoning == .adoption ? adoptionColumn(forest, view) : generationColumn(forest, view))
      case .community:
        let graph = try graph(of: view, during: window, isDirected: isDirected)
        let membership = graph.communities(isWeighted: false).membership
        columns.append(
          NodeColumn(
            "community", .whole(membership.map { $0 + 1 }),
            meaning: "group with more ties within it than chance would have it; 1 is the largest (ripple communities)"))
      case .centrality(let measure):
        var options = CentralityOptions()
        options.isDirected = isDirected
        options.window = window
        if measure.needsGroups { options.by = by }
        for scores in try centrality([measure], on: view, options) {
          columns.append(column(scores))
        }
      }
    }
    return columns
  }

  /// Where the nodes of a view lie in a drawing.
  public func places(of view: View, during window: TimeWindow) throws(QuestionError) -> NodePlaces {
    // Edges of a drawing are longer than names are.
    let length = 160.0
    let layout = layout(of: try graph(of: view, during: window).graph)
    return NodePlaces(x: layout.x.map { $0 * length }, y: layout.y.map { $0 * length })
  }

  /// Values of people, and none for the other nodes of a view.
  private func ofPeople<Value>(_ view: View, _ values: [Value?]) -> [Value?] {
    let space = space(of: view)
    let people = space.range(of: .person)
    return (0..<space.count).map { people.contains($0) ? values[$0 - people.lowerBound] : nil }
  }

  private func reachColumn(_ view: View, _ window: TimeWindow, _ isDirected: Bool) -> NodeColumn {
    var options = ReachOptions()
    options.window = window
    options.isDirected = isDirected
    let reach = reachOfEveryone(options)
    return NodeColumn(
      "reach", .whole(ofPeople(view, reach.reached)),
      meaning: "how many other people somebody can have affected, in the order of time, on any evidence"
        + (reach.relativeError == nil ? "" : " (estimated)"))
  }

  private func adoptionColumn(_ forest: Cascade, _ view: View) -> NodeColumn {
    var adopted = [Int64?](repeating: nil, count: people.count)
    for adopter in forest.people where adopter.adopted != .min { adopted[adopter.person] = adopter.adopted }
    let meaning = "when somebody took up \(name(of: forest)); nothing for those who did not, or always had"
    let values = ofPeople(view, adopted)
    guard scale == .calendar else {
      return NodeColumn("adoption", .whole(values.map { $0.map(Int.init) }), meaning: meaning)
    }
    let unit = unit
    return NodeColumn("adoption", .text(values.map { $0.map(unit.text) }), isTime: true, meaning: meaning)
  }

  private func generationColumn(_ forest: Cascade, _ view: View) -> NodeColumn {
    var generation = [Int?](repeating: nil, count: people.count)
    for adopter in forest.people { generation[adopter.person] = adopter.generation }
    return NodeColumn(
      "generation", .whole(ofPeople(view, generation)),
      meaning: "how many times \(name(of: forest)) was passed on before it came to somebody; 0 for the trained")
  }

  private func name(of forest: Cascade) -> String {
    forest.technique.map { label(.technique, $0.int) } ?? "any technique"
  }

  private func column(_ scores: CentralityScores) -> NodeColumn {
    let values = scores.values.shown(to: .recordHolder) ?? []
    let meaning = scores.measure.meaning + (scores.note.map { " (\($0))" } ?? "")
    let name = Self.snakeCased(scores.measure.rawValue)
    guard scores.measure.isCount else { return NodeColumn(name, .decimal(values), meaning: meaning) }
    return NodeColumn(name, .whole(values.map { $0.flatMap { Int(exactly: $0) } }), meaning: meaning)
  }

  /// Words that begin with a capital, in small letters with underscores between.
  private static func snakeCased(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
  }
}

extension CentralityMeasure {
  /// True where values are whole numbers as long as weights do not count.
  fileprivate var isCount: Bool {
    switch self {
    case .degree, .inDegree, .outDegree, .core, .triangles: true
    default: false
    }
  }
}
