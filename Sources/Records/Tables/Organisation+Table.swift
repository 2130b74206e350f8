extension Organisation: TableRow {
  /// The columns of `organisations.csv`.
  public enum Column: Int, TableColumn {
    case id, name, kind, region, parentID
    /// Header and type.
    public var info: ColumnInfo {
      switch self {
      case .id: ColumnInfo("id", required: true)
      case .name: ColumnInfo("name")
      case .kind: ColumnInfo("kind")
      case .region: ColumnInfo("region")
      case .parentID: ColumnInfo("parent_id", .reference(.organisations))
      }
    }
  }

  public static let table = TableName.organisations

  public init(reading cells: inout Cells<Column>) {
    self.init()
    id = cells.identity(.id, of: .organisations)
    name = cells.text(.name)
    kind = cells.word(.kind)
    region = cells.word(.region)
    cells.deferReference(.parentID)
  }

  public static func content(_ column: Column, _ row: Int, of rows: Span<Organisation>, in network: Network)
    -> CellContent
  {
    switch column {
    case .id: .text(rows[row].id)
    case .name: .text(rows[row].name)
    case .kind: .text(rows[row].kind)
    case .region: .text(rows[row].region)
    case .parentID: .text(rows[row].parent.map { network.organisations[$0].id } ?? "")
    }
  }
}
