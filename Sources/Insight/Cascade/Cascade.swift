public import Graph
public import Records

/// How credit is shared among the people somebody may have learnt from.
public enum CreditRule: Sendable {
  /// Each candidate gets the same.
  case equal
  /// A candidate's share halves with every half-life, in the network's time, since they adopted.
  case recency(halfLife: Int64)
}

/// What narrows a question about cascades.
public struct CascadeOptions: Sendable {
  /// One technique, or all of them.
  public var technique: RowIndex<Technique>?
  /// Only these people and those downstream of them; `nil` for everybody.
  public var from: [RowIndex<Person>]?
  /// How credit is shared among candidates; known sources share equally.
  public var credit = CreditRule.equal
  /// The part of time.
  public var window = TimeWindow.always
  /// Read ties that do not say which way they carry as forward.
  public var isDirected = false
  /// Every technique, everybody, equal credit, all of time.
  public init() {}
}

/// Somebody a person learnt from, or may have.
public struct CascadeSource: Sendable {
  /// Row in people.
  public let person: Int
  /// Share of the credit, 0 to 1; by recency, of somebody who adopted very long before, it may round to 0.
  public let credit: Double
  /// True when a record names them; false for a candidate in contact at the right time.
  public let isKnown: Bool
}

/// A person who adopted, and their place in the forest of who learnt from whom.
public struct Adopter: Sendable {
  /// Row in people.
  public let person: Int
  /// When they adopted; `Int64.min` when they always had.
  public let adopted: Moment
  /// Transmissions since the training.
  public let generation: Int
  /// Whom they learnt from; credit sums to 1, or there is nobody.
  public let sources: ArraySlice<CascadeSource>
  /// Place in the list of adopters of the source that stands above them in the forest; `nil` for a root.
  public let parent: Int?
  /// Credit received from direct followers.
  public let credit: Double
  /// Credit received from direct followers, theirs, and so on to the end.
  public let downstream: Double
}

/// One tree of the forest.
public struct CascadeTree: Sendable {
  /// Row in people.
  public let root: Int
  /// People in the tree.
  public let size: Int
  /// Steps from the root to the furthest.
  public let depth: Int
  /// Mean distance between two people of the tree (Goel et al. 2016); `nil` for a single person.
  public let structuralVirality: Double?
}

/// One generation of a cascade.
public struct CascadeGeneration: Sendable {
  /// Transmissions since the training.
  public let generation: Int
  /// People in it.
  public let people: Int
  /// Size of the next generation over that of this one; `nil` for the last.
  public let r: Double?
  /// 95% interval of R: Student's t on the mean number of followers a person of this generation led to, each follower
  /// shared equally among their sources in it. It speaks of how people differ, not of records that are missing. `nil`
  /// for the last generation, for fewer than five people, and in a part of a cascade that lacks some of the sources.
  public let rInterval: (low: Double, high: Double)?
  /// Credit received by each: how many direct followers a person of this generation led to. Unlike R it means the same in
  /// a part of a cascade, where followers may have other sources too.
  public let learnersEach: MeanInterval?
}

/// Who learnt one technique from whom, or, over all techniques, who brought whom to the first they used.
public struct Cascade: Sendable {
  /// The technique; `nil` for all of them.
  public let technique: RowIndex<Technique>?
  /// Adopters by time of adoption, then id.
  public let people: [Adopter]
  /// Number of adopters of whom `people` are a part; their number when they are all.
  public let adoptersInAll: Int
  /// Trees, the largest first.
  public let trees: [CascadeTree]
  /// The generations, from 0.
  public let generations: [CascadeGeneration]
  /// Share never directly trained: 1 - generation 0 / adopters.
  public let sharePeer: Double
  /// Further adopters for each of generation 0.
  public let multiplier: Double?
  /// Median time from a person's adoption to that of each who learnt from them, in the forest.
  public let medianTimeToPassOn: Double?
  /// The longest way down the forest, as places in `people`; of equals the one that ended first.
  public let longestChain: [Int]
}
