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

  public static func content(_ column: Column, _ row: Int, of rows: Span<Enrolment>, in network: Network) -> CellContent
  {
    switch column {
    case .personID: .text(network.people[rows[row].person].id)
    case .cohortID: .text(network.cohorts[rows[row].cohort].id)
    case .start: .time(rows[row].spell.start)
    case .end: .time(rows[row].spell.end)
    case .outcome: .text(rows[row].outcome)
    }
  }
}
