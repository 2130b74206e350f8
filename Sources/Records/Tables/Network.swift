public import Graph

/// A column that no table of Ripple's has, kept as it was.
public struct ExtraColumn: Sendable, Equatable {
  /// The header as written.
  public var name: String
  /// One cell a row; empty means missing.
  public var values: [String]
  /// A column of cells.
  public init(name: String, values: [String]) {
    self.name = name
    self.values = values
  }
}

/// The rows of one table, in the order they were written, with the columns Ripple does not know.
public struct Table<Row: Sendable>: Sendable {
  /// The rows.
  public var rows: [Row] = []
  /// Line of each row in the file it was read from; empty for rows that were not read.
  public var lines: [UInt32] = []
  /// The file, and the sheet in it, that the rows were read from; `nil` where it is the table's own.
  public var file: String?
  /// Unknown columns, each as long as `rows`.
  public var extraColumns: [ExtraColumn] = []
  /// Places of the columns that the file did not have, those Ripple knows before the others; of tables that were read.
  public var absentColumns: [Int] = []
  /// An empty table.
  public init() {}
  /// A table of rows without unknown columns.
  public init(_ rows: [Row]) { self.rows = rows }

  /// Number of rows.
  public var count: Int { rows.count }
  /// The row at `index`.
  public subscript(index: RowIndex<Row>) -> Row { rows[index.int] }
}

/// What `network.json` says about a network.
public struct About: Sendable, Equatable {
  /// What to call the network.
  public var title = ""
  /// What it is, in a sentence or two.
  public var description = ""
  /// How times are written.
  public var time: TimeScale = .calendar
  /// How to cite it.
  public var citation = ""
  /// Under which terms it may be used.
  public var licence = ""
  /// Further members of `network.json`, by name, each as JSON text.
  public var further: [String: String] = [:]
  /// Nothing said.
  public init() {}
}

/// Everything a programme wrote down, validated: every reference points to a row, every spell ends after it starts.
public struct Network: Sendable {
  /// What the network says about itself.
  public var about = About()
  /// Where people work.
  public var organisations = Table<Organisation>()
  /// Everyone.
  public var people = Table<Person>()
  /// Groups of people who work together.
  public var teams = Table<Team>()
  /// Who works in which team, and when.
  public var memberships = Table<Membership>()
  /// Named practices.
  public var techniques = Table<Technique>()
  /// Runs of programmes.
  public var cohorts = Table<Cohort>()
  /// People's places on cohorts.
  public var enrolments = Table<Enrolment>()
  /// Sessions and events that teach techniques.
  public var events = Table<Event>()
  /// Who practised which technique, and when.
  public var uses = Table<Use>()
  /// Who supported which team, and when.
  public var engagements = Table<Engagement>()
  /// Who passed a technique to whom, and when.
  public var transfers = Table<Transfer>()
  /// Relations between people.
  public var ties = Table<Tie>()
  /// What was observed of teams and organisations.
  public var outcomes = Table<Outcome>()

  /// A network with nothing in it.
  public init() {}

  /// How times are written.
  public var scale: TimeScale { about.time }

  /// The nodes of the `full` view: every person, team, technique, organisation, cohort, event and outcome.
  public var space: NodeSpace {
    NodeSpace([
      .person: people.count, .team: teams.count, .technique: techniques.count,
      .organisation: organisations.count, .cohort: cohorts.count, .event: events.count,
      .outcome: outcomes.count,
    ])
  }

  /// For each person whether they are an alumnus: somebody with an enrolment.
  ///
  /// - Complexity: O(people + enrolments).
  public func alumni() -> [Bool] {
    var isAlumnus = [Bool](repeating: false, count: people.count)
    for enrolment in enrolments.rows { isAlumnus[enrolment.person.int] = true }
    return isAlumnus
  }

  /// The id of a node of `kind` at `row`; empty where an event or an outcome has none.
  public func id(_ kind: NodeKind, _ row: Int) -> String {
    switch kind {
    case .person: people.rows.span[row].id
    case .team: teams.rows.span[row].id
    case .technique: techniques.rows.span[row].id
    case .organisation: organisations.rows.span[row].id
    case .cohort: cohorts.rows.span[row].id
    case .event: events.rows.span[row].id
    case .outcome: outcomes.rows.span[row].id
    }
  }

  /// What to call a node: its name, or its id where it has none.
  public func label(_ kind: NodeKind, _ row: Int) -> String {
    let name =
      switch kind {
      case .person: people.rows.span[row].name
      case .team: teams.rows.span[row].name
      case .technique: techniques.rows.span[row].name
      case .organisation: organisations.rows.span[row].name
      case .cohort: cohorts.rows.span[row].name
      case .event: events.rows.span[row].kind
      case .outcome: outcomes.rows.span[row].measure
      }
    return name.isEmpty ? id(kind, row) : name
  }
}
