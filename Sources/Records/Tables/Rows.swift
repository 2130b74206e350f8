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
  /// Unique id; compared as UTF-8 bytes.
  public var id = ""
  /// What it is called.
  public var name = ""
  /// For example `trust`, `icb`, `region`; free text.
  public var kind = ""
  /// The region it lies in, as text.
  public var region = ""
  /// The organisation this one belongs to.
  public var parent: RowIndex<Organisation>?
  /// An organisation with nothing filled in.
  public init() {}
}

/// Anyone in the network.
public struct Person: Sendable {
  /// Unique id; compared as UTF-8 bytes.
  public var id = ""
  /// What it is called.
  public var name = ""
  /// Job title, as text.
  public var role = ""
  /// Staff group, as text.
  public var staffGroup = ""
  /// Where it belongs; `nil` where nothing is said.
  public var organisation: RowIndex<Organisation>?
  /// E-mail address; leaves in tables, or where it is asked for.
  public var email = ""
  /// True when the person agreed to be found by peers; `nil` means no.
  public var listed: Bool?
  /// True when the person agreed to introduce others; `nil` means no.
  public var introduces: Bool?
  /// How many requests a month the person can take.
  public var capacity: Int?
  /// When the person can take requests.
  public var available = Spell()
  /// A person with nothing filled in.
  public init() {}
}

/// A group of people who work together.
public struct Team: Sendable {
  /// Unique id; compared as UTF-8 bytes.
  public var id = ""
  /// What it is called.
  public var name = ""
  /// Where it belongs; `nil` where nothing is said.
  public var organisation: RowIndex<Organisation>?
  /// Where the team works, such as theatre or community.
  public var setting = ""
  /// How many people work in it, listed or not.
  public var headcount: Int?
  /// A team with nothing filled in.
  public init() {}
}

/// A person works in a team over a spell.
public struct Membership: Sendable {
  /// Who.
  public var person = RowIndex<Person>(0)
  /// Which team.
  public var team = RowIndex<Team>(0)
  /// From when until when, ends inclusive.
  public var spell = Spell()
  /// A membership with nothing filled in.
  public init() {}
}

/// A named practice that people learn, use and pass on.
public struct Technique: Sendable {
  /// Unique id; compared as UTF-8 bytes.
  public var id = ""
  /// What it is called.
  public var name = ""
  /// What the technique is a kind of.
  public var category = ""
  /// Other names it goes by.
  public var aliases: [String] = []
  /// A technique with nothing filled in.
  public init() {}
}

/// One run of a programme.
public struct Cohort: Sendable {
  /// Unique id; compared as UTF-8 bytes.
  public var id = ""
  /// What it is called.
  public var name = ""
  /// The programme the cohort is a run of.
  public var programme = ""
  /// From when until when, ends inclusive.
  public var spell = Spell()
  /// A cohort with nothing filled in.
  public init() {}
}

/// A person's place on a cohort.
public struct Enrolment: Sendable {
  /// Who.
  public var person = RowIndex<Person>(0)
  /// Which cohort.
  public var cohort = RowIndex<Cohort>(0)
  /// From when until when, ends inclusive.
  public var spell = Spell()
  /// How it ended, as text.
  public var outcome = ""
  /// An enrolment with nothing filled in.
  public init() {}
}

/// A coaching session or learning event of a cohort that teaches techniques.
public struct Event: Sendable {
  /// Unique id; compared as UTF-8 bytes.
  public var id = ""
  /// Which cohort.
  public var cohort: RowIndex<Cohort>?
  /// What kind, as text.
  public var kind = ""
  /// From when until when, ends inclusive.
  public var spell = Spell()
  /// The one person the session was for; `nil` means the whole cohort.
  public var person: RowIndex<Person>?
  /// The techniques it is about.
  public var techniques: [RowIndex<Technique>] = []
  /// An event with nothing filled in.
  public init() {}
}

/// A person's spell of practising a technique.
public struct Use: Sendable {
  /// Unique id; compared as UTF-8 bytes.
  public var id = ""
  /// Who.
  public var person = RowIndex<Person>(0)
  /// Which technique.
  public var technique = RowIndex<Technique>(0)
  /// From when until when, ends inclusive.
  public var spell = Spell()
  /// Who taught it; `nil` where nothing is said.
  public var learnedFrom: RowIndex<Person>?
  /// How well it is known; `nil` means reported.
  public var evidence: Evidence?
  /// Why the person stopped, as text.
  public var reasonStopped = ""
  /// A use with nothing filled in.
  public init() {}
}

/// A person supports a team with techniques over a spell.
public struct Engagement: Sendable {
  /// Unique id; compared as UTF-8 bytes.
  public var id = ""
  /// Who.
  public var person = RowIndex<Person>(0)
  /// Which team.
  public var team = RowIndex<Team>(0)
  /// The techniques it is about.
  public var techniques: [RowIndex<Technique>] = []
  /// From when until when, ends inclusive.
  public var spell = Spell()
  /// During the course or after it; `nil` where nothing is said.
  public var timing: Timing?
  /// How well it is known; `nil` means reported.
  public var evidence: Evidence?
  /// Anything else, as text.
  public var note = ""
  /// An engagement with nothing filled in.
  public init() {}
}

/// A person passes a technique to another person on a date.
public struct Transfer: Sendable {
  /// Unique id; compared as UTF-8 bytes.
  public var id = ""
  /// Who passes on, or where the relation is written from.
  public var from = RowIndex<Person>(0)
  /// Who receives, or where the relation is written to.
  public var to = RowIndex<Person>(0)
  /// Which technique.
  public var technique = RowIndex<Technique>(0)
  /// When; `nil` where nothing is said.
  public var date: Stamp?
  /// How well it is known; `nil` means reported.
  public var evidence: Evidence?
  /// How true to what was taught, 0 to 1.
  public var fidelity: Double?
  /// Anything else, as text.
  public var note = ""
  /// A transfer with nothing filled in.
  public init() {}
}

/// A relation between two people that can carry influence.
public struct Tie: Sendable {
  /// Unique id; compared as UTF-8 bytes.
  public var id = ""
  /// Who passes on, or where the relation is written from.
  public var from = RowIndex<Person>(0)
  /// Who receives, or where the relation is written to.
  public var to = RowIndex<Person>(0)
  /// What kind, as text.
  public var kind = ""
  /// From when until when, ends inclusive.
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
  /// Unique id; compared as UTF-8 bytes.
  public var id = ""
  /// Which team.
  public var team: RowIndex<Team>?
  /// Where it belongs; `nil` where nothing is said.
  public var organisation: RowIndex<Organisation>?
  /// What was observed, such as sickness absence.
  public var measure = ""
  /// When; `nil` where nothing is said.
  public var date: Stamp?
  /// The figure.
  public var value: Double?
  /// What the figure counts.
  public var unit = ""
  /// Which direction is an improvement; `nil` where nothing is said.
  public var better: Better?
  /// The engagement it is linked to.
  public var engagement: RowIndex<Engagement>?
  /// How well it is known; `nil` means reported.
  public var evidence: Evidence?
  /// Anything else, as text.
  public var note = ""
  /// An outcome with nothing filled in.
  public init() {}
}
