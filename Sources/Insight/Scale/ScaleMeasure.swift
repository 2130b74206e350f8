/// What another engine can work out of everybody in a network that is too large for this one.
public enum ScaleMeasure: String, Sendable, CaseIterable {
  /// How many others each is tied to.
  case degree
  /// Which groups there is no tie between.
  case components
  /// PageRank.
  case pagerank
  /// Core numbers.
  case core
  /// Communities by the passing on of labels.
  case communities
  /// When influence from some people arrives at everybody, in the order of time.
  case reach
  /// The tree of who had a technique from whom that each adopter stands in.
  case cascade

  /// What each column says that an engine gives for it, in one line.
  public var columns: [(name: String, meaning: String)] {
    switch self {
    case .degree:
      [
        ("degree", "how many others somebody is tied to; with directions, both ways added"),
        ("in_degree", "how many name somebody"), ("out_degree", "how many somebody names"),
      ]
    case .components: [("component", "the group somebody hangs together with, called after one member")]
    case .pagerank: [("pagerank", "how much somebody is turned to by people who are themselves turned to")]
    case .core: [("core", "the most neighbours everybody has in the densest group somebody belongs to")]
    case .communities: [("label_community", "the group whose label somebody took from those around them")]
    case .reach:
      [
        ("reach_arrival", "when influence from those asked about can first have got to somebody"),
        ("reach_generation", "over how many steps it came"),
      ]
    case .cascade:
      [
        ("cascade_root", "where the chain of sources on record begins that brought the technique to somebody"),
        ("cascade_size", "how many people stand in the tree from there"),
      ]
    }
  }

  /// What a column of any of them says; `nil` for one that none gives.
  public static func meaning(ofColumn name: String) -> String? {
    allCases.lazy.flatMap(\.columns).first { $0.name == name }?.meaning
  }
}
