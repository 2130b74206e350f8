extension Outcome: TableRow {
  /// The columns of `outcomes.csv`.
  public enum Column: Int, TableColumn {
    case id, teamID, organisationID, measure, date, value, unit, better, engagementID, evidence, note
    /// Header and type.
    public var info: ColumnInfo {
      switch self {
      case .id: ColumnInfo("id")
      case .teamID: ColumnInfo("team_id", .reference(.teams))
      case .organisationID: ColumnInfo("organisation_id", .reference(.organisations))
      case .measure: ColumnInfo("measure")
      case .date: ColumnInfo("date", .time)
      case .value: ColumnInfo("value", .decimal)
      case .unit: ColumnInfo("unit")
      case .better: ColumnInfo("better")
      case .engagementID: ColumnInfo("engagement_id", .reference(.engagements))
      case .evidence: ColumnInfo("evidence")
      case .note: ColumnInfo("note")
      }
    }
  }

  public static let table = TableName.outcomes

  public init(reading cells: inout Cells<Column>) {
    self.init()
    id = cells.identity(.id, of: .outcomes, required: false)
    team = cells.reference(.teamID, Team.self)
    organisation = cells.reference(.organisationID, Organisation.self)
    measure = cells.word(.measure)
    date = cells.stamp(.date)
    value = cells.decimal(.value)
    unit = cells.word(.unit)
    better = cells.choice(.better, Better.self)
    engagement = cells.reference(.engagementID, Engagement.self)
    evidence = cells.choice(.evidence, Evidence.self)
    note = cells.text(.note)
  }

  public static func content(_ column: Column, _ row: Int, of rows: Span<Outcome>, in network: Network) -> CellContent {
    switch column {
    case .id: .text(rows[row].id)
    case .teamID: .text(rows[row].team.map { network.teams[$0].id } ?? "")
    case .organisationID: .text(rows[row].organisation.map { network.organisations[$0].id } ?? "")
    case .measure: .text(rows[row].measure)
    case .date: .time(rows[row].date)
    case .value: .decimal(rows[row].value)
    case .unit: .text(rows[row].unit)
    case .better: .text(rows[row].better?.rawValue ?? "")
    case .engagementID: .text(rows[row].engagement.map { network.engagements[$0].id } ?? "")
    case .evidence: .text(rows[row].evidence?.rawValue ?? "")
    case .note: .text(rows[row].note)
    }
  }
}
