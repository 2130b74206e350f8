extension Event: TableRow {
  /// The columns of `events.csv`.
  public enum Column: Int, TableColumn {
    case id, cohortID, kind, start, end, personID, techniques
    /// Header and type.
    public var info: ColumnInfo {
      switch self {
      case .id: ColumnInfo("id")
      case .cohortID: ColumnInfo("cohort_id", .reference(.cohorts))
      case .kind: ColumnInfo("kind")
      case .start: ColumnInfo("start", .time)
      case .end: ColumnInfo("end", .time)
      case .personID: ColumnInfo("person_id", .reference(.people))
      case .techniques: ColumnInfo("techniques", .list)
      }
    }
  }

  public static let table = TableName.events

  public init(reading cells: inout Cells<Column>) {
    self.init()
    id = cells.identity(.id, of: .events, required: false)
    cohort = cells.reference(.cohortID, Cohort.self)
    kind = cells.word(.kind)
    spell = cells.spell(.start, .end)
    person = cells.reference(.personID, Person.self)
    techniques = cells.references(.techniques, Technique.self)
  }

  public static func content(_ column: Column, _ row: Int, of rows: Span<Event>, in network: Network) -> CellContent {
    switch column {
    case .id: .text(rows[row].id)
    case .cohortID: .text(rows[row].cohort.map { network.cohorts[$0].id } ?? "")
    case .kind: .text(rows[row].kind)
    case .start: .time(rows[row].spell.start)
    case .end: .time(rows[row].spell.end)
    case .personID: .text(rows[row].person.map { network.people[$0].id } ?? "")
    case .techniques: .text(rows[row].techniques.map { network.techniques[$0].id }.joined(separator: ";"))
    }
  }
}
