extension Team: TableRow {
  /// The columns of `teams.csv`.
  public enum Column: Int, TableColumn {
    case id, name, organisationID, setting, headcount
    /// Header and type.
    public var info: ColumnInfo {
      switch self {
      case .id: ColumnInfo("id", required: true)
      case .name: ColumnInfo("name")
      case .organisationID: ColumnInfo("organisation_id", .reference(.organisations))
      case .setting: ColumnInfo("setting")
      case .headcount: ColumnInfo("headcount", .whole)
      }
    }
  }

  public static let table = TableName.teams

  public init(reading cells: inout Cells<Column>) {
    self.init()
    id = cells.identity(.id, of: .teams)
    name = cells.text(.name)
    organisation = cells.reference(.organisationID, Organisation.self)
    setting = cells.word(.setting)
    headcount = cells.whole(.headcount)
  }

  public static func content(_ column: Column, _ row: Int, of rows: Span<Team>, in network: Network) -> CellContent {
    switch column {
    case .id: .text(rows[row].id)
    case .name: .text(rows[row].name)
    case .organisationID: .text(rows[row].organisation.map { network.organisations[$0].id } ?? "")
    case .setting: .text(rows[row].setting)
    case .headcount: .whole(rows[row].headcount)
    }
  }
}
