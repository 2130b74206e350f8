public import Graph
public import Records

/// What somebody looks for among their peers.
public struct PeerQuestion: Sendable {
  /// What they should be able to do.
  public var skill: Skill
  /// Who asks; never in the answer.
  public var near: RowIndex<Person>?
  /// How many peers to name at most.
  public var limit = 10
  /// Only people who work in, or have supported, a team of this setting.
  public var setting: String?
  /// Only people of this staff group.
  public var staffGroup: String?
  /// Only people whose organisation lies in this area; see `Network.area(of:)`.
  public var area: String?
  /// Only people who are on record as using it at this moment or later.
  public var since: Moment?
  /// Which turn it is: among people who are nearly as good somebody else is named first each time; `nil` for the best
  /// always first.
  public var turn: Int?

  /// A question for the ten best.
  public init(_ skill: Skill) { self.skill = skill }
}

/// Somebody who can help, and why.
public struct Peer: Sendable {
  /// Who.
  public let person: RowIndex<Person>
  /// Evidence × recency / (1 + load); see ``PeerScore``.
  public let score: Double
  /// Which technique of the skill the score is of.
  public let technique: RowIndex<Technique>
  /// The surest record of the person's using it.
  public let evidence: Evidence
  /// The last moment they are known to have used it; `nil` where nothing has a time.
  public let lastUsed: Moment?
  /// Whether a record of it goes on beyond the moment asked about.
  public let isInUse: Bool
  /// Engagements with teams that are going on.
  public let engagements: Int
  /// How many requests a month the person can take, where that is known.
  public let capacity: Int?
  /// Steps from whoever asks; `nil` when nobody does, or there is no way that can be shown.
  public let distance: Int?
  /// From whoever asks to this person, each of those between having agreed to introduce others; empty where there is no
  /// such way of at most three steps.
  public let introduction: [RowIndex<Person>]
}

/// People with a skill, best first.
public struct Peers: Sendable {
  /// The people.
  public let peers: [Peer]
  /// The moment asked about; `nil` where nothing has a time.
  public let moment: Moment?
  /// Beyond how many steps nothing was looked for; `nil` where all ways were followed.
  public let farthest: Int?
  /// The length of time in which a use comes to count for half.
  public let halfLife: Int64
  /// How times are shown.
  public let unit: TimeUnit
  /// What was asked.
  public let question: PeerQuestion
}
