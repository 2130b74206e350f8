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

  public func cell(_ column: Column, in network: Network) -> String {
    switch column {
    case .id: id
    case .name: name
    case .programme: programme
    case .start: spell.start?.text(network.scale) ?? ""
    case .end: spell.end?.text(network.scale) ?? ""
    }
  }
}
