/// The place of a row in its table; typed, so that a person is never taken for a team.
public struct RowIndex<Row>: Sendable, Hashable {
  /// Position in the table, from 0.
  public let value: Int32
  /// The row at `position`.
  public init(_ position: Int) { value = Int32(position) }
  /// Position as `Int`.
  public var int: Int { Int(value) }
}

/// How well a record is known, from surest to least.
public enum Evidence: String, Sendable, CaseIterable {
  case observed, confirmed, reported, inferred
}

/// Which way a tie can carry influence.
public enum Influence: String, Sendable, CaseIterable {
  case both, forward, backward
}

/// Whether support was given during the course or after it.
public enum Timing: String, Sendable, CaseIterable {
  case during, after
}

/// Which direction of a measure is an improvement.
public enum Better: String, Sendable, CaseIterable {
  case higher, lower
}

/// Where people work: a trust, a practice, an integrated care board, a region.
public struct Organisation: Sendable {
  public var id = ""
  public var name = ""
  /// For example `trust`, `icb`, `region`; free text.
  public var kind = ""
  public var region = ""
  /// The organisation this one belongs to.
  public var parent: RowIndex<Organisation>?
  /// An organisation with nothing filled in.
  public init() {}
}

/// Anyone in the network.
public struct Person: Sendable {
  public var id = ""
  public var name = ""
  public var role = ""
  public var staffGroup = ""
  public var organisation: RowIndex<Organisation>?
  public var email = ""
  /// True when the person agreed to be found by peers; `nil` means no.
  public var listed: Bool?
  /// True when the person agreed to introduce others; `nil` means no.
  public var introduces: Bool?
  /// How many requests a month the person can take.
  public var capacity: Int?
  public var available = Spell()
  /// A person with nothing filled in.
  public init() {}
}

/// A group of people who work together.
public struct Team: Sendable {
  public var id = ""
  public var name = ""
  public var organisation: RowIndex<Organisation>?
  public var setting = ""
  /// How many people work in it, listed or not.
  public var headcount: Int?
  /// A team with nothing filled in.
  public init() {}
}

/// A person works in a team over a spell.
public struct Membership: Sendable {
  public var person = RowIndex<Person>(0)
  public var team = RowIndex<Team>(0)
  public var spell = Spell()
  /// A membership with nothing filled in.
  public init() {}
}

/// A named practice that people learn, use and pass on.
public struct Technique: Sendable {
  public var id = ""
  public var name = ""
  public var category = ""
  public var aliases: [String] = []
  /// A technique with nothing filled in.
  public init() {}
}

/// One run of a programme.
public struct Cohort: Sendable {
  public var id = ""
  public var name = ""
  public var programme = ""
  public var spell = Spell()
  /// A cohort with nothing filled in.
  public init() {}
}

/// A person's place on a cohort.
public struct Enrolment: Sendable {
  public var person = RowIndex<Person>(0)
  public var cohort = RowIndex<Cohort>(0)
  public var spell = Spell()
  public var outcome = ""
  /// An enrolment with nothing filled in.
  public init() {}
}

/// A coaching session or learning event of a cohort that teaches techniques.
public struct Event: Sendable {
  public var id = ""
  public var cohort: RowIndex<Cohort>?
  public var kind = ""
  public var spell = Spell()
  /// The one person the session was for; `nil` means the whole cohort.
  public var person: RowIndex<Person>?
  public var techniques: [RowIndex<Technique>] = []
  /// An event with nothing filled in.
  public init() {}
}

/// A person's spell of practising a technique.
public struct Use: Sendable {
  public var id = ""
  public var person = RowIndex<Person>(0)
  public var technique = RowIndex<Technique>(0)
  public var spell = Spell()
  public var learnedFrom: RowIndex<Person>?
  public var evidence: Evidence?
  public var reasonStopped = ""
  /// A use with nothing filled in.
  public init() {}
}

/// A person supports a team with techniques over a spell.
public struct Engagement: Sendable {
  public var id = ""
  public var person = RowIndex<Person>(0)
  public var team = RowIndex<Team>(0)
  public var techniques: [RowIndex<Technique>] = []
  public var spell = Spell()
  public var timing: Timing?
  public var evidence: Evidence?
  public var note = ""
  /// An engagement with nothing filled in.
  public init() {}
}

/// A person passes a technique to another person on a date.
public struct Transfer: Sendable {
  public var id = ""
  public var from = RowIndex<Person>(0)
  public var to = RowIndex<Person>(0)
  public var technique = RowIndex<Technique>(0)
  public var date: Stamp?
  public var evidence: Evidence?
  /// How true to what was taught, 0 to 1.
  public var fidelity: Double?
  public var note = ""
  /// A transfer with nothing filled in.
  public init() {}
}

/// A relation between two people that can carry influence.
public struct Tie: Sendable {
  public var id = ""
  public var from = RowIndex<Person>(0)
  public var to = RowIndex<Person>(0)
  public var kind = ""
  public var spell = Spell()
  private var statedWeight = Double.nan
  /// Which way it can carry; `nil` where nothing is said, which means both.
  public var influence: Influence?
  /// Strength, at least 0; `nil` where none is stated, which counts as 1.
  public var weight: Double? {
    get { statedWeight.isNaN ? nil : statedWeight }
    set { statedWeight = newValue ?? .nan }
  }
  /// A tie with nothing filled in.
  public init() {}
}

/// A dated observation of a measure for a team or an organisation.
public struct Outcome: Sendable {
  public var id = ""
  public var team: RowIndex<Team>?
  public var organisation: RowIndex<Organisation>?
  public var measure = ""
  public var date: Stamp?
  public var value: Double?
  public var unit = ""
  public var better: Better?
  public var engagement: RowIndex<Engagement>?
  public var evidence: Evidence?
  public var note = ""
  /// An outcome with nothing filled in.
  public init() {}
}
