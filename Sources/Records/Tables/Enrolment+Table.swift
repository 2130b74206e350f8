extension Enrolment: TableRow {
  /// The columns of `enrolments.csv`.
  public enum Column: Int, TableColumn {
    case personID, cohortID, start, end, outcome
    /// Header and type.
    public var info: ColumnInfo {
      switch self {
      case .personID: ColumnInfo("person_id", .reference(.people), required: true)
      case .cohortID: ColumnInfo("cohort_id", .reference(.cohorts), required: true)
      case .start: ColumnInfo("start", .time)
      case .end: ColumnInfo("end", .time)
      case .outcome: ColumnInfo("outcome")
      }
    }
  }

  public static let table = TableName.enrolments

  public init(reading cells: inout Cells<Column>) {
    self.init()
    person = cells.required(.personID, Person.self)
    cohort = cells.required(.cohortID, Cohort.self)
    spell = cells.spell(.start, .end)
    outcome = cells.word(.outcome)
  }

  public func cell(_ column: Column, in network: Network) -> String {
    switch column {
    case .personID: network.people[person].id
    case .cohortID: network.cohorts[cohort].id
    case .start: spell.start?.text(network.scale) ?? ""
    case .end: spell.end?.text(network.scale) ?? ""
    case .outcome: outcome
    }
  }
}
