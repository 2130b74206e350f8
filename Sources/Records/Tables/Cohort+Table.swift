extension Cohort: TableRow {
  /// The columns of `cohorts.csv`.
  public enum Column: Int, TableColumn {
    case id, name, programme, start, end
    /// Header and type.
    public var info: ColumnInfo {
      switch self {
      case .id: ColumnInfo("id", required: true)
      case .name: ColumnInfo("name")
      case .programme: ColumnInfo("programme")
      case .start: ColumnInfo("start", .time)
      case .end: ColumnInfo("end", .time)
      }
    }
  }

  public static let table = TableName.cohorts

  public init(reading cells: inout Cells<Column>) {
    self.init()
    id = cells.identity(.id, of: .cohorts)
    name = cells.text(.name)
    programme = cells.word(.programme)
    spell = cells.spell(.start, .end)
  }

  public static func content(_ column: Column, _ row: Int, of rows: Span<Cohort>, in network: Network) -> CellContent {
    switch column {
    case .id: .text(rows[row].id)
    case .name: .text(rows[row].name)
    case .programme: .text(rows[row].programme)
    case .start: .time(rows[row].spell.start)
    case .end: .time(rows[row].spell.end)
    }
  }
}
