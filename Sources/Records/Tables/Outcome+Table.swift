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

  public func cell(_ column: Column, in network: Network) -> String {
    switch column {
    case .id: id
    case .teamID: team.map { network.teams[$0].id } ?? ""
    case .organisationID: organisation.map { network.organisations[$0].id } ?? ""
    case .measure: measure
    case .date: date?.text(network.scale) ?? ""
    case .value: value.map(Decimal.text) ?? ""
    case .unit: unit
    case .better: better?.rawValue ?? ""
    case .engagementID: engagement.map { network.engagements[$0].id } ?? ""
    case .evidence: evidence?.rawValue ?? ""
    case .note: note
    }
  }
}
