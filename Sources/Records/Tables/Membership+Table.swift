extension Membership: TableRow {
  /// The columns of `memberships.csv`.
  public enum Column: Int, TableColumn {
    case personID, teamID, start, end
    /// Header and type.
    public var info: ColumnInfo {
      switch self {
      case .personID: ColumnInfo("person_id", .reference(.people), required: true)
      case .teamID: ColumnInfo("team_id", .reference(.teams), required: true)
      case .start: ColumnInfo("start", .time)
      case .end: ColumnInfo("end", .time)
      }
    }
  }

  public static let table = TableName.memberships

  public init(reading cells: inout Cells<Column>) {
    self.init()
    person = cells.required(.personID, Person.self)
    team = cells.required(.teamID, Team.self)
    spell = cells.spell(.start, .end)
  }

  public static func content(_ column: Column, _ row: Int, of rows: Span<Membership>, in network: Network)
    -> CellContent
  {
    switch column {
    case .personID: .text(network.people[rows[row].person].id)
    case .teamID: .text(network.teams[rows[row].team].id)
    case .start: .time(rows[row].spell.start)
    case .end: .time(rows[row].spell.end)
    }
  }
}
