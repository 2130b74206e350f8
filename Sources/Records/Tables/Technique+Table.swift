extension Technique: TableRow {
  /// The columns of `techniques.csv`.
  public enum Column: Int, TableColumn {
    case id, name, category, aliases
    /// Header and type.
    public var info: ColumnInfo {
      switch self {
      case .id: ColumnInfo("id", required: true)
      case .name: ColumnInfo("name")
      case .category: ColumnInfo("category")
      case .aliases: ColumnInfo("aliases", .list)
      }
    }
  }

  public static let table = TableName.techniques

  public init(reading cells: inout Cells<Column>) {
    self.init()
    id = cells.identity(.id, of: .techniques)
    name = cells.text(.name)
    category = cells.word(.category)
    aliases = cells.list(.aliases)
  }

  public static func content(_ column: Column, _ row: Int, of rows: Span<Technique>, in network: Network) -> CellContent
  {
    switch column {
    case .id: .text(rows[row].id)
    case .name: .text(rows[row].name)
    case .category: .text(rows[row].category)
    case .aliases: .text(rows[row].aliases.joined(separator: ";"))
    }
  }
}
