/// What another engine worked out of a whole network, in figures.
public struct ScaleAnswer: Sendable {
  /// Where it ran, as the engine calls it.
  public let master: String
  /// What was worked out.
  public let measures: [ScaleMeasure]
  /// The figures the engine gave, by name.
  public let figures: [String: Int]
  /// The file, or folder of files, with the columns of everybody.
  public let columns: String
  /// How to take the columns along in an export; `nil` where there is no network to export.
  public let export: String?

  /// An answer.
  public init(master: String, measures: [ScaleMeasure], figures: [String: Int], columns: String, export: String?) {
    self.master = master
    self.measures = measures
    self.figures = figures
    self.columns = columns
    self.export = export
  }
}

extension ScaleMeasure {
  /// The names of the figures it comes with.
  public var figures: [String] {
    switch self {
    case .degree: ["edges", "greatestDegree"]
    case .components: ["components", "largestComponent"]
    case .pagerank: ["pagerankRounds"]
    case .core: ["greatestCore"]
    case .communities: ["labelCommunities", "largestLabelCommunity", "labelRounds"]
    case .reach: ["sources", "reached"]
    case .cascade: ["adopters", "trees", "largestTree"]
    }
  }
}
