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

  public func cell(_ column: Column, in network: Network) -> String {
    switch column {
    case .personID: network.people[person].id
    case .teamID: network.teams[team].id
    case .start: spell.start?.text(network.scale) ?? ""
    case .end: spell.end?.text(network.scale) ?? ""
    }
  }
}
